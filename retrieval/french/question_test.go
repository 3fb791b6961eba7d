package french_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
)

func of(text string, s corpus.Span) string {
	if s.Len() <= 0 {
		return ""
	}
	return s.Of(text)
}

func TestQuestion(t *testing.T) {
	for _, tt := range []struct {
		in                    string
		kind                  french.AnswerKind
		focus, speaker, topic string
	}{
		{"Qu'a dit Lavrov sur la Turquie ?", "quote", "", "Lavrov", "Turquie"},
		{"qua dit lavrof sur la turqie", "quote", "", "lavrof", "turqie"},
		{"Qu’a déclaré Ursula von der Leyen au sujet de : vaccins ?", "quote", "", "Ursula von der Leyen", "vaccins"},
		{"Que pense Dominique de Villepin de l'OTAN ?", "quote", "", "Dominique de Villepin", "OTAN"},
		{"Que pense Marie Vidal des retards du métro sur la ligne B ?", "quote", "", "Marie Vidal", "retards du métro sur la ligne B"},
		{"Que pense Jean Valet du syndicat des mineurs sur la grève ?", "quote", "", "Jean Valet du syndicat des mineurs", "grève"},
		{"Que pense Jean Valet de la CGT sur la grève ?", "quote", "", "Jean Valet de la CGT", "grève"},
		{"Que dit Moscou de la guerre ?", "quote", "", "Moscou", "guerre"},
		{"Que dit Lavrov des collègues américains et français ?", "quote", "", "Lavrov", "collègues américains et français"},
		{"Qu'a dit le ministre arménien des Affaires étrangères ?", "quote", "", "le ministre arménien des Affaires étrangères", ""},
		{"Que dit le président de la Turquie de l'OTAN ?", "quote", "", "le président de la Turquie", "OTAN"},
		{"Que dit le président turc de l'OTAN ?", "quote", "", "le président turc", "OTAN"},
		{"Qu'a déclaré Mirzoyan à Moscou ?", "quote", "", "Mirzoyan", "Moscou"},
		{"Qu'est-ce que Lavrov a dit de l'accord ?", "quote", "", "Lavrov", "accord"},
		{"Qu'est-ce qu'a dit Lavrov sur l'accord ?", "quote", "", "Lavrov", "accord"},
		{"Qu'a-t-il dit sur l'Iran ?", "quote", "", "il", "Iran"},
		{"Que pense-t-elle de l'Iran ?", "quote", "", "elle", "Iran"},
		{"Comment Erdogan réagit-il à la déclaration ?", "quote", "", "Erdogan", "déclaration"},
		{"Comment Erdogan a-t-il réagi à la déclaration ?", "quote", "", "Erdogan", "déclaration"},
		{"Macron a-t-il parlé de la Turquie ?", "quote", "", "Macron", "Turquie"},
		{"Est-ce que Macron a parlé de la Turquie ?", "quote", "", "Macron", "Turquie"},
		{"Quelle est la position de la Russie sur le Haut-Karabagh ?", "quote", "", "la Russie", "Haut-Karabagh"},
		{"Quelle est la réaction d'Aliyev à l'accord ?", "quote", "", "Aliyev", "accord"},
		{"les dernières déclarations de Pachinian", "quote", "", "Pachinian", ""},
		{"Quelles sont les dernières déclarations de Trump sur l'Iran ?", "quote", "", "Trump", "Iran"},
		{"Que pense faire Nikol Pashinyan de l'OTSC ?", "", "", "", ""},
		{"Selon Lavrov, quand la guerre finira-t-elle ?", "date", "", "Lavrov", "quand la guerre finira-t-elle"},
		{"Quand finira la guerre selon Lavrov ?", "date", "", "Lavrov", "Quand finira la guerre"},
		{"Lavrov sur la Turquie", "quote", "", "Lavrov", "Turquie"},
		{"Et Erdogan, qu'a-t-il dit sur la Syrie ?", "quote", "", "Erdogan", "Syrie"},
		{"Qu'en dit Macron ?", "quote", "", "Macron", ""},
		{"De quoi Lavrov a-t-il parlé à Bakou ?", "quote", "", "Lavrov", "Bakou"},
		{"Qu'ont déclaré Macron et Merkel sur l'Ukraine ?", "quote", "", "Macron et Merkel", "Ukraine"},
		{"Que déclare la porte-parole de la diplomatie russe Maria Zakharova sur l'Arménie ?", "quote", "", "la porte-parole de la diplomatie russe Maria Zakharova", "Arménie"},
		{"il a dit quoi Vidal sur le port", "quote", "", "Vidal", "port"},
		{"Il a dit quoi, Paul Vidal, sur le port ?", "quote", "", "Paul Vidal", "port"},
		{"vidal il dit quoi sur le port", "quote", "", "vidal", "port"},
		{"Vidal a dit quoi du port ?", "quote", "", "Vidal", "port"},
		{"Vidal, elle en pense quoi ?", "quote", "", "Vidal", ""},
		{"Il pense quoi du port, Paul Vidal ?", "quote", "", "Paul Vidal", "port"},
		{"elle a dit quoi sur le port ?", "quote", "", "elle", "port"},
		{"la maire de Brest a répondu quoi aux pêcheurs ?", "quote", "", "la maire de Brest", "pêcheurs"},
		{"Vidal a signé quoi ?", "", "", "", ""},
		{"ça veut dire quoi ?", "", "", "", ""},
		{"t'as des infos sur le port ?", "", "", "", "port"},
		{"vous avez quelque chose sur le port ?", "", "", "", "port"},
		{"des nouvelles de la trêve ?", "", "", "", "trêve"},
		{"Qu'en est-il de la trêve ?", "", "", "", "trêve"},
		{"y a quoi sur le port", "", "", "", "port"},
		{"tu as des nouvelles chaussures ?", "", "", "", ""},
		{"Que veut dire OTSC ?", "definition", "", "", "OTSC"},
		{"Guerre en Ukraine : la Russie avance, selon Londres", "", "", "Londres", "Guerre en Ukraine : la Russie avance"},
		{"Qui a signé la déclaration ?", "person", "", "", ""},
		{"Qui est Ilham Aliyev ?", "definition", "", "", "Ilham Aliyev"},
		{"Qui est le président de la Turquie ?", "person", "", "", "président de la Turquie"},
		{"Qui est le président qui a signé l'accord ?", "person", "", "", ""},
		{"Que disent les articles sur la Turquie ?", "", "", "", "Turquie"},
		{"Que sait-on de Nikol Pachinian ?", "", "", "", "Nikol Pachinian"},
		{"Parle-moi de l'Arménie", "", "", "", "Arménie"},
		{"des articles sur le port", "", "", "", "port"},
		{"Tout le monde parle de la Turquie", "", "", "", ""},
		{"Quand le groupe de Minsk a-t-il été créé ?", "date", "", "", ""},
		{"Où se trouve Latchine ?", "place", "", "", ""},
		{"ou se trouve latchine", "place", "", "", ""},
		{"Combien de morts les combats ont-ils faits ?", "number", "morts", "", ""},
		{"Pourquoi la Russie a-t-elle refusé ?", "cause", "", "", ""},
		{"Comment fonctionne le corridor ?", "manner", "", "", ""},
		{"Qu'est-ce que l'OTSC ?", "definition", "", "", "OTSC"},
		{"C'est quoi l'OTSC ?", "definition", "", "", "OTSC"},
		{"l'OTSC c'est quoi ?", "definition", "", "", "OTSC"},
		{"Entre l'Azerbaïdjan et quelle république un couloir sera-t-il ouvert ?", "", "république", "", ""},
		{"En quelle année est-il né ?", "date", "année", "", ""},
		{"Quel est le nom du roi ?", "person", "nom", "", ""},
		{"Quels sont les pays signataires ?", "place", "pays", "", ""},
		{"Quelles sont les conditions de l'accord ?", "list", "conditions", "", ""},
		{"Ceuta fait-elle partie de l'UE ?", "yesno", "", "", ""},
		{"Quelle est la recette de la ratatouille ?", "", "recette", "", ""},
		{"Haut-Karabagh cessez-le-feu", "", "", "", ""},
		{"Que veut faire Nikol Pashinyan de l'OTSC ?", "", "", "", ""},
		{"Dis-moi, pourquoi la Russie refuse ?", "cause", "", "", ""},
		{"Depuis quand la guerre dure-t-elle ?", "date", "", "", ""},
		{"L'accord a été signé où ?", "place", "", "", ""},
	} {
		a := french.Question(tt.in)
		if a.Kind != tt.kind || of(tt.in, a.Focus) != tt.focus || of(tt.in, a.Speaker) != tt.speaker || of(tt.in, a.Topic) != tt.topic {
			t.Errorf("Question(%q):\n got %q focus %q speaker %q topic %q\nwant %q focus %q speaker %q topic %q", tt.in,
				a.Kind, of(tt.in, a.Focus), of(tt.in, a.Speaker), of(tt.in, a.Topic), tt.kind, tt.focus, tt.speaker, tt.topic)
		}
	}
}

