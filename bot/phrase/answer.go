package phrase

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval"
)

// Title names an article: its title, else « Article sans titre, commençant par « Le ministre… » ».
func Title(h retrieval.Heading) string {
	if h.Title != "" {
		return h.Title
	}
	return untitled(h.Opening, math.MaxInt)
}

// ShortTitle is Title in at most n characters, of which there must be 60; guillemets that it opens it closes.
func ShortTitle(h retrieval.Heading, n int) string {
	if h.Title != "" {
		return Cut(h.Title, n)
	}
	return untitled(h.Opening, n)
}

// untitled names an article without title, in at most n characters, by at most 60 of its beginning.
func untitled(opening string, n int) string {
	const name = "Article sans titre, commençant par %s"
	if opening == "" {
		return "Article sans titre"
	}
	room := min(60, n-utf8.RuneCountInString(Say(name, Quoted(""))))
	opening = Cut(opening, room)
	if strings.TrimRight(opening, ".!?…") == opening { // within a sentence
		opening = strings.TrimSuffix(Cut(opening, room-1), "…") + "…"
	}
	return Say(name, Quoted(opening))
}

// Origin says where an article comes from and of what date, and calls unknown what is: « Le Monde, 21 novembre 2020 »,
// « Le Monde, date inconnue », « source inconnue, novembre 2020 », « source, date et lien inconnus ».
func Origin(h retrieval.Heading) string {
	if h.Source == "" && h.Date.IsZero() {
		if h.URL == "" {
			return "source, date et lien inconnus"
		}
		return "source et date inconnues"
	}
	source := h.Source
	if source == "" {
		source = "source inconnue"
	}
	return source + ", " + Date(h.Date)
}

// Reading says how far the reading of the articles is: « Je relis les articles après une mise à jour (62 %). »
func Reading(r retrieval.Reading) string {
	if r.Upgrade {
		return Say("Je relis les articles après une mise à jour (%d %%).", r.Percent())
	}
	return Say("Je lis les articles (%d %%).", r.Percent())
}

// NotYet says that nothing can be answered before the articles have been read.
func NotYet(r retrieval.Reading) string { return Reading(r) + Fine(" Réessaie dans un moment.") }

// Position is « Extrait 1 sur 3 »; i counts from 1.
func Position(i, of int) string { return Say("Extrait %d sur %d", i, of) }

// Known says how the speaker of a citation is known when the name does not stand beside the words:
// « il » = Sergueï Lavrov, nommé plus haut. "" when nothing needs saying.
func Known(c retrieval.Citation) string {
	if c.Speaker == "" {
		return ""
	}
	known := knownBy(c)
	if !c.Uncertain {
		return known
	}
	if known == "" {
		return "attribution incertaine"
	}
	return known + Fine(" (attribution incertaine)")
}

func knownBy(c retrieval.Citation) string {
	who := c.Speaker
	if c.Mention != "" {
		who = Quoted(c.Mention) + " = " + c.Speaker
	}
	switch c.Attribution {
	case retrieval.ByName, retrieval.ByOffice:
		return ""
	case retrieval.ByApposition, retrieval.ByPronoun:
		if strings.Contains(c.Mention, c.Speaker) {
			return "" // « le président Emmanuel Macron » says it all
		}
		return who + elsewhere(c)
	case retrieval.ByCollection:
		return Say("%s, d'après d'autres articles", who)
	case retrieval.ByContinuation:
		return Say("suite des propos %s", Of(c.Speaker))
	case retrieval.ByModerator:
		return Say("%s, selon un modérateur", who)
	}
	return ""
}

// elsewhere says that the name stands outside the excerpt.
func elsewhere(c retrieval.Citation) string {
	if strings.Contains(c.Text, c.Speaker) {
		return ""
	}
	return Fine(", nommé ailleurs dans l'article")
}

// Relay says through whom the words come: « propos rapportés par TASS »; "" when by nobody.
func Relay(c retrieval.Citation) string {
	if c.ReportedBy == "" {
		return ""
	}
	return Say("propos rapportés par %s", c.ReportedBy)
}

