package desk_test

import (
	"errors"
	"testing"

	"propos/bot/desk"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

func TestNames(t *testing.T) {
	d := open(t, desk.Options{})
	ctx := t.Context()
	n, err := d.AddName(ctx, "c", "marc", store.Name{Person: " Sergueï  Lavrov", Words: "chef de la\ndiplomatie russe", Period: corpus.Period{From: corpus.Date{Year: 2004}}})
	if err != nil || n.ID == 0 || n.Person != "Sergueï Lavrov" || n.Words != "chef de la diplomatie russe" || !n.Office {
		t.Fatalf("%+v, %v", n, err)
	}
	var fault *retrieval.NameError
	if _, err := d.AddName(ctx, "c", "marc", store.Name{Person: "Igor Ivanov", Words: "chef de la diplomatie russe"}); !errors.As(err, &fault) || fault.Fault != retrieval.NameTaken || fault.With.Person != "Sergueï Lavrov" {
		t.Errorf("two persons at once: %v", err)
	}
	if _, err := d.AddName(ctx, "another", "marc", store.Name{Person: "Igor Ivanov", Words: "chef de la diplomatie russe"}); err != nil {
		t.Errorf("a name of another collection stands in the way: %v", err)
	}
	dropped, err := d.DropName(ctx, "c", "nora", n.ID)
	if err != nil || dropped.Words != n.Words {
		t.Errorf("%+v, %v", dropped, err)
	}
	if _, err := d.DropName(ctx, "c", "nora", n.ID); !errors.Is(err, desk.ErrNoName) {
		t.Errorf("dropped twice: %v", err)
	}
	journal, err := d.store.Journal(ctx, "c", store.Page{})
	if err != nil || len(journal) != 2 || journal[0].By != "nora" || journal[0].Kind != "drop name" || journal[0].Subject != n.Words || journal[1].Kind != "name" {
		t.Errorf("the journal says %+v, %v", journal, err)
	}
}
