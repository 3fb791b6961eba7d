package cli

import (
	"context"
	"errors"
	"strconv"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/store"
)

type feedsCommand struct {
	List   feedsListCommand   `cmd:"" default:"withargs" help:"Lister les flux suivis."`
	Add    feedsAddCommand    `cmd:"" help:"Suivre un flux RSS, Atom ou JSON, par son adresse ou celle d'une page qui l'indique."`
	Remove feedsRemoveCommand `cmd:"" help:"Ne plus suivre un flux ; ses articles restent."`
	Look   feedsLookCommand   `cmd:"" help:"Lire un flux maintenant, ou tous."`
}

type feedsListCommand struct {
	JSON bool `name:"json" help:"Écrire un objet JSON par flux."`
}

// jsonFeed is one line of `feeds --json`. Times are RFC 3339, "" before the first.
type jsonFeed struct {
	ID       int64  `json:"id"`
	URL      string `json:"url"`
	Title    string `json:"title"`
	Auto     bool   `json:"auto"`
	Checked  string `json:"checked"`
	Next     string `json:"next"`
	Failures int    `json:"failures"`
	Fault    string `json:"fault"`
}

// Run lists the feeds and how they are.
func (c *feedsListCommand) Run(ctx context.Context, p *program) error {
	return p.withStore(ctx, func(s *store.Store) error {
		feeds, err := s.Feeds(ctx, p.collection)
		if err != nil {
			return err
		}
		p.noFeeds(feeds, c.JSON)
		for _, f := range feeds {
			if err := p.feedLine(f, c.JSON); err != nil {
				return err
			}
		}
		return nil
	})
}

// noFeeds says that no feed is followed, to a person, when none is.
func (p *program) noFeeds(feeds []store.Feed, json bool) {
	if len(feeds) == 0 && !json {
		p.say("Aucun flux n'est suivi. Par exemple : propos feeds add https://exemple.fr/rss.xml")
	}
}

func (p *program) feedLine(f store.Feed, json bool) error {
	fault := ""
	if err := desk.FeedFault(f.State); err != nil {
		fault = feedFault(err)
	}
	if json {
		return p.writeJSON(jsonFeed{f.ID, f.URL, f.Title, f.Auto, moment(f.State.Checked), moment(f.State.Next), f.State.Failures, fault})
	}
	p.line(p.bold(strconv.FormatInt(f.ID, 10)) + "  " + harmless(f.Title, true))
	state := "jamais lu"
	if !f.State.Checked.IsZero() {
		state = phrase.Say("lu le %s", f.State.Checked.Format("02/01/2006 à 15:04"))
	}
	p.line("    " + p.faint(harmless(phrase.Say("%s · %s · %s", f.URL, phrase.FeedMode(f.Auto), state), true)))
	if fault != "" {
		p.line("    " + phrase.Say("%s de suite : %s.", phrase.Count(f.State.Failures, "échec", "échecs"), harmless(fault, true)))
	}
	return nil
}

// moment writes a time for a program; "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// feedFault says why a feed was not read, or its articles not taken.
func feedFault(err error) string {
	var full *desk.QuotaError
	switch reason, ok := phrase.FeedFault(err); {
	case ok:
		return reason
	case errors.As(err, &full):
		return phrase.Fine("la collection est pleine")
	case errors.Is(err, desk.ErrManyDrafts):
		return phrase.Say("%s attendent déjà", phrase.Count(desk.MaxDrafts, "brouillon", "brouillons"))
	}
	return err.Error()
}

type feedsAddCommand struct {
	Address string `arg:"" placeholder:"ADRESSE" help:"L'adresse du flux, ou d'une page qui l'indique."`
	Auto    bool   `help:"Ajouter ses articles d'office ; sans cela ils attendent parmi les brouillons (« propos drafts », ou dans Discord)."`
}

// Run follows a feed; « serve » looks at it within a minute, « feeds look » at once.
func (c *feedsAddCommand) Run(ctx context.Context, p *program) error {
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	f, err := p.feedDesk(s).Follow(ctx, p.collection, "", c.Address, c.Auto)
	switch {
	case errors.Is(err, desk.ErrManyFeeds):
		return said(exitNoAnswer, "%s sont déjà suivis : c'est le plus que je suive.", phrase.Count(desk.MaxFeeds, "flux", "flux"))
	case err != nil:
		if reason, ok := phrase.FeedFault(err); ok {
			return said(exitNoAnswer, "%s : %s.", harmless(c.Address, true), reason)
		}
		return err
	}
	p.say("Suivi : %s (flux %d), articles %s.", harmless(f.Title, true), f.ID, phrase.FeedMode(f.Auto))
	return nil
}