// Holdings counts what a collection holds: « 5 articles, dont 3 datés de novembre 2020 à mars 2023 et 2 sans date connue ».
func Holdings(h retrieval.Holdings) string {
	out := Articles(h.Articles)
	unknown := h.Articles - h.Dated
	switch {
	case h.Articles == 0:
		return "aucun article"
	case h.Dated == 0 && h.Articles == 1:
		return out + " sans date connue"
	case h.Dated == 0:
		return out + ", tous sans date connue"
	case unknown == 0:
		return out + ", " + dates(h)
	}
	return out + ", dont " + List([]string{Count(h.Dated, "daté", "datés") + " " + dates(h), Number(unknown) + " sans date connue"}, "et")
}

func dates(h retrieval.Holdings) string {
	if h.First == h.Last {
		return articledOf(Date(h.First), h.First.Day > 0)
	}
	return articledOf(Date(h.First), h.First.Day > 0) + " " + aTo(h.Last)
}

func articledOf(date string, day bool) string {
	if day {
		return "du " + date
	}
	return Of(date)
}

// Understood shows what a question was taken to mean, when it is not what was typed: « J’ai compris : « … » »; and the time that
// decided what is shown: « J’ai compris : en décembre 2018 », « J’ai compris : le plus récent d’abord »; else "".
func Understood(a retrieval.Answer) string {
	var parts []string
	if u := a.Understood.Text; u != "" && (a.Understood.FollowUp || !sameWords(u, a.Question)) {
		parts = append(parts, Quoted(u))
	}
	if when := understoodTime(a.Understood); when != "" && (len(parts) == 0 || !strings.Contains(parts[0], when)) {
		parts = append(parts, when)
	}
	if len(parts) == 0 {
		return ""
	}
	return Say("J'ai compris : %s", strings.Join(parts, ", "))
}

// understoodTime says what time decided; "" when none did.
func understoodTime(u retrieval.Understood) string {
	switch {
	case !u.Timed:
		return ""
	case u.Period.IsZero():
		return Fine("le plus récent d'abord")
	case u.Within > 0:
		return Period(coarse(u.Period)) + among(u)
	}
	return Period(coarse(u.Period))
}

// among says from how many articles of a time was chosen, and how: « (24 articles), ce que plusieurs racontent d’abord ».
func among(u retrieval.Understood) string {
	from := " (" + Articles(u.Within) + ")"
	switch {
	case u.Within >= retrieval.MaxWithin:
		from = Say(" (les %s derniers articles)", Number(u.Within))
	case u.Within == 1:
		return from
	}
	if u.Agreed {
		return from + Fine(", ce que plusieurs racontent d'abord")
	}
	return from + Fine(", le plus récent d'abord")
}

func sameWords(a, b string) bool {
	plain := func(s string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
	}
	return plain(a) == plain(b)
}

// Refusal says why there is no answer; "" when there is one. place follows « les articles » where it is not empty: "de ce serveur".
func Refusal(a retrieval.Answer, place string) string {
	switch a.Reason {
	case retrieval.ReasonAnswered:
		return ""
	case retrieval.ReasonEmpty:
		return Fine("Ta question n'a pas de mot que je puisse chercher. Donne-moi un nom, un lieu ou un sujet.")
	case retrieval.ReasonTooLong:
		return Say("Ta question est trop longue pour moi : %s au plus.", Count(retrieval.MaxQuestion, "octet", "octets"))
	case retrieval.ReasonNothing:
		return Fine("Il n'y a aucun article où chercher.")
	case retrieval.ReasonFollowUp:
		return Fine("Je ne vois pas de quoi nous parlions. Pose ta question en entier.")
	}
	return Fine("Je ne sais pas. ") + unknown(a, place)
}

