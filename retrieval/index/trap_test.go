package index_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"go.uber.org/goleak"

	"propos/corpus"
	"propos/retrieval/index"
)

// village is a small collection: n articles of a few passages, with words that only one of them has.
func village(n, version int) []index.Entry {
	out := make([]index.Entry, n)
	for i := range out {
		var body strings.Builder
		for s := range 30 {
			fmt.Fprintf(&body, "Le habitant%d de la maison marque%dv%d parle de la pluie et du vent. ", s, i, version)
		}
		out[i] = index.Entry{Version: version, Article: corpus.Article{
			ID: fmt.Sprint("v", i), Title: fmt.Sprintf("Maison numéro%d", i), Source: "Gazette", Date: corpus.Date{Year: 2020, Month: 1 + i%12}, Body: body.String(),
		}.Clean()}
	}
	return out
}

func sequence(es []index.Entry) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		for _, e := range es {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// answers is what an index says of a village, to compare two of them.
func answers(t testing.TB, x *index.Index) map[string][]index.Hit {
	t.Helper()
	v, err := x.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	out := map[string][]index.Hit{}
	for _, text := range []string{"pluie", "maison numéro3", "marque5v1", "marque5v2", "habitant7 marque2v1", "rien"} {
		r, err := v.Search(t.Context(), ask(x, text), 20)
		if err != nil {
			t.Fatal(err)
		}
		out[text] = r.Hits
	}
	return out
}

func same(t *testing.T, want, got map[string][]index.Hit) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b index.Hit) bool {
		return a.Article == b.Article && a.Version == b.Version && a.Ordinal == b.Ordinal && a.Score == b.Score
	})); diff != "" {
		t.Errorf("answers differ (-want +got):\n%s", diff)
	}
}

// An index in memory scores as one on disk, built at once or piece by piece, in any order, after removals.
func TestSameAnswersHoweverWritten(t *testing.T) {
	entries := village(12, 1)
	want := memory(t)
	apply(t, want, index.Batch{Rev: 1, Put: entries})

	built := t.TempDir()
	if err := index.Rebuild(t.Context(), built, index.Options{}, index.Build{Rev: 1, Articles: sequence(entries)}); err != nil {
		t.Fatal(err)
	}
	piecemeal := onDisk(t, t.TempDir())
	rev := corpus.Rev(0)
	write := func(b index.Batch) {
		rev++
		b.Rev = rev
		apply(t, piecemeal, b)
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(entries)) {
		write(index.Batch{Put: village(12, 9)[i : i+1]}) // another version first
		write(index.Batch{Put: entries[i : i+1]})
	}
	write(index.Batch{Put: []index.Entry{entry("extra", "Pluie", "Il pleut sur la maison.")}})
	write(index.Batch{Drop: []string{"extra"}})

	same(t, answers(t, want), answers(t, onDisk(t, built)))
	same(t, answers(t, want), answers(t, piecemeal))
}

