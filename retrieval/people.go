package retrieval

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// people is the table of a collection's people, as of one state of its index.
type people struct {
	of     state
	table  *quote.People
	all    []quote.Speaker
	byKey  map[string][]int // people by the sound of each word of their names
	byWord map[string][]int // people by the folded words of their names
}

// manyPeople is from how many people on a table is made anew beside the questions, which see the old one meanwhile (a fraction of a second).
const manyPeople = 2000

// people returns the table for the view's state, making it when the articles have changed.
func (s *shelf) people(ctx context.Context, v *index.View) (*people, error) {
	now := stateOf(v.Stats())
	s.naming.Lock()
	defer s.naming.Unlock()
	if s.named != nil && s.named.of == now {
		return s.named, nil
	}
	if s.named != nil && len(s.named.all) > manyPeople {
		if !s.renaming && !s.ending {
			s.renaming = true
			old := s.named
			s.work.Go(func() { s.rename(old) })
		}
		return s.named, nil
	}
	p, err := readPeople(ctx, v)
	if err == nil {
		s.named = p
	}
	return p, err
}

// Warm reads who the people of a collection are, so that the first question about one need not wait for it: some thirty microseconds
// and a kilobyte an article. It does nothing when that is known. A *ReadingError says that there is nothing to read from yet.
func (l *Library) Warm(ctx context.Context, collection string) error {
	s, v, done, err := l.view(collection)
	if err != nil {
		return err
	}
	defer done()
	_, err = s.people(ctx, v)
	return err
}

// rename makes the table anew for the present state, in the place of an old one. A fault leaves that: the next question tries again.
func (s *shelf) rename(old *people) {
	var p *people
	v, err := s.index.View()
	if err == nil {
		p, err = readPeople(context.Background(), v)
		v.Close()
	}
	s.naming.Lock()
	defer s.naming.Unlock()
	s.renaming = false
	if err == nil && s.named == old { // else the collection was forgotten meanwhile
		s.named = p
	}
}

// forgetPeople drops the table: the collection that it is of was forgotten, and no question may see it.
func (s *shelf) forgetPeople() {
	s.naming.Lock()
	defer s.naming.Unlock()
	s.named = nil
}

// readPeople makes the table of a state.
func readPeople(ctx context.Context, v *index.View) (*people, error) {
	var sources []quote.Source
	once := oneCopy{}
	for a, err := range v.Articles(ctx) {
		if err != nil {
			return nil, fmt.Errorf("read people: %w", err)
		}
		src := quote.Source{Article: a.ID, Date: a.Date}
		if src.People, err = unpackPeople(a.Blob); err != nil {
			return nil, fmt.Errorf("read people of article %s: %w", a.ID, err)
		}
		for i := range src.People {
			once.speaker(&src.People[i])
		}
		sources = append(sources, src)
	}
	return newPeople(stateOf(v.Stats()), sources), nil
}

// oneCopy keeps one copy of each text: many articles name the same people, and a text of a record keeps the whole record in memory.
type oneCopy map[string]string

func (o oneCopy) speaker(s *quote.Speaker) {
	o.text(&s.Name)
	o.text(&s.Nation)
	for i := range s.Spellings {
		o.text(&s.Spellings[i])
	}
	for i := range s.Offices {
		for _, text := range []*string{&s.Offices[i].Class, &s.Offices[i].Nation, &s.Offices[i].Of, &s.Offices[i].Text} {
			o.text(text)
		}
	}
	gender := string(s.Gender)
	o.text(&gender)
	s.Gender = quote.Gender(gender)
}

func (o oneCopy) text(s *string) {
	kept, ok := o[*s]
	if !ok {
		kept = strings.Clone(*s)
		o[kept] = kept
	}
	*s = kept
}

func newPeople(of state, sources []quote.Source) *people {
	p := &people{of: of, table: quote.NewPeople(sources), byKey: map[string][]int{}, byWord: map[string][]int{}}
	p.all = p.table.All()
	for i, s := range p.all {
		for _, spelling := range s.Spellings {
			for _, w := range nameWords(spelling) {
				p.byWord[w] = addOnce(p.byWord[w], i)
				if k := french.NameKey(w); len(k) >= 2 {
					p.byKey[k] = addOnce(p.byKey[k], i)
				}
			}
		}
	}
	return p
}

func addOnce(list []int, i int) []int {
	if n := len(list); n > 0 && list[n-1] == i {
		return list
	}
	return append(list, i)
}

// find returns the people whom typed words may mean: exactly, by all of the words; else by their sound or with a typing error, when
// exact is false. The latter says whom a question may mean, never who spoke.
func (p *people) find(words []string) (found []quote.Speaker, exact bool) {
	if len(words) == 0 {
		return nil, false
	}
	if ids := p.having(words, func(w string) []int { return p.byWord[w] }); len(ids) > 0 {
		return p.speakers(ids), true
	}
	return p.speakers(p.having(words, p.alike)), false
}

// having returns the people who have every word, by some way of finding people by a word.
func (p *people) having(words []string, by func(string) []int) []int {
	var ids []int
	for i, w := range words {
		some := by(w)
		if i == 0 {
			ids = slices.Clone(some)
			continue
		}
		ids = slices.DeleteFunc(ids, func(id int) bool { return !slices.Contains(some, id) })
	}
	return ids
}

// alike finds people by a word that sounds like one of their names, or has a letter wrong.
func (p *people) alike(word string) []int {
	if ids := p.byWord[word]; len(ids) > 0 {
		return ids
	}
	var ids []int
	for _, i := range p.byKey[french.NameKey(word)] {
		if slices.ContainsFunc(p.words(i), func(w string) bool { return french.SameNameLikely(word, w) }) {
			ids = append(ids, i)
		}
	}
	if len(ids) > 0 || len(word) < 5 {
		return ids
	}
	for w, some := range p.byWord {
		if len(w) >= 5 && oneEdit(word, w) {
			ids = append(ids, some...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (p *people) words(i int) (out []string) {
	for _, s := range p.all[i].Spellings {
		out = append(out, nameWords(s)...)
	}
	return out
}

func (p *people) speakers(ids []int) []quote.Speaker {
	out := make([]quote.Speaker, len(ids))
	for i, id := range ids {
		out[i] = p.all[id]
	}
	return out
}

// oneEdit reports whether two words differ by one letter: changed, added, left out, or two neighbours swapped.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// sameName reports whether two names are spelt alike, but for case and accents.
func sameName(a, b string) bool {
	return slices.Equal(nameWords(a), nameWords(b)) || strings.EqualFold(a, b)
}
