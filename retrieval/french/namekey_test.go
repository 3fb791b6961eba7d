package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"propos/retrieval/french"
)

func TestSameNameLikely(t *testing.T) {
	for _, group := range []string{
		"Karabagh Karabakh Qarabagh Qarabakh Garabagh", "Sergueï Sergei Serguei Sergeï", "Pachinian Pashinyan Pashinaian", "Aliev Aliyev Aliyef",
		"Baïramov Bayramov", "Djeyhoun Jeyhun", "Lavrov Lavrof", "Poutine Putin", "Erevan Yerevan", "Zelensky Zelenskiy Zelenskyi",
		"Gorbatchev Gorbatchov Gorbachev", "Khrouchtchev Khrushchev", "Erdogan Erdoğan", "Mnatsakanian Mnatsakanyan", "Nakhitchevan Nakhichevan",
	} {
		names := strings.Fields(group)
		for _, other := range names[1:] {
			if !french.SameNameLikely(names[0], other) {
				t.Errorf("%s (%s) and %s (%s) are not alike: %.2f", names[0], french.NameKey(names[0]), other, french.NameKey(other), french.TrigramDice(french.Fold(names[0]), french.Fold(other)))
			}
		}
	}
	for _, pair := range [][2]string{{"Macron", "Mélenchon"}, {"Aliyev", "Lavrov"}, {"Paris", "Pérez"}, {"Ali", "Ilo"}, {"Iran", "Irina"}} {
		if french.SameNameLikely(pair[0], pair[1]) {
			t.Errorf("%s and %s are alike", pair[0], pair[1])
		}
	}
}

func TestNameKey(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Pashinyan", "pSn"}, {"Qarabağ", "krbk"}, {"Yerevan", "arvn"}, {"Ilham", "alm"}, {"Xi", "ks"}, {"Cédric", "sdrk"}, {"Wolff", "vlv"}, {"", ""}, {"Aïe", "a"}, {"Łukasz", "lksz"},
	} {
		if got := french.NameKey(tt.in); got != tt.want {
			t.Errorf("NameKey(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzNameKey(f *testing.F) {
	f.Add("Khrouchtchev")
	f.Add("Sœur d’Ünal")
	f.Fuzz(func(t *testing.T, word string) {
		if !utf8.ValidString(word) {
			return
		}
		key := french.NameKey(word)
		if folded := french.NameKey(french.Fold(word)); folded != key {
			t.Fatalf("NameKey(%q) = %q, of the folded word %q", word, key, folded)
		}
		if strings.ContainsAny(key[min(1, len(key)):], "aeiouyhqxwc") || !utf8.ValidString(key) {
			t.Fatalf("NameKey(%q) = %q", word, key)
		}
		if d := french.TrigramDice(word, key); d < 0 || d > 1 {
			t.Fatalf("TrigramDice(%q, %q) = %v", word, key, d)
		}
	})
}

func BenchmarkSameNameLikely(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		french.SameNameLikely("pachinian", "pashinyan")
	}
}
