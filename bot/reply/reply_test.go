package reply_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"propos/bot/discordtest"
	"propos/bot/reply"
	"propos/corpus"
	"propos/retrieval"
)

var update = flag.Bool("update", false, "write the golden files anew")

// article is an article of our own, for drawing.
const article = `Le ministre des Ports, Armand Kerjean, s'est rendu lundi à Lorient.

Devant les dockers, il a promis que « la criée ne fermera pas tant que je serai là ». « Nous investirons 12 millions d'euros dès 2027 », a-t-il ajouté.

Le syndicat, lui, doute : « Des mots, encore des mots », a réagi sa secrétaire, Maëlle Le Goff.`

// cited makes a citation of the words from … to of the article, with marks on the given words.
func cited(t testing.TB, body, from, to string, marks ...string) retrieval.Citation {
	start := strings.Index(body, from)
	end := strings.Index(body, to) + len(to)
	if start < 0 || end < start {
		t.Fatalf("%q … %q is not in the article", from, to)
	}
	c := retrieval.Citation{Text: body[start:end], Span: corpus.Span{Start: start, End: end}, Article: heading()}
	for _, m := range marks {
		at := start + strings.Index(body[start:end], m)
		c.Marks = append(c.Marks, corpus.Span{Start: at, End: at + len(m)})
	}
	return c
}

func heading() retrieval.Heading {
	return retrieval.Heading{ID: "1", Title: "À Lorient, le ministre promet de garder la criée", Source: "Le Courrier des quais",
		Date: corpus.Date{Year: 2026, Month: 3, Day: 9}, URL: "https://courrier.example/2026/03/lorient-criee", Version: 1}
}

// three are three citations: one by a pronoun, one by name in an article of which nothing is known, one that nobody said.
func three(t testing.TB) []retrieval.Citation {
	a := cited(t, article, "Devant les dockers", "a-t-il ajouté.", "criée ne fermera pas", "12 millions d'euros")
	a.Speaker, a.Attribution, a.Mention, a.Kind = "Armand Kerjean", retrieval.ByPronoun, "il", "mixed"
	other := heading()
	other.Title, other.Source = "La criée sauvée ?", "Ouest-Marée"
	a.Also = []retrieval.Heading{other}
	b := cited(t, article, "Le syndicat", "Le Goff.", "mots")
	b.Speaker, b.Attribution, b.Kind, b.Uncertain, b.ReportedBy = "Maëlle Le Goff", retrieval.ByName, "direct", true, "l’agence APM"
	b.Article = retrieval.Heading{ID: "2", Opening: "Le ministre des Ports, Armand Kerjean, s'est rendu lundi à Lorient."}
	c := cited(t, article, "Le ministre des Ports", "à Lorient.", "Lorient")
	c.Note = "démenti le 12 mars 2026"
	return []retrieval.Citation{a, b, c}
}

// golden compares a message with its golden file, and holds it against Discord's rules.
func golden(t *testing.T, name string, m any) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		t.Fatal(err)
	}
	if _, ok := m.(reply.Message); ok {
		if faults := discordtest.Breaches(t, b.Bytes()); len(faults) > 0 {
			t.Errorf("Discord refuses it: %s", strings.Join(faults, "; "))
		}
	}
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("%s changed; look at it with discord-preview, then run with -update:\n%s", file, b.String())
	}
}