func TestOpenTwice(t *testing.T) {
	dir := t.TempDir()
	x := onDisk(t, dir)
	apply(t, x, index.Batch{Rev: 1, Put: village(3, 1)})
	start := time.Now()
	second, err := index.Open(dir, index.Options{})
	if !errors.Is(err, index.ErrInUse) || second != nil {
		t.Errorf("second opening: %v, %v", second, err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("the refusal took %v", took)
	}
	closeIt(t, x)
	if again := onDisk(t, dir); again.Rev() != 1 {
		t.Errorf("Rev %d after opening again", again.Rev())
	}
}

func TestClosed(t *testing.T) {
	x := onDisk(t, t.TempDir())
	closeIt(t, x)
	closeIt(t, x)
	if v, err := x.View(); !errors.Is(err, index.ErrClosed) || v != nil {
		t.Errorf("View of a closed index: %v, %v", v, err)
	}
	if err := x.Apply(t.Context(), index.Batch{Rev: 1}); !errors.Is(err, index.ErrClosed) {
		t.Errorf("Apply to a closed index: %v", err)
	}
	if rev := x.Rev(); rev != 0 {
		t.Errorf("Rev of a closed index: %d", rev)
	}
}

// files returns the files below dir that have an extension.
func files(t testing.TB, dir, ext string) []string {
	t.Helper()
	out, err := filepath.Glob(filepath.Join(dir, "gen-*", "*"+ext))
	if err != nil || len(out) == 0 {
		t.Fatalf("no %s in %s: %v", ext, dir, err)
	}
	return out
}

func overwrite(t testing.TB, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, change(b), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever happens to the files: a clear error and no panic, or the same answers; and a rebuild heals it.
func TestDamage(t *testing.T) {
	entries := village(8, 1)
	whole := memory(t)
	apply(t, whole, index.Batch{Rev: 5, Put: entries})
	want := answers(t, whole)
	random := rand.New(rand.NewPCG(3, 4))
	flip := func(b []byte) []byte { b[random.IntN(len(b))] ^= 0x55; return b }
	for name, damage := range map[string]func(t *testing.T, dir string){
		"truncated segment": func(t *testing.T, dir string) {
			overwrite(t, files(t, dir, ".zap")[0], func(b []byte) []byte { return b[:len(b)/3] })
		},
		"empty segment": func(t *testing.T, dir string) {
			overwrite(t, files(t, dir, ".zap")[0], func([]byte) []byte { return nil })
		},
		"flipped byte": func(t *testing.T, dir string) { overwrite(t, files(t, dir, ".zap")[0], flip) },
		"flipped version": func(t *testing.T, dir string) {
			overwrite(t, files(t, dir, ".zap")[0], func(b []byte) []byte { b[len(b)-5] ^= 1; return b })
		},
		"deleted segment": func(t *testing.T, dir string) { remove(t, files(t, dir, ".zap")[0]) },
		"deleted root":    func(t *testing.T, dir string) { remove(t, files(t, dir, "root.bolt")[0]) },
		"truncated root": func(t *testing.T, dir string) {
			overwrite(t, files(t, dir, "root.bolt")[0], func(b []byte) []byte { return b[:len(b)/2] })
		},
		"root of zeros": func(t *testing.T, dir string) {
			overwrite(t, files(t, dir, "root.bolt")[0], func(b []byte) []byte { clear(b); return b })
		},
		"nonsense CURRENT": func(t *testing.T, dir string) {
			overwrite(t, filepath.Join(dir, "CURRENT"), func([]byte) []byte { return []byte("../x") })
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			x := onDisk(t, dir)
			apply(t, x, index.Batch{Rev: 5, Put: entries})
			closeIt(t, x)
			damage(t, dir)
			x, err := index.Open(dir, index.Options{Log: slog.New(slog.DiscardHandler)})
			if err == nil && name == "truncated root" { // what was cut off was empty
				same(t, want, answers(t, x))
				closeIt(t, x)
				return
			}
			if err == nil {
				closeIt(t, x)
				t.Fatalf("opened as if nothing had happened")
			}
			if !errors.Is(err, index.ErrDamaged) {
				t.Fatalf("error %v is not ErrDamaged", err)
			}
			if err := index.Rebuild(t.Context(), dir, index.Options{}, index.Build{Rev: 5, Articles: sequence(entries)}); err != nil {
				t.Fatal(err)
			}
			healed := onDisk(t, dir)
			same(t, want, answers(t, healed))
			if healed.Rev() != 5 {
				t.Errorf("Rev %d", healed.Rev())
			}
		})
	}
}

// bbolt maps its file without looking at its length: wherever the list of segments is cut off, Open returns, and does not fault.
func TestShortRoot(t *testing.T) {
	entries := village(8, 1)
	dir := t.TempDir()
	x := onDisk(t, dir)
	for i := range entries {
		apply(t, x, index.Batch{Rev: corpus.Rev(i + 1), Put: entries[i : i+1]})
	}
	closeIt(t, x)
	root, err := os.ReadFile(files(t, dir, "root.bolt")[0])
	if err != nil {
		t.Fatal(err)
	}
	for size := len(root) - 1; size > 0; size -= 1 + len(root)/40 {
		overwrite(t, files(t, dir, "root.bolt")[0], func([]byte) []byte { return root[:size] })
		x, err := index.Open(dir, index.Options{Log: slog.New(slog.DiscardHandler)})
		if err == nil { // what was cut off was empty
			closeIt(t, x)
			continue
		}
		if !errors.Is(err, index.ErrDamaged) {
			t.Errorf("cut off at %d of %d: error %v is not ErrDamaged", size, len(root), err)
		}
	}
}

func remove(t testing.TB, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// A folder that was deleted is an empty index, at Rev 0.
func TestDeletedFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x := onDisk(t, dir)
	apply(t, x, index.Batch{Rev: 5, Put: village(2, 1)})
	closeIt(t, x)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if rev := onDisk(t, dir).Rev(); rev != 0 {
		t.Errorf("Rev %d", rev)
	}
}

// What scorch says on the standard logger reaches slog once a program has called slog.SetDefault.
func TestScorchLogsToSlog(t *testing.T) {
	dir := t.TempDir()
	x := onDisk(t, dir)
	apply(t, x, index.Batch{Rev: 5, Put: village(2, 1)})
	closeIt(t, x)
	remove(t, files(t, dir, ".zap")[0])
	var out bytes.Buffer
	defer slog.SetDefault(slog.Default())
	slog.SetDefault(slog.New(slog.NewJSONHandler(&out, nil)))
	if x, err := index.Open(dir, index.Options{}); err == nil {
		closeIt(t, x)
	}
	if !strings.Contains(out.String(), `"msg":"unable to load snapshot`) {
		t.Errorf("slog got %q", out.String())
	}
}

func TestTooLong(t *testing.T) {
	x := memory(t)
	long := entry("long", "", strings.Repeat("Mot "+strings.Repeat("mot ", 198)+"fin. ", 401))
	err := x.Apply(t.Context(), index.Batch{Rev: 1, Put: []index.Entry{entry("short", "", "Un."), long}})
	if !errors.Is(err, index.ErrTooLong) || !strings.Contains(err.Error(), "long") {
		t.Errorf("error %v", err)
	}
	if x.Rev() != 0 {
		t.Error("a refused batch was written in part")
	}
}

func TestBadID(t *testing.T) {
	x := memory(t)
	for _, id := range []string{"", "a\x00b"} {
		if err := x.Apply(t.Context(), index.Batch{Rev: 1, Put: []index.Entry{entry(id, "", "Un.")}}); err == nil {
			t.Errorf("id %q was taken", id)
		}
	}
}

// One token of 400 kB, a question of 10,000 words: bounded.
func TestHugeInput(t *testing.T) {
	x := memory(t)
	apply(t, x, index.Batch{Rev: 1, Put: append(village(50, 1), entry("huge", "", strings.Repeat("anticonstitutionnel", 20_000)))})
	v := view(t, x)
	var words strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&words, "habitant%d ", i)
	}
	start := time.Now()
	r, err := v.Search(t.Context(), ask(x, words.String()), 50)
	if err != nil || len(r.Hits) == 0 {
		t.Errorf("%d hits, %v", len(r.Hits), err)
	}
	if took := time.Since(start); took > time.Second { // minutes, were there no bound
		t.Errorf("took %v", took)
	}
}

