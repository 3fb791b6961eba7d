package remote_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// serve answers in dir until the test ends, or stop is called.
func serve(t *testing.T, dir string, answer func(context.Context, remote.Request) (remote.Response, error)) (stop func()) {
	t.Helper()
	l, err := remote.Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := remote.Serve(ctx, l, answer); err != nil {
			t.Error(err)
		}
	})
	stop = func() { cancel(); running.Wait() }
	t.Cleanup(stop)
	return stop
}

func TestEveryFieldTravels(t *testing.T) {
	asked := remote.Request{Kind: remote.Ask, Collection: "local", Question: retrieval.Question{
		Text: "Et l’Arménie ?", Before: &retrieval.Understood{Topic: "la Turquie"}, Period: corpus.Period{From: corpus.Date{Year: 2020}}, Limit: 3, Explain: true,
	}}
	answered := remote.Response{Answer: retrieval.Answer{
		Question: "Et l’Arménie ?", Reason: retrieval.ReasonAnswered, Confidence: .75, Ranked: []string{"2", "1"},
		Citations: []retrieval.Citation{{
			Text: "«Oui»", Article: retrieval.Heading{ID: "2", Opening: "Le chef", Date: corpus.Date{Month: 2, Day: 27}, Version: 3},
			Span: corpus.Span{Start: 4, End: 11}, Marks: []corpus.Span{{Start: 6, End: 9}}, Speaker: "Lavrov", Attribution: retrieval.ByPronoun, Mention: "il",
		}},
		Explanation: &retrieval.Explanation{Refusal: []retrieval.Share{{Name: "gap", Value: 1, Weight: 2, Part: 2}}},
	}}
	dir := t.TempDir()
	serve(t, dir, func(_ context.Context, q remote.Request) (remote.Response, error) {
		if diff := cmp.Diff(asked, q); diff != "" {
			t.Errorf("request: %s", diff)
		}
		return answered, nil
	})
	got, err := remote.Call(t.Context(), dir, asked)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(answered, got); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, func(_ context.Context, q remote.Request) (remote.Response, error) {
		if q.Article == "9" {
			return remote.Response{}, retrieval.ErrNoArticle
		}
		return remote.Response{}, errors.New("the index is damaged")
	})
	if _, err := remote.Call(t.Context(), dir, remote.Request{Article: "9"}); !errors.Is(err, retrieval.ErrNoArticle) {
		t.Errorf("unknown article: %v", err)
	}
	if _, err := remote.Call(t.Context(), dir, remote.Request{}); err == nil || !strings.Contains(err.Error(), "the index is damaged") {
		t.Errorf("fault: %v", err)
	}
}

func TestNobodyThere(t *testing.T) {
	dir := t.TempDir()
	if _, err := remote.Call(t.Context(), dir, remote.Request{}); !errors.Is(err, remote.ErrAway) {
		t.Errorf("no socket: %v", err)
	}
	stop := serve(t, dir, nil)
	stop()
	if _, err := remote.Call(t.Context(), dir, remote.Request{}); !errors.Is(err, remote.ErrAway) {
		t.Errorf("after the end: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "propos.sock")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket's file is left: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "propos.sock"), nil, 0o600); err != nil { // as a killed owner leaves it
		t.Fatal(err)
	}
	if _, err := remote.Call(t.Context(), dir, remote.Request{}); !errors.Is(err, remote.ErrAway) {
		t.Errorf("dead socket: %v", err)
	}
	serve(t, dir, func(context.Context, remote.Request) (remote.Response, error) {
		return remote.Response{Verdict: retrieval.Verdict{Articles: 2}}, nil
	})
	if r, err := remote.Call(t.Context(), dir, remote.Request{}); err != nil || r.Verdict.Articles != 2 {
		t.Errorf("after a dead socket: %+v, %v", r, err)
	}
}

func TestCallsUnderWayEnd(t *testing.T) {
	dir := t.TempDir()
	begun, finish := make(chan struct{}), make(chan struct{})
	stop := serve(t, dir, func(context.Context, remote.Request) (remote.Response, error) {
		close(begun)
		<-finish
		return remote.Response{Verdict: retrieval.Verdict{Articles: 7}}, nil
	})
	var calling sync.WaitGroup
	calling.Go(func() {
		if r, err := remote.Call(t.Context(), dir, remote.Request{}); err != nil || r.Verdict.Articles != 7 {
			t.Errorf("got %+v, %v", r, err)
		}
	})
	<-begun
	var stopping sync.WaitGroup
	stopping.Go(stop)
	close(finish)
	calling.Wait()
	stopping.Wait()
}

func TestACallerWhoGivesUp(t *testing.T) {
	dir := t.TempDir()
	release := make(chan struct{})
	serve(t, dir, func(context.Context, remote.Request) (remote.Response, error) {
		<-release
		return remote.Response{}, nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := remote.Call(ctx, dir, remote.Request{}); err == nil {
		t.Error("a call whose context has ended succeeded")
	}
	close(release)
}

func TestLongDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	serve(t, dir, func(context.Context, remote.Request) (remote.Response, error) {
		return remote.Response{Verdict: retrieval.Verdict{Articles: 1}}, nil
	})
	if r, err := remote.Call(t.Context(), dir, remote.Request{}); err != nil || r.Verdict.Articles != 1 {
		t.Errorf("got %+v, %v", r, err)
	}
}
