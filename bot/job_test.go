package bot_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"propos/bot"
	"propos/bot/desk"
	"propos/bot/discordtest"
	"propos/retrieval"
)

// stuckLibrary never brings an index in step.
type stuckLibrary struct {
	desk.Library
	reached chan struct{} // closed at the first try
}

func (l stuckLibrary) Sync(ctx context.Context, _ string, _ func(done, total int)) error {
	close(l.reached)
	<-ctx.Done()
	return ctx.Err()
}

// TestImportCutShort: the bot's end in the middle of an import is said on the panel; what was taken is kept, and the same file
// once more adds the rest and nothing twice.
func TestImportCutShort(t *testing.T) {
	d, s := discordtest.New(t), openStoreIn(t, t.TempDir())
	l := retrieval.New(desk.Advised{Store: s}, retrieval.Options{})
	t.Cleanup(func() { l.Close() })
	old, fresh := d.AddGuild("Caucase"), d.AddGuild("Neuf")
	u := d.AddUser("ines")
	m, n := u.Join(old, discordtest.ModeratorPermissions), u.Join(fresh, discordtest.ModeratorPermissions)
	c, there := old.AddChannel("général"), fresh.AddChannel("général")
	run := func(library desk.Library) *running {
		r := start(t, d, s, func(o *bot.Options) {
			o.Library, o.Desk, o.Grace = l, desk.New(s, library, desk.Options{}), 100*time.Millisecond
		})
		d.AwaitConnection()
		d.AwaitCommands("")
		return r
	}
	r := run(l)
	has(t, m.Press(m.Slash(c, "ajouter", upload("a.txt", []byte(canal))).Message(), "Date inconnue").Message(), "Le canal gelé")
	lot := m.Slash(c, "ajouter", upload("x.jsonl", bytes.Repeat([]byte(`{"title":"Un","text":"La neige est tombée toute la nuit sur le plateau, et les écoles resteront fermées jusqu'à jeudi."}`+"\n"), 2))).Message()
	turns(t, m.Press(lot, "Tout ajouter").Message(), "1 article ajouté et 1 déjà là")
	export := m.Press(m.Choose(m.Slash(c, "collection", nil).Message(), "", "Sauvegarde").Message(), "Exporter")
	file := export.Followup(0).Files()[0].Bytes
	if err := r.end(); err != nil {
		t.Fatal(err)
	}

	stuck := stuckLibrary{l, make(chan struct{})}
	r = run(stuck)
	panel := n.Press(n.Slash(there, "collection", upload("tout.zip", file)).Message(), "Importer").Message()
	<-stuck.reached
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	if !panel.Becomes(5*time.Second, func(text string) bool {
		return strings.Contains(plain(text), "Je redémarre, et cela s’est arrêté en route")
	}) {
		t.Errorf("the panel says:\n%s", panel.Text())
	}

	run(l)
	has(t, n.Press(panel, "Exporter").Message(), "Ce panneau a expiré.")
	panel = n.Press(n.Slash(there, "collection", upload("tout.zip", file)).Message(), "Importer").Message()
	if !panel.Becomes(5*time.Second, func(text string) bool { return strings.Contains(plain(text), "1 déjà là") }) {
		t.Errorf("the panel says:\n%s", panel.Text())
	}
	has(t, panel, "Articles (1)")
}
