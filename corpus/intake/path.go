package intake

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// ReadPath reads a file as Read does, or every file of a folder and of the folders in it, in the order of their names.
// Hidden files, and what is neither file nor folder, are left out; links in a folder are not followed.
// A file of a folder that cannot be opened is yielded as an error and the rest goes on.
func ReadPath(path string, opts Options) iter.Seq2[Draft, error] {
	opts = opts.filled()
	return func(yield func(Draft, error) bool) {
		files := 0
		err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			hidden := name != path && strings.HasPrefix(entry.Name(), ".")
			switch {
			case err != nil:
				if !yield(Draft{Name: name}, err) {
					return fs.SkipAll
				}
				return nil
			case hidden && entry.IsDir():
				return fs.SkipDir
			case entry.IsDir(), hidden, name != path && !entry.Type().IsRegular():
				return nil
			}
			if files++; files > opts.MaxEntries {
				yield(Draft{Name: path}, refuse(path, 0, TooMany, fmt.Errorf("more than %d files", opts.MaxEntries)))
				return fs.SkipAll
			}
			if !readFile(name, opts, yield) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			yield(Draft{Name: path}, err)
		}
	}
}

func readFile(name string, opts Options, yield func(Draft, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(Draft{Name: name}, err)
	}
	defer f.Close()
	return read(name, &countingReader{f, opts.Progress}, opts, yield)
}
