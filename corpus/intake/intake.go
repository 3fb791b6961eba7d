// Package intake turns what people give (a text, a file, an archive, a web page) into clean articles.
//
// What an article says about itself (title, source, author, date, address) is read where it stands and never
// invented: what is unknown stays unknown. What a page says around its article is cut by the named rules of package
// boilerplate. The contents of a file decide what it is, never its name. Nothing is kept here: a Draft is what was
// read, for a person or a program to accept.
package intake

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"propos/corpus"
	"propos/corpus/intake/boilerplate"
)

// The limits that a zero Options stands for.
const (
	MaxArticle = 1 << 20  // bytes of one article's text
	MaxFile    = 32 << 20 // bytes of one file that must be held whole: all but JSON Lines
	MaxTotal   = 1 << 30  // bytes of one file or archive once unpacked
	MaxEntries = 20_000   // files in one archive or folder
	maxLine    = 2 << 20  // bytes of one line of JSON
	maxRatio   = 200      // unpacked bytes for each packed one, above 1 MB unpacked
)

// Options adjusts Read and ReadPath. The zero Options has the limits above.
type Options struct {
	MaxFile    int64             // 0 means the constant MaxFile
	MaxTotal   int64             // 0 means the constant MaxTotal
	MaxEntries int               // 0 means the constant MaxEntries
	Progress   func(bytes int64) // told how many more bytes of the given files have been read; nil means nobody asks
}

func (o Options) filled() Options {
	if o.MaxFile <= 0 {
		o.MaxFile = MaxFile
	}
	if o.MaxTotal <= 0 {
		o.MaxTotal = MaxTotal
	}
	if o.MaxEntries <= 0 {
		o.MaxEntries = MaxEntries
	}
	if o.Progress == nil {
		o.Progress = func(int64) {}
	}
	return o
}

// Draft is an article as it was read.
type Draft struct {
	Name    string         // the file; "archive.zip/file.txt" in an archive; "" for a pasted text
	Line    int            // line of a JSON Lines file, counted from 1; 0 elsewhere
	Article corpus.Article // Clean; its Body is never empty
	Given   bool           // the file gave the article's id: it is kept, and nobody looks for duplicates, a title or its language
	Cut     []Cut          // what stood in the text and is not in Body, in its order
	Notes   []Note         // what a person should look at
	Paywall bool           // the text is only what people without a subscription may read
	Words   int            // of Body
}

// Cut is a line of the text that is not in the article's body: page furniture (a rule of package boilerplate)
// or a line that was read as title, author, date, source or address (a rule of this package).
type Cut = boilerplate.Cut

// The rules by which this package takes a line out of the body: what it says stands in a field of the article.
const (
	TitleLine   boilerplate.Rule = "title"   // the title, and its repetitions
	AuthorLine  boilerplate.Rule = "author"  // « Par Olivier Merlet »
	DateLine    boilerplate.Rule = "date"    // « Publié le 21 novembre 2020 », « date 2020-11 »
	UpdateLine  boilerplate.Rule = "updated" // « Mis à jour le … »: not the date of publication, and not kept
	SourceLine  boilerplate.Rule = "source"  // « Source: AFP », « Avec AFP »
	AddressLine boilerplate.Rule = "address" // an address alone on the first or last line
	CaptionLine boilerplate.Rule = "caption" // « X (au centre) et Y (à droite), à Moscou »: who is where in a photo that is not there
)

// Note says what a person should look at before accepting a draft.
type Note string

// The notes.
const (
	NoTitle      Note = "title unknown"
	NoDate       Note = "date unknown"
	WrongWeekday Note = "the weekday does not agree with the date"
	OddDate      Note = "a date was given that cannot be" // on a page or in a text; in a JSON line it is a refusal
	OddAddress   Note = "an address was given that is not a web address"
	Truncated    Note = "only the beginning of the text was given"
)

// Read reads every article of one file, whatever it is: plain text, Markdown, HTML, JSON, JSON Lines, DOCX,
// any of these compressed by gzip, or a zip of them. name is only shown.
//
// A file, a member or a line that is no article is yielded as a *Refusal, with a Draft that has its Name and Line, and reading goes on.
// Any other error is the reader's own and ends the reading. JSON Lines are read as they come; other files are held in memory, up to MaxFile.
func Read(name string, r io.Reader, opts Options) iter.Seq2[Draft, error] {
	opts = opts.filled()
	return func(yield func(Draft, error) bool) {
		read(name, &countingReader{r, opts.Progress}, opts, yield)
	}
}

// Text reads one article that a person pasted or typed, as Read reads a file of plain text or Markdown.
// The error is a *Refusal.
func Text(text string) (Draft, error) {
	return textDraft("", []byte(text))
}