func TestGolden(t *testing.T) {
	view := reply.View{Key: "k7f2q", Header: reply.Header("Qu'a promis le ministre à Lorient ?"), Place: "de ce serveur", Pages: 3, From: 2,
		Labels: map[string]string{"Le Courrier des quais": "journal municipal"}}
	shared := view
	shared.Shared, shared.Page, shared.Header = true, 1, reply.SharedHeader("Qui doute de la *criée* ?", "204255221017214977")
	more := view
	more.More, more.Page = true, 2
	citations := three(t)
	sound := reply.Draft{Heading: heading(), Body: article, Contents: "69 mots, 3 passages et 3 citations (Armand Kerjean et Maëlle Le Goff)",
		Cut: []string{"Lire aussi : la *criée* ferme", "Publié le 9 mars 2026 à 18h04"}, Remarks: []string{"**Nouvelle version** d’un article de la collection : La criée."}}
	unknown := reply.Draft{Body: strings.Repeat("# Une ligne qui n'est pas un titre, @everyone.\n", 200), Contents: "1 400 mots, 12 passages et 0 citation",
		Cut: []string{"a", "b", "c", "d", "e"}, Remarks: []string{"**Je ne comprends pas la date « hier ».**", "La date de parution n’est pas dans l’article."}}
	row := func(labels ...string) reply.Component {
		var buttons []reply.Component
		for i, label := range labels {
			buttons = append(buttons, reply.Button(label, reply.CustomID("x", "k7f2q", i)))
		}
		return reply.Row(buttons...)
	}
	paid := citations[0]
	paid.Article.Partial = true
	holdings := retrieval.Holdings{Articles: 5, Dated: 3, First: corpus.Date{Year: 2025, Month: 11}, Last: corpus.Date{Year: 2026, Month: 3, Day: 9}}
	for name, m := range map[string]any{
		"answer":            reply.Answer(citations[0], "", view),
		"answer-shared":     reply.Answer(citations[1], "", shared),
		"answer-more":       reply.Answer(citations[2], "", more),
		"answer-understood": reply.Answer(citations[0], "J’ai compris : « Qu’a promis Armand Kerjean à Lorient ? »", reply.View{Key: "k7f2q", Header: view.Header}),
		"answer-paid":       reply.Answer(paid, "", view),
		"answer-absent":     reply.Absent("Cet article a été retiré de la collection depuis.", view),
		"draft":             reply.Preview(sound, row("Ajouter", "Corriger", "Annuler")),
		"draft-unknown":     reply.Preview(unknown, row("Ajouter", "Corriger", "Date inconnue", "Annuler")),
		"context":           reply.Context(citations[1], article, nil),
		"refusal": reply.Refusal(retrieval.Answer{Reason: retrieval.ReasonUnsure, Holdings: holdings, Question: "Qui ?",
			Related: citations[2:]}, view),
		"refusal-other": reply.Refusal(retrieval.Answer{Reason: retrieval.ReasonNotCited, Holdings: holdings, Question: "Qui ?",
			Understood: retrieval.Understood{Speaker: "le maire"}, Suggestions: []string{"Le Maire"},
			Others: []retrieval.Voice{{Speaker: "Armand Kerjean", Articles: 2}, {Speaker: "Maëlle Le Goff", Articles: 1}}}, view),
		"refusal-time": reply.Refusal(retrieval.Answer{Reason: retrieval.ReasonOtherTime, Holdings: holdings, Question: "Qui ?", Related: citations[:1],
			Understood: retrieval.Understood{Text: "Qui ?", Timed: true, Period: corpus.Period{From: corpus.Date{Year: 2018, Month: 12, Day: 1}, To: corpus.Date{Year: 2018, Month: 12, Day: 31}}}}, view),
		"refusal-nothing": reply.Refusal(retrieval.Answer{Reason: retrieval.ReasonEmpty, Question: "???"}, view),
		"verdict-other": reply.Verdict("la criée ne fermera pas tant que je serai là",
			retrieval.Verdict{Outcome: retrieval.ExactOther, Citation: &citations[0], Articles: 5}, view),
		"verdict-near": reply.Verdict("Nous investirons 20 millions d'euros dès demain", retrieval.Verdict{Outcome: retrieval.Near, Citation: &citations[0], Articles: 5,
			Diff: []retrieval.DiffPart{{Text: "Nous investirons", Given: true, Found: true}, {Text: "20", Given: true}, {Text: "12", Found: true},
				{Text: "millions d'euros dès", Given: true, Found: true}, {Text: "demain", Given: true}, {Text: "2027", Found: true}}}, view),
		"verdict-absent": reply.Verdict("La mer est *verte*.", retrieval.Verdict{Outcome: retrieval.Absent, Articles: 5}, view),
		"articles": reply.Articles("**5 articles**", []reply.Entry{{Title: heading().Title, Source: heading().Source, Date: heading().Date, URL: heading().URL},
			{Title: "1. Sans *source*"}}, 0, 12, 10, "articles:x:0", "articles:x:1"),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, m) })
	}
}

