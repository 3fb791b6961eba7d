package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

const (
	feedsPage    = 8                // feeds on a page
	loudFaults   = 3                // failures in a row from which a feed is said to fail
	lookPatience = 60 * time.Second // for a look that a moderator asked for; the rest comes by itself
	panelFeed    = "feed"           // value of a panel: the id of the feed that was chosen
)

// noFeeds is what the screen « Flux » says when there are none.
const noFeeds = "Aucun flux n'est suivi. Donne l'adresse d'un flux RSS ou Atom, ou de la page d'accueil d'un site : ses nouveaux articles viendront d'eux-mêmes."

// feedPresses is the table of what is done about feeds.
func (b *bot) feedPresses() map[string]panelPress {
	return map[string]panelPress{
		"feed-pick":    b.pickFeed,
		"feed-look":    b.onFeed(b.lookAtFeed),
		"feed-mode":    b.onFeed(b.turnFeed),
		"feed-drop":    b.onFeed(b.askDropFeed),
		"feed-dropped": b.onFeed(b.dropFeed),
		"feed-add":     b.askFeed,
		"feed-added":   b.followFeed,
	}
}

// feedsLeaf draws the screen of the feeds: how they are, and what can be done with the one that was chosen.
func (b *bot) feedsLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	feeds, err := b.o.Desk.Feeds(ctx, r.GuildID)
	if err != nil {
		return nil, err
	}
	page, count := pages(len(feeds), feedsPage, page)
	lines := []string{}
	options := []reply.Option{}
	var chosen *store.Feed
	for _, f := range pageOf(feeds, feedsPage, page) {
		id := strconv.FormatInt(f.ID, 10)
		here := id == p.get(panelFeed)
		if here {
			chosen = &f
		}
		lines = append(lines, feedLines(f))
		options = append(options, reply.Option{Label: f.Title, Value: id, Description: f.URL, Default: here})
	}
	if len(feeds) == 0 {
		lines = []string{phrase.Fine(noFeeds)}
	}
	parts := []reply.Component{reply.Text(strings.Join(lines, "\n"))}
	if len(options) > 0 {
		parts = append(parts, reply.Select(reply.CustomID("feed-pick", p.key, 0), "Choisis un flux", options...))
	}
	if chosen != nil {
		parts = append(parts, feedRow(p, *chosen))
	}
	parts = append(parts, leafPager(p, page, count)...)
	return append(parts, reply.Row(reply.MainButton("Suivre un flux", reply.CustomID("feed-add", p.key, 0)))), nil
}

// feedLines shows one feed: its name, its mode, when it was read, and why not where it fails.
func feedLines(f store.Feed) string {
	name := reply.Link(reply.Inline(phrase.Cut(f.Title, 80)), f.URL)
	state := "pas encore lu"
	if !f.State.Checked.IsZero() {
		state = phrase.Say("lu %s", timestamp(f.State.Checked, 'R'))
	}
	text := phrase.Say("- **%s** · articles %s · %s", name, phrase.FeedMode(f.Auto), state)
	if f.State.Failures >= loudFaults {
		text += phrase.Say("\n  ⚠️ %s de suite : %s. Je réessaie %s.", phrase.Count(f.State.Failures, "échec", "échecs"), feedFault(desk.FeedFault(f.State)), timestamp(f.State.Next, 'R'))
	}
	return text
}

// feedRow is what can be done with a feed.
func feedRow(p *panel, f store.Feed) reply.Component {
	mode := "Ajouter ses articles sans demander"
	if f.Auto {
		mode = phrase.Fine("Approuver ses articles d'abord")
	}
	return reply.Row(reply.Button("Lire maintenant", reply.CustomID("feed-look", p.key, 0)), reply.Button(mode, reply.CustomID("feed-mode", p.key, 0)),
		reply.DangerButton("Ne plus suivre", reply.CustomID("feed-drop", p.key, 0)))
}

// feedFault says why a feed was not read, or its articles not taken: the part of a sentence that follows a colon.
func feedFault(err error) string {
	var full *desk.QuotaError
	reason, ok := phrase.FeedFault(err)
	switch {
	case ok:
	case errors.As(err, &full):
		reason = phrase.Fine("la collection est pleine")
	case errors.Is(err, desk.ErrManyDrafts):
		reason = phrase.Say("%s attendent déjà d'être approuvés", phrase.Count(desk.MaxDrafts, "brouillon", "brouillons"))
	default:
		reason = phrase.Fine("quelque chose a cloché de mon côté")
	}
	return reply.Inline(reason)
}

// pickFeed chooses a feed of the list.
func (b *bot) pickFeed(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	p.put(panelFeed, oneValue(r))
	return b.redraw(ctx, r, p, "")
}

// feedPress is what is done with the feed that was chosen.
type feedPress func(ctx context.Context, r *request, p *panel, f store.Feed) (outcome, error)

