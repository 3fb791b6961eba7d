package retrieval_test

import (
	"context"
	"slices"
	"testing"

	"propos/retrieval"
)

// FuzzAsk asks anything, after anything: no error, and every citation is verbatim.
func FuzzAsk(f *testing.F) {
	f.Add("Qu'a dit Lavrov sur la Turquie ?", "")
	f.Add("Et Aliyev ?", "Qu'a dit Lavrov sur la Turquie ?")
	f.Add("Pourquoi ?", "Quand le groupe de Minsk a-t-il été créé ?")
	f.Add("«»“”\"", "\xff\x00")
	b := demoLibrary(f)
	f.Fuzz(func(t *testing.T, text, earlier string) {
		q := retrieval.Question{Text: text}
		if earlier != "" {
			before := b.ask(t, retrieval.Question{Text: earlier}).Understood
			q.Before = &before
		}
		if a := b.ask(t, q); a.Question != text {
			t.Fatalf("question %q came back as %q", text, a.Question)
		}
	})
}

// FuzzVerify checks anything: no error, what is exact stands there, and what is cited is verbatim.
func FuzzVerify(f *testing.F) {
	f.Add("La Turquie est notre partenaire", "Lavrov")
	f.Add("\xff…«", "")
	b := demoLibrary(f)
	f.Fuzz(func(t *testing.T, quotation, person string) {
		v, err := b.Verify(context.Background(), "local", quotation, person)
		if err != nil {
			t.Fatal(err)
		}
		if (v.Outcome == retrieval.Absent) != (v.Citation == nil) {
			t.Fatalf("%s with citation %+v", v.Outcome, v.Citation)
		}
		if v.Citation != nil {
			if fault := citationFault(*v.Citation, b.bodies[v.Citation.Article.ID]); fault != "" {
				t.Fatal(fault)
			}
		}
	})
}

// FuzzParseModel reads anything: a model that is read knows only features that there are.
func FuzzParseModel(f *testing.F) {
	f.Add([]byte(`{"ranking":{"cov":1},"refusing":{"bias":-1},"threshold":0.5,"salience":{}}`))
	f.Add([]byte(`{"ranking":{"none":1}}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := retrieval.ParseModel(file)
		if err != nil {
			return
		}
		for name := range m.Refusing {
			if !slices.Contains(append(retrieval.RefusalNames(), "bias"), name) {
				t.Fatalf("refusing feature %q is none", name)
			}
		}
	})
}

// FuzzQuoteKey keeps the key of words that are put between marks.
func FuzzQuoteKey(f *testing.F) {
	f.Add("La Turquie est notre partenaire")
	f.Fuzz(func(t *testing.T, text string) {
		key := retrieval.QuoteKey(text)
		if len(key) != 16 || retrieval.QuoteKey("« "+text+" »") != key {
			t.Fatalf("keys of %q: %q, with marks %q", text, key, retrieval.QuoteKey("« "+text+" »"))
		}
	})
}
