package desk_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"propos/bot/desk"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval"
)

// has adds an article and returns it as it is kept.
func (d desktop) has(t *testing.T, a corpus.Article) corpus.Article {
	t.Helper()
	added, err := d.Add(t.Context(), "c", "mod", intake.Draft{Article: a}, false)
	if err != nil {
		t.Fatal(err)
	}
	return added.Article
}

func TestEdit(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	a := d.has(t, corpus.Article{Body: body})
	mine, theirs := a, a
	mine.Title, theirs.Title = "La bibliothèque ouvre", "Une bibliothèque"
	if r, err := d.Edit(ctx, "c", "mod", 1, theirs); err != nil || r.Version != 2 {
		t.Fatalf("Edit = %+v, %v", r, err)
	}
	var conflict *store.ConflictError
	if _, err := d.Edit(ctx, "c", "mod2", 1, mine); !errors.As(err, &conflict) || conflict.Current.Title != theirs.Title || conflict.Version != 2 {
		t.Errorf("the second editor's error: %v", err)
	}
	if _, err := d.Edit(ctx, "c", "mod2", 2, mine); err != nil {
		t.Errorf("after reading again: %v", err)
	}
	mine.Body = " "
	if _, err := d.Edit(ctx, "c", "mod2", 3, mine); !errors.Is(err, store.ErrEmpty) {
		t.Errorf("an empty text: %v", err)
	}
	if err := d.Remove(ctx, "c", "mod", a.ID); err != nil || d.finds(t, "bibliothèque de la gare", a.ID) {
		t.Errorf("removed and found, or %v", err)
	}
	if _, err := d.Edit(ctx, "c", "mod", 3, a); !errors.Is(err, store.ErrRemoved) {
		t.Errorf("editing what is removed: %v", err)
	}
	if err := d.Restore(ctx, "c", "mod", a.ID); err != nil || !d.finds(t, "bibliothèque de la gare", a.ID) {
		t.Errorf("restored and not found, or %v", err)
	}
	if err := errors.Join(d.Erase(ctx, "c", "mod", a.ID), d.Settle(ctx, "c")); err != nil || d.finds(t, "bibliothèque de la gare", a.ID) {
		t.Errorf("erased and found, or %v", err)
	}
	for _, err := range []error{d.Remove(ctx, "c", "", a.ID), d.Restore(ctx, "c", "", a.ID)} {
		if !errors.Is(err, store.ErrErased) {
			t.Errorf("after the erasure: %v", err)
		}
	}
}

func TestEditKeepsToTheQuota(t *testing.T) {
	d, ctx := open(t, desk.Options{MaxBytes: int64(len(body)) + 50}), t.Context()
	a := d.has(t, corpus.Article{Body: body})
	a.Body += " Et encore une phrase, plus longue que la place qui reste dans la collection."
	var full *desk.QuotaError
	if _, err := d.Edit(ctx, "c", "mod", 1, a); !errors.As(err, &full) {
		t.Errorf("a longer text: %v", err)
	}
	a.Body, a.Title = body, "Un titre"
	if _, err := d.Edit(ctx, "c", "mod", 1, a); err != nil {
		t.Errorf("a title: %v", err)
	}
}

func TestBetween(t *testing.T) {
	was := corpus.Article{Title: "A", Body: "Un. Deux. Trois. Trois."}
	for _, tt := range []struct {
		name           string
		now            corpus.Article
		fields         []desk.Field
		added, removed string
		text           bool
	}{
		{"the same", was, nil, "", "", false},
		{"another title and date", corpus.Article{Title: "B", Date: corpus.Date{Year: 2020}, Body: was.Body}, []desk.Field{desk.Title, desk.Date}, "", "", false},
		{"a sentence more", corpus.Article{Title: "A", Body: "Un. Deux. Et demi. Trois. Trois."}, nil, "Et demi.", "", true},
		{"one of two alike", corpus.Article{Title: "A", Body: "Un. Deux. Trois."}, nil, "", "Trois.", true},
		{"another sentence", corpus.Article{Title: "A", Body: "Un. Dix. Trois. Trois."}, nil, "Dix.", "Deux.", true},
		{"another order", corpus.Article{Title: "A", Body: "Deux. Un.\n\nTrois. Trois."}, nil, "", "", true},
	} {
		d := desk.Between(was, tt.now)
		if !slices.Equal(d.Fields, tt.fields) || strings.Join(d.Added, "|") != tt.added || strings.Join(d.Removed, "|") != tt.removed || d.Text != tt.text {
			t.Errorf("%s: %+v", tt.name, d)
		}
		if d.Same() != (tt.name == "the same") {
			t.Errorf("%s: Same is %v", tt.name, d.Same())
		}
	}
}

// pageOf is a page with an article in it.
func pageOf(title, text string) string {
	return "<html lang=fr><head><title>" + title + "</title><meta property='og:title' content='" + title + "'></head><body><article><h1>" + title + "</h1><p>" + text + "</p></article></body></html>"
}

