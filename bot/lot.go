package bot

import (
	"path"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/intake"
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
	if err := p.putJSON(aboutLot, lotFile{l.source, l.articles + l.refusals}); err != nil {
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