// onFeed finds the feed that was chosen; one that is followed no more is said.
func (b *bot) onFeed(do feedPress) panelPress {
	return func(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
		id, _ := strconv.ParseInt(p.get(panelFeed), 10, 64) // 0 is no feed
		f, err := b.o.Desk.Feed(ctx, r.GuildID, id)
		if errors.Is(err, desk.ErrNoFeed) {
			return b.redraw(ctx, r, p, phrase.Fine("Ce flux n'est plus suivi."))
		}
		if err != nil {
			return outcome{}, err
		}
		return do(ctx, r, p, f)
	}
}

// lookAtFeed reads a feed now.
func (b *bot) lookAtFeed(ctx context.Context, r *request, p *panel, f store.Feed) (outcome, error) {
	patient, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	l, err := b.o.Desk.Look(patient, r.GuildID, f.ID)
	switch {
	case errors.Is(err, desk.ErrNoFeed):
		return b.redraw(ctx, r, p, phrase.Fine("Ce flux n'est plus suivi."))
	case patient.Err() != nil && ctx.Err() == nil:
		return b.redraw(ctx, r, p, phrase.Fine("C'est long : je continue de moi-même, les articles arrivent peu à peu."))
	case err != nil:
		return outcome{}, err
	}
	return b.redraw(ctx, r, p, lookNote(l))
}

// lookNote says what a look at a feed brought.
func lookNote(l desk.Look) string {
	sentence := phrase.FeedLook{Same: l.Same, Added: len(l.Added), Drafts: len(l.Drafts), Known: l.Known, Older: l.Older, Refused: len(l.Refused), Delayed: l.Left}.Sentence()
	name := reply.Inline(phrase.Cut(l.Feed.Title, 80))
	switch {
	case l.Err == nil:
		return phrase.Say("✅ %s : %s", name, sentence)
	case len(l.Added)+len(l.Drafts) > 0:
		return phrase.Say("⚠️ %s : %s %s.", name, sentence, phrase.Capital(feedFault(l.Err)))
	}
	return phrase.Say("⚠️ %s : %s.", name, feedFault(l.Err))
}

// turnFeed changes what becomes of a feed's articles.
func (b *bot) turnFeed(ctx context.Context, r *request, p *panel, f store.Feed) (outcome, error) {
	err := b.o.Desk.SetAuto(ctx, r.GuildID, r.person, f.ID, !f.Auto)
	if err != nil && !errors.Is(err, desk.ErrNoFeed) {
		return outcome{}, err
	}
	return b.redraw(ctx, r, p, "")
}

// askDropFeed asks whether a feed is to be followed no more.
func (b *bot) askDropFeed(_ context.Context, r *request, p *panel, f store.Feed) (outcome, error) {
	text := phrase.Say("Ne plus suivre **%s** ? Ses articles restent dans la collection.", reply.Inline(phrase.Cut(f.Title, 80)))
	return b.sure(r, p, text, reply.DangerButton("Ne plus suivre", reply.CustomID("feed-dropped", p.key, 0))), nil
}

// dropFeed follows a feed no more.
func (b *bot) dropFeed(ctx context.Context, r *request, p *panel, f store.Feed) (outcome, error) {
	if _, err := b.o.Desk.Unfollow(ctx, r.GuildID, r.person, f.ID); err != nil && !errors.Is(err, desk.ErrNoFeed) {
		return outcome{}, err
	}
	p.put(panelFeed, "")
	return b.redraw(ctx, r, p, phrase.Say("✅ %s n'est plus suivi ; ses articles restent.", reply.Inline(phrase.Cut(f.Title, 80))))
}

// askFeed opens the form of a new feed, with the address that was refused.
func (b *bot) askFeed(_ context.Context, _ *request, p *panel, _ int) (outcome, error) {
	return open(reply.Form(reply.CustomID("feed-added", p.key, 0), "Suivre un flux",
		reply.Line("address", phrase.Fine("Adresse du flux, ou du site"), p.get("address"), maxAddressInput, true))), nil
}

// followFeed follows the feed of the form, as the server's administrators chose for new ones.
func (b *bot) followFeed(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	auto, err := b.o.Desk.FeedsAuto(ctx, r.GuildID)
	if err != nil {
		return outcome{}, err
	}
	address := strings.TrimSpace(formText(r, "address"))
	p.put("address", address)
	f, err := b.o.Desk.Follow(ctx, r.GuildID, r.person, withScheme(address), auto)
	switch _, known := phrase.FeedFault(err); {
	case errors.Is(err, desk.ErrManyFeeds):
		return b.redraw(ctx, r, p, phrase.Say("⚠️ %s sont déjà suivis : c'est le plus que je suive.", phrase.Count(desk.MaxFeeds, "flux", "flux")))
	case known:
		return b.redraw(ctx, r, p, phrase.Say("⚠️ %s.", phrase.Capital(feedFault(err))))
	case err != nil:
		return outcome{}, err
	}
	p.put("address", "")
	p.put(panelFeed, strconv.FormatInt(f.ID, 10))
	return b.redraw(ctx, r, p, phrase.Say("✅ Suivi : %s. Ses %s derniers articles viendront d'ici quelques minutes, %s.", reply.Inline(phrase.Cut(f.Title, 80)),
		phrase.Number(desk.FirstEntries), phrase.FeedMode(f.Auto)))
}