func TestRefresh(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	var page atomic.Value
	page.Store(pageOf("Une bibliothèque ouvre à Port-Louis", body))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page.Load().(string)))
	}))
	defer site.Close()
	draft, err := d.Page(ctx, site.URL+"/2020/bibliotheque.html")
	if err != nil {
		t.Fatal(err)
	}
	a := d.has(t, draft.Article)
	if r, err := d.Refresh(ctx, "c", a.ID); err != nil || !r.Same() {
		t.Fatalf("an unchanged page: %+v, %v", r, err)
	}
	quotes, err := d.Quotes(ctx, "c", a.ID)
	if err != nil || len(quotes) != 1 {
		t.Fatalf("%+v, %v", quotes, err)
	}
	if err := d.SetNote(ctx, "c", "mod", a.ID, quotes[0].Key, " démenti  le 3 mai "); err != nil {
		t.Fatal(err)
	}
	page.Store(pageOf("Port-Louis : la bibliothèque ouvre enfin", body+" Elle sera ouverte le dimanche matin, a-t-on appris lundi."))
	r, err := d.Refresh(ctx, "c", a.ID)
	if err != nil || !slices.Equal(r.Fields, []desk.Field{desk.Title}) || len(r.Added) != 1 || len(r.Removed) != 0 {
		t.Fatalf("a changed page: %+v, %v", r, err)
	}
	kept, err := d.Renew(ctx, "c", "mod", r, false, true)
	if err != nil || kept.Version != 2 {
		t.Fatalf("%+v, %v", kept, err)
	}
	now, _, err := d.store.Article(ctx, "c", a.ID)
	if err != nil || now.Title != a.Title || !strings.Contains(now.Body, "dimanche") {
		t.Errorf("with the text alone: %+v, %v", now, err)
	}
	if _, err := d.Renew(ctx, "c", "mod", r, true, true); !errors.As(err, new(*store.ConflictError)) {
		t.Errorf("twice: %v", err)
	}
	quotes, err = d.Quotes(ctx, "c", a.ID)
	if err != nil || len(quotes) != 1 || quotes[0].Note != "" && quotes[0].Note != "démenti le 3 mai" {
		t.Errorf("after the refresh: %+v, %v", quotes, err)
	}
	site.Close()
	if _, err := d.Refresh(ctx, "c", a.ID); err == nil {
		t.Error("a page that is gone is refreshed")
	}
	b := d.has(t, corpus.Article{Body: "Un tout autre texte, sans adresse, qui parle de la pluie sur la ville de Brest dimanche dernier."})
	if _, err := d.Refresh(ctx, "c", b.ID); !errors.Is(err, desk.ErrNoAddress) {
		t.Errorf("without address: %v", err)
	}
}

func TestCorrections(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	a := d.has(t, corpus.Article{Body: body})
	d.has(t, corpus.Article{Body: "« Il fera beau demain sur toute la côte », a promis Lucie Le Bihan, la météorologue de la région, lundi soir à la radio."})
	quotes, err := d.Quotes(ctx, "c", a.ID)
	if err != nil || len(quotes) != 1 {
		t.Fatalf("%+v, %v", quotes, err)
	}
	people, err := d.People(ctx, "c", a.ID, quotes, 24)
	if err != nil || !slices.Contains(people, "Jeanne Morvan") {
		t.Errorf("people: %q, %v", people, err)
	}
	key := quotes[0].Key
	for _, tt := range []struct{ typed, want string }{{"Le Bihan", "Lucie Le Bihan"}, {"  Yann   Kermadec ", "Yann Kermadec"}} {
		if name, err := d.SetSpeaker(ctx, "c", "mod", a.ID, key, tt.typed); err != nil || name != tt.want {
			t.Errorf("SetSpeaker(%q) = %q, %v; want %q", tt.typed, name, err, tt.want)
		}
	}
	list, err := d.library.Quotes(ctx, "c", retrieval.QuoteFilter{Person: "Kermadec"})
	if err != nil || len(list.Citations) != 1 || list.Citations[0].Attribution != retrieval.ByModerator {
		t.Errorf("the next answer: %+v, %v", list, err)
	}
	if _, err := d.SetSpeaker(ctx, "c", "mod", a.ID, key, " ! "); !errors.Is(err, desk.ErrNobody) {
		t.Errorf("nobody: %v", err)
	}
	for _, err := range []error{d.UnsetSpeaker(ctx, "c", "mod", a.ID, key), d.Hide(ctx, "c", "mod", a.ID, key, true), d.SetNote(ctx, "c", "mod", a.ID, key, "démenti")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	quotes, err = d.Quotes(ctx, "c", a.ID)
	if err != nil || len(quotes) != 1 || !quotes[0].Hidden || quotes[0].Given || quotes[0].Note != "démenti" || quotes[0].Speaker != "Jeanne Morvan" {
		t.Errorf("%+v, %v", quotes, err)
	}
	if list, err := d.library.Quotes(ctx, "c", retrieval.QuoteFilter{Person: "Morvan"}); err != nil || len(list.Citations) != 0 {
		t.Errorf("hidden, it is in an answer: %+v, %v", list, err)
	}
	if err := errors.Join(d.Hide(ctx, "c", "mod", a.ID, key, false), d.SetNote(ctx, "c", "mod", a.ID, key, " ")); err != nil {
		t.Fatal(err)
	}
	left, err := d.store.Corrections(ctx, "c", a.ID)
	if err != nil || len(left) != 0 {
		t.Errorf("corrections left: %+v, %v", left, err)
	}
}
