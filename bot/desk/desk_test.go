package desk_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"

	"propos/bot/desk"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
	"propos/retrieval"
)

// desktop is a desk on a real store and a real index in memory.
type desktop struct {
	*desk.Desk
	store   *store.Store
	library *retrieval.Library
}

func open(t *testing.T, o desk.Options) desktop {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "propos.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	l := retrieval.New(desk.Advised{Store: s}, retrieval.Options{})
	t.Cleanup(func() { l.Close() })
	if o.Fetcher == nil {
		o.Fetcher = fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	}
	return desktop{desk.New(s, l, o), s, l}
}

const body = "Samedi, la mairie de Port-Louis a ouvert une bibliothèque près de la gare. « Les habitants l'attendaient depuis des années », a déclaré la maire, Jeanne Morvan, devant une foule nombreuse."

func draft(t *testing.T, text string) intake.Draft {
	t.Helper()
	d, err := intake.Text(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// finds reports whether a search for words finds an article.
func (d desktop) finds(t *testing.T, words, id string) bool {
	t.Helper()
	a, err := d.library.Search(t.Context(), "c", retrieval.Question{Text: words})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Citations {
		if c.Article.ID == id {
			return true
		}
	}
	return false
}

func TestAddIsFoundAtOnceAndUndone(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	added, err := d.Add(ctx, "c", "mod", draft(t, body), false)
	if err != nil || added.Outcome != store.Added || added.Before != 0 {
		t.Fatalf("Add = %+v, %v", added, err)
	}
	if c := added.Contents; c.Passages != 1 || c.Quotes != 1 || len(c.Speakers) != 1 || c.Speakers[0] != "Jeanne Morvan" {
		t.Errorf("contents: %+v", c)
	}
	if !d.finds(t, "bibliothèque de la gare", added.ID) {
		t.Error("what was added is not found")
	}
	again, err := d.Add(ctx, "c", "mod", draft(t, body), false)
	if err != nil || again.Outcome != store.Unchanged || again.ID != added.ID || again.Before != 1 {
		t.Errorf("adding twice: %+v, %v", again, err)
	}
	if err := d.Undo(ctx, "c", "mod", added.ID, added.Version, 0); err != nil {
		t.Fatal(err)
	}
	if d.finds(t, "bibliothèque de la gare", added.ID) {
		t.Error("what was taken back is found")
	}
	kept, err := d.Add(ctx, "c", "mod", draft(t, body), false)
	if err != nil || kept.Outcome != store.Removed {
		t.Errorf("a removed article came back unasked: %+v, %v", kept, err)
	}
	back, err := d.Add(ctx, "c", "mod", draft(t, body), true)
	if err != nil || back.Outcome != store.NewVersion || back.Before != 0 || !d.finds(t, "bibliothèque de la gare", back.ID) {
		t.Errorf("a removed article does not come back: %+v, %v", back, err)
	}
	if acts, err := d.store.Journal(ctx, "c", store.Page{}); err != nil || len(acts) != 3 || acts[0].By != "mod" {
		t.Errorf("journal: %+v, %v", acts, err)
	}
}

func TestUndoANewVersion(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	first := draft(t, body)
	first.Article.URL = "https://exemple.fr/a"
	one, err := d.Add(ctx, "c", "m", first, false)
	if err != nil {
		t.Fatal(err)
	}
	second := draft(t, "Le musée de Port-Louis ferme ses portes pour deux ans de travaux, a annoncé la mairie, qui promet des expositions dans les écoles.")
	second.Article.URL = "https://exemple.fr/a"
	p, err := d.Preview(ctx, "c", second)
	if err != nil || p.Twin == nil || p.Twin.Like != store.SameAddress || p.Twin.Article.Body != one.Article.Body {
		t.Fatalf("Preview = %+v, %v", p.Twin, err)
	}
	two, err := d.Add(ctx, "c", "m", second, false)
	if err != nil || two.Outcome != store.NewVersion || two.Before != 1 {
		t.Fatalf("Add = %+v, %v", two, err)
	}
	if err := d.Undo(ctx, "c", "m", two.ID, 7, two.Before); !errors.Is(err, desk.ErrChanged) {
		t.Errorf("undoing another version: %v", err)
	}
	if err := d.Undo(ctx, "c", "m", two.ID, two.Version, two.Before); err != nil {
		t.Fatal(err)
	}
	if a, _, err := d.store.Article(ctx, "c", two.ID); err != nil || a.Body != one.Article.Body {
		t.Errorf("after the undo: %q, %v", a.Body, err)
	}
}

func TestErasedStaysErased(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	added, err := d.Add(ctx, "c", "m", draft(t, body), false)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := d.Keep(ctx, "c", desk.Draft{By: "m", Draft: draft(t, body)})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.store.Erase(ctx, "c", "m", added.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Accept(ctx, "c", "m", kept.Key); !errors.Is(err, store.ErrNoDraft) {
		t.Errorf("the draft of an erased article: %v", err)
	}
	if again, err := d.Add(ctx, "c", "m", draft(t, body), true); err != nil || again.Outcome != store.Erased {
		t.Errorf("an erased article: %+v, %v", again, err)
	}
}

func TestDrafts(t *testing.T) {
	d, ctx := open(t, desk.Options{}), t.Context()
	in := draft(t, "La mairie ouvre une bibliothèque\n\nLire aussi : le pont ferme\n\n"+body)
	in.Article.ID, in.Given, in.Paywall = "7", true, true
	kept, err := d.Keep(ctx, "c", desk.Draft{By: "m", Draft: in})
	if err != nil {
		t.Fatal(err)
	}
	if kept.Settled() {
		t.Error("a draft without date is settled")
	}
	kept.Undated = true
	if kept, err = d.Keep(ctx, "c", kept); err != nil || !kept.Settled() {
		t.Fatal(err)
	}
	got, err := d.Draft(ctx, "c", kept.Key)
	if err != nil || !got.Undated || !got.Paywall || got.Article.ID != "" || got.Article != kept.Article || len(got.Cut) != len(in.Cut) || got.By != "m" {
		t.Errorf("Draft = %+v, %v", got, err)
	}
	if _, err := d.Draft(ctx, "autre", kept.Key); !errors.Is(err, store.ErrNoDraft) {
		t.Errorf("another collection's draft: %v", err)
	}
	list, total, err := d.Drafts(ctx, "c", store.Page{Limit: 10})
	if err != nil || total != 1 || len(list) != 1 || list[0].Key != kept.Key {
		t.Errorf("Drafts = %d of %d, %v", len(list), total, err)
	}
	added, err := d.Accept(ctx, "c", "n", kept.Key)
	if err != nil || added.Outcome != store.Added || !added.Article.Partial {
		t.Errorf("Accept = %+v, %v", added, err)
	}
	if _, err := d.Accept(ctx, "c", "n", kept.Key); !errors.Is(err, store.ErrNoDraft) {
		t.Errorf("accepting twice: %v", err)
	}
}

func TestQuotas(t *testing.T) {
	ctx := t.Context()
	var many []intake.Draft
	for i := range 5 {
		many = append(many, draft(t, fmt.Sprintf("Le pont numéro %d de la ville sera fermé pendant trois mois. Les bus suivront un autre chemin jusqu'à la fin de l'été.", i)))
	}
	d := open(t, desk.Options{MaxArticles: 3})
	results, full, err := d.AddAll(ctx, "c", "m", many[:2])
	if len(results) != 2 || full != nil || err != nil {
		t.Fatalf("%d results, %v, %v", len(results), full, err)
	}
	results, full, err = d.AddAll(ctx, "c", "m", many)
	var quota *desk.QuotaError
	if len(results) != 3 || !errors.As(full, &quota) || quota.Articles != 3 || err != nil {
		t.Errorf("%d results, %v, %v", len(results), full, err)
	}
	if _, err := d.Add(ctx, "c", "m", many[4], false); !errors.As(err, &quota) {
		t.Errorf("one too many: %v", err)
	}
	if again, err := d.Add(ctx, "c", "m", many[0], false); err != nil || again.Outcome != store.Unchanged {
		t.Errorf("one that is there already: %+v, %v", again, err)
	}
	d = open(t, desk.Options{MaxArticles: 3})
	for i, draft := range many[:3] { // every other one by somebody else
		if i%2 == 0 {
			_, full, err = d.AddAll(ctx, "c", "m", []intake.Draft{draft})
		} else {
			_, err = d.store.Put(ctx, "c", draft.Article, store.PutOptions{})
		}
		if full != nil || err != nil {
			t.Fatal(full, err)
		}
	}
	if results, full, err = d.AddAll(ctx, "c", "m", many[3:]); len(results) > 0 || full == nil || err != nil {
		t.Errorf("%d results beyond what somebody else filled, %v, %v", len(results), full, err)
	}
	d = open(t, desk.Options{MaxBytes: int64(len(many[0].Article.Body)) + 10})
	results, full, err = d.AddAll(ctx, "c", "m", many)
	if len(results) != 1 || !errors.As(full, &quota) || quota.Bytes == 0 || err != nil {
		t.Errorf("%d results, %v, %v", len(results), full, err)
	}
}

func TestPage(t *testing.T) {
	mux := http.NewServeMux()
	serve := func(path, page string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
		})
	}
	serve("/a", `<html><head><title>La mairie ouvre une bibliothèque</title></head><body><article><h1>La mairie ouvre une bibliothèque</h1><p>`+strings.Repeat(body+"</p><p>", 4)+`</p></article></body></html>`)
	serve("/empty", `<html><head><meta property="og:title" content="Un titre seul"></head><body></body></html>`)
	site := httptest.NewServer(mux)
	defer site.Close()
	d, ctx := open(t, desk.Options{}), t.Context()
	got, err := d.Page(ctx, site.URL+"/a?utm_source=x")
	if err != nil || got.Article.URL != site.URL+"/a" || !strings.Contains(got.Article.Body, "Jeanne Morvan") {
		t.Errorf("Page = %+v, %v", got.Article, err)
	}
	got, err = d.Page(ctx, site.URL+"/empty")
	var refusal *intake.Refusal
	if !errors.As(err, &refusal) || refusal.Reason != intake.NoArticle || got.Article.Title != "Un titre seul" || got.Article.URL != site.URL+"/empty" {
		t.Errorf("a page without article: %+v, %v", got.Article, err)
	}
	pasted, err := desk.Paste(got, "Autre titre\n\n"+body)
	if err != nil || pasted.Article.Title != "Un titre seul" || pasted.Article.URL != got.Article.URL || pasted.Article.Date != (corpus.Date{}) {
		t.Errorf("Paste = %+v, %v", pasted.Article, err)
	}
	var unread *fetch.Error
	if got, err = d.Page(ctx, site.URL+"/none"); !errors.As(err, &unread) || unread.Status != 404 || got.Article.URL == "" {
		t.Errorf("a page that is not there: %+v, %v", got.Article, err)
	}
}
