package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"iter"
	"time"
)

// Export is a collection on its way out. Close ends it.
type Export struct {
	manifest Manifest
	rest     Rest
	next     func() (Article, error, bool)
	stop     func()
	ended    bool
	written  int // articles, in all parts
}

// New begins an export of articles, in their order. id is Manifest.Export, made is the time that the zip's files bear.
func New(id, collection string, made time.Time, articles iter.Seq2[Article, error], rest Rest) *Export {
	e := &Export{manifest: Manifest{Kind: kindCollection, Format: Format, Export: id, Collection: collection, Made: made.UTC().Truncate(time.Second)}, rest: rest}
	e.next, e.stop = iter.Pull2(articles)
	return e
}

// Close ends the reading of articles.
func (e *Export) Close() { e.stop() }

// More reports whether there is a part to write: the first one always.
func (e *Export) More() bool { return !e.ended }

// Written returns how many articles are in the parts so far.
func (e *Export) Written() int { return e.written }

// Part writes the next part. It takes articles until the zip has size bytes, which it passes by some tens of kilobytes and what one article takes
// (at most two packed texts of intake.MaxArticle); 0 means that it takes all. After an error the zip and the export are worth nothing.
func (e *Export) Part(w io.Writer, size int64) error {
	e.manifest.Part++
	e.manifest.Articles = 0
	p, err := newPart(w, e.manifest.Made)
	if err != nil {
		return err
	}
	if e.manifest.Part == 1 {
		if err := p.rest(e.rest); err != nil {
			return err
		}
	}
	for size <= 0 || p.size() < size {
		a, err, ok := e.next()
		if err != nil {
			return err
		}
		if !ok {
			e.ended = true
			break
		}
		e.written++
		e.manifest.Articles++
		if err := p.article(e.written, a); err != nil {
			return fmt.Errorf("write article %s: %w", a.ID, err)
		}
	}
	e.manifest.Last = e.ended
	return p.close(e.manifest)
}

// part is a zip under way. The lines for Propos are packed beside it and written at its end: a zip takes one file at a time.
type part struct {
	zip         *zip.Writer
	out         *counter
	made        time.Time
	articles    *packed
	corrections *packed
	names       int64 // bytes that the directory at the end will take
}

func newPart(w io.Writer, made time.Time) (*part, error) {
	out := &counter{w: w}
	p := &part{zip: zip.NewWriter(out), out: out, made: made}
	var err error
	if p.articles, err = newPacked(); err == nil {
		p.corrections, err = newPacked()
	}
	return p, err
}

// size is about how many bytes the zip takes if it ends now.
func (p *part) size() int64 {
	return p.out.n + p.names + int64(p.articles.out.Len()+p.corrections.out.Len())
}

// article writes an article for people, and keeps its lines for Propos.
func (p *part) article(number int, a Article) error {
	if err := p.file(fileName(number, a.Title), []byte(Markdown(a.Article))); err != nil {
		return err
	}
	if err := p.articles.line(LineOf(a.Article)); err != nil {
		return err
	}
	for _, c := range a.Corrections {
		if err := p.corrections.line(c); err != nil {
			return err
		}
	}
	return nil
}

// rest writes what the collection holds beside its articles.
func (p *part) rest(r Rest) error {
	var names, feeds bytes.Buffer
	for _, n := range r.Names {
		if err := encode(&names, n); err != nil {
			return err
		}
	}
	for _, f := range r.Feeds {
		if err := encode(&feeds, f); err != nil {
			return err
		}
	}
	if r.Settings == nil {
		r.Settings = map[string]json.RawMessage{}
	}
	settings, err := json.MarshalIndent(r.Settings, "", "  ")
	if err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{namesFile, names.Bytes()}, {feedsFile, feeds.Bytes()}, {settingsFile, settings}} {
		if err := p.file(f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

// file writes one file.
func (p *part) file(name string, data []byte) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.made})
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if _, err = w.Write(data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	p.names += int64(len(name)) + 80
	return p.zip.Flush()
}

// close writes the lines for Propos and the manifest.
func (p *part) close(m Manifest) error {
	if err := p.articles.writeTo(p.zip, articlesFile, p.made); err != nil {
		return err
	}
	if err := p.corrections.writeTo(p.zip, correctionsFile, p.made); err != nil {
		return err
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	if err := p.file(manifestFile, append(text, '\n')); err != nil {
		return err
	}
	return p.zip.Close()
}

// packed is a file of JSON Lines that is compressed as it grows.
type packed struct {
	out  bytes.Buffer
	z    *flate.Writer
	sum  hash.Hash32
	size uint64
}

func newPacked() (*packed, error) {
	p := &packed{sum: crc32.NewIEEE()}
	var err error
	p.z, err = flate.NewWriter(&p.out, flate.DefaultCompression)
	return p, err
}

func (p *packed) line(v any) error { return encode(p, v) }

// Write compresses some bytes.
func (p *packed) Write(b []byte) (int, error) {
	p.sum.Write(b)
	p.size += uint64(len(b))
	return p.z.Write(b)
}

// writeTo ends the file and puts it into a zip as it is.
func (p *packed) writeTo(z *zip.Writer, name string, made time.Time) error {
	if err := p.z.Close(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made, CRC32: p.sum.Sum32(),
		CompressedSize64: uint64(p.out.Len()), UncompressedSize64: p.size})
	if err == nil {
		_, err = w.Write(p.out.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// encode writes one line of JSON.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

// Write writes and counts.
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
