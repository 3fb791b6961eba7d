package retrieval_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"propos/corpus"
	"propos/corpus/demo"
	"propos/corpus/store"
	"propos/retrieval"
)

// advised is a store with the words of moderators.
type advised struct {
	*store.Store
	advice retrieval.Advice
}

func (a *advised) Advice(context.Context, string) (retrieval.Advice, error) { return a.advice, nil }

// moderated is a library over the built-in articles whose moderators can speak.
func moderated(t *testing.T) (*retrieval.Library, *advised) {
	t.Helper()
	s := &advised{Store: openStore(t)}
	for _, a := range demo.Articles() {
		put(t, s.Store, "local", a)
	}
	l := opened(t, s, retrieval.Options{Dir: t.TempDir()})
	synced(t, l, "local")
	return l, s
}

func askOf(t *testing.T, l *retrieval.Library, text string) retrieval.Answer {
	t.Helper()
	a, err := l.Ask(context.Background(), "local", retrieval.Question{Text: text})
	check(t, err)
	return a
}

// TestCorrections gives each of a moderator's words on one quotation: it is at work in the next answer, and after a rebuild.
func TestCorrections(t *testing.T) {
	const text = "Qu'a dit Lavrov sur la Turquie ?"
	l, s := moderated(t)
	first := askOf(t, l, text).Citations[0]
	key := retrieval.Correction{Article: first.Article.ID, Key: first.Key}
	for _, c := range []struct {
		name  string
		give  func(*retrieval.Correction)
		holds func(retrieval.Answer) bool
	}{
		{"a note", func(c *retrieval.Correction) { c.Note = "démenti" }, func(a retrieval.Answer) bool {
			return a.Answered() && a.Citations[0].Key == first.Key && a.Citations[0].Note == "démenti"
		}},
		{"hidden", func(c *retrieval.Correction) { c.Hidden = true }, func(a retrieval.Answer) bool { return !citesKey(a, first.Key) }},
		{"another person", func(c *retrieval.Correction) { c.Speaker = "Maria Zakharova" }, func(a retrieval.Answer) bool { return !citesKey(a, first.Key) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			correction := key
			c.give(&correction)
			s.advice = retrieval.Advice{Corrections: []retrieval.Correction{correction}}
			if a := askOf(t, l, text); !c.holds(a) {
				t.Errorf("in the next answer it is not at work: %s, %+v", a.Reason, a.Citations)
			}
			check(t, l.Reindex(context.Background(), "local", nil))
			if a := askOf(t, l, text); !c.holds(a) {
				t.Errorf("after a rebuild it is not at work: %s, %+v", a.Reason, a.Citations)
			}
			s.advice = retrieval.Advice{}
			if a := askOf(t, l, text); !citesKey(a, first.Key) {
				t.Errorf("taken back, it is still at work: %s", a.Reason)
			}
		})
	}
}

// TestCorrectedSpeaker asks for the person to whom a moderator gave a quotation.
func TestCorrectedSpeaker(t *testing.T) {
	l, s := moderated(t)
	first := askOf(t, l, "Qu'a dit Lavrov sur la Turquie ?").Citations[0]
	s.advice.Corrections = []retrieval.Correction{{Article: first.Article.ID, Key: first.Key, Speaker: "Vladimir Poutine"}}
	a := askOf(t, l, "Qu'a dit Vladimir Poutine sur la Turquie ?")
	if !citesKey(a, first.Key) || a.Citations[0].Speaker != "Vladimir Poutine" || a.Citations[0].Attribution != retrieval.ByModerator {
		t.Errorf("%s, %+v: want the quotation, as Vladimir Poutine's by a moderator's word", a.Reason, a.Citations)
	}
}

func citesKey(a retrieval.Answer, key string) bool {
	for _, c := range a.Citations {
		if c.Key == key {
			return true
		}
	}
	return false
}

