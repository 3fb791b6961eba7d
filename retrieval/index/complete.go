package index

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"propos/retrieval/french"
)

// Sources returns the sources of the collection whose folded name holds words, most frequent first, with how many articles
// each has; at most limit.
func (v *View) Sources(ctx context.Context, words string, limit int) ([]Spelling, error) {
	all, err := v.withPrefix(ctx, fieldPaper, "", maxSpellings)
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	words = french.Fold(words)
	out := slices.DeleteFunc(all, func(s Spelling) bool { return !strings.Contains(french.Fold(s.Text), words) })
	return byFrequency(out)[:min(len(out), limit)], nil
}

// Titles returns articles whose title holds every word typed so far, the last perhaps begun only: latest first, at most limit.
// Nothing typed gives none; of more than 500 such articles, only 500 are looked at.
func (v *View) Titles(ctx context.Context, typed string, limit int) (out []Article, err error) {
	tokens := v.x.words.Analyse(typed)
	if len(tokens) == 0 {
		return nil, nil
	}
	err = v.s.guard(func() error {
		docs, err := v.titled(ctx, tokens)
		if err != nil {
			return err
		}
		out, err = v.articles(ctx, docs)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("complete a title: %w", err)
	}
	slices.SortFunc(out, func(a, b Article) int { return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.ID, b.ID)) })
	return out[:min(len(out), limit)], nil
}

// maxTitled bounds how many articles Titles looks at.
const maxTitled = 500

func (v *View) articles(ctx context.Context, docs []uint64) ([]Article, error) {
	var out []Article
	for _, d := range docs[:min(len(docs), maxTitled)] {
		id, err := v.id(d)
		if err != nil {
			return nil, err
		}
		b, err := v.record(d)
		if err != nil {
			return nil, err
		}
		a, err := articleOf(strings.TrimPrefix(id, articleID("")), b)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, ctx.Err()
}

// titled returns the documents of the articles whose title holds all words, the last as a beginning.
func (v *View) titled(ctx context.Context, words []Token) (docs []uint64, err error) {
	last := words[len(words)-1].Form
	begun, err := v.withPrefix(ctx, fieldTitle, last, maxSpellings)
	if err != nil {
		return nil, err
	}
	seen := make(bitmap, v.docs()/64+1)
	for _, s := range begun {
		if err := v.mark(ctx, seen, fieldTitle, last+s.Text); err != nil {
			return nil, err
		}
	}
	for _, w := range words[:len(words)-1] {
		m := make(bitmap, len(seen))
		if err := v.mark(ctx, m, fieldTitle, w.Form); err != nil {
			return nil, err
		}
		for i := range seen {
			seen[i] &= m[i]
		}
	}
	return seen.list(), nil
}

func (m bitmap) list() []uint64 {
	var out []uint64
	for i, w := range m {
		for ; w != 0; w &= w - 1 {
			out = append(out, uint64(i*64+bits.TrailingZeros64(w)))
		}
	}
	return out
}
