package reply

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"propos/bot/phrase"
	"propos/retrieval"
)

// Colours of the edge of a container.
const (
	colourAnswer  = 0x2E7D6B
	colourRefusal = 0x8A8D91
	colourWarning = 0xC27C0E
)

// View is how an answer is to be shown.
type View struct {
	Key    string // of the stored answer, which the buttons carry; "" shows no buttons
	Header string // Markdown of the first line, as Header or HeaderOf made it
	Page   int    // of the citations, from 0
	Pages  int    // how many citations there are
	From   int    // how many articles they come from; 0 leaves it unsaid
	Shared bool   // everybody sees the message: there is no button to share it
	More   bool   // the second row of buttons is open
	Listed bool   // the citations are a list, not the answer to a question that could be put more precisely
	Labels map[string]string
	Place  string // after « les articles »: "de ce serveur"
	Closed bool   // unanswered questions cannot be handed over to moderators
	Note   string // what else must be said of the answer, small; "" when nothing
}

// Header is the first line of an answer: the question, small; and below it what else must be said, each on a line.
func Header(question string, below ...string) string {
	lines := []string{"-# " + Inline(phrase.Cut(question, 200))}
	for _, text := range below {
		if text != "" {
			lines = append(lines, "-# "+Inline(phrase.Cut(text, 150)))
		}
	}
	return strings.Join(lines, "\n")
}

// SharedHeader is the header of an answer that a person, given by their id, shows to everybody.
func SharedHeader(question, person string) string {
	return Header(question) + "\n-# " + phrase.Say("Partagé par %s", "<@"+person+">")
}

// QuestionOf returns the question that a header shows; "" when it shows none.
func QuestionOf(header string) string {
	line, _, _ := strings.Cut(header, "\n")
	question, ok := strings.CutPrefix(line, "-# ")
	if !ok {
		return ""
	}
	return unescape(question)
}

// CustomID makes the custom_id of a button: verb:key:page.
func CustomID(verb, key string, page int) string { return verb + ":" + key + ":" + strconv.Itoa(page) }

// ReadCustomID reads a custom_id; ok is false for one that CustomID cannot have made.
func ReadCustomID(id string) (verb, key string, page int, ok bool) {
	parts := strings.Split(id, ":")
	if len(parts) != 3 || parts[0] == "" || len(id) > maxCustomID {
		return "", "", 0, false
	}
	page, err := strconv.Atoi(parts[2])
	if err != nil || page < 0 || parts[2] != strconv.Itoa(page) {
		return "", "", 0, false
	}
	return parts[0], parts[1], page, true
}

// Answer draws one page of an answer: a citation. understood is the line that shows what the question was taken for, or "".
func Answer(c retrieval.Citation, understood string, v View) Message {
	return v.page(citation(c, v.Labels), understood)
}

// Absent draws a page whose citation cannot be shown any more, and says why.
func Absent(why string, v View) Message { return v.page(Inline(why), "") }

// page frames the text of a page between the header and the buttons.
func (v View) page(text, understood string) Message {
	parts := []Component{}
	if head := headLines(v.Header, understood); head != "" {
		parts = append(parts, Text(head))
	}
	parts = append(parts, Text(text))
	if v.Pages > 1 {
		parts = append(parts, Text("-# "+v.footer()))
	}
	parts = append(parts, v.note()...)
	fit(parts)
	if v.Key != "" {
		corrected := understood != "" || strings.Contains(v.Header, "\n-# "+understoodMark)
		parts = append(parts, v.row(corrected))
		if v.More {
			parts = append(parts, v.moreRow(corrected))
		}
	}
	return Of(container(colourAnswer, parts...))
}

// understoodMark begins the line that shows what a question was taken for, as phrase.Understood writes it.
const understoodMark = "J’ai compris"

// headLines joins the header and what was understood.
func headLines(header, understood string) string {
	if understood == "" {
		return header
	}
	return strings.TrimPrefix(header+"\n-# "+Inline(understood), "\n")
}

