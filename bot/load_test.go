package bot_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"propos/bot"
	"propos/bot/discordtest"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

// TestLoad asks 50 questions a second, from 200 people on 20 servers, for five seconds; in the long run for a minute, with
// 16,897 articles more on one of them.
// discordtest fails on each question that is not acknowledged within three seconds.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	long, length := os.Getenv("LONG_TESTS") != "", 5*time.Second
	if long {
		length = time.Minute
	}
	s := newScene(t)
	members, channels := crowd(t, s, 20, 200)
	if long {
		news(t, s.store, s.library, s.guilds["serveur0"].ID)
	}
	status := new(bot.Status)
	r := start(t, s.d, s.store, func(o *bot.Options) { o.Library, o.Status = s.library, status })
	s.d.AwaitConnection()
	s.d.AwaitCommands("")
	ask := func(i int) time.Duration {
		n := i % len(members)
		return members[n].Slash(channels[n], "demander", discordtest.Options{"question": questions[i%len(questions)]}).Latency()
	}
	for i := range 40 {
		ask(i) // every index opened, every connection made
	}
	typing(t, members[0], channels[0])
	goroutines, memory := usage()
	latencies := steady(length, 50, ask)
	slices.Sort(latencies)
	p50, p99 := latencies[len(latencies)/2], latencies[len(latencies)*99/100]
	t.Logf("%d questions: p50 %v, p99 %v, slowest %v; %+v", len(latencies), p50, p99, latencies[len(latencies)-1], status.State())
	if p99 > 500*time.Millisecond && !raceDetector {
		t.Errorf("p99 is %v, more than 500 ms", p99)
	}
	g, m := usage()
	s.d.Eventually(2*time.Second, func() bool { g, m = usage(); return g <= goroutines }) // handlers end
	t.Logf("goroutines %d → %d, memory %d → %d KiB", goroutines, g, memory>>10, m>>10)
	if g > goroutines+idleGoroutines {
		t.Errorf("goroutines grew from %d to %d", goroutines, g)
	}
	if m > memory+maxGrowth {
		t.Errorf("memory grew from %d to %d MiB", memory>>20, m>>20)
	}
	if err := r.end(); err != nil {
		t.Error(err)
	}
}

const (
	idleGoroutines = 3 * 16   // two of the client and one of the server for each idle connection that the bot keeps
	maxGrowth      = 64 << 20 // the caches of passages and words of twenty indexes, which are not full when the minute begins
)