type feedsRemoveCommand struct {
	ID int64 `arg:"" placeholder:"NUMÉRO" help:"Le numéro que « feeds » montre."`
}

// Run follows a feed no more.
func (c *feedsRemoveCommand) Run(ctx context.Context, p *program) error {
	return p.withStore(ctx, func(s *store.Store) error {
		f, err := p.feedDesk(s).Unfollow(ctx, p.collection, "", c.ID)
		if err != nil {
			return noFeed(c.ID, err)
		}
		p.say("%s n'est plus suivi ; ses articles restent.", harmless(phrase.Quoted(f.Title), true))
		return nil
	})
}

// noFeed says that there is no such feed; other errors stay.
func noFeed(id int64, err error) error {
	if errors.Is(err, desk.ErrNoFeed) {
		return said(exitNoAnswer, "Il n'y a pas de flux numéro %d. Voir : propos feeds", id)
	}
	return err
}

type feedsLookCommand struct {
	ID   int64 `arg:"" optional:"" placeholder:"NUMÉRO" help:"Le numéro que « feeds » montre ; sans lui, tous les flux."`
	JSON bool  `name:"json" help:"Écrire un objet JSON par flux."`
}

// jsonLook is one line of `feeds look --json`.
type jsonLook struct {
	ID      int64    `json:"id"`
	Same    bool     `json:"same"`
	Added   []string `json:"added"` // ids
	Drafts  int      `json:"drafts"`
	Known   int      `json:"known"`
	Older   int      `json:"older"`
	Refused int      `json:"refused"`
	Left    int      `json:"left"`
	Fault   string   `json:"fault"`
}

// Run looks at feeds now, and says what came.
func (c *feedsLookCommand) Run(ctx context.Context, p *program) error {
	came, failed := false, false
	err := p.withStore(ctx, func(s *store.Store) error {
		d := p.feedDesk(s)
		feeds, err := d.Feeds(ctx, p.collection)
		if err != nil {
			return err
		}
		if c.ID != 0 {
			f, err := d.Feed(ctx, p.collection, c.ID)
			if err != nil {
				return noFeed(c.ID, err)
			}
			feeds = []store.Feed{f}
		}
		p.noFeeds(feeds, c.JSON)
		for _, f := range feeds {
			l, err := d.Look(ctx, p.collection, f.ID)
			if err != nil {
				return err
			}
			came, failed = came || len(l.Added) > 0, failed || l.Err != nil
			if err := p.looked(l, c.JSON); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && came {
		err = p.index(ctx)
	}
	if err == nil && failed {
		return errSilent(exitPartly)
	}
	return err
}

// looked says what one look brought.
func (p *program) looked(l desk.Look, json bool) error {
	fault := ""
	if l.Err != nil {
		fault = feedFault(l.Err)
	}
	if json {
		line := jsonLook{ID: l.Feed.ID, Same: l.Same, Added: []string{}, Drafts: len(l.Drafts), Known: l.Known, Older: l.Older, Refused: len(l.Refused), Left: l.Left, Fault: fault}
		for _, a := range l.Added {
			line.Added = append(line.Added, a.ID)
		}
		return p.writeJSON(line)
	}
	p.line(p.bold(strconv.FormatInt(l.Feed.ID, 10)) + "  " + harmless(l.Feed.Title, true))
	if fault != "" {
		p.line("    " + phrase.Capital(harmless(fault, true)) + ".")
	}
	if l.Err == nil || len(l.Added)+len(l.Drafts) > 0 {
		p.line("    " + lookSentence(l))
	}
	for _, r := range l.Refused {
		p.remark("%s : %s.", harmless(r.Address, true), harmless(refusalReason(r.Err), true))
	}
	return nil
}

func lookSentence(l desk.Look) string {
	return phrase.FeedLook{Same: l.Same, Added: len(l.Added), Drafts: len(l.Drafts), Known: l.Known, Older: l.Older, Refused: len(l.Refused), Delayed: l.Left}.Sentence()
}

// feedDesk is a desk for following feeds, whose articles the caller indexes when all have come.
func (p *program) feedDesk(s *store.Store) *desk.Desk {
	return p.deskOf(s, indexedLater{})
}

// indexedLater is the library of a desk that only brings articles.
type indexedLater struct{ desk.Library }

// Sync does nothing: see program.index.
func (indexedLater) Sync(context.Context, string, func(done, total int)) error { return nil }
