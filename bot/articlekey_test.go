package bot_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"propos/bot"
	"propos/bot/desk"
	"propos/bot/discordtest"
	"propos/corpus/intake"
)

// TestLongIDs: an article whose id, from JSON Lines, is longer than Discord's hundred characters is opened by suggestion, by choice, from
// the list, and from the list of those that were removed; and one whose id looks like another's key is not taken for it.
func TestLongIDs(t *testing.T) {
	f := openOffice(t, desk.Options{})
	ids := []string{"https://journal.example/" + strings.Repeat("é", 85), strings.Repeat("b", 200), strings.Repeat("c", 100), "court"}
	ids = append(ids, bot.ArticleKey(ids[1]))
	var file bytes.Buffer
	for i, id := range ids {
		fmt.Fprintf(&file, `{"id":%q,"title":"Vanne %d","text":"La vanne numéro %d a été révisée lundi par les équipes de la centrale, avant la fonte des neiges."}`+"\n", id, i, i*17)
	}
	var drafts []intake.Draft
	for d, err := range intake.Read("vannes.jsonl", &file, intake.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, d)
	}
	if _, full, err := f.desk.AddAll(t.Context(), f.c.Guild.ID, "", drafts); err != nil || full != nil {
		t.Fatal(err, full)
	}
	if err := f.desk.Sync(t.Context(), f.c.Guild.ID, nil); err != nil {
		t.Fatal(err)
	}
	for i := range ids {
		title := fmt.Sprintf("Vanne %d", i)
		names, values := f.m.Complete(f.c, "article", "titre", discordtest.Options{"titre": strings.ToLower(title)}).Choices()
		if len(names) != 1 || names[0] != title {
			t.Fatalf("%s is suggested as %q", title, names)
		}
		panel := f.slash("article", discordtest.Options{"titre": values[0]}).Message()
		has(t, panel, "**"+title+"**")
		has(t, f.m.Press(panel, "Retirer").Message(), "Retiré")
		has(t, f.m.Press(panel, "Annuler le retrait").Message(), title)
		has(t, f.m.Choose(f.slash("article", discordtest.Options{"titre": "vanne"}).Message(), "", title).Message(), "[Modifier]")
		has(t, f.m.Choose(f.slash("collection", nil).Message(), "", title).Message(), "[Modifier]")
	}
	if _, err := f.s.Remove(t.Context(), f.c.Guild.ID, ids[1], ""); err != nil {
		t.Fatal(err)
	}
	removed := f.m.Press(f.slash("collection", nil).Message(), "Articles retirés").Message()
	has(t, f.m.Choose(removed, "", "Vanne 1").Message(), "[Annuler le retrait]")
	has(t, f.slash("article", discordtest.Options{"titre": "vanne 1"}).Message(), "[Annuler le retrait]")
	if err := f.desk.Erase(t.Context(), f.c.Guild.ID, "", ids[1]); err != nil {
		t.Fatal(err)
	}
	panel := f.slash("article", discordtest.Options{"titre": "vanne"}).Message()
	key := strings.Split(panel.CustomID("Choisis un article"), ":")[1]
	has(t, f.m.Forge(panel, "article:"+key+":0", bot.ArticleKey(ids[1])).Message(), "il a été effacé")
}
