package corpus_test

import (
	"errors"
	"strings"
	"testing"

	"propos/corpus"
)

func TestParseFrenchDate(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"21 novembre 2020", "2020-11-21"},
		{"le 21 novembre 2020 à 10h12", "2020-11-21"},
		{"21 novembre 2020, 10:12", "2020-11-21"},
		{"1er févr. 2020", "2020-02-01"},
		{"1er fe\u0301vr. 2020", "2020-02-01"},
		{"1 fevrier 2020", "2020-02-01"},
		{"15 aout 2019", "2019-08-15"},
		{"15 AOÛT 2019", "2019-08-15"},
		{"lundi 27 février", "XXXX-02-27"},
		{"lundi 27 février 2023", "2023-02-27"},
		{"Lundi, le 27 février 2023", "2023-02-27"},
		{"29 février", "XXXX-02-29"},
		{"nov. 2020", "2020-11"},
		{"novembre 2020", "2020-11"},
		{"novembre", "XXXX-11"},
		{"2020", "2020"},
		{"12/11/2020", "2020-11-12"},
		{"3/1/2020", "2020-01-03"},
		{"12.11.2020 - 10:45", "2020-11-12"},
		{"12-11-2020", "2020-11-12"},
		{"2020-11-21", "2020-11-21"},
		{"2020-11", "2020-11"},
		{"XXXX-02-27", "XXXX-02-27"},
		{"2020-11-21T10:00:00+01:00", "2020-11-21"},
		{"21\u00a0novembre\u00a02020", "2020-11-21"},
	} {
		if d, err := corpus.ParseFrenchDate(tt.in); err != nil || d.String() != tt.want {
			t.Errorf("ParseFrenchDate(%q) = %q, %v, want %q", tt.in, d, err, tt.want)
		}
	}
}

func TestParseFrenchDateRefuses(t *testing.T) {
	for _, in := range []string{
		"hier", "le", "31 février 2020", "30/02/2020", "12/13/2020", "12/00/2020", "0 mai 2020", "12/11/20", "99",
		"21 novembre 2020 à Bakou", "novembre dernier", "2020-02-30", "début mai 2020", "3 mai 2020 3", "2ee mai",
	} {
		if d, err := corpus.ParseFrenchDate(in); err == nil {
			t.Errorf("ParseFrenchDate(%q) = %q, want an error", in, d)
		}
	}
	d, err := corpus.ParseFrenchDate("lundi 28 février 2023")
	if !errors.Is(err, corpus.ErrWeekday) || d.String() != "2023-02-28" {
		t.Errorf("wrong weekday: %q, %v", d, err)
	}
}

func TestFrenchDatePrefix(t *testing.T) {
	for _, tt := range []struct{ in, want, rest string }{
		{"2020-11 Les délégations", "2020-11", " Les délégations"},
		{"21 novembre 2020 (AFP)", "2020-11-21", " (AFP)"},
		{"le 3 mars, par X", "XXXX-03-03", ", par X"},
		{"1er mai", "XXXX-05-01", ""},
		{"nov. 2020.", "2020-11", "."},
	} {
		d, n, err := corpus.FrenchDatePrefix(tt.in)
		if err != nil || d.String() != tt.want || tt.in[n:] != tt.rest {
			t.Errorf("FrenchDatePrefix(%q) = %q, rest %q, %v", tt.in, d, tt.in[n:], err)
		}
	}
}

func FuzzParseFrenchDate(f *testing.F) {
	for _, s := range []string{"lundi 27 février 2023 à 10h", "1er mai", "12/11/2020", "2020-11-21T", "XXXX-02", "le le"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := corpus.ParseFrenchDate(s); err == nil {
			if again, err := corpus.ParseFrenchDate(d.String()); err != nil || again != d {
				t.Fatalf("%q reads as %v, whose text reads %v, %v", s, d, again, err)
			}
		}
		d, n, err := corpus.FrenchDatePrefix(s)
		if n < 0 || n > len(s) || n == 0 && err == nil || n > 0 && d.Check() != nil || !strings.HasPrefix(s, s[:n]) {
			t.Fatalf("prefix of %q: %v, %d, %v", s, d, n, err)
		}
	})
}