func FuzzQuestion(f *testing.F) {
	for _, s := range []string{"Qu'a-t-il dit sur l'Iran ?", "Selon X, comment Y réagit-il à Z", "quelle est la position de", "qua", "Qui est", "l'OTSC c'est quoi ?", "est-ce que s'est", "que dit le président de"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		a := french.Question(text)
		for _, s := range []corpus.Span{a.Focus, a.Speaker, a.Topic, a.Verb, a.Happening} {
			if s != (corpus.Span{}) && !s.Valid(text) {
				t.Fatalf("Question(%q) = %+v: span %v", text, a, s)
			}
		}
	})
}

func BenchmarkQuestion(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		french.Question("Qu'a déclaré Sergueï Lavrov au sujet de : coprésidents du groupe de Minsk ?")
	}
}

// A headline and a bag of keywords ask nothing.
func TestQuestionAsks(t *testing.T) {
	for in, want := range map[string]bool{
		"Qui a signé":                                 true,
		"qu'a permis de faire ce rapport":             true,
		"Londres dort ?":                              true,
		"Faut-il partir":                              true,
		"A quoi servait ce collège":                   true,
		"Citez trois capitales":                       true,
		"Londres : une famille s'en sort par miracle": false,
		"accord frontière novembre":                   false,
		"":                                            false,
	} {
		if got := french.Question(in).Asks; got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// TestSplits asks for the holders of offices about things, where only « de » parts the two.
func TestSplits(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"Qu'a dit le procureur du voleur de tableaux ?", []string{"le procureur | voleur de tableaux"}},
		{"Qu'a dit la présidente du Cercle Hippique de la Loire de Paul Roche ?", []string{
			"la présidente du Cercle Hippique de la Loire | Paul Roche",
		}},
		{"Qu'a dit le président de la Turquie de l'OTAN ?", nil},
		{"Qu'a dit le maire de la fermeture de l'usine ?", []string{"le maire | fermeture de l'usine"}},
		{"Qu'a dit le maire de la ville sur l'usine ?", nil},
		{"Qu'a dit Marie Vidal du maire de Tours ?", nil},
	} {
		var got []string
		for _, s := range french.Question(tt.in).Splits {
			got = append(got, s.Speaker.Of(tt.in)+" | "+s.Topic.Of(tt.in))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.in, got, tt.want)
		}
	}
}