// InPeriod is an answer to a question that was asked of a chosen period, for what is said of it: who is quoted, but not so, may be quoted
// so at other times.
func InPeriod(a retrieval.Answer, p corpus.Period) retrieval.Answer {
	if a.Reason == retrieval.ReasonNotCiting && !p.IsZero() {
		a.Reason, a.Understood.Period = retrieval.ReasonOtherTime, p
	}
	return a
}

// Narrowed says what a question was narrowed to: « personne : Lavrov · source : Le Monde · depuis 2021 »; "" when to nothing.
func Narrowed(speaker, source string, p corpus.Period) string {
	var to []string
	if speaker != "" {
		to = append(to, Say("personne : %s", speaker))
	}
	if source != "" {
		to = append(to, Say("source : %s", source))
	}
	if period := Period(p); period != "" {
		to = append(to, period)
	}
	return strings.Join(to, " · ")
}

// NoQuotes says why a list of quotations is empty.
func NoQuotes(f retrieval.QuoteFilter, list retrieval.QuoteList) string {
	narrowed := Narrowed("", f.Source, f.Period)
	switch {
	case f.Person != "" && list.Person == nil:
		return Say("Aucun de nos articles ne cite %s.", Cut(f.Person, 100))
	case list.Person != nil && narrowed != "":
		return Say("Nos articles citent %s, mais aucune citation ne répond à toute ta demande (%s).", list.Person.Name, narrowed)
	case list.Person != nil && f.Topic != "":
		return Say("Nos articles citent %s, mais pas à ce sujet.", list.Person.Name)
	}
	return Fine("Aucune citation ne répond à ta demande.")
}

// unknown says what the articles lack.
func unknown(a retrieval.Answer, place string) string {
	speaker, asked := a.Understood.Speaker, Period(coarse(a.Understood.Period))
	switch {
	case a.Reason == retrieval.ReasonNotCited && speaker != "":
		return Say("Aucun de nos articles ne cite %s.", speaker)
	case a.Reason == retrieval.ReasonNotCiting && speaker != "":
		return Say("Nos articles citent %s, mais pas à ce sujet.", speaker)
	case a.Reason == retrieval.ReasonOtherTime && speaker != "":
		return Say("Nos articles citent %s, mais rien de la période demandée (%s) ne répond à ta question.", speaker, asked)
	case a.Reason == retrieval.ReasonOtherTime:
		return Say("Nos articles en parlent, mais rien n'y répond dans la période demandée (%s).", asked)
	case a.Reason == retrieval.ReasonNoneThen:
		return Say("Aucun de nos articles n'est de cette période (%s).", asked)
	case a.Reason == retrieval.ReasonNoMatch:
		return Say("%s n'a les mots de ta question.", noPassage(a.Holdings.Articles, place))
	}
	return Say("%s ne répond à ta question.", noPassage(a.Holdings.Articles, place))
}

// noPassage is « Aucun passage des 5 articles de ce serveur ».
func noPassage(articles int, place string) string {
	among := Say("des %s", Articles(articles))
	if articles < 2 {
		among = "du seul article"
	}
	return strings.TrimSpace("Aucun passage " + among + " " + place)
}

// Others says who else is quoted on the topic: « À ce sujet, nos articles citent Sergueï Lavrov (2 articles) et TASS (1 article). »; "" when nobody is.
func Others(voices []retrieval.Voice) string {
	if len(voices) == 0 {
		return ""
	}
	parts := make([]string, len(voices))
	for i, v := range voices {
		parts[i] = v.Speaker + " (" + Articles(v.Articles) + ")"
	}
	return Say("À ce sujet, nos articles citent %s.", List(parts, "et"))
}

// DidYouMean proposes other spellings: « Voulais-tu dire « Lavrov » ou « Aliyev » ? »; "" when there is none.
func DidYouMean(names []string) string {
	if len(names) == 0 {
		return ""
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = Quoted(n)
	}
	return Say("Voulais-tu dire %s ?", List(quoted, "ou"))
}

// Capital writes the first letter as a capital.
func Capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[n:]
}
