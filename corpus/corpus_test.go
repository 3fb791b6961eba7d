package corpus_test

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"propos/corpus"
)

func TestNormal(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"a\r\nb\rc", "a\nb\nc"},
		{"\n\n a  \n\n\n\nb\n", " a\n\nb"},
		{"e\u0301te\u0301", "été"},
		{"x\u200by\u202ez\ufeff", "xyz"},
		{"e\u200b\u0301", "é"},
		{"bad \xff byte", "bad \uFFFD byte"},
		{"«\u00a0oui\u202f»", "«\u00a0oui\u202f»"},
	} {
		if got := corpus.Normal(tt.in); got != tt.want {
			t.Errorf("Normal(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzNormal(f *testing.F) {
	f.Add("e\u200b\u0301\r\n\u2029x")
	f.Fuzz(func(t *testing.T, text string) {
		got := corpus.Normal(text)
		if again := corpus.Normal(got); again != got {
			t.Fatalf("Normal is not idempotent: %q, then %q", got, again)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Fatalf("Normal(%q) = %q is not valid NFC", text, got)
		}
	})
}

func TestParseDate(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		ok       bool
	}{
		{"", "", true},
		{"2020-11-21", "2020-11-21", true},
		{"2020-11", "2020-11", true},
		{"2020", "2020", true},
		{"XXXX-02-27", "XXXX-02-27", true},
		{"XXXX-02-29", "XXXX-02-29", true},
		{"2020-11-21T10:00:00+01:00", "2020-11-21", true},
		{"2021-02-29", "", false},
		{"2020-13", "", false},
		{"2020-00-01", "", false},
		{"2020-XX-03", "", false},
		{"hier", "", false},
		{"2020-1-1", "", false},
	} {
		d, err := corpus.ParseDate(tt.in)
		if (err == nil) != tt.ok || d.String() != tt.want {
			t.Errorf("ParseDate(%q) = %q, %v", tt.in, d, err)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("2020-11-21")
	f.Add("XXXX-02")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := corpus.ParseDate(s)
		if err != nil {
			return
		}
		if again, err := corpus.ParseDate(d.String()); err != nil || again != d {
			t.Fatalf("ParseDate(%q) = %v, whose text reads %v, %v", s, d, again, err)
		}
	})
}

func TestPeriodHolds(t *testing.T) {
	nov := corpus.Period{From: corpus.Date{Year: 2020, Month: 11}, To: corpus.Date{Year: 2020, Month: 11}}
	for _, tt := range []struct {
		date string
		want bool
	}{
		{"2020-11-01", true}, {"2020-11-30", true}, {"2020-12-01", false}, {"2020-10-31", false},
		{"2020", true}, {"2020-11", true}, {"XXXX-11-05", false}, {"", false},
	} {
		d, _ := corpus.ParseDate(tt.date)
		if got := nov.Holds(d); got != tt.want {
			t.Errorf("November 2020 holds %q: %v", tt.date, got)
		}
	}
	if !(corpus.Period{}).Holds(corpus.Date{}) {
		t.Error("all time must hold the unknown date")
	}
}

func TestSpan(t *testing.T) {
	text := "été"
	for _, tt := range []struct {
		s    corpus.Span
		want bool
	}{{corpus.Span{Start: 0, End: 2}, true}, {corpus.Span{Start: 1, End: 3}, false}, {corpus.Span{Start: 0, End: 0}, false}, {corpus.Span{Start: 0, End: 9}, false}, {corpus.Span{Start: 0, End: 5}, true}} {
		if got := tt.s.Valid(text); got != tt.want {
			t.Errorf("%v.Valid(%q) = %v", tt.s, text, got)
		}
	}
}
