package desk_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"propos/bot/desk"
	"propos/corpus"
	"propos/corpus/store"
)

func TestLabels(t *testing.T) {
	d := open(t, desk.Options{})
	ctx := t.Context()
	if _, err := d.store.Put(ctx, "c", corpus.Article{Title: "Le pont", Source: "La Dépêche", Body: "Le pont ferme lundi."}, store.PutOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		source, label string
		want          error
	}{
		{"dépêche", "x", desk.ErrNoSource}, {"", "x", desk.ErrNoSource}, {"Le pont", "x", desk.ErrNoSource},
		{"La Dépêche", strings.Repeat("é", desk.MaxLabel+1), desk.ErrLongLabel}, {"La Dépêche", strings.Repeat("é", desk.MaxLabel), nil},
	} {
		if _, _, err := d.SetLabel(ctx, "c", "marc", c.source, c.label); !errors.Is(err, c.want) {
			t.Errorf("%q %q: %v, want %v", c.source, c.label, err, c.want)
		}
	}
	if source, shown, err := d.SetLabel(ctx, "c", "marc", " la  DEPECHE", "( journal\nrégional )"); source != "La Dépêche" || shown != "journal régional" || err != nil {
		t.Errorf("%q %q, %v", source, shown, err)
	}
	full := map[string]string{}
	for i := range desk.MaxLabels {
		full[strconv.Itoa(i)] = "x"
	}
	if err := d.store.Set(ctx, "c", desk.SettingLabels, full, "marc"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.SetLabel(ctx, "c", "marc", "La Dépêche", "x"); !errors.Is(err, desk.ErrManyLabels) {
		t.Errorf("one label too many: %v", err)
	}
	if _, _, err := d.SetLabel(ctx, "c", "marc", "7", ""); err != nil {
		t.Errorf("a label is not taken back: %v", err)
	}
	if labels, err := d.Labels(ctx, "c"); len(labels) != desk.MaxLabels-1 || err != nil {
		t.Errorf("%d labels, %v", len(labels), err)
	}
}
