package bot

import (
	"bytes"
	"context"
	"errors"
	"path"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval"
)

// lot is what a file of several articles holds, as its summary shows it. The articles themselves are read again when they are
// added, so that a summary costs no memory.
type lot struct {
	source                      source
	articles, refusals, undated int
	titles                      []string // of the first
	refused                     []string // the first, with why
}

const (
	shownTitles  = 8
	shownRefused = 6
	lotBatch     = 200 // articles in one transaction
)

// take counts one more article, or refusal, of the file.
func (l *lot) take(d intake.Draft, err error) {
	if err != nil {
		if l.refusals++; len(l.refused) < shownRefused {
			l.refused = append(l.refused, refusedLine(d, err))
		}
		return
	}
	if l.articles++; len(l.titles) < shownTitles {
		l.titles = append(l.titles, phrase.Title(retrieval.Heading{Title: d.Article.Title, Opening: opening(d.Article.Body)}))
	}
	if d.Article.Date.IsZero() {
		l.undated++
	}
}

func refusedLine(d intake.Draft, err error) string {
	reason, _ := phrase.NotArticle(err)
	name := reply.Inline(phrase.Cut(path.Base(d.Name), 60))
	if d.Line > 0 {
		name += phrase.Say(", ligne %d", d.Line)
	}
	return phrase.Say("%s : %s", name, reply.Inline(reason))
}

// lotScreen shows what a file of several articles holds.
func (b *bot) lotScreen(r *request, p *panel, l lot) (outcome, error) {
	if err := p.putJSON(aboutLot, l.source); err != nil {
		return outcome{}, err
	}
	lines := []string{phrase.Say("**%s** : %s", reply.Inline(phrase.Cut(l.source.Name, 80)), phrase.Articles(l.articles))}
	if l.undated > 0 {
		lines[0] += phrase.Say(", dont %s sans date", phrase.Number(l.undated))
	}
	for _, title := range l.titles {
		lines = append(lines, "- "+reply.Inline(phrase.Cut(title, 100)))
	}
	if more := l.articles - len(l.titles); more > 0 {
		lines = append(lines, phrase.Say("- … et %s", phrase.Count(more, "autre", "autres")))
	}
	lines = append(lines, refusalLines(l.refused, l.refusals)...)
	if l.articles == 0 {
		return onScreenOf(r, reply.Framed(reply.Text(strings.Join(lines, "\n")))), nil
	}
	lines = append(lines, "-# "+phrase.Fine("Ceux que la collection a déjà ne seront pas ajoutés deux fois ; ceux qui ont été retirés ou effacés ne reviendront pas."))
	m := reply.Framed(reply.Text(strings.Join(lines, "\n"))).With(reply.Row(
		reply.MainButton("Tout ajouter", reply.CustomID("add-lot", p.key, 0)), reply.Button("Annuler", reply.CustomID("add-abandon", p.key, 0))))
	return onScreenOf(r, m), nil
}

// refusalLines lists what is no article.
func refusalLines(refused []string, total int) []string {
	if total == 0 {
		return nil
	}
	lines := []string{phrase.Say("Laissé de côté : %s", phrase.Count(total, "refus", "refus"))}
	for _, line := range refused {
		lines = append(lines, "- "+line)
	}
	if more := total - len(refused); more > 0 {
		lines = append(lines, phrase.Say("- … et %s", phrase.Count(more, "autre", "autres")))
	}
	return lines
}

// addLot adds everything that the file of a lot holds.
func (b *bot) addLot(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	var s source
	if !p.getJSON(aboutLot, &s) {
		return say(unexpected), nil
	}
	p.put(aboutLot, "") // a second press finds nothing to do
	if err := b.reading.Acquire(ctx, 1); err != nil {
		return outcome{}, err
	}
	defer b.reading.Release(1)
	data, err := b.upload(ctx, s.File)
	if err != nil {
		return onScreenOf(r, reply.Note(reading{err: err}.why())), nil
	}
	done := lotDone{outcomes: map[store.Outcome]int{}}
	if err := b.addAll(ctx, r, path.Base(s.Name), data, &done); err != nil {
		return outcome{}, err
	}
	if err := b.o.Desk.Sync(ctx, r.GuildID, nil); err != nil {
		return outcome{}, err
	}
	return onScreenOf(r, reply.Framed(reply.Text(done.text(b.serverName(r.GuildID))))), nil
}

// lotDone counts what became of a lot.
type lotDone struct {
	outcomes map[store.Outcome]int
	refusals int
	full     *desk.QuotaError // the collection filled up
}

// addAll adds the articles of a file, some hundreds at a time, until the collection is full.
func (b *bot) addAll(ctx context.Context, r *request, name string, data []byte, done *lotDone) error {
	var batch []intake.Draft
	flush := func() error {
		results, full, err := b.o.Desk.AddAll(ctx, r.GuildID, r.person, batch)
		for _, result := range results {
			done.outcomes[result.Outcome]++
		}
		batch = batch[:0]
		errors.As(full, &done.full)
		return err
	}
	for draft, err := range intake.Read(name, bytes.NewReader(data), unpacking()) {
		if err != nil {
			done.refusals++
			continue
		}
		draft.Article.ID, draft.Given = "", false // a number of another collection
		if batch = append(batch, draft); len(batch) < lotBatch {
			continue
		}
		if err := flush(); err != nil || done.full != nil {
			return err
		}
	}
	return flush()
}

// text says what became of a lot.
func (d lotDone) text(server string) string {
	text := phrase.Say("Collection de %s : %s.", server, d.counts())
	if d.full != nil {
		text += "\n" + fullSentence(d.full)
	}
	return text
}

// counts lists what became of the articles.
func (d lotDone) counts() string {
	parts := []string{phrase.Count(d.outcomes[store.Added], "article ajouté", "articles ajoutés")}
	for _, o := range []struct {
		n         int
		one, many string
	}{
		{d.outcomes[store.NewVersion], "nouvelle version", "nouvelles versions"}, {d.outcomes[store.Unchanged], "déjà là", "déjà là"},
		{d.outcomes[store.Removed], "retiré avant, laissé retiré", "retirés avant, laissés retirés"},
		{d.outcomes[store.Erased], "effacé avant, laissé effacé", "effacés avant, laissés effacés"}, {d.refusals, "refusé", "refusés"},
	} {
		if o.n > 0 {
			parts = append(parts, phrase.Count(o.n, o.one, o.many))
		}
	}
	return phrase.List(parts, "et")
}
