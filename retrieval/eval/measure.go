package eval

import "math"

// Scores are the usual measures of ranked retrieval, means over questions that have an answer.
type Scores struct {
	Questions int
	R1        float64 // recall at 1: the share of the right articles that is ranked first
	R3        float64
	R5        float64
	R10       float64
	MRR       float64 // mean reciprocal rank of the first right article, within ten
	NDCG      float64 // normalised discounted cumulative gain, within ten
}

// add counts one question.
func (s *Scores) add(relevant, ranked []string) {
	s.Questions++
	want := make(map[string]bool, len(relevant))
	for _, id := range relevant {
		want[id] = true
	}
	found, first, gain := 0, 0, 0.0
	for i, id := range ranked[:min(len(ranked), 10)] {
		if want[id] {
			found++
			if first == 0 {
				first = i + 1
			}
			gain += 1 / math.Log2(float64(i+2))
		}
		share := float64(found) / float64(len(want))
		switch i {
		case 0:
			s.R1 += share
		case 2:
			s.R3 += share
		case 4:
			s.R5 += share
		case 9:
			s.R10 += share
		}
	}
	share := float64(found) / float64(len(want))
	for i, sum := range map[int]*float64{1: &s.R1, 3: &s.R3, 5: &s.R5, 10: &s.R10} {
		if len(ranked) < i {
			*sum += share
		}
	}
	if first > 0 {
		s.MRR += 1 / float64(first)
	}
	ideal := 0.0
	for i := range min(10, len(want)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	s.NDCG += gain / ideal
}

// mean turns the sums into means.
func (s Scores) mean() Scores {
	if s.Questions == 0 {
		return s
	}
	n := float64(s.Questions)
	s.R1, s.R3, s.R5, s.R10, s.MRR, s.NDCG = s.R1/n, s.R3/n, s.R5/n, s.R10/n, s.MRR/n, s.NDCG/n
	return s
}
