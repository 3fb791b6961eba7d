package index

import (
	"encoding/binary"
	"fmt"

	"propos/corpus"
)

// packer writes a stored record: numbers as varints, texts behind their length.
type packer struct{ b []byte }

func (p *packer) int(n int)     { p.b = binary.AppendUvarint(p.b, uint64(n)) }
func (p *packer) text(s string) { p.int(len(s)); p.b = append(p.b, s...) }
func (p *packer) date(d corpus.Date) {
	p.int(d.Year)
	p.int(d.Month)
	p.int(d.Day)
}

// unpacker reads what packer wrote; after a fault it returns zero values, and bad is set.
type unpacker struct {
	b   []byte
	bad bool
}

func (u *unpacker) int() int {
	n, k := binary.Uvarint(u.b)
	if k <= 0 || n > 1<<40 {
		u.bad, u.b = true, nil
		return 0
	}
	u.b = u.b[k:]
	return int(n)
}

func (u *unpacker) bytes() []byte {
	n := u.int()
	if n > len(u.b) {
		u.bad, u.b = true, nil
		return nil
	}
	out := u.b[:n:n]
	u.b = u.b[n:]
	return out
}

func (u *unpacker) text() string { return string(u.bytes()) }
func (u *unpacker) date() corpus.Date {
	return corpus.Date{Year: u.int(), Month: u.int(), Day: u.int()}
}

func (u *unpacker) err(what string) error {
	if u.bad {
		return fmt.Errorf("read %s: %w", what, ErrDamaged)
	}
	return nil
}

// articleRecord is what is stored of an article: what a later batch must know to take it out again, and what lists show.
type articleRecord struct {
	version          int
	passages, quotes int // how many
	words            int // of all passages, titles included
	said, near       int // words of all quotes
	title, source    string
	group            string
	date             corpus.Date
	blob             []byte
}

func (r *articleRecord) pack() []byte {
	var p packer
	for _, n := range []int{r.version, r.passages, r.quotes, r.words, r.said, r.near} {
		p.int(n)
	}
	p.text(r.title)
	p.text(r.source)
	p.text(r.group)
	p.date(r.date)
	p.text(string(r.blob))
	return p.b
}

func unpackArticle(b []byte) (r articleRecord, err error) {
	u := unpacker{b: b}
	for _, n := range []*int{&r.version, &r.passages, &r.quotes, &r.words, &r.said, &r.near} {
		*n = u.int()
	}
	r.title, r.source, r.group, r.date = u.text(), u.text(), u.text(), u.date()
	r.blob = append([]byte(nil), u.bytes()...)
	return r, u.err("an article's record")
}

func (p *Passage) pack() []byte {
	var k packer
	k.int(p.Span.Start)
	k.int(p.Span.End)
	k.text(p.Title)
	k.text(p.Group)
	k.text(p.Source)
	k.date(p.Date)
	k.text(p.Text)
	return k.b
}

func (p *Passage) unpack(b []byte) error {
	u := unpacker{b: b}
	p.Span.Start, p.Span.End = u.int(), u.int()
	p.Title, p.Group, p.Source, p.Date, p.Text = u.text(), u.text(), u.text(), u.date(), u.text()
	return u.err("a passage")
}

// totals are counted over the whole index, exactly, and written with every batch.
type totals struct {
	rev                        corpus.Rev
	articles, passages, quotes int
	words, said, near          int
}

func (t *totals) add(r *articleRecord, sign int) {
	t.articles += sign
	t.passages += sign * r.passages
	t.quotes += sign * r.quotes
	t.words += sign * r.words
	t.said += sign * r.said
	t.near += sign * r.near
}

func (t *totals) pack() []byte {
	var p packer
	for _, n := range []int{int(t.rev), t.articles, t.passages, t.quotes, t.words, t.said, t.near} {
		p.int(n)
	}
	return p.b
}

func unpackTotals(b []byte) (t totals, err error) {
	if len(b) == 0 {
		return t, nil
	}
	u := unpacker{b: b}
	t.rev = corpus.Rev(u.int())
	for _, n := range []*int{&t.articles, &t.passages, &t.quotes, &t.words, &t.said, &t.near} {
		*n = u.int()
	}
	return t, u.err("the totals")
}
