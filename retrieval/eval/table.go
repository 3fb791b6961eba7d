package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table writes the figures of every set, one line each.
func (f Fitted) Table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s %9s  %-5s  %-13s  %-5s  %-5s  %-5s  %-5s  %-13s  %-12s  %s\n", "set", "questions", "R@1", "95 %", "R@5", "R@10", "MRR", "nDCG", "answer in 1st", "with speaker", "R@1 standalone")
	for _, r := range f.Rows {
		if r.Answered != nil {
			continue
		}
		fmt.Fprintf(&b, "%-22s %9d  %.3f  [%.3f, %.3f]  %.3f  %.3f  %.3f  %.3f  %-13.3f  %-12.3f", r.Set, r.Scores.Questions, r.Scores.R1, r.Low, r.High,
			r.Scores.R5, r.Scores.R10, r.Scores.MRR, r.Scores.NDCG, r.AnswerInFirst, r.WithSpeaker)
		if r.Standalone.Questions > 0 {
			fmt.Fprintf(&b, "  %.3f of %d", r.Standalone.R1, r.Standalone.Questions)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n%-22s share answered at the threshold %.3f\n", "set", f.Model.Threshold)
	for _, r := range f.Rows {
		if r.Answered == nil {
			continue
		}
		fmt.Fprintf(&b, "%-22s", r.Set)
		for _, kind := range slices.Sorted(maps.Keys(r.Answered)) {
			fmt.Fprintf(&b, "  %s %.3f", kind, r.Answered[kind])
		}
		fmt.Fprintf(&b, "  right first: answered %.3f, related %.3f, unrelated %.3f", r.First.Answered, r.First.Related, r.First.Unrelated)
		b.WriteByte('\n')
	}
	f.writeWorth(&b)
	return b.String()
}

// writeWorth writes what each feature of refusing weighs and adds, the most worth first.
func (f Fitted) writeWorth(b *strings.Builder) {
	if len(f.Worth) == 0 {
		return
	}
	list := slices.Clone(f.Worth)
	slices.SortStableFunc(list, func(x, y Worth) int { return cmp.Compare(y.Loss, x.Loss) })
	fmt.Fprintf(b, "\n%-22s %7s  %s\n", "refusing by", "weight", "log-loss without it, thousandths")
	for _, w := range list {
		fmt.Fprintf(b, "%-22s %7.2f  %+.1f\n", w.Feature, f.Model.Refusing[w.Feature], w.Loss)
	}
}
