package cli

import (
	"fmt"
	"strings"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval"
)

// showAnswer writes an answer for a person to read.
func (p *program) showAnswer(a retrieval.Answer) {
	if understood := phrase.Understood(a); understood != "" {
		p.line(p.faint(understood) + "\n")
	}
	if a.Answered() {
		p.showCitations(a.Citations)
	} else {
		p.showRefusal(a)
	}
	if a.Reading != nil {
		p.remark("%s", phrase.Reading(*a.Reading))
	}
	if a.Explanation != nil {
		p.showExplanation(a)
	}
}

func (u *ui) showCitations(citations []retrieval.Citation) {
	for i, c := range citations {
		if i > 0 {
			u.line("")
		}
		u.showCitation(c)
		if len(citations) > 1 {
			u.line(u.faint(phrase.Position(i+1, len(citations))))
		}
	}
}

// showCitation writes who speaks, the excerpt, how the speaker is known, and where the excerpt stands.
func (u *ui) showCitation(c retrieval.Citation) {
	if c.Speaker != "" {
		u.line(u.bold(harmless(c.Speaker, true)))
	}
	for _, line := range wrap(c.Text, u.width-2, localMarks(c), u.bold) {
		u.line("│ " + line)
	}
	for _, remark := range []string{phrase.Known(c), phrase.Relay(c), c.Note} {
		if remark != "" {
			u.line(u.faint(harmless(phrase.Capital(remark), true)))
		}
	}
	u.showHeading(c.Article)
	for _, also := range c.Also {
		u.line(u.faint(phrase.Say("Aussi : %s, %s", harmless(phrase.Title(also), true), harmless(phrase.Origin(also), true))))
	}
}

func (u *ui) showHeading(h retrieval.Heading) {
	for _, line := range wrap(phrase.Title(h), u.width, nil, nil) {
		u.line(line)
	}
	u.line(u.faint(harmless(phrase.Origin(h), true) + phrase.Say(" · article %s", h.ID)))
	if h.URL != "" {
		u.line(u.faint(harmless(h.URL, true)))
	}
}

// localMarks are a citation's marks as positions in its text.
func localMarks(c retrieval.Citation) []corpus.Span {
	marks := make([]corpus.Span, 0, len(c.Marks))
	for _, m := range c.Marks {
		if m.Start >= c.Span.Start && m.End <= c.Span.End {
			marks = append(marks, corpus.Span{Start: m.Start - c.Span.Start, End: m.End - c.Span.Start})
		}
	}
	return marks
}

func (u *ui) showRefusal(a retrieval.Answer) {
	for _, sentence := range []string{phrase.Refusal(a, ""), phrase.DidYouMean(a.Suggestions), phrase.Others(a.Others)} {
		for _, line := range wrap(sentence, u.width, nil, nil) {
			u.line(line)
		}
	}
	if a.Holdings.Articles > 0 {
		for _, line := range wrap(phrase.Say("La collection : %s.", phrase.Holdings(a.Holdings)), u.width, nil, nil) {
			u.line(u.faint(line))
		}
	}
	if len(a.Related) > 0 {
		u.line("\n" + phrase.Fine("Peut-être en rapport :"))
		for i, c := range a.Related {
			if i > 0 {
				u.line("")
			}
			u.showCitation(c)
		}
	}
}

// showExplanation writes how the ranking and the decision came about, in the names of the features.
func (u *ui) showExplanation(a retrieval.Answer) {
	x := a.Explanation
	u.line("\n" + u.bold("Explication") + phrase.Say(" (raison %s, confiance %s, %s)", a.Reason, phrase.Decimal(a.Confidence, 2), inMS(a.Took)))
	for _, t := range x.Terms {
		u.line(phrase.Say("mot %s : %s", strings.Join(append([]string{t.Word}, t.Variants...), ", "), phrase.Count(t.Passages, "passage", "passages")))
	}
	for i, c := range x.Candidates {
		u.line(phrase.Say("%d. article %s, passage %d : %s", i+1, c.Article, c.Passage, phrase.Decimal(c.Score, 3)))
		u.showShares(c.Features)
	}
	if len(x.Refusal) > 0 {
		u.line(phrase.Fine("décision :"))
		u.showShares(x.Refusal)
	}
}

func (u *ui) showShares(shares []retrieval.Share) {
	for _, s := range shares {
		u.line(fmt.Sprintf("   %-14s %8.3f × %7.3f = %8.3f", s.Name, s.Value, s.Weight, s.Part))
	}
}