// read is Read for a reader that is counted; it returns false when the caller wants no more.
func read(name string, r io.Reader, opts Options, yield func(Draft, error) bool) bool {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return yield(Draft{Name: name}, fmt.Errorf("read %s: %w", name, err))
	}
	switch kind := kindOf(head); kind {
	case gzipped:
		return readGzip(name, b, opts, yield)
	case jsonLines:
		return readLines(name, b, opts, yield)
	default:
		data, err := readAll(name, b, opts.MaxFile)
		if err != nil {
			return yield(Draft{Name: name}, err)
		}
		return readWhole(name, kind, data, opts, yield)
	}
}

// readWhole reads a file that is held in memory.
func readWhole(name string, kind kind, data []byte, opts Options, yield func(Draft, error) bool) bool {
	switch kind {
	case zipped:
		return readZip(name, data, opts, yield)
	case jsonArray:
		return readJSON(name, data, yield)
	}
	d, err := one(name, kind, data)
	return yield(d, err)
}

// one reads a file that holds one article.
func one(name string, kind kind, data []byte) (Draft, error) {
	switch kind {
	case htmlPage:
		d, err := Page(data, "", "")
		return named(name, 0, d, err)
	case knownFormat:
		return Draft{Name: name}, refuse(name, 0, Unsupported, nil)
	case otherBinary:
		return Draft{Name: name}, refuse(name, 0, Binary, nil)
	}
	return textDraft(name, data)
}

// named puts the place of a draft on it and on its refusal.
func named(name string, line int, d Draft, err error) (Draft, error) {
	d.Name, d.Line = name, line
	var r *Refusal
	if errors.As(err, &r) {
		r.Name, r.Line = name, line
	}
	return d, err
}

// readAll reads at most limit bytes; more is a refusal.
func readAll(name string, r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		var refusal *Refusal
		if errors.As(err, &refusal) {
			return nil, err
		}
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if int64(len(data)) > limit {
		return nil, refuse(name, 0, TooLarge, fmt.Errorf("more than %d bytes", limit))
	}
	return data, nil
}

// finish checks a draft and completes it: clean fields, boilerplate cut, words counted, language judged.
func finish(d Draft) (Draft, error) {
	d.Article = d.Article.Clean()
	if len(d.Article.Body) > MaxArticle {
		return d, refuse(d.Name, d.Line, TooLarge, fmt.Errorf("%d bytes of text", len(d.Article.Body)))
	}
	if body, cuts := boilerplate.Clean(d.Article.Body); len(cuts) > 0 {
		d.cut(cuts...)
		d.Article.Body = corpus.Normal(body)
	}
	if d.Given {
		d.readStamp()
	} else {
		d.readHead()
	}
	d.cleanFields()
	d.Words = countWords(d.Article.Body)
	switch {
	case d.Words == 0:
		return d, refuse(d.Name, d.Line, Empty, nil)
	case !letters(d.Article.Body):
		return d, refuse(d.Name, d.Line, Binary, nil)
	case !d.Given && !french(d.Article.Body):
		return d, refuse(d.Name, d.Line, NotFrench, nil)
	}
	if d.Article.URL != "" {
		d.address()
	}
	if d.Article.Title == "" && !d.Given {
		d.note(NoTitle)
	}
	if d.Article.Date.IsZero() && !d.Given {
		d.note(NoDate)
	}
	return d, nil
}

// cleanFields brings what was read in the text into the form of corpus.Article.Clean.
func (d *Draft) cleanFields() {
	body := d.Article.Body
	d.Article.Body = ""
	d.Article = d.Article.Clean()
	d.Article.Body = body
}

func countWords(text string) (n int) {
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// cut records lines that were cut; a paywall's own words, and « Lire la suite », say what the text is.
func (d *Draft) cut(cuts ...Cut) {
	for _, c := range cuts {
		switch {
		case c.Rule == boilerplate.Paywall:
			d.Paywall = true
		case c.Rule == boilerplate.Related && strings.Contains(strings.ToLower(c.Text), "lire la suite"):
			d.note(Truncated)
		}
	}
	d.Cut = append(d.Cut, cuts...)
}

// took records a line that was read and is not kept in the body.
func (d *Draft) took(rule boilerplate.Rule, line string) {
	if line = corpus.Normal(line); line != "" {
		d.Cut = append(d.Cut, Cut{Rule: rule, Text: line})
	}
}

func (d *Draft) note(n Note) {
	for _, have := range d.Notes {
		if have == n {
			return
		}
	}
	d.Notes = append(d.Notes, n)
}

// address normalises the article's address, or drops it with a note.
func (d *Draft) address() {
	u, err := NormalURL(d.Article.URL)
	if err != nil {
		d.note(OddAddress)
	}
	d.Article.URL = u
}

// countingReader tells how far a file has been read.
type countingReader struct {
	r    io.Reader
	tell func(int64)
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if n > 0 {
		c.tell(int64(n))
	}
	return n, err
}
