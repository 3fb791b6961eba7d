package retrieval_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"propos/corpus/demo"
	"propos/retrieval"
)

// otherVersion makes the index below dir one that another version wrote: of another analysis, or of another form.
func otherVersion(t *testing.T, dir, what string) {
	t.Helper()
	eachFile(t, dir, "root.bolt", func(path string) error {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		// The fingerprint stands in the file as it is; the length stays.
		for _, n := range []byte("123456789") {
			b = bytes.ReplaceAll(b, append([]byte(what+" "), n, ','), []byte(what+" 0,"))
		}
		return os.WriteFile(path, b, 0o600)
	})
}

// TestUpgrade: after an upgrade the old index answers, says so, and hides what was removed, until the new one is made. Where the
// old one cannot be read, there is no answer before.
func TestUpgrade(t *testing.T) {
	question := retrieval.Question{Text: "Qu'a dit Lavrov sur la Turquie ?"}
	for _, tt := range []struct {
		what    string
		answers bool
	}{{"analysis", true}, {"index", false}} {
		t.Run(tt.what, func(t *testing.T) {
			s, dir, want := onDisk(t)
			otherVersion(t, filepath.Join(dir, "local"), tt.what)
			l := opened(t, s, retrieval.Options{Dir: dir})
			a, err := l.Ask(t.Context(), "local", question)
			if tt.answers {
				if err != nil || !a.Answered() || a.Reading == nil || !a.Reading.Upgrade {
					t.Fatalf("before the articles are read again: %+v, %v, reading %+v", a.Reason, err, a.Reading)
				}
			} else {
				var reading *retrieval.ReadingError
				if !errors.As(err, &reading) || !reading.Upgrade || reading.Percent() != 0 {
					t.Fatalf("with an index that cannot be read: %v", err)
				}
			}
			half := 0
			check(t, l.Sync(t.Context(), "local", func(done, total int) {
				if half = total; done > total {
					t.Errorf("%d of %d", done, total)
				}
			}))
			if half != len(demo.Articles()) {
				t.Errorf("%d articles read, want %d", half, len(demo.Articles()))
			}
			if a, err = l.Ask(t.Context(), "local", question); err != nil || a.Reading != nil {
				t.Fatalf("afterwards: %+v, %v", a.Reading, err)
			}
			equal(t, "after the upgrade", answers(t, l, "local"), want)
		})
	}
}

// TestRemovedDuringUpgrade: an article that goes while the old index answers is in no answer.
func TestRemovedDuringUpgrade(t *testing.T) {
	s, dir, _ := onDisk(t)
	otherVersion(t, filepath.Join(dir, "local"), "analysis")
	l := opened(t, s, retrieval.Options{Dir: dir})
	question := retrieval.Question{Text: "Qu'a dit Lavrov sur la Turquie ?"}
	a, err := l.Ask(t.Context(), "local", question)
	if err != nil || !a.Answered() {
		t.Fatalf("%v, %v", a.Reason, err)
	}
	gone := a.Citations[0].Article.ID
	if _, err := s.Remove(t.Context(), "local", gone, ""); err != nil {
		t.Fatal(err)
	}
	if a, err = l.Ask(t.Context(), "local", question); err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Citations {
		if c.Article.ID == gone {
			t.Error("the removed article is cited")
		}
	}
}
