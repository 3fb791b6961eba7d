package phrase_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval"
)

// ordinary shows no-break spaces as ~ (U+00A0) and _ (U+202F), so that tables can be read.
func ordinary(s string) string {
	return strings.NewReplacer(phrase.NoBreak, "~", phrase.ThinNoBreak, "_").Replace(s)
}

func TestFine(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"« Et l'Arménie ? » : oui !", "«~Et l’Arménie_?~»~: oui_!"},
		{"https://exemple.fr/a?b", "https://exemple.fr/a?b"},
		{"d'« urgence »...", "d’«~urgence~»…"},
		{"'quoi' 5 %%", "'quoi' 5~%%"},
	} {
		got := phrase.Fine(tt.in)
		if ordinary(got) != tt.want || phrase.Fine(got) != got {
			t.Errorf("Fine(%q) = %q, want %q", tt.in, ordinary(got), tt.want)
		}
	}
}

func FuzzFine(f *testing.F) {
	f.Add("« a ' b ? » ... l'a'b")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		once := phrase.Fine(s)
		if twice := phrase.Fine(once); twice != once {
			t.Fatalf("Fine(%q) = %q, then %q", s, once, twice)
		}
	})
}

func TestParts(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{phrase.Number(0), "0"},
		{phrase.Number(999), "999"},
		{phrase.Number(16897), "16_897"},
		{phrase.Number(-1234567), "−1_234_567"},
		{phrase.Decimal(0.845, 2), "0,84"},
		{phrase.Decimal(12, 1), "12,0"},
		{phrase.Articles(0), "0~article"},
		{phrase.Articles(1), "1~article"},
		{phrase.Articles(2), "2~articles"},
		{phrase.List(nil, "et"), ""},
		{phrase.List([]string{"a"}, "et"), "a"},
		{phrase.List([]string{"a", "b"}, "ou"), "a ou b"},
		{phrase.List([]string{"a", "b", "c"}, "et"), "a, b et c"},
		{phrase.Of("Ilham Aliev"), "d’Ilham Aliev"},
		{phrase.Of("Sergueï Lavrov"), "de Sergueï Lavrov"},
		{phrase.Of("Yann Martin"), "de Yann Martin"},
		{phrase.Of("Yves Martin"), "d’Yves Martin"},
		{phrase.Of("avril 2020"), "d’avril 2020"},
		{phrase.Quoted("Et « lui » ?"), "«~Et “lui” ?~»"},
		{phrase.Cut("un deux trois quatre", 12), "un deux…"},
		{phrase.Cut("un deux", 12), "un deux"},
		{phrase.Cut("Il pleut sur Brest. «\u00a0Encore\u00a0!\u00a0», dit le maire.", 23), "Il pleut sur Brest…"},
		{phrase.Cut("Il pleut sur Brest («Ouest») depuis lundi.", 24), "Il pleut sur Brest…"},
		{phrase.Cut(phrase.Quoted("il")+"\n =  Lavrov", 30), "«~il~» = Lavrov"},
		{phrase.Title(retrieval.Heading{}), "Article sans titre"},
		{phrase.Title(retrieval.Heading{Opening: "La halle rouvre."}), "Article sans titre, commençant par «~La halle rouvre.~»"},
		{phrase.Title(retrieval.Heading{Opening: "La halle rouvre, dit"}), "Article sans titre, commençant par «~La halle rouvre, dit…~»"},
		{phrase.ShortTitle(retrieval.Heading{Title: "La halle rouvre samedi"}, 15), "La halle…"},
		{phrase.ShortTitle(retrieval.Heading{Opening: "La halle de Vimy, dit le maire"}, 60), "Article sans titre, commençant par «~La halle de Vimy…~»"},
	} {
		if ordinary(tt.got) != tt.want {
			t.Errorf("got %q, want %q", ordinary(tt.got), tt.want)
		}
	}
}

