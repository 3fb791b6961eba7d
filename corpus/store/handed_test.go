package store_test

import (
	"path/filepath"
	"testing"

	"propos/corpus/store"
)

// TestHandedOver: a person sees and erases what they handed to moderators, who never learn whose it is.
func TestHandedOver(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, task := range []store.Task{{Kind: store.Question, Text: "Qui ?", Asker: "ana"}, {Kind: store.Report, Text: "Hors sujet", Asker: "bo"}} {
		if _, err := s.AddTask(ctx, "g", task); err != nil {
			t.Fatal(err)
		}
	}
	waiting, err := s.Tasks(ctx, "g")
	if err != nil || len(waiting) != 2 || waiting[0].Asker != "" || waiting[1].Asker != "" {
		t.Fatalf("moderators see %+v, %v", waiting, err)
	}
	handed, err := s.HandedOver(ctx, "ana")
	if err != nil || len(handed) != 1 || handed[0].Text != "Qui ?" {
		t.Fatalf("ana handed over %+v, %v", handed, err)
	}
	if err := s.ErasePerson(ctx, "ana"); err != nil {
		t.Fatal(err)
	}
	if handed, err = s.HandedOver(ctx, "ana"); err != nil || len(handed) != 0 {
		t.Errorf("after the erasure ana handed over %+v, %v", handed, err)
	}
	if waiting, err = s.Tasks(ctx, "g"); err != nil || len(waiting) != 1 || waiting[0].Text != "Hors sujet" {
		t.Errorf("after the erasure moderators see %+v, %v", waiting, err)
	}
	if handed, err := s.HandedOver(ctx, ""); err != nil || handed != nil {
		t.Errorf("nobody handed over %+v, %v", handed, err)
	}
}