// TestNames teaches the library another spelling, and who held an office when.
func TestNames(t *testing.T) {
	l, s := moderated(t)
	const nickname = "Que dit Monsieur Niet sur la Turquie ?"
	if a := askOf(t, l, nickname); a.Answered() {
		t.Errorf("a name that nobody knows is answered by %q", a.Citations[0].Text)
	}
	s.advice.Names = []retrieval.Name{{Person: "Sergueï Lavrov", Words: "Monsieur Niet"}}
	if a := askOf(t, l, nickname); !a.Answered() || a.Citations[0].Speaker != "Sergueï Lavrov" {
		t.Errorf("another spelling is not at work: %s, %+v", a.Reason, a.Citations)
	}
	check(t, l.Reindex(context.Background(), "local", nil))
	if a := askOf(t, l, nickname); !a.Answered() {
		t.Errorf("after a rebuild another spelling is not at work: %s", a.Reason)
	}

	year := func(y int) corpus.Period {
		return corpus.Period{From: corpus.Date{Year: y, Month: 1, Day: 1}, To: corpus.Date{Year: y, Month: 12, Day: 31}}
	}
	office := retrieval.Name{Person: "Sergueï Lavrov", Words: "le doyen des diplomates", Office: true, Period: year(2020)}
	s.advice.Names = []retrieval.Name{office}
	for text, want := range map[string]bool{
		"Qu'a dit le doyen des diplomates sur la Turquie en 2020 ?": true,
		"Qu'a dit le doyen des diplomates sur la Turquie en 2015 ?": false,
	} {
		if a := askOf(t, l, text); a.Answered() != want {
			t.Errorf("%s: %s, want answered %t", text, a.Reason, want)
		}
	}
}

// TestArticleQuotes lists the quotations of one article for those who tend it: in order, verbatim, hidden ones with the rest.
func TestArticleQuotes(t *testing.T) {
	l, s := moderated(t)
	first := askOf(t, l, "Qu'a dit Lavrov sur la Turquie ?").Citations[0]
	s.advice.Corrections = []retrieval.Correction{{Article: first.Article.ID, Key: first.Key, Speaker: "Maria Zakharova", Hidden: true, Note: "démenti"}}
	quotes, err := l.ArticleQuotes(context.Background(), "local", first.Article.ID)
	if err != nil || len(quotes) < 2 {
		t.Fatalf("%d quotations, %v", len(quotes), err)
	}
	found, last := 0, -1
	for _, q := range quotes {
		if q.Article.ID != first.Article.ID || q.Key == "" || q.Quote.Start < last || !strings.Contains(bodyOf(t, q.Article.ID), q.Text) {
			t.Errorf("%+v", q)
		}
		last = q.Quote.Start
		if q.Key == first.Key {
			found++
			if !q.Hidden || !q.Given || q.Speaker != "Maria Zakharova" || q.Note != "démenti" {
				t.Errorf("the corrected quotation is %+v", q)
			}
		} else if q.Hidden || q.Given {
			t.Errorf("another quotation is corrected: %+v", q)
		}
	}
	if found == 0 {
		t.Error("the hidden quotation is not in the list")
	}
	if quotes, err := l.ArticleQuotes(context.Background(), "local", "none"); len(quotes) > 0 || err != nil {
		t.Errorf("of no article: %v, %v", quotes, err)
	}
}

func bodyOf(t *testing.T, id string) string {
	t.Helper()
	for _, a := range demo.Articles() {
		if a.ID == id {
			return a.Body
		}
	}
	t.Fatalf("no article %s", id)
	return ""
}

// TestCompleteGivenNames: who is named by moderators alone can be typed ahead, by their spellings and offices too, while the article of
// the correction is shown.
func TestCompleteGivenNames(t *testing.T) {
	l, s := moderated(t)
	first := askOf(t, l, "Qu'a dit Lavrov sur la Turquie ?").Citations[0]
	s.advice.Names = []retrieval.Name{{Person: "Anahit Sarkissian", Words: "Anaït Sarkisian"}, {Person: "Vardan Toros", Words: "porte-parole du Conseil", Office: true},
		{Person: "Sergueï Lavrov", Words: "Lavroff"}}
	s.advice.Corrections = []retrieval.Correction{{Article: first.Article.ID, Key: first.Key, Speaker: "Maryam Taheri"}}
	for typed, want := range map[string][]string{
		"anah": {"Anahit Sarkissian"}, "Anaï": {"Anahit Sarkissian"}, "sarki": {"Anahit Sarkissian"}, "conseil": {"Vardan Toros"},
		"TAHE": {"Maryam Taheri"}, "lavroff": {"Sergueï Lavrov"}, "lavr": {"Sergueï Lavrov"}, "zzz": nil,
	} {
		if got, err := l.Complete(context.Background(), "local", typed, 25); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q completes to %q, %v; want %q", typed, got, err, want)
		}
	}
	if got, err := l.Complete(context.Background(), "local", "", 4); err != nil || len(got) != 4 || got[3] != "Vardan Toros" {
		t.Errorf("nothing typed: %q, %v", got, err)
	}
	_, err := s.Remove(context.Background(), "local", first.Article.ID, "m")
	check(t, err)
	synced(t, l, "local")
	if got, err := l.Complete(context.Background(), "local", "tahe", 25); err != nil || len(got) != 0 {
		t.Errorf("of a removed article: %q, %v", got, err)
	}
}