func TestDate(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"2020-11-21", "21~novembre 2020"},
		{"2021-01-01", "1er~janvier 2021"},
		{"2020-11", "novembre 2020"},
		{"2020", "2020"},
		{"XXXX-02-27", "27~février (année inconnue)"},
		{"XXXX-02", "février (année inconnue)"},
		{"", "date inconnue"},
	} {
		d, err := corpus.ParseDate(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := ordinary(phrase.Date(d)); got != tt.want {
			t.Errorf("Date(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{"", "", ""},
		{"2020-11", "2020-11", "en novembre 2020"},
		{"2020-11-01", "2020-11-30", "en novembre 2020"},
		{"2020-01-01", "2020-12-31", "en 2020"},
		{"2020-11-05", "2020-11-05", "le 5~novembre 2020"},
		{"2020-03", "", "depuis mars 2020"},
		{"2020-03-02", "", "depuis le 2~mars 2020"},
		{"", "2020-05-03", "jusqu’au 3~mai 2020"},
		{"", "2020", "jusqu’à 2020"},
		{"2020-03", "2020-11", "de mars à novembre 2020"},
		{"2020-04", "2021-01", "d’avril 2020 à janvier 2021"},
		{"2020-05-01", "2020-05-05", "du 1er au 5~mai 2020"},
		{"2020-03-30", "2020-05-05", "du 30~mars au 5~mai 2020"},
	} {
		from, _ := corpus.ParseDate(tt.from)
		to, _ := corpus.ParseDate(tt.to)
		if got := ordinary(phrase.Period(corpus.Period{From: from, To: to})); got != tt.want {
			t.Errorf("Period(%q, %q) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestOrigin(t *testing.T) {
	day := corpus.Date{Year: 2020, Month: 11, Day: 21}
	for _, tt := range []struct {
		in   retrieval.Heading
		want string
	}{
		{retrieval.Heading{}, "source, date et lien inconnus"},
		{retrieval.Heading{URL: "https://a.fr"}, "source et date inconnues"},
		{retrieval.Heading{Source: "Le Monde"}, "Le Monde, date inconnue"},
		{retrieval.Heading{Source: "Le Monde", Date: day}, "Le Monde, 21~novembre 2020"},
		{retrieval.Heading{Date: day}, "source inconnue, 21~novembre 2020"},
	} {
		if got := ordinary(phrase.Origin(tt.in)); got != tt.want {
			t.Errorf("Origin(%+v) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestKnown(t *testing.T) {
	said := func(by retrieval.Attribution, mention, text string, unsure bool) retrieval.Citation {
		return retrieval.Citation{Speaker: "Sergueï Lavrov", Attribution: by, Mention: mention, Text: text, Uncertain: unsure}
	}
	for _, tt := range []struct {
		in   retrieval.Citation
		want string
	}{
		{retrieval.Citation{}, ""},
		{said(retrieval.ByName, "Lavrov", "", false), ""},
		{said(retrieval.ByName, "Lavrov", "", true), "attribution incertaine"},
		{said(retrieval.ByApposition, "le ministre russe Sergueï Lavrov", "", false), ""},
		{said(retrieval.ByPronoun, "il", "a-t-il dit", false), "«~il~» = Sergueï Lavrov, nommé ailleurs dans l’article"},
		{said(retrieval.ByPronoun, "il", "Sergueï Lavrov était là. Il a dit", true), "«~il~» = Sergueï Lavrov (attribution incertaine)"},
		{said(retrieval.ByCollection, "le ministre russe", "", false), "«~le ministre russe~» = Sergueï Lavrov, d’après d’autres articles"},
		{said(retrieval.ByContinuation, "", "", false), "suite des propos de Sergueï Lavrov"},
	} {
		if got := ordinary(phrase.Known(tt.in)); got != tt.want {
			t.Errorf("Known(%+v) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHoldings(t *testing.T) {
	nov, mar := corpus.Date{Year: 2020, Month: 11}, corpus.Date{Year: 2023, Month: 3, Day: 2}
	for _, tt := range []struct {
		in   retrieval.Holdings
		want string
	}{
		{retrieval.Holdings{}, "aucun article"},
		{retrieval.Holdings{Articles: 1}, "1~article sans date connue"},
		{retrieval.Holdings{Articles: 3}, "3~articles, tous sans date connue"},
		{retrieval.Holdings{Articles: 2, Dated: 2, First: nov, Last: mar}, "2~articles, de novembre 2020 au 2~mars 2023"},
		{retrieval.Holdings{Articles: 5, Dated: 3, First: nov, Last: mar}, "5~articles, dont 3~datés de novembre 2020 au 2~mars 2023 et 2 sans date connue"},
		{retrieval.Holdings{Articles: 5, Dated: 1, First: mar, Last: mar}, "5~articles, dont 1~daté du 2~mars 2023 et 4 sans date connue"},
	} {
		if got := ordinary(phrase.Holdings(tt.in)); got != tt.want {
			t.Errorf("Holdings(%+v) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestRefusal(t *testing.T) {
	five := retrieval.Holdings{Articles: 5}
	for _, tt := range []struct {
		in   retrieval.Answer
		want string
	}{
		{retrieval.Answer{Reason: retrieval.ReasonAnswered}, ""},
		{retrieval.Answer{Reason: retrieval.ReasonUnsure, Holdings: five}, "Je ne sais pas. Aucun passage des 5~articles de ce serveur ne répond à ta question."},
		{retrieval.Answer{Reason: retrieval.ReasonNoMatch, Holdings: retrieval.Holdings{Articles: 1}}, "Je ne sais pas. Aucun passage du seul article de ce serveur n’a les mots de ta question."},
		{retrieval.Answer{Reason: retrieval.ReasonNotCited, Understood: retrieval.Understood{Speaker: "Macron"}}, "Je ne sais pas. Aucun de nos articles ne cite Macron."},
		{retrieval.Answer{Reason: retrieval.ReasonOtherTime, Understood: retrieval.Understood{Speaker: "Macron", Period: corpus.Period{From: corpus.Date{Year: 2024, Month: 3}, To: corpus.Date{Year: 2024, Month: 3}}}}, "Je ne sais pas. Nos articles citent Macron, mais rien de la période demandée (en mars 2024) ne répond à ta question."},
		{retrieval.Answer{Reason: retrieval.ReasonNoneThen, Understood: timed("qui ?", "2024-03-01", "2024-03-31").Understood}, "Je ne sais pas. Aucun de nos articles n’est de cette période (en mars 2024)."},
		{retrieval.Answer{Reason: retrieval.ReasonTooLong}, "Ta question est trop longue pour moi~: 4_096~octets au plus."},
	} {
		if got := ordinary(phrase.Refusal(tt.in, "de ce serveur")); got != tt.want {
			t.Errorf("Refusal(%s) = %q, want %q", tt.in.Reason, got, tt.want)
		}
	}
}

// timed is an answer that a time decided.
func timed(question, from, to string) retrieval.Answer {
	var p corpus.Period
	if p.From.UnmarshalText([]byte(from)) != nil || p.To.UnmarshalText([]byte(to)) != nil {
		panic("a date of the test is none")
	}
	return retrieval.Answer{Question: question, Understood: retrieval.Understood{Text: "qui ?", Period: p, Timed: true}}
}

// among is an answer to what happened in March 2024.
func among(articles int, agreed bool) retrieval.Answer {
	a := timed("qui ?", "2024-03-01", "2024-03-31")
	a.Understood.Within, a.Understood.Agreed = articles, agreed
	return a
}

func TestUnderstood(t *testing.T) {
	for _, tt := range []struct {
		in   retrieval.Answer
		want string
	}{
		{retrieval.Answer{Question: "qui ?", Understood: retrieval.Understood{Text: "Qui ?"}}, ""},
		{retrieval.Answer{Question: "Et lui ?", Understood: retrieval.Understood{Text: "Qu'a dit Aliyev ?", FollowUp: true}}, "J’ai compris~: «~Qu'a dit Aliyev ?~»"},
		{timed("qui ?", "2018-12-01", "2018-12-31"), "J’ai compris~: en décembre 2018"},
		{among(1, false), "J’ai compris~: en mars 2024 (1~article)"},
		{among(7, false), "J’ai compris~: en mars 2024 (7~articles), le plus récent d’abord"},
		{among(20, true), "J’ai compris~: en mars 2024 (20~articles), ce que plusieurs racontent d’abord"},
		{among(retrieval.MaxWithin, true), "J’ai compris~: en mars 2024 (les 1_000 derniers articles), ce que plusieurs racontent d’abord"},
		{timed("qui ?", "2023-06-01", ""), "J’ai compris~: depuis juin 2023"},
		{timed("qui ?", "", "2021-12-31"), "J’ai compris~: jusqu’à 2021"},
		{timed("qui ?", "2018-01-01", "2019-12-31"), "J’ai compris~: de 2018 à 2019"},
		{timed("qui ?", "2024-05-06", "2024-05-12"), "J’ai compris~: du 6 au 12~mai 2024"},
		{timed("qui ?", "", ""), "J’ai compris~: le plus récent d’abord"},
		{timed("Et qui ?", "2020-01-01", "2020-12-31"), "J’ai compris~: «~qui ?~», en 2020"},
	} {
		if got := ordinary(phrase.Understood(tt.in)); got != tt.want {
			t.Errorf("Understood(%q) = %q, want %q", tt.in.Question, got, tt.want)
		}
	}
}

func TestVerdict(t *testing.T) {
	lavrov := &retrieval.Citation{Speaker: "Sergueï Lavrov"}
	for _, tt := range []struct {
		in   retrieval.Verdict
		want string
	}{
		{retrieval.Verdict{Outcome: retrieval.ExactOther, Citation: lavrov}, "La phrase est exacte, mais l’article l’attribue à Sergueï Lavrov."},
		{retrieval.Verdict{Outcome: retrieval.Absent, Articles: 5}, "Je ne la trouve pas dans nos 5~articles. Cela ne veut pas dire qu’elle est fausse."},
		{retrieval.Verdict{Outcome: retrieval.Absent, Articles: 1}, "Je ne la trouve pas dans notre seul article. Cela ne veut pas dire qu’elle est fausse."},
		{retrieval.Verdict{Outcome: retrieval.Absent}, "Il n’y a aucun article où chercher."},
	} {
		if got := ordinary(phrase.Verdict(tt.in)); got != tt.want {
			t.Errorf("Verdict(%s) = %q, want %q", tt.in.Outcome, got, tt.want)
		}
	}
}
