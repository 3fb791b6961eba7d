package store_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"propos/corpus"
	"propos/corpus/store"
)

// must fails the test when err is not nil.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// same compares what was read, but for times and what the store sets, and the error of reading.
func same[T any](t *testing.T, want, got T, err error, ignore ...string) {
	t.Helper()
	must(t, err)
	options := []cmp.Option{cmpopts.EquateApproxTime(time.Minute), cmpopts.EquateEmpty(), cmp.FilterPath(func(p cmp.Path) bool {
		for _, name := range ignore {
			if p.Last().String() == "."+name {
				return true
			}
		}
		return false
	}, cmp.Ignore())}
	if d := cmp.Diff(want, got, options...); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestNamesCorrectionsSettings(t *testing.T) {
	s, ctx := open(t), t.Context()
	put(t, s, "c", corpus.Article{ID: "a", Body: "texte"}, store.PutOptions{})
	office := store.Name{Person: "Sergueï Lavrov", Words: "chef de la diplomatie russe", Office: true, Period: corpus.Period{From: corpus.Date{Year: 2004, Month: 3}}, By: "m"}
	spelling := store.Name{Person: "Nikol Pachinian", Words: "Pashinyan", By: "m"}
	id, err := s.AddName(ctx, "c", office)
	must(t, err)
	_, err = s.AddName(ctx, "c", spelling)
	must(t, err)
	if again, err := s.AddName(ctx, "c", office); again != id || err != nil {
		t.Errorf("the same name again: %d, %v; want %d", again, err, id)
	}
	names, err := s.Names(ctx, "c")
	same(t, []store.Name{office, spelling}, names, err, "ID", "At")
	must(t, s.DropName(ctx, "c", id, "m"))
	names, err = s.Names(ctx, "c")
	same(t, []store.Name{spelling}, names, err, "ID", "At")

	hide := store.Correction{Article: "a", Quote: "h", Kind: store.Hide, By: "m"}
	speaker := store.Correction{Article: "a", Quote: "h", Kind: store.Speaker, Value: "Ilham Aliev", By: "m"}
	must(t, s.Correct(ctx, "c", hide))
	must(t, s.Correct(ctx, "c", store.Correction{Article: "a", Quote: "h", Kind: store.Speaker, Value: "Aliev"}))
	must(t, s.Correct(ctx, "c", speaker))
	got, err := s.Corrections(ctx, "c", "a")
	same(t, []store.Correction{hide, speaker}, got, err, "At")
	must(t, s.Uncorrect(ctx, "c", "a", "h", store.Hide, "m"))
	got, err = s.Corrections(ctx, "c", "")
	same(t, []store.Correction{speaker}, got, err, "At")
	if err := s.Correct(ctx, "c", store.Correction{Article: "b"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("correction of nothing: %v", err)
	}

	must(t, s.Set(ctx, "c", "labels", map[string]string{"RT France": "média d’État russe"}, "m"))
	labels := map[string]string{}
	found, err := s.Setting(ctx, "c", "labels", &labels)
	if !found || err != nil || labels["RT France"] != "média d’État russe" {
		t.Errorf("Setting = %v, %v, %v", labels, found, err)
	}
	must(t, s.Set(ctx, "c", "labels", nil, "m"))
	if found, err := s.Setting(ctx, "c", "labels", &labels); found || err != nil {
		t.Errorf("a setting that was taken back: %v, %v", found, err)
	}

	must(t, s.Note(ctx, "c", store.Act{By: "m", Kind: "export"}))
	acts, err := s.Journal(ctx, "c", store.Page{})
	must(t, err)
	var kinds []string
	for _, a := range acts {
		kinds = append(kinds, a.Kind)
	}
	slicesSorted := cmpopts.SortSlices(func(a, b string) bool { return a < b }) // acts of one millisecond
	want := strings.Split("put,name,name,name,drop name,correction,correction,correction,drop correction,setting,setting,export", ",")
	if d := cmp.Diff(want, kinds, slicesSorted); d != "" {
		t.Errorf("Journal:\n%s", d)
	}
}

func TestFeeds(t *testing.T) {
	s, ctx := open(t), t.Context()
	feed := store.Feed{Collection: "c", URL: "https://exemple.fr/rss", Title: "Le Fil", Auto: true, By: "m"}
	id, err := s.AddFeed(ctx, "c", feed)
	must(t, err)
	now := time.Now()
	due, err := s.DueFeeds(ctx, now)
	same(t, []store.Feed{feed}, due, err, "ID", "At")
	fresh, err := s.NewEntries(ctx, id, []string{"1", "2", "1"})
	same(t, []string{"1", "2"}, fresh, err)
	feed.State = store.FeedState{ETag: `"x"`, LastModified: "hier", Checked: now, Next: now.Add(time.Hour), Failures: 1, Fault: "404"}
	must(t, s.Looked(ctx, id, feed.State, []string{"1"}))
	fresh, err = s.NewEntries(ctx, id, []string{"1", "2"})
	same(t, []string{"2"}, fresh, err)
	marks, err := s.SeenMarks(ctx, id, 10)
	must(t, err)
	other, err := s.AddFeed(ctx, "d", feed)
	must(t, err)
	must(t, s.MarkSeen(ctx, other, append(marks, "zz", "00")))
	fresh, err = s.NewEntries(ctx, other, []string{"1", "2"})
	same(t, []string{"2"}, fresh, err)
	must(t, s.DropFeed(ctx, "d", other, "m"))
	feeds, err := s.Feeds(ctx, "c")
	same(t, []store.Feed{feed}, feeds, err, "ID", "At")
	due, err = s.DueFeeds(ctx, now)
	same(t, nil, due, err)
	must(t, s.DropFeed(ctx, "c", id, "m"))
	must(t, s.Looked(ctx, id, feed.State, []string{"3"}))
	feeds, err = s.Feeds(ctx, "c")
	same(t, nil, feeds, err)
}

func TestDraftsTasksChoices(t *testing.T) {
	s, ctx := open(t), t.Context()
	draft := store.Draft{Key: "k", Content: json.RawMessage(`{"a":1}`), By: "m"}
	must(t, s.SaveDraft(ctx, "c", draft, corpus.Article{Body: "texte"}, store.Fingerprints{}))
	draft.Content = json.RawMessage(`{"a":2}`)
	must(t, s.SaveDraft(ctx, "c", draft, corpus.Article{Body: "texte"}, store.Fingerprints{}))
	drafts, err := s.Drafts(ctx, "c", store.Page{})
	same(t, []store.Draft{draft}, drafts, err, "At")
	n, err := s.CountDrafts(ctx, "c")
	same(t, 1, n, err)
	drafts, err = s.Drafts(ctx, "c", store.Page{Offset: 1, Limit: 5})
	same(t, nil, drafts, err)
	if _, err := s.Draft(ctx, "d", "k"); !errors.Is(err, store.ErrNoDraft) {
		t.Errorf("another collection's draft: %v", err)
	}
	must(t, s.DropDraft(ctx, "c", "k"))
	if _, err := s.Draft(ctx, "c", "k"); !errors.Is(err, store.ErrNoDraft) {
		t.Errorf("a dropped draft: %v", err)
	}

	question := store.Task{Kind: store.Question, Text: "Qui ?"}
	id, err := s.AddTask(ctx, "c", question)
	must(t, err)
	tasks, err := s.Tasks(ctx, "c")
	same(t, []store.Task{question}, tasks, err, "ID", "At")
	must(t, s.SettleTasks(ctx, "c", "m", id, id+1))
	tasks, err = s.Tasks(ctx, "c")
	same(t, nil, tasks, err)

	must(t, s.Choose(ctx, "p", "c"))
	must(t, s.Choose(ctx, "p", "d"))
	choice, err := s.Choice(ctx, "p")
	same(t, "d", choice, err)
	must(t, s.Choose(ctx, "p", ""))
	choice, err = s.Choice(ctx, "p")
	same(t, "", choice, err)
}

func TestAnswersAndPersons(t *testing.T) {
	s, ctx := open(t), t.Context()
	answer := store.Answer{Key: "k", Collection: "c", Asker: "p", Citations: json.RawMessage(`[{"article":"a"}]`)}
	given := answer
	given.Articles = []string{"a", "b", "a"}
	must(t, s.KeepAnswer(ctx, given))
	must(t, s.SentAnswer(ctx, "k", "salon", "message"))
	answer.Channel, answer.Message = "salon", "message"
	got, err := s.Answer(ctx, "k")
	same(t, answer, got, err, "At")
	got, err = s.AnswerIn(ctx, "message")
	same(t, answer, got, err, "At")
	citing, err := s.AnswersCiting(ctx, "c", "b")
	same(t, []store.Answer{answer}, citing, err, "At")

	put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{By: "p"})
	must(t, s.SaveDraft(ctx, "c", store.Draft{Key: "d", By: "p", Content: json.RawMessage(`{}`)}, corpus.Article{}, store.Fingerprints{}))
	must(t, s.Choose(ctx, "p", "c"))
	held, err := s.Held(ctx, "p")
	same(t, store.Held{Answers: 1, Drafts: 1, Choice: "c", Acts: 2}, held, err)
	must(t, s.ErasePerson(ctx, "p"))
	held, err = s.Held(ctx, "p")
	same(t, store.Held{}, held, err)
	if _, err := s.Answer(ctx, "k"); !errors.Is(err, store.ErrNoAnswer) {
		t.Errorf("answer of an erased person: %v", err)
	}
	if _, _, err := s.Article(ctx, "c", "1"); err != nil {
		t.Errorf("article of an erased person: %v", err)
	}
}

func TestExpire(t *testing.T) {
	s, ctx := open(t), t.Context()
	put(t, s, "c", corpus.Article{ID: "a", Body: "texte"}, store.PutOptions{})
	put(t, s, "c", corpus.Article{ID: "b", Body: "autre"}, store.PutOptions{})
	_, err := s.Remove(ctx, "c", "a", "m")
	must(t, err)
	must(t, s.KeepAnswer(ctx, store.Answer{Key: "k", Collection: "c"}))
	must(t, s.SaveDraft(ctx, "c", store.Draft{Key: "d"}, corpus.Article{}, store.Fingerprints{}))
	const day = 24 * time.Hour
	for _, step := range []struct {
		after time.Duration
		want  store.Expired
	}{
		{6 * day, store.Expired{}}, {8 * day, store.Expired{Drafts: 1}}, {29 * day, store.Expired{}}, {31 * day, store.Expired{Answers: 1, Articles: 1}},
	} {
		n, err := s.Expire(ctx, time.Now().Add(step.after))
		same(t, step.want, n, err)
	}
	if _, err := s.Entry(ctx, "c", "a"); !errors.Is(err, store.ErrErased) {
		t.Errorf("removed 31 days ago: %v", err)
	}
	if _, _, err := s.Article(ctx, "c", "b"); err != nil {
		t.Error(err)
	}
}
