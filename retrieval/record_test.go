package retrieval

import (
	"reflect"
	"testing"

	"propos/corpus"
	"propos/retrieval/quote"
)

// FuzzUnpackSaid: no record makes its reader panic, and what was packed is read back.
func FuzzUnpackSaid(f *testing.F) {
	lavrov := quote.Speaker{
		Name: "Sergueï Lavrov", Spellings: []string{"Sergueï Lavrov", "Lavrov"}, Nation: "RU", Gender: quote.Masculine,
		Offices: []quote.Office{{Class: "FM", Nation: "RU", Text: "ministre russe", Former: true}, {Of: "Medef"}},
	}
	full := said{
		Span: corpus.Span{Start: 3, End: 9}, Sentence: corpus.Span{End: 12}, Cue: "dit", Kind: quote.Direct, Mention: "il",
		Speaker: lavrov, How: quote.HowPronoun, Certainty: 0.9 * 0.8, Key: "k", Text: "« Oui »", Near: "a-t-il dit", date: corpus.Date{Year: 2020, Month: 11},
	}
	f.Add(full.pack())
	f.Add(new(said).pack())
	f.Add(packPeople([]quote.Speaker{lavrov, {Organisation: true}}))
	f.Add("")
	f.Fuzz(func(t *testing.T, record string) {
		if s, err := unpackSaid(record); err == nil {
			if again, err := unpackSaid(s.pack()); err != nil || s.Certainty == s.Certainty && !reflect.DeepEqual(again, s) {
				t.Fatalf("%+v was read back as %+v, %v", s, again, err)
			}
		}
		if people, err := unpackPeople(record); err == nil {
			if again, err := unpackPeople(packPeople(people)); err != nil || !reflect.DeepEqual(again, people) {
				t.Fatalf("%+v was read back as %+v, %v", people, again, err)
			}
		}
	})
}