// TestGoldenArticle draws what moderators see of an article.
func TestGoldenArticle(t *testing.T) {
	labels := map[string]string{"Le Courrier des quais": "journal municipal"}
	citations := three(t)
	card := reply.Card{Heading: citations[0].Article, Details: []string{"Article n° 12 · version 3, donnée <t:1795000000:R> par <@204255221017214977>", "420 mots, 5 passages"}}
	card.Opening = article[:200]
	removed := card
	removed.Title, removed.URL, removed.State = "", "", "**Retiré** : plus personne ne le trouve."
	quotes := []retrieval.ArticleQuote{{Citation: citations[0], Given: true}, {Citation: citations[1], Hidden: true}, {Citation: citations[2]}}
	quotes[0].Note, quotes[2].Speaker = "démenti le 12 mai *2026*", ""
	var options []reply.Option
	for i, q := range quotes {
		options = append(options, reply.QuoteOption(q, i+1, "x"+string(rune('0'+i)), i == 0))
	}
	choice := reply.Select("art-choose:k7f2q:0", "Choisis une citation", options...)
	changes := []reply.Change{{Label: "Titre", Was: "La criée", Now: "La criée de *Lorient*"}, {Label: "Date", Now: "9 mars 2026"}}
	row := reply.Row(reply.Button("Masquer", "art-hide:k7f2q:1"), reply.Button("L’article", "article:k7f2q:0"))
	for name, m := range map[string]reply.Message{
		"article":         reply.Panel("Le titre de l’article", "Enregistré : c’est la version 3.", nil, card.Component(labels), row),
		"article-removed": reply.Panel("Article sans titre", "", nil, removed.Component(nil), row),
		"article-quotes":  reply.Panel("3 citations", "", &choice, reply.TendedQuote(quotes[0], labels), row),
		"article-hidden":  reply.Panel("3 citations", "", &choice, reply.TendedQuote(quotes[1], labels), row),
		"article-nobody":  reply.Panel("3 citations", "", &choice, reply.TendedQuote(quotes[2], labels), row),
		"article-differs": reply.Panel("Ce que la page dit maintenant", "", nil,
			reply.Differences(changes, []string{"Une phrase # de moins."}, strings.Split("Un.|Deux.|Trois.|Quatre.|Cinq.|Six.|Sept.", "|"), true), row),
		"article-order": reply.Panel("Ce que la page dit maintenant", "", nil, reply.Differences(nil, nil, nil, true), row),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, m.Private()) })
	}
}

// TestCutBetweenSentences: a long excerpt is not cut behind an initial or a title, which ends no sentence.
func TestCutBetweenSentences(t *testing.T) {
	const body = "Les deux délégations se sont parlé toute la nuit, et leurs présidents les rejoindront au matin si tout va bien. " +
		"Le voyage pourrait les mener ensuite au bord du lac, où le traité doit être signé. " +
		"Le 23 octobre, M. Guichard et M. J. Kerjean doivent être reçus à Lorient, là encore chacun de son côté, par Maëlle Le Goff, la secrétaire du syndicat des dockers."
	at := strings.Index(body, "reçus")
	related := retrieval.Citation{Text: body, Span: corpus.Span{End: len(body)}, Article: heading(), Marks: []corpus.Span{{Start: at, End: at + len("reçus")}}}
	raw, err := json.Marshal(reply.Refusal(retrieval.Answer{Reason: retrieval.ReasonUnsure, Related: []retrieval.Citation{related}}, reply.View{}))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "[…] Le 23 octobre, M. Guichard et M. J. Kerjean") {
		t.Errorf("cut elsewhere: %s", raw)
	}
}

