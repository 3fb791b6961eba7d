package retrieval

import (
	"context"
	"fmt"
	"strings"
	"time"

	"propos/retrieval/french"
)

// Search returns the ranked passages for words, or for an exact phrase between quotation marks. It refuses only when nothing is found.
func (l *Library) Search(ctx context.Context, collection string, question Question) (Answer, error) {
	began := time.Now()
	s, v, done, err := l.view(collection)
	if err != nil {
		return Answer{}, err
	}
	defer done()
	a := Answer{Question: question.Text, Understood: Understood{Text: question.Text}}
	if a.Holdings, err = s.holdings(ctx, v); err != nil {
		return a, err
	}
	if a.Reason = unfit(question, a.Holdings); a.Reason != "" {
		return a, nil
	}
	question = question.plain()
	q := newQuery(question.Text, s.index.Analyse(question.Text))
	ranked, err := l.rank(ctx, v, q, filterOf(question))
	if err != nil {
		return a, fmt.Errorf("search collection %s: %w", collection, err)
	}
	ranked = holding(ranked, phrases(question.Text))
	a.Ranked = rankedArticles(ranked, limitOf(question))
	if question.Explain && len(ranked) > 0 {
		doubts := q.doubts(ranked)
		a.Explanation = l.explain(q, ranked, &doubts)
	}
	a.Reason = ReasonNoMatch
	if len(ranked) > 0 {
		a.Reason = ReasonAnswered
		a.Confidence = 1
		if a.Citations, err = l.excerpts(ctx, s, v, q, ranked, limitOf(question)); err != nil {
			return a, fmt.Errorf("search collection %s: %w", collection, err)
		}
	}
	a.Took = time.Since(began)
	a.Reading, err = s.reader.state()
	return a, err
}

// phrases returns the folded words of each phrase that stands between quotation marks.
func phrases(text string) [][]string {
	var out [][]string
	for _, marks := range [][2]string{{"«", "»"}, {"“", "”"}, {`"`, `"`}} {
		rest := text
		for {
			_, after, ok := strings.Cut(rest, marks[0])
			if !ok {
				break
			}
			inside, after, ok := strings.Cut(after, marks[1])
			if !ok {
				break
			}
			if words := foldedWords(inside); len(words) > 0 {
				out = append(out, words)
			}
			rest = after
		}
	}
	return out
}

func foldedWords(text string) []string {
	var out []string
	for _, t := range french.Tokens(text) {
		out = append(out, french.Fold(t.Text))
	}
	return out
}

// holding keeps the passages that have every phrase word for word.
func holding(cs []*candidate, phrases [][]string) []*candidate {
	if len(phrases) == 0 {
		return cs
	}
	var out []*candidate
	for _, c := range cs {
		text := " " + strings.Join(foldedWords(c.passage.Text), " ") + " "
		all := true
		for _, p := range phrases {
			all = all && strings.Contains(text, " "+strings.Join(p, " ")+" ")
		}
		if all {
			out = append(out, c)
		}
	}
	return out
}
