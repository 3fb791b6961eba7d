package intake

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
)

// readGzip reads what was compressed by gzip: one file, itself not compressed again.
func readGzip(name string, r *bufio.Reader, opts Options, yield func(Draft, error) bool) bool {
	packed := &tally{r: r}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return yield(Draft{Name: name}, refuse(name, 0, BadArchive, err))
	}
	plain := bufio.NewReaderSize(&bounded{r: z, name: name, packed: packed, limit: opts.MaxTotal}, 64<<10)
	head, err := plain.Peek(4096)
	if err != nil && err != io.EOF {
		return yield(Draft{Name: name}, readError(name, err))
	}
	switch kind := kindOf(head); kind {
	case gzipped, zipped:
		return yield(Draft{Name: name}, refuse(name, 0, Unsupported, fmt.Errorf("an archive in an archive")))
	case jsonLines:
		return readLines(name, plain, opts, yield)
	default:
		data, err := readAll(name, plain, opts.MaxFile)
		if err != nil {
			return yield(Draft{Name: name}, err)
		}
		return readWhole(name, kind, data, opts, yield)
	}
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

func readZip(name string, data []byte, opts Options, yield func(Draft, error) bool) bool {
	return yield(Draft{Name: name}, refuse(name, 0, Unsupported, nil))
}

// Page reads a web page.
func Page(data []byte, contentType, address string) (Draft, error) {
	return Draft{}, refuse("", 0, Unsupported, nil)
}