// citation draws one citation: who, the words, how the speaker is known, the article, and the articles that say the same.
func citation(c retrieval.Citation, labels map[string]string) string {
	var lines []string
	if c.Speaker != "" {
		lines = append(lines, "**"+Inline(phrase.Cut(c.Speaker, 100))+"**")
	}
	lines = append(lines, excerpt(c))
	for _, small := range []string{phrase.Known(c), phrase.Relay(c), moderatorNote(c)} {
		if small != "" {
			lines = append(lines, "-# "+Inline(phrase.Cut(small, 150)))
		}
	}
	lines = append(lines, titleLines(c.Article, c.Text, labels))
	for i, h := range c.Also {
		if i == 2 {
			lines = append(lines, "-# "+phrase.Say("et %s", phrase.Count(len(c.Also)-i, "autre article", "autres articles")))
			break
		}
		lines = append(lines, "-# "+phrase.Fine("Aussi : ")+"*"+Inline(phrase.ShortTitle(h, 60))+"*, "+origin(h, nil))
	}
	return strings.Join(lines, "\n")
}

func moderatorNote(c retrieval.Citation) string {
	if c.Note == "" {
		return ""
	}
	return phrase.Say("Note des modérateurs : %s", c.Note)
}

// footer counts the excerpts and their articles.
func (v View) footer() string {
	switch v.From {
	case 0:
		return phrase.Position(v.Page+1, v.Pages)
	case 1:
		return phrase.Position(v.Page+1, v.Pages) + phrase.Fine(", tirés d'un même article")
	}
	return phrase.Position(v.Page+1, v.Pages) + phrase.Say(", tirés de %s", phrase.Articles(v.From))
}

// note is what else must be said, or nothing.
func (v View) note() []Component {
	if v.Note == "" {
		return nil
	}
	return []Component{Text("-# " + Inline(v.Note))}
}

// row is the first row of buttons; corrected puts [Ce n'est pas ça] in it.
func (v View) row(corrected bool) Component {
	var row []Component
	if v.Pages > 1 {
		row = append(row, Arrow("◀", CustomID("prev", v.Key, v.Page), v.Page == 0), Arrow("▶", CustomID("next", v.Key, v.Page), v.Page >= v.Pages-1))
	}
	row = append(row, Button("Contexte", CustomID("context", v.Key, v.Page)))
	switch {
	case corrected:
		row = append(row, Button(phrase.Fine("Ce n'est pas ça"), CustomID("refine", v.Key, v.Page)))
	case !v.Shared:
		row = append(row, Button("Partager", CustomID("share", v.Key, v.Page)))
	}
	if v.More {
		return Row(append(row, Button("Moins", CustomID("less", v.Key, v.Page)))...)
	}
	return Row(append(row, Button("Plus…", CustomID("more", v.Key, v.Page)))...)
}

// moreRow is the second row of buttons; it has the button to share where the first has none for it.
func (v View) moreRow(corrected bool) Component {
	var row []Component
	if !v.Listed {
		row = append(row, Button("Préciser", CustomID("precise", v.Key, v.Page)))
	}
	if corrected && !v.Shared {
		row = append(row, Button("Partager", CustomID("share", v.Key, v.Page)))
	}
	return Row(append(row, Button("Signaler", CustomID("report", v.Key, v.Page)), DangerButton("Supprimer", CustomID("delete", v.Key, v.Page)))...)
}

// fit shortens the longest text until all texts together keep Discord's limit.
func fit(parts []Component) {
	for {
		total, longest := 0, -1
		for i, p := range parts {
			if p.Type != typeText {
				continue
			}
			total += utf8.RuneCountInString(p.Content)
			if longest < 0 || utf8.RuneCountInString(p.Content) > utf8.RuneCountInString(parts[longest].Content) {
				longest = i
			}
		}
		if total <= maxTexts {
			return
		}
		size := utf8.RuneCountInString(parts[longest].Content)
		parts[longest].Content = Limit(parts[longest].Content, max(size-(total-maxTexts), size/2))
	}
}
