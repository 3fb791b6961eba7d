package cli_test

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"propos/bot/desk"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval"
)

// waits leaves in the store what comes from Discord: "waits draft FILE [AUTHOR]" a draft with its key in $KEY, "waits paywall FILE" one of a page for
// subscribers, "waits question TEXT" a question, "waits report ARTICLE TEXT" a report about an article, "waits quote ARTICLE WORDS TEXT"
// one about a quotation of it.
func waits(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(ts.Getenv("PROPOS_DATA_DIR"), store.FileName), store.Options{})
	ts.Check(err)
	ts.Check(errors.Join(handOver(ctx, ts, s, args), s.Close()))
}

func handOver(ctx context.Context, ts *testscript.TestScript, s *store.Store, args []string) error {
	const collection = "local"
	switch args[0] {
	case "question":
		_, err := s.AddTask(ctx, collection, store.Task{Kind: store.Question, Text: args[1]})
		return err
	case "report":
		_, err := s.AddTask(ctx, collection, store.Task{Kind: store.Report, Article: args[1], Text: args[2]})
		return err
	case "quote":
		key := retrieval.QuoteKey(args[2])
		_, err := s.AddTask(ctx, collection, store.Task{Kind: store.Report, Article: args[1], Quote: key, Text: args[3]})
		return err
	}
	draft, err := intake.Text(ts.ReadFile(args[1]))
	if err != nil {
		return err
	}
	draft.Paywall = args[0] == "paywall"
	d := desk.Draft{Draft: draft}
	if len(args) > 2 {
		d.By = args[2]
	}
	d, err = desk.New(s, nil, desk.Options{}).Keep(ctx, collection, d)
	ts.Setenv("KEY", d.Key)
	return err
}
