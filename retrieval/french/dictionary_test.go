package french_test

import (
	"testing"

	"propos/retrieval/french"
)

func TestInDictionary(t *testing.T) {
	for word, want := range map[string]bool{
		"prix": true, "pétrole": true, "petrole": true, "Religion": true, "incendies": true, "gagnées": true, "journalistes": true,
		"turqie": false, "Karabakh": false, "minsitre": false, "": false, "#": false,
	} {
		if french.InDictionary(word) != want {
			t.Errorf("InDictionary(%q) is not %t", word, want)
		}
	}
}

func BenchmarkInDictionary(b *testing.B) {
	for b.Loop() {
		french.InDictionary("zythums")
	}
}