func TestDeadline(t *testing.T) {
	x := memory(t)
	apply(t, x, index.Batch{Rev: 1, Put: village(50, 1)})
	v := view(t, x)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, read := range map[string]func() error{
		"Search": func() error { _, err := v.Search(ctx, ask(x, "pluie"), 10); return err },
		"filter": func() error {
			_, err := v.Search(ctx, index.Query{Filter: index.Filter{Source: "gazette"}}, 10)
			return err
		},
		"SearchQuotes": func() error {
			_, err := v.SearchQuotes(ctx, index.QuoteQuery{Concepts: ask(x, "pluie").Concepts}, 10)
			return err
		},
		"Near": func() error { _, err := v.Near(ctx, "habitnt1", 2); return err },
		"Openings": func() error {
			r, err := v.Search(t.Context(), ask(x, "pluie"), 10)
			if err != nil {
				return err
			}
			_, err = v.Openings(ctx, r.Hits)
			return err
		},
		"Apply": func() error { return x.Apply(ctx, index.Batch{Rev: 2, Put: village(1, 2)}) },
	} {
		if err := read(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if x.Rev() != 1 {
		t.Errorf("Rev %d", x.Rev())
	}
}

// Searches go on while the index is rebuilt and swapped, ten times over, and Views keep the state they began with.
func TestRebuildUnderSearch(t *testing.T) {
	dir := t.TempDir()
	x := onDisk(t, dir)
	apply(t, x, index.Batch{Rev: 1, Put: village(10, 1)})
	want := answers(t, x)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
					same(t, want, answers(t, x))
				}
			}
		})
	}
	for rev := range corpus.Rev(10) {
		if err := x.Rebuild(t.Context(), index.Build{Rev: rev + 2, Articles: sequence(village(10, 1))}); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
	if x.Rev() != 11 {
		t.Errorf("Rev %d", x.Rev())
	}
	if got, _ := filepath.Glob(filepath.Join(dir, "gen-*")); len(got) != 1 {
		t.Errorf("left on disk: %v", got)
	}
	closeIt(t, x)
	again := onDisk(t, dir)
	if again.Rev() != 11 {
		t.Errorf("Rev %d after opening again", again.Rev())
	}
	same(t, want, answers(t, again))
}

