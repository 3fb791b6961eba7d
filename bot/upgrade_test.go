package bot_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"propos/bot"
	"propos/bot/discordtest"
	"propos/corpus/demo"
	"propos/corpus/store"
	"propos/retrieval"
)

// TestUpgrade: a member asks while the articles are read again after an upgrade. Where the index that was there can be read, it answers,
// and the member is told; where it cannot, that is the answer.
func TestUpgrade(t *testing.T) {
	for what, want := range map[string]string{
		"analysis": "La Turquie est notre partenaire dans de nombreux domaines",
		"index":    "Réessaie dans un moment.",
	} {
		t.Run(what, func(t *testing.T) {
			d, s, dir := discordtest.New(t), openStore(t), t.TempDir()
			guild := d.AddGuild("Essai")
			channel := guild.AddChannel("général")
			alice := d.AddUser("Alice").Join(guild, discordtest.MemberPermissions)
			if err := s.Set(t.Context(), guild.ID, "public_channels", []string{channel.ID}, ""); err != nil {
				t.Fatal(err)
			}
			indexedElsewhere(t, s, guild.ID, dir, what)
			library := retrieval.New(s, retrieval.Options{Dir: dir})
			t.Cleanup(func() { library.Close() })
			start(t, d, s, func(o *bot.Options) { o.Library = library })
			d.AwaitConnection()
			d.AwaitCommands("")

			ask := func() string {
				question := discordtest.Options{"question": "Qu'a dit Lavrov sur la Turquie ?"}
				return plain(alice.Slash(channel, "demander", question).Message().Text())
			}
			const note = "Je relis les articles après une mise à jour (0 %)."
			if text := ask(); !strings.Contains(text, want) || !strings.Contains(text, note) {
				t.Errorf("by command, before the articles are read:\n%s", text)
			}
			mention := alice.Mention(channel, "Qu'a dit Lavrov sur la Turquie ?")
			d.Eventually(0, mention.Answered)
			if text := plain(mention.AnswerOf().Text()); !strings.Contains(text, want) || !strings.Contains(text, note) {
				t.Errorf("by mention, before the articles are read:\n%s", text)
			}
			if err := library.Sync(t.Context(), guild.ID, nil); err != nil {
				t.Fatal(err)
			}
			if text := ask(); strings.Contains(text, "Je relis") || !strings.Contains(text, "La Turquie est notre partenaire") {
				t.Errorf("afterwards:\n%s", text)
			}
		})
	}
}

// indexedElsewhere fills a collection and its index, and makes the index one of another analysis, or of another form.
func indexedElsewhere(t *testing.T, s *store.Store, collection, dir, what string) {
	t.Helper()
	for _, a := range demo.Articles() {
		if _, err := s.Put(t.Context(), collection, a, store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	l := retrieval.New(s, retrieval.Options{Dir: dir})
	if err := l.Sync(t.Context(), collection, nil); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	changed := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.Name() != "root.bolt" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, version := range []byte("123456789") { // it stands in the file as it is; the length stays
			old := []byte(what + " " + string(version) + ",")
			changed += bytes.Count(b, old)
			b = bytes.ReplaceAll(b, old, []byte(what+" 0,"))
		}
		return os.WriteFile(path, b, 0o600)
	})
	if err != nil || changed == 0 {
		t.Fatalf("the index says nothing of its version: %v", err)
	}
}
