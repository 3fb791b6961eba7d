package index

import (
	"encoding/binary"
	"fmt"
	"math"

	"propos/corpus"
)

// Packer writes a stored record: numbers as varints, texts behind their length. The zero Packer is empty.
type Packer struct{ b []byte }

// Bytes is what was written.
func (p *Packer) Bytes() []byte { return p.b }

// Int writes a number from 0 to 2⁴⁰.
func (p *Packer) Int(n int) { p.b = binary.AppendUvarint(p.b, uint64(n)) }

// Text writes a text.
func (p *Packer) Text(s string) { p.Int(len(s)); p.b = append(p.b, s...) }

// Bool writes a truth value.
func (p *Packer) Bool(b bool) {
	n := 0
	if b {
		n = 1
	}
	p.Int(n)
}

// Float writes a number exactly.
func (p *Packer) Float(f float64) { p.b = binary.LittleEndian.AppendUint64(p.b, math.Float64bits(f)) }

// Date writes a date.
func (p *Packer) Date(d corpus.Date) {
	p.Int(d.Year)
	p.Int(d.Month)
	p.Int(d.Day)
}

// Unpacker reads what a Packer wrote, in the same order; after a fault it returns zero values, and Err tells.
type Unpacker struct {
	rest string
	bad  bool
}

// Unpack reads a record, whose memory the texts that it returns share.
func Unpack(record string) Unpacker { return Unpacker{rest: record} }

// Int reads a number.
func (u *Unpacker) Int() int {
	n := 0
	for i := 0; i < len(u.rest) && i < 6; i++ {
		c := u.rest[i]
		n |= int(c&0x7f) << (7 * i)
		if c < 0x80 && n <= 1<<40 {
			u.rest = u.rest[i+1:]
			return n
		}
	}
	return u.fail()
}

func (u *Unpacker) fail() int {
	u.bad, u.rest = true, ""
	return 0
}

// Text reads a text.
func (u *Unpacker) Text() string {
	n := u.Len()
	text := u.rest[:n]
	u.rest = u.rest[n:]
	return text
}

// Len reads how many things follow. It is never more than the record can hold, as each takes a byte at least.
func (u *Unpacker) Len() int {
	n := u.Int()
	if n > len(u.rest) {
		n = u.fail()
	}
	return n
}

// Bool reads a truth value.
func (u *Unpacker) Bool() bool { return u.Int() == 1 }

// Float reads what Packer.Float wrote.
func (u *Unpacker) Float() float64 {
	const size = 8
	if len(u.rest) < size {
		u.fail()
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64([]byte(u.rest[:size])))
	u.rest = u.rest[size:]
	return f
}

// Date reads a date.
func (u *Unpacker) Date() corpus.Date {
	return corpus.Date{Year: u.Int(), Month: u.Int(), Day: u.Int()}
}

// Err is ErrDamaged, with what was read, when the record ended too early.
func (u *Unpacker) Err(what string) error {
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
	blob             string
}

func (r *articleRecord) pack() []byte {
	var p Packer
	for _, n := range []int{r.version, r.passages, r.quotes, r.words, r.said, r.near} {
		p.Int(n)
	}
	p.Text(r.title)
	p.Text(r.source)
	p.Text(r.group)
	p.Date(r.date)
	p.Text(r.blob)
	return p.b
}

func unpackArticle(record string) (r articleRecord, err error) {
	u := Unpack(record)
	for _, n := range []*int{&r.version, &r.passages, &r.quotes, &r.words, &r.said, &r.near} {
		*n = u.Int()
	}
	r.title, r.source, r.group, r.date, r.blob = u.Text(), u.Text(), u.Text(), u.Date(), u.Text()
	return r, u.Err("an article's record")
}

func (p *Passage) pack() []byte {
	var k Packer
	k.Int(p.Span.Start)
	k.Int(p.Span.End)
	k.Text(p.Title)
	k.Text(p.Group)
	k.Text(p.Source)
	k.Date(p.Date)
	k.Text(p.Text)
	k.Text(p.shape)
	return k.b
}

func (p *Passage) unpack(record string) error {
	u := Unpack(record)
	p.Span.Start, p.Span.End = u.Int(), u.Int()
	p.Title, p.Group, p.Source, p.Date, p.Text, p.shape = u.Text(), u.Text(), u.Text(), u.Date(), u.Text(), u.Text()
	return u.Err("a passage")
}

// totals are counted over the whole index, exactly, and written with every batch.
type totals struct {
	rev                        corpus.Rev
	articles, passages, quotes int
	dated                      int // articles whose year is known
	words, said, near          int
}

func (t *totals) add(r *articleRecord, sign int) {
	t.articles += sign
	t.passages += sign * r.passages
	t.quotes += sign * r.quotes
	t.words += sign * r.words
	t.said += sign * r.said
	t.near += sign * r.near
	if r.date.Year != 0 {
		t.dated += sign
	}
}

func (t *totals) pack() []byte {
	var p Packer
	for _, n := range []int{int(t.rev), t.articles, t.passages, t.quotes, t.dated, t.words, t.said, t.near} {
		p.Int(n)
	}
	return p.b
}

// totalsOf reads the totals of a state.
func totalsOf(snap *snapshot) (totals, error) {
	return unpackTotals(string(snap.Internal()[string(keyTotals)]))
}

func unpackTotals(record string) (t totals, err error) {
	if record == "" {
		return t, nil
	}
	u := Unpack(record)
	t.rev = corpus.Rev(u.Int())
	for _, n := range []*int{&t.articles, &t.passages, &t.quotes, &t.dated, &t.words, &t.said, &t.near} {
		*n = u.Int()
	}
	return t, u.Err("the totals")
}
