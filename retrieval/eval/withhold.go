package eval

import (
	"cmp"
	"hash/fnv"

	"propos/corpus"
)

// turns is how many turns there are: in each of them a quarter of the groups of articles that answer questions is withheld, and of the other
// groups a quarter of the single articles that have more of their group beside them. What is left then speaks of the subject but does not answer.
const turns = 4

// withhold returns the articles without those whose turn it is. Questions that nothing answers any more must be refused.
func (s *Set) withhold(articles []corpus.Article, turn int) []corpus.Article {
	answers, inGroup := map[string]bool{}, map[string]int{}
	for _, q := range s.Questions {
		for _, id := range q.Targets() {
			answers[id] = true
		}
	}
	for _, a := range articles {
		inGroup[groupOf(a)]++
	}
	var kept []corpus.Article
	for _, a := range articles {
		alone := inGroup[groupOf(a)] == 1
		if !answers[a.ID] || turnOf(groupOf(a)) != turn && (alone || turnOf(a.ID) != turn) {
			kept = append(kept, a)
		}
	}
	s.refuseWithout(kept)
	s.Withheld = true
	return kept
}

// refuseWithout marks the questions that none of the articles answers.
func (s *Set) refuseWithout(kept []corpus.Article) {
	there := map[string]bool{}
	for _, a := range kept {
		there[a.ID] = true
	}
	for i := range s.Questions {
		answerable := s.Questions[i].ShouldAnswer()
		if answerable && len(s.Questions[i].Targets()) > 0 {
			answerable = false
			for _, id := range s.Questions[i].Targets() {
				answerable = answerable || there[id]
			}
		}
		s.Questions[i].Answerable = &answerable
	}
}

// groupOf is what ranking takes for one article.
func groupOf(a corpus.Article) string { return cmp.Or(a.Group, a.ID) }

// turnOf is the turn, from 1, in which what has this name is withheld.
func turnOf(name string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return int(h.Sum32()>>11)%turns + 1
}