func TestEscape(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"2020. Une année", `2020\. Une année`},
		{"- un\n# deux\n-# trois\n> quatre", "\\- un\n\\# deux\n\\-# trois\n\\> quatre"},
		{"**gras** _i_ ||s|| `c`", "\\*\\*gras\\*\\* \\_i\\_ \\|\\|s\\|\\| \\`c\\`"},
		{"@everyone <@1> <#2> <t:3:R>", `\@everyone \<\@1\> \<#2\> \<t:3:R\>`},
		{"[x](https://y.example)", `\[x\](https\://y.example)`},
		{"a\u202eb\u200bc\u2066d", "abcd"},
		{"12 et 3.5", "12 et 3.5"},
	} {
		if got := reply.Escape(tt.in); got != tt.want {
			t.Errorf("Escape(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestQuestionOf(t *testing.T) {
	for _, q := range []string{"Qu'a dit *Lavrov* ?", `un \ deux`, "# titre", "1. liste"} {
		if got := reply.QuestionOf(reply.SharedHeader(q, "1")); got != q {
			t.Errorf("QuestionOf(Header(%q)) = %q", q, got)
		}
	}
}

func TestCustomID(t *testing.T) {
	if v, k, p, ok := reply.ReadCustomID(reply.CustomID("next", "abc", 3)); v != "next" || k != "abc" || p != 3 || !ok {
		t.Error(v, k, p, ok)
	}
	for _, bad := range []string{"", "x", "a:b", "a:b:c", "a:b:-1", "a:b:01", ":b:1", "a:b:1:2", strings.Repeat("a", 200) + ":b:1"} {
		if _, _, _, ok := reply.ReadCustomID(bad); ok {
			t.Errorf("%q is taken for a custom_id", bad)
		}
	}
}

// FuzzAnswer: whatever an article and a person wrote, Discord takes the message.
func FuzzAnswer(f *testing.F) {
	f.Add("Qui ?", "Un mot, « deux » mots.\n\n2020. @everyone", "Titre", "https://a.example/x(y)#z", "Lavrov", 3, 9)
	f.Add("*", strings.Repeat("*", 3000), strings.Repeat("_", 3000), "https://a.example/"+strings.Repeat("é", 400), strings.Repeat("[", 3000), 10, 2000)
	f.Add("?", strings.Repeat("mot ", 1000), strings.Repeat("\u202e", 300), "javascript:alert(1)", "", 100, 3900)
	f.Fuzz(func(t *testing.T, question, body, title, url, speaker string, from, to int) {
		body = corpus.Normal(body)
		if body == "" {
			t.Skip()
		}
		h := retrieval.Heading{ID: "1", Title: title, Source: speaker, Author: title, URL: url, Opening: body}
		c := retrieval.Citation{Text: body, Span: corpus.Span{End: len(body)}, Article: h, Speaker: speaker, Mention: title,
			Attribution: retrieval.ByPronoun, Note: title, ReportedBy: speaker, Also: []retrieval.Heading{h, h, h}, Marks: []corpus.Span{{Start: from, End: to}, {Start: to, End: from}}}
		view := reply.View{Key: "k", Header: reply.Header(question, title, url), Labels: map[string]string{speaker: title}, More: true, Pages: from, From: to}
		refused := retrieval.Answer{Reason: retrieval.ReasonNotCited, Understood: retrieval.Understood{Speaker: speaker}, Suggestions: []string{title, body},
			Others: []retrieval.Voice{{Speaker: speaker, Articles: 2}}, Related: []retrieval.Citation{c, c}}
		verdict := retrieval.Verdict{Outcome: retrieval.Near, Citation: &c, Diff: []retrieval.DiffPart{{Text: body, Given: true}, {Text: title, Found: true}}}
		for _, m := range []reply.Message{reply.Answer(c, title, view), reply.Refusal(refused, view), reply.Context(c, body, nil), reply.Verdict(question, verdict, view)} {
			raw, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			if faults := discordtest.Breaches(t, raw); len(faults) > 0 {
				t.Fatalf("Discord refuses it: %s\n%s", strings.Join(faults, "; "), raw)
			}
		}
	})
}