// news puts the articles of the evaluation into a collection.
func news(t testing.TB, st *store.Store, l *retrieval.Library, collection string) {
	f, err := os.Open(filepath.Join("..", "..", "shared", "eval", "news", "articles.jsonl.gz"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the evaluation's articles are not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var items []store.Item
	for d := json.NewDecoder(z); d.More(); {
		var a struct{ ID, Title, Date, Source, URL, Text string }
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		date, _ := corpus.ParseDate(a.Date)
		items = append(items, store.Item{Article: corpus.Article{ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Date: date, Body: a.Text}.Clean()})
	}
	if _, err := st.PutBatch(t.Context(), collection, items); err != nil {
		t.Fatal(err)
	}
	if err := l.Sync(t.Context(), collection, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d articles more on one server", len(items))
}

// questions are asked in turn: some the articles answer, some not.
var questions = []string{
	"Qu'a dit Lavrov sur la Turquie ?", "Qui a signé la déclaration du 9 novembre ?", "Quand le groupe de Minsk a-t-il été créé ?",
	"Quelle est la recette de la tarte aux pommes ?", "Combien de morts les combats ont-ils faits ?", "Qu'est-ce que l'OTSC ?",
	"Que dit Aliyev d'un traité de paix ?", "Pourquoi le groupe de Minsk a-t-il été créé ?",
}

// crowd makes servers with the demonstration articles and members spread over them.
func crowd(t testing.TB, s *scene, servers, people int) (members []*discordtest.Member, channels []*discordtest.Channel) {
	for i := range servers {
		if err := s.server([]string{fmt.Sprint("serveur", i)}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range people {
		name := fmt.Sprint("serveur", i%servers)
		members = append(members, s.d.AddUser(fmt.Sprint("membre", i)).Join(s.guilds[name], discordtest.MemberPermissions))
		channels = append(channels, s.channels[name+"/général"])
	}
	return members, channels
}

// steady calls do at a rate, whatever the answers take, and returns what they took.
func steady(length time.Duration, perSecond int, do func(i int) time.Duration) []time.Duration {
	var mu sync.Mutex
	var all []time.Duration
	var wait sync.WaitGroup
	tick := time.NewTicker(time.Second / time.Duration(perSecond))
	defer tick.Stop()
	for i := range int(length.Seconds()) * perSecond {
		<-tick.C
		wait.Go(func() {
			took := do(i)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took)
		})
	}
	wait.Wait()
	return all
}

// typing checks that suggestions come within 100 ms of each letter.
func typing(t *testing.T, m *discordtest.Member, c *discordtest.Channel) {
	for _, option := range []string{"personne", "source", "titre"} {
		command := "demander"
		if option == "titre" {
			command = "articles"
		}
		var slowest, first time.Duration
		for i := range 20 {
			took := m.Complete(c, command, option, discordtest.Options{option: "la"[:i%3]}).Latency()
			if i == 0 {
				first = took
				continue
			}
			slowest = max(slowest, took)
		}
		t.Logf("suggestions for %s: the first after %v, the slowest of 19 more after %v", option, first, slowest)
		if slowest > 100*time.Millisecond && !raceDetector {
			t.Errorf("suggestions for %s took %v", option, slowest)
		}
	}
}

// usage returns the goroutines and the bytes in use after a collection.
func usage() (goroutines int, bytes uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapInuse
}

// slowLibrary answers nothing of one collection before it may.
type slowLibrary struct {
	bot.Library
	collection string
	may        <-chan struct{} // closed when it may; nil is never
}

func (l slowLibrary) Ask(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error) {
	if collection == l.collection {
		select {
		case <-l.may:
		case <-ctx.Done():
			return retrieval.Answer{}, ctx.Err()
		}
	}
	return l.Library.Ask(ctx, collection, q)
}

// TestSlowServer: a library that does not answer on one server is acknowledged in time there, answers late with the visibility that was
// promised, and delays nobody elsewhere.
func TestSlowServer(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	members, channels := crowd(t, s, 2, 40)
	may := make(chan struct{})
	start(t, s.d, s.store, func(o *bot.Options) { o.Library = slowLibrary{s.library, s.guilds["serveur0"].ID, may} })
	s.d.AwaitConnection()
	s.d.AwaitCommands("")
	question := discordtest.Options{"question": "Qu'a dit Lavrov sur la Turquie ?"}
	var slow []*discordtest.Interaction
	for i := 0; i < 40; i += 2 {
		slow = append(slow, members[i].Slash(channels[i], "demander", question))
	}
	for i := 1; i < 40; i += 2 {
		it := members[i].Slash(channels[i], "demander", question)
		has(t, it.Message(), "partenaire") // before any of the others
		if took := it.Latency(); took > time.Second && !raceDetector {
			t.Errorf("a question elsewhere took %v", took)
		}
	}
	for _, it := range slow {
		if !it.Deferred() {
			t.Error("a slow question was answered at once")
		}
	}
	close(may)
	for _, it := range slow {
		if m := it.Message(); !m.Ephemeral() {
			t.Error("a late answer is public")
		}
	}
}

// lyingLibrary moves every citation by a byte.
type lyingLibrary struct{ bot.Library }

func (l lyingLibrary) Ask(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error) {
	a, err := l.Library.Ask(ctx, collection, q)
	for i := range a.Citations {
		a.Citations[i].Span.Start++
		a.Citations[i].Span.End++
	}
	return a, err
}

// TestVerbatim: a citation that is not in its article, byte for byte, is not shown.
func TestVerbatim(t *testing.T) {
	s := newScene(t)
	members, channels := crowd(t, s, 1, 1)
	start(t, s.d, s.store, func(o *bot.Options) { o.Library = lyingLibrary{s.library} })
	s.d.AwaitConnection()
	s.d.AwaitCommands("")
	m := members[0].Slash(channels[0], "demander", discordtest.Options{"question": "Qu'a dit Lavrov sur la Turquie ?"}).Message()
	if text := plain(m.Text()); strings.Contains(text, "partenaire") || !strings.Contains(text, "Je ne sais pas.") {
		t.Errorf("shown: %s", text)
	}
}
