package desk_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"propos/bot/desk"
	"propos/corpus"
	"propos/corpus/archive"
	"propos/corpus/demo"
	"propos/corpus/store"
	"propos/retrieval"
)

// exported writes a collection in parts of about size bytes.
func (d desktop) exported(t *testing.T, size int64) (parts []*archive.Archive) {
	t.Helper()
	e, err := d.Export(t.Context(), "c", "mod")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for e.More() {
		var b bytes.Buffer
		if err := e.Part(&b, size); err != nil {
			t.Fatal(err)
		}
		a, err := archive.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, a)
	}
	return parts
}

// filled is a desk on the built-in articles with a bit of everything that moderators do.
func filled(t *testing.T) desktop {
	t.Helper()
	d, ctx := open(t, desk.Options{}), t.Context()
	for _, a := range demo.Articles() {
		if _, err := d.store.Put(ctx, "c", a, store.PutOptions{Apart: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Sync(ctx, "c", nil); err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := d.AddName(ctx, "c", "mod", store.Name{Person: "Sergueï Lavrov", Words: "Lavroff"})
	must(err)
	lines, _, err := d.store.Articles(ctx, "c", store.Filter{}, store.Page{Limit: 3})
	must(err)
	for _, l := range lines {
		quotes, err := d.Quotes(ctx, "c", l.Article.ID)
		must(err)
		if len(quotes) > 0 {
			must(d.SetNote(ctx, "c", "mod", l.Article.ID, quotes[0].Key, "démenti le 3 mars"))
		}
	}
	must(d.store.Set(ctx, "c", "source_labels", map[string]string{"RT": "média d’État"}, "mod"))
	feed, err := d.store.AddFeed(ctx, "c", store.Feed{URL: home + "/rss", Title: "Le Fil", Auto: true, By: "mod"})
	must(err)
	must(d.store.Looked(ctx, feed, store.FeedState{Checked: time.Now()}, []string{"/vu"}))
	return d
}

// sameState compares what two collections hold, but for who did it and when.
func sameState(t *testing.T, a, b desktop) {
	t.Helper()
	for _, d := range []desktop{a, b} {
		if err := d.Sync(t.Context(), "c", nil); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(held(t, a), held(t, b), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("(-exported +imported):\n%s", d)
	}
}

// held is what a collection holds, and what it answers.
func held(t *testing.T, d desktop) map[string]any {
	t.Helper()
	ctx, all := t.Context(), map[string]any{}
	for e, err := range d.store.All(ctx, "c") {
		if err != nil {
			t.Fatal(err)
		}
		all["article "+e.Article.ID] = e.Article
	}
	names, err := d.store.Names(ctx, "c")
	for _, n := range names {
		all["name "+n.Words] = []any{n.Person, n.Office, n.Period}
	}
	corrections, err2 := d.store.Corrections(ctx, "c", "")
	for _, c := range corrections {
		all["correction "+c.Article+c.Quote+string(c.Kind)] = c.Value
	}
	feeds, err3 := d.store.Feeds(ctx, "c")
	for _, f := range feeds {
		fresh, err := d.store.NewEntries(ctx, f.ID, []string{"/vu", "/neuf"})
		all["feed "+f.URL] = []any{f.Title, f.Auto, fresh, err}
	}
	settings, err4 := d.store.Settings(ctx, "c")
	for k, v := range settings {
		if k != "archive.origin" {
			all["setting "+k] = string(v)
		}
	}
	if err := errors.Join(err, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"Qu'a dit Lavroff sur la Turquie ?", "Quand l'accord a-t-il été signé ?", "Quelle est la capitale du Pérou ?", "cessez-le-feu", "Qui a parlé du corridor ?"} {
		a, err := d.library.Ask(ctx, "c", retrieval.Question{Text: q})
		if err != nil {
			t.Fatal(err)
		}
		a.Took = 0
		all["answer "+q] = fmt.Sprintf("%+v", a)
	}
	return all
}

// TestExportImport: a collection that is exported and imported into an empty one is the same: articles, names, corrections, feeds, settings and answers;
// in one part or many, in any order, and again.
func TestExportImport(t *testing.T) {
	from := filled(t)
	for name, size := range map[string]int64{"whole": 0, "parts": 4 << 10} {
		t.Run(name, func(t *testing.T) {
			to, ctx := open(t, desk.Options{}), t.Context()
			parts := from.exported(t, size)
			if (len(parts) > 1) != (size > 0) {
				t.Fatalf("%d parts", len(parts))
			}
			for i := len(parts) - 1; i >= 0; i-- {
				told := 0
				got, err := to.Import(ctx, "c", "mod", parts[i], desk.ImportOptions{Settings: true, Progress: func(done, total int) { told = done }})
				if err != nil || got.Full != nil || len(got.Refused) > 0 || got.Articles[store.Added] != parts[i].Manifest.Articles || told != parts[i].Manifest.Articles {
					t.Fatalf("%+v, %v", got, err)
				}
			}
			sameState(t, from, to)
			again, err := to.Import(ctx, "c", "mod", parts[0], desk.ImportOptions{Settings: true})
			if err != nil || again.Articles[store.Added] != 0 || again.Corrections != 0 || again.Feeds != 0 {
				t.Errorf("again: %+v, %v", again, err)
			}
			sameState(t, from, to)
		})
	}
}

// TestImportIntoOthers: into a collection with articles of its own, nothing of it changes and what comes has other ids; its moderators' settings stay.
func TestImportIntoOthers(t *testing.T) {
	from, to, ctx := filled(t), open(t, desk.Options{}), t.Context()
	own, err := to.Add(ctx, "c", "mod", draft(t, body), false)
	if err != nil {
		t.Fatal(err)
	}
	part := from.exported(t, 0)[0]
	got, err := to.Import(ctx, "c", "mod", part, desk.ImportOptions{})
	if err != nil || got.Articles[store.Added] != part.Manifest.Articles || got.Settings != 0 || got.SettingsLeft != 1 || got.Corrections == 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	if a, _, err := to.store.Article(ctx, "c", own.ID); err != nil || a.Body != own.Article.Body {
		t.Errorf("its own article: %+v, %v", a, err)
	}
	corrections, err := to.store.Corrections(ctx, "c", "")
	if err != nil || len(corrections) != got.Corrections {
		t.Fatalf("%+v, %v", corrections, err)
	}
	for _, c := range corrections {
		quotes, err := to.Quotes(ctx, "c", c.Article)
		if err != nil || len(quotes) == 0 || quotes[0].Key != c.Quote {
			t.Errorf("a correction of another article: %+v, %v", c, err)
		}
	}
	if again, err := to.Import(ctx, "c", "mod", part, desk.ImportOptions{}); err != nil || again.Articles[store.Unchanged] != part.Manifest.Articles {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// TestImportKeepsOut: what was removed or erased since stays so, and a full collection takes no more.
func TestImportKeepsOut(t *testing.T) {
	from, ctx := filled(t), t.Context()
	to := open(t, desk.Options{})
	part := from.exported(t, 0)[0]
	if _, err := to.Import(ctx, "c", "mod", part, desk.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	lines, total, err := to.store.Articles(ctx, "c", store.Filter{}, store.Page{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(to.Remove(ctx, "c", "mod", lines[0].Article.ID), to.Erase(ctx, "c", "mod", lines[1].Article.ID)); err != nil {
		t.Fatal(err)
	}
	got, err := to.Import(ctx, "c", "mod", part, desk.ImportOptions{})
	if err != nil || got.Articles[store.Removed] != 1 || got.Articles[store.Erased] != 1 || got.Articles[store.Unchanged] != total-2 {
		t.Errorf("%+v, %v", got, err)
	}
	for _, after := range to.exported(t, 0) {
		for a, err := range after.Articles() {
			if err != nil || a.ID == lines[0].Article.ID || a.ID == lines[1].Article.ID {
				t.Errorf("exported: %s, %v", a.ID, err)
			}
		}
	}
	small := open(t, desk.Options{MaxArticles: 3})
	var full *desk.QuotaError
	if got, err = small.Import(ctx, "c", "mod", part, desk.ImportOptions{}); err != nil || !errors.As(got.Full, &full) || got.Articles[store.Added] != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestImportHostile: names, feeds and corrections that cannot be are left out.
func TestImportHostile(t *testing.T) {
	to, ctx := open(t, desk.Options{}), t.Context()
	e := archive.New("x", "c", time.Now(), func(yield func(archive.Article, error) bool) {
		yield(archive.Article{Article: corpus.Article{ID: "1", Body: body}, Corrections: []archive.Correction{{Article: "1", Quote: "h", Kind: "drop table"}, {Article: "1", Quote: string(make([]byte, 500)), Kind: "hide"}}}, nil)
	}, archive.Rest{Names: []archive.Name{{Words: "x"}, {Person: " ", Words: " "}}, Feeds: []archive.Feed{{URL: "file:///etc/passwd"}, {URL: "https://a.exemple/rss"}, {URL: "https://a.exemple/rss"}}})
	defer e.Close()
	var b bytes.Buffer
	if err := e.Part(&b, 0); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := to.Import(ctx, "c", "mod", a, desk.ImportOptions{Settings: true})
	if err != nil || got.Articles[store.Added] != 1 || got.Names != 0 || got.Corrections != 0 || got.Feeds != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}
