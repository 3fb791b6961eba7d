package retrieval_test

import (
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// TestConversation leads conversations of several questions: what each is understood to ask, and whose words answer it.
func TestConversation(t *testing.T) {
	type turn struct {
		asked, understood string
		followUp          bool
		speaker           string // of the first citation; "" when that does not matter
		reason            retrieval.Reason
	}
	for name, turns := range map[string][]turn{
		"who said what": {
			{"Qu'a dit Lavrov sur la Turquie ?", "Qu'a dit Lavrov sur la Turquie ?", false, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Et sur l'Arménie ?", "Qu’a dit Sergueï Lavrov sur l'Arménie ?", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Et Aliyev ?", "Qu’a dit Aliyev sur l'Arménie ?", true, "Ilham Aliyev", retrieval.ReasonAnswered},
		},
		"a fact": {
			{"Qu'est-ce que le groupe de Minsk ?", "Qu'est-ce que le groupe de Minsk ?", false, "", retrieval.ReasonAnswered},
			{"Pourquoi ?", "Pourquoi ? (Qu'est-ce que le groupe de Minsk ?)", true, "", retrieval.ReasonAnswered},
		},
		"whom somebody speaks of": {
			{"Qu'a dit Aliyev de Lavrov ?", "Qu'a dit Aliyev de Lavrov ?", false, "Ilham Aliyev", retrieval.ReasonAnswered},
			{"Et Lavrov ?", "Qu’a dit Lavrov sur Ilham Aliyev ?", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
		},
		"what somebody thinks of it": {
			{"Il a dit quoi, Lavrov, sur l'Arménie ?", "Il a dit quoi, Lavrov, sur l'Arménie ?", false, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Et Aliyev, il en pense quoi ?", "Qu’a dit Aliyev sur l'Arménie ?", true, "Ilham Aliyev", retrieval.ReasonAnswered},
			{"Il a dit quoi sur la paix ?", "Qu’a dit Ilham Aliyev sur la paix ?", true, "Ilham Aliyev", retrieval.ReasonAnswered},
			{"Qu'en dit Lavrov ?", "Qu’a dit Lavrov sur la paix ?", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
		},
		"no follow-up": {
			{"Qu'a dit Lavrov sur la Turquie ?", "Qu'a dit Lavrov sur la Turquie ?", false, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Qu'en est-il de la trêve ?", "Qu'en est-il de la trêve ?", false, "", retrieval.ReasonAnswered},
		},
		"when it was said": {
			{"Qu'a dit Lavrov sur la Turquie ?", "Qu'a dit Lavrov sur la Turquie ?", false, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Quand ?", "Quand ? (Qu'a dit Lavrov sur la Turquie ?)", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
		},
		"a place for another": {
			{"Combien de morts les combats ont-ils faits dans la région ?", "Combien de morts les combats ont-ils faits dans la région ?", false, "", retrieval.ReasonAnswered},
			{"Et en Ukraine ?", "Combien de morts les combats ont-ils faits en Ukraine ?", true, "", retrieval.ReasonUnsure},
		},
		"a time for another": {
			{"Qu'a dit Lavrov en octobre 2020 ?", "Qu'a dit Lavrov en octobre 2020 ?", false, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Et en novembre ?", "Qu'a dit Lavrov en novembre 2020 ?", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
		},
		"whom the question before asked for": {
			{"Qui est Lavrov ?", "Qui est Lavrov ?", false, "", retrieval.ReasonAnswered},
			{"Et que pense-t-il de la Turquie ?", "Qu’a dit Lavrov sur la Turquie ?", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
			{"Qu'a-t-il dit sur l'Arménie ?", "Qu’a dit Sergueï Lavrov sur l'Arménie ?", true, "Sergueï Lavrov", retrieval.ReasonAnswered},
		},
		"a subject beside whom the question before asked for": {
			{"Qui est Lavrov ?", "Qui est Lavrov ?", false, "", retrieval.ReasonAnswered},
			{"Et la Turquie ?", "Lavrov et la Turquie", true, "", retrieval.ReasonAnswered},
		},
		"nobody whom « il » can be": {
			{"Que pense-t-il de la Turquie ?", "Que pense-t-il de la Turquie ?", false, "", retrieval.ReasonFollowUp},
			{"Qu'est-ce que le groupe de Minsk ?", "Qu'est-ce que le groupe de Minsk ?", false, "", retrieval.ReasonAnswered},
			{"Que pense-t-il de la Turquie ?", "Que pense-t-il de la Turquie ?", false, "", retrieval.ReasonFollowUp},
		},
		"of nothing": {
			{"Quand ?", "Quand ?", false, "", retrieval.ReasonFollowUp},
			{"Qu'a dit Lavrov sur la Turquie ?", "Qu'a dit Lavrov sur la Turquie ?", false, "Sergueï Lavrov", retrieval.ReasonAnswered},
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := demoLibrary(t)
			var before *retrieval.Understood
			for _, turn := range turns {
				a := b.ask(t, retrieval.Question{Text: turn.asked, Before: before, Today: corpus.Date{Year: 2026, Month: 11, Day: 22}})
				u := a.Understood
				if u.Text != turn.understood || u.FollowUp != turn.followUp || a.Reason != turn.reason {
					t.Errorf("%s: understood %q (follow-up %t), %s; want %q (%t), %s", turn.asked, u.Text, u.FollowUp, a.Reason, turn.understood, turn.followUp, turn.reason)
				}
				if turn.speaker != "" && a.Answered() && a.Citations[0].Speaker != turn.speaker {
					t.Errorf("%s: the first citation is %s's, want %s's", turn.asked, a.Citations[0].Speaker, turn.speaker)
				}
				if before = nil; a.Reason != retrieval.ReasonFollowUp {
					before = &u
				}
			}
		})
	}
}
