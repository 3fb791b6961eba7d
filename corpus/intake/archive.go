package intake

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// readGzip reads what was compressed by gzip: one file, itself not compressed again.
func readGzip(name string, r *bufio.Reader, opts Options, yield func(Draft, error) bool) bool {
	packed := &tally{r: r}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return yield(Draft{Name: name}, refuse(name, 0, BadArchive, err))
	}
	plain := bufio.NewReaderSize(&bounded{r: z, name: name, packed: packed, limit: opts.MaxTotal}, 64<<10)
	return readPlain(name, plain, opts, yield)
}

// tally counts the packed bytes that were read.
type tally struct {
	r io.Reader
	n int64
}

func (t *tally) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.n += int64(n)
	return n, err
}

// bounded refuses to unpack more than limit bytes, or more than maxRatio for each packed one.
type bounded struct {
	r      io.Reader
	name   string
	packed *tally
	n      int64
	limit  int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	if b.n > b.limit || b.n > 1<<20 && b.n > b.packed.n*maxRatio {
		return 0, refuse(b.name, 0, Bomb, fmt.Errorf("%d bytes unpacked from %d", b.n, b.packed.n))
	}
	if err != nil && err != io.EOF {
		return n, refuse(b.name, 0, BadArchive, err)
	}
	return n, err
}

// readZip reads every file of a zip, in the archive's order: a DOCX is one article, anything else a folder.
// Hidden files are left out; archives within are refused.
func readZip(name string, data []byte, opts Options, yield func(Draft, error) bool) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return yield(Draft{Name: name}, refuse(name, 0, BadArchive, err))
	}
	if len(z.File) > opts.MaxEntries {
		return yield(Draft{Name: name}, refuse(name, 0, TooMany, fmt.Errorf("%d files, more than %d", len(z.File), opts.MaxEntries)))
	}
	if isDocx(z) {
		return yield(docxDraft(name, z))
	}
	left := opts.MaxTotal
	for _, f := range z.File {
		if f.FileInfo().IsDir() || hiddenPath(f.Name) {
			continue
		}
		if !readMember(name+"/"+strings.ToValidUTF8(f.Name, "\uFFFD"), f, &left, opts, yield) {
			return false
		}
		if left < 0 {
			return true // the refusal of the member that went over has said it
		}
	}
	return true
}

// readMember reads one file of a zip, and takes what it unpacks to from left.
func readMember(name string, f *zip.File, left *int64, opts Options, yield func(Draft, error) bool) bool {
	if f.Flags&1 != 0 {
		return yield(Draft{Name: name}, refuse(name, 0, BadArchive, errors.New("encrypted")))
	}
	r, err := f.Open()
	if err != nil {
		return yield(Draft{Name: name}, refuse(name, 0, BadArchive, err))
	}
	defer r.Close()
	source := &bounded{r: r, name: name, packed: &tally{n: int64(min(f.CompressedSize64, 1<<40))}, limit: *left}
	ok := readPlain(name, bufio.NewReaderSize(source, 64<<10), opts, yield)
	*left -= source.n
	return ok
}

// readPlain reads a file out of an archive. Of archives in archives only DOCX is read.
func readPlain(name string, r *bufio.Reader, opts Options, yield func(Draft, error) bool) bool {
	head, err := r.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return yield(Draft{Name: name}, readError(name, err))
	}
	kind := kindOf(head)
	if kind == jsonLines {
		return readLines(name, r, opts, yield)
	}
	if kind == gzipped {
		return yield(Draft{Name: name}, refuse(name, 0, Unsupported, errNested))
	}
	data, err := readAll(name, r, opts.MaxFile)
	if err != nil {
		return yield(Draft{Name: name}, err)
	}
	if kind == zipped {
		return yield(docxIn(name, data))
	}
	return readWhole(name, kind, data, opts, yield)
}

var errNested = errors.New("an archive in an archive")

// hiddenPath reports files that systems put into archives for themselves.
func hiddenPath(name string) bool {
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), ".")
}
