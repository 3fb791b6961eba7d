package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// scorch keeps its list of segments in a bbolt file, which bbolt maps into memory without looking at its length: the pages that a
// shortened file lacks end the whole process with a fault that no recover sees. So the length is checked before bbolt opens it.
//
// A bbolt file begins with two meta pages, written in turn. Each is a header of 16 bytes, then (little endian here, as on every
// machine that we build for): magic, version, page size and flags, 4 bytes each; root page and sequence, free list, number of pages
// in use, transaction and checksum, 8 bytes each. See go.etcd.io/bbolt/internal/common/meta.go.
const (
	boltMagic     = 0xED0CDAED
	boltHeader    = 16
	boltPageSize  = boltHeader + 8
	boltPages     = boltHeader + 40
	boltMetaBytes = boltHeader + 64
)

// wholeRoot returns ErrDamaged when the list of segments in dir is shorter than it says. A list that is not there is none.
func wholeRoot(dir string) error {
	f, err := os.Open(filepath.Join(dir, "root.bolt"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 { // bbolt writes a new one into an empty file
		return err
	}
	need, err := boltBytes(f)
	if err != nil {
		return fmt.Errorf("%w: list of segments: %v", ErrDamaged, err)
	}
	if info.Size() < need {
		return fmt.Errorf("%w: list of segments of %d bytes, of which %d are left", ErrDamaged, need, info.Size())
	}
	return nil
}

// boltBytes returns how many bytes a bbolt file must have: by the meta page that says the most, as either may be in force.
func boltBytes(f io.ReaderAt) (need int64, err error) {
	page := make([]byte, boltMetaBytes)
	at := int64(0)
	for range 2 {
		if _, err := f.ReadAt(page, at); err != nil {
			return 0, err
		}
		if binary.LittleEndian.Uint32(page[boltHeader:]) != boltMagic {
			return 0, errors.New("a meta page is not one")
		}
		size := int64(binary.LittleEndian.Uint32(page[boltPageSize:]))
		pages := int64(binary.LittleEndian.Uint64(page[boltPages:]))
		if size < boltMetaBytes || size > 1<<20 || pages < 0 || pages > 1<<40 {
			return 0, errors.New("a meta page makes no sense")
		}
		need, at = max(need, size*pages), size
	}
	return need, nil
}