// A rebuild that fails leaves everything as it was.
func TestRebuildFails(t *testing.T) {
	dir := t.TempDir()
	x := onDisk(t, dir)
	apply(t, x, index.Batch{Rev: 1, Put: village(4, 1)})
	want := answers(t, x)
	broken := errors.New("broken")
	articles := func(yield func(index.Entry, error) bool) {
		_ = yield(village(1, 2)[0], nil) && yield(index.Entry{}, broken)
	}
	if err := x.Rebuild(t.Context(), index.Build{Rev: 9, Articles: articles}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	same(t, want, answers(t, x))
	if got, _ := filepath.Glob(filepath.Join(dir, "gen-*")); len(got) != 1 || x.Rev() != 1 {
		t.Errorf("left on disk: %v, Rev %d", got, x.Rev())
	}
	if err := x.Rebuild(t.Context(), index.Build{Rev: 3, Articles: sequence(nil)}); err != nil { // of nothing
		t.Error(err)
	}
	if s := view(t, x).Stats(); s.Rev != 3 || s.Articles != 0 {
		t.Errorf("%+v", s)
	}
}

// Close waits for Views.
func TestCloseWaits(t *testing.T) {
	x := onDisk(t, t.TempDir())
	apply(t, x, index.Batch{Rev: 1, Put: village(3, 1)})
	v := view(t, x)
	closed := make(chan error)
	go func() { closed <- x.Close() }()
	for x.Rev() != 0 { // until Close has begun
	}
	if r, err := v.Search(t.Context(), ask(x, "pluie"), 5); err != nil || len(r.Hits) == 0 {
		t.Errorf("%v, %v", r, err)
	}
	select {
	case <-closed:
		t.Error("closed under a View")
	default:
	}
	v.Close()
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

func TestTokenOffsets(t *testing.T) {
	text := "L’Éthiopie, œuvre « d’été » à Saint-Étienne : 100 000 €."
	var got []string
	for _, tok := range memory(t).Analyse(text) {
		got = append(got, text[tok.Start:tok.End]+"="+tok.Form)
	}
	want := []string{"L’=l", "Éthiopie=ethiopie", "œuvre=oeuvre", "d’=d", "été=ete", "à=a", "Saint=saint", "Étienne=etienne", "100 000=100000"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Close ends every goroutine.
func TestNothingLeftRunning(t *testing.T) {
	before := goleak.IgnoreCurrent()
	dir := t.TempDir()
	x, err := index.Open(dir, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, x, index.Batch{Rev: 1, Put: village(3, 1)})
	_ = found(t, x, "pluie")
	if err := x.Rebuild(t.Context(), index.Build{Rev: 2, Articles: sequence(village(3, 1))}); err != nil {
		t.Error(err)
	}
	if _, err := index.Open(dir, index.Options{}); !errors.Is(err, index.ErrInUse) {
		t.Error(err)
	}
	closeIt(t, x)
	goleak.VerifyNone(t, before)
}

// Lists of words are read from a damaged segment without ending the program: bleve reads them in goroutines of its own, which nothing guards.
func TestListsOfDamaged(t *testing.T) {
	for name, list := range map[string]func(v *index.View) error{
		"articles": func(v *index.View) error {
			for _, err := range v.Articles(t.Context()) {
				return err
			}
			return nil
		},
		"near words": func(v *index.View) error { _, err := v.Near(t.Context(), "armenie", 1); return err },
		"dates":      func(v *index.View) error { _, _, err := v.Extent(t.Context()); return err },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			x := onDisk(t, dir)
			apply(t, x, index.Batch{Rev: 5, Put: village(8, 1)})
			closeIt(t, x)
			x, err := index.Open(dir, index.Options{Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files(t, dir, ".zap") {
				overwrite(t, file, func(b []byte) []byte {
					for i := range b {
						b[i] ^= 0x55
					}
					return b
				})
			}
			v, err := x.View()
			if err != nil {
				t.Fatal(err)
			}
			if err := list(v); !errors.Is(err, index.ErrDamaged) {
				t.Errorf("error %v is not ErrDamaged", err)
			}
			v.Close()
			closeIt(t, x)
		})
	}
}
