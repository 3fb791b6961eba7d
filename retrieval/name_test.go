package retrieval_test

import (
	"errors"
	"strings"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

func since(year int) corpus.Period { return corpus.Period{From: corpus.Date{Year: year}} }

func between(from, to int) corpus.Period {
	return corpus.Period{From: corpus.Date{Year: from}, To: corpus.Date{Year: to}}
}

func TestCheckName(t *testing.T) {
	given := retrieval.Advice{Names: []retrieval.Name{
		{Person: "Nikol Pachinian", Words: "Pashinyan"},
		{Person: "Sergueï Lavrov", Words: "chef de la diplomatie russe", Office: true, Period: since(2004)},
		{Person: "Igor Ivanov", Words: "chef de la diplomatie russe", Office: true, Period: between(1998, 2004)},
	}}
	for _, tt := range []struct {
		name retrieval.Name
		want retrieval.NameFault
	}{
		{retrieval.Name{Person: "Nikol Pachinian", Words: "Nikol Pashinyan"}, ""},
		{retrieval.Name{Person: "Ilham Aliev", Words: "Aliyev"}, ""},
		{retrieval.Name{Person: "Ilham Aliev", Words: " ’ "}, retrieval.NameEmpty},
		{retrieval.Name{Words: "Aliyev"}, retrieval.NameEmpty},
		{retrieval.Name{Person: "Ilham Aliev", Words: strings.Repeat("a", 101)}, retrieval.NameLong},
		{retrieval.Name{Person: "Ilham Aliev", Words: "ilham ALIEV"}, retrieval.NameSame},
		{retrieval.Name{Person: "Nikol Pachinian", Words: "pashinyan"}, retrieval.NameThere},
		{retrieval.Name{Person: "Anna Hakobian", Words: "Pashinyan"}, retrieval.NameTaken},
		{retrieval.Name{Person: "Nikol Pachinyan", Words: "Nikol Pachinian"}, retrieval.NameCircle},
		{retrieval.Name{Person: "Pashinyan", Words: "Nikol"}, retrieval.NameChain},
		{retrieval.Name{Person: "Sergueï Lavrov", Words: "le ministre", Office: true}, retrieval.NameBare},
		{retrieval.Name{Person: "Sergueï Lavrov", Words: "chef de la diplomatie", Office: true}, retrieval.NameBare},
		{retrieval.Name{Person: "la porte-parole", Words: "Maria Zakharova"}, retrieval.NameBare},
		{retrieval.Name{Person: "Emmanuel Macron", Words: "président de la République", Office: true, Period: since(2017)}, ""},
		{retrieval.Name{Person: "Ilham Aliev", Words: "Aliyev", Period: since(2003)}, retrieval.NameTimed},
		{retrieval.Name{Person: "Ilham Aliev", Words: "président azerbaïdjanais", Office: true, Period: between(2003, 1993)}, retrieval.NamePeriod},
		{retrieval.Name{Person: "Ilham Aliev", Words: "président azerbaïdjanais", Office: true, Period: corpus.Period{From: corpus.Date{Month: 2}}}, retrieval.NamePeriod},
		{retrieval.Name{Person: "Evgueni Primakov", Words: "le chef de la diplomatie russe", Office: true, Period: between(1996, 1998)}, ""},
		{retrieval.Name{Person: "Evgueni Primakov", Words: "chef de la diplomatie russe", Office: true, Period: between(1996, 2001)}, retrieval.NameTaken},
		{retrieval.Name{Person: "Evgueni Primakov", Words: "chef de la diplomatie russe", Office: true}, retrieval.NameTaken},
		{retrieval.Name{Person: "Sergueï Lavrov", Words: "haut diplomate russe", Office: true}, ""},
	} {
		err := given.Check(tt.name)
		var fault *retrieval.NameError
		errors.As(err, &fault)
		if got := retrieval.NameFault(""); fault != nil && fault.Fault != tt.want || fault == nil && tt.want != got {
			t.Errorf("%+v: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestIsOffice(t *testing.T) {
	for words, want := range map[string]bool{"chef de la diplomatie russe": true, "le maire de Tours": true, "Pashinyan": false, "Moscou": false, "M. Lavrov": false, "": false} {
		if retrieval.IsOffice(words) != want {
			t.Errorf("IsOffice(%q) = %v", words, !want)
		}
	}
}
