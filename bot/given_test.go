package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"propos/bot/desk"
	"propos/bot/discordtest"
	"propos/corpus"
	"propos/corpus/intake"
)

// paragraphs is a text of so many sentences.
func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "La vanne n° %d du *barrage* de Serre-Ponçon a été révisée par les équipes de la centrale.\n\n", i)
	}
	return strings.TrimSpace(b.String())
}

// back fails unless a message gives these words back: all of them, to be read in it or in the file beside it.
func back(t *testing.T, m *discordtest.Message, words string, inFile bool) {
	t.Helper()
	has(t, m, "Rien n’est enregistré.")
	if !m.Ephemeral() {
		t.Error("everybody reads what somebody wrote")
	}
	files := m.Files()
	switch {
	case !inFile && len(files) == 0:
		has(t, m, words)
	case !inFile || len(files) != 1:
		t.Errorf("%d files", len(files))
	case string(files[0].Bytes) != words:
		t.Errorf("the file has %d bytes, not the %d that were written", len(files[0].Bytes), len(words))
	}
}

// TestNothingWrittenIsLost: whatever becomes of a form, what was written in it is kept, stands in the form again, or comes back whole.
func TestNothingWrittenIsLost(t *testing.T) {
	f := openOffice(t, desk.Options{})
	long := []rune(paragraphs(160))[:8000]
	first, second := string(long[:4000]), string(long[4000:])

	t.Run("the panel expired", func(t *testing.T) {
		form := f.slash("ajouter", nil).Modal()
		paste := f.m.Press(f.slash("ajouter", discordtest.Options{"lien": "http://127.0.0.1:1/"}).Message(), "Coller le texte").Modal()
		f.restart()
		back(t, f.m.Submit(form, map[string]string{"title": "La crue", "text": "L'Orb a débordé.", "source": "Le Fil"}).Message(), "La crue\n\nLe Fil\n\nL'Orb a débordé.", false)
		back(t, f.m.Submit(form, map[string]string{"text": first}).Message(), first, true)
		back(t, f.m.Submit(paste, map[string]string{"text": first, "more": second}).Message(), first+"\n\n"+strings.TrimSpace(second), true)
	})

	t.Run("a text that is no article stands in the form again", func(t *testing.T) {
		m := f.m.Submit(f.slash("ajouter", nil).Modal(), map[string]string{"title": "Titre", "text": "Ce site utilise des cookies."}).Message()
		if form := f.m.Press(m, "Coller le texte").Modal(); !strings.Contains(string(form.JSON()), "Ce site utilise des cookies.") {
			t.Errorf("the form is empty: %s", form.JSON())
		}
	})

	t.Run("an address and a date that cannot be read stand in the form again", func(t *testing.T) {
		m := f.m.Submit(f.slash("ajouter", nil).Modal(), map[string]string{"text": canal, "url": "gopher:canal", "date": "naguère"}).Message()
		has(t, m, "« gopher:canal » n’est pas une adresse http ou https.")
		has(t, m, "Je ne comprends pas la date « naguère »")
		form := f.m.Press(m, "Corriger").Modal()
		if raw := string(form.JSON()); !strings.Contains(raw, "gopher:canal") || !strings.Contains(raw, "naguère") {
			t.Errorf("the form has lost them: %s", raw)
		}
		m = f.m.Submit(form, map[string]string{"url": "https://canal.example/gel", "date": "2021"}).Message()
		has(t, m, "2021")
		if raw := string(f.m.Press(m, "Corriger").Modal().JSON()); strings.Contains(raw, "naguère") {
			t.Errorf("what was mended is there still: %s", raw)
		}
	})

	t.Run("the draft is gone", func(t *testing.T) {
		m := f.slash("ajouter", upload("a.txt", []byte(canal))).Message()
		form := f.m.Press(m, "Corriger").Modal()
		f.m.Press(m, "Annuler").Message()
		it := f.m.Submit(form, map[string]string{"title": "Un titre trouvé ailleurs"})
		has(t, it.Message(), "Ce brouillon n’est plus là")
		back(t, it.Followup(0), "Un titre trouvé ailleurs", false)
	})

	t.Run("the article was erased meanwhile", func(t *testing.T) {
		id := f.put(corpus.Article{Title: "La vanne", Body: paragraphs(3)})
		m := f.slash("article", discordtest.Options{"titre": "#" + id}).Message()
		form := f.m.Press(m, "Modifier le texte").Modal()
		if err := f.desk.Erase(t.Context(), f.c.Guild.ID, "", id); err != nil {
			t.Fatal(err)
		}
		it := f.m.Submit(form, map[string]string{"body": first})
		has(t, it.Message(), "il a été effacé")
		back(t, it.Followup(0), first, true)
	})

	t.Run("there are as many drafts as there may be", func(t *testing.T) {
		for range desk.MaxDrafts {
			if _, err := f.desk.Keep(t.Context(), f.c.Guild.ID, desk.Draft{Draft: intake.Draft{Article: corpus.Article{Body: canal}}}); err != nil {
				break
			}
		}
		m := f.m.Submit(f.slash("ajouter", nil).Modal(), map[string]string{"text": canal}).Message()
		has(t, m, "Il y a déjà 500 brouillons.")
		back(t, m, strings.TrimSpace(canal), false)
	})

	t.Run("the store fails", func(t *testing.T) {
		form := f.slash("ajouter", nil).Modal()
		if err := f.s.Close(); err != nil {
			t.Fatal(err)
		}
		m := f.m.Submit(form, map[string]string{"text": canal}).Message()
		has(t, m, "Quelque chose a cloché de mon côté.")
		has(t, m, "Ce que tu avais écrit :\nLe canal gelé")
	})
}

// put gives the server an article.
func (f *office) put(a corpus.Article) (id string) {
	f.t.Helper()
	added, err := f.desk.Add(f.t.Context(), f.c.Guild.ID, "", intake.Draft{Article: a}, false)
	if err != nil {
		f.t.Fatal(err)
	}
	return added.ID
}

// TestLongTextIsEditedAsFile: a text that no form holds comes as a file, and goes back as one, with all that is known of the article.
func TestLongTextIsEditedAsFile(t *testing.T) {
	f := openOffice(t, desk.Options{})
	id := f.put(corpus.Article{Title: "Les vannes", Source: "Le Fil: « local »", Author: "Anne Leroy", Date: corpus.Date{Year: 2021, Month: 5}, Body: paragraphs(80)})
	it := f.m.Press(f.slash("article", discordtest.Options{"titre": "#" + id}).Message(), "Modifier le texte")
	has(t, it.Message(), "un formulaire de Discord n’en prend que 4 000 : le voici en fichier, plus bas.")
	given := it.Followup(0)
	has(t, given, "Corrige ce fichier, puis rends-le-moi avec")
	text := strings.Replace(string(given.Files()[0].Bytes), "vanne n° 7 ", "vanne n° sept ", 1)
	o := upload("article.txt", []byte(text))
	o["titre"] = "vannes"
	m := f.slash("article", o).Message()
	has(t, m, "Ce que dit le fichier")
	has(t, m, "vanne n° sept")
	has(t, f.m.Press(m, "Accepter").Message(), "Enregistré : c’est la version 2.")
	o = upload("article.txt", []byte(text))
	o["titre"] = "#" + id
	has(t, f.slash("article", o).Message(), "Ce fichier dit la même chose que l’article.")
	a, version, err := f.s.Article(t.Context(), f.c.Guild.ID, id)
	if err != nil || version != 2 || a.Source != "Le Fil: « local »" || a.Author != "Anne Leroy" || a.Date != (corpus.Date{Year: 2021, Month: 5}) || !strings.Contains(a.Body, "vanne n° sept ") {
		t.Errorf("version %d, %v: %q %q %v\n%.200s", version, err, a.Source, a.Author, a.Date, a.Body)
	}
}

// TestFormsCutNothing: a form has all of a title that is longer than one may type, and gives it back as it was.
func TestFormsCutNothing(t *testing.T) {
	f := openOffice(t, desk.Options{})
	title := strings.TrimSpace(strings.Repeat("Très long titre ", 40))
	id := f.put(corpus.Article{Title: title, Body: canal})
	m := f.slash("article", discordtest.Options{"titre": "#" + id}).Message()
	has(t, f.m.Submit(f.m.Press(m, "Modifier").Modal(), map[string]string{"source": "Le Fil"}).Message(), "Enregistré")
	if a, _, err := f.s.Article(t.Context(), f.c.Guild.ID, id); err != nil || a.Title != title || a.Source != "Le Fil" {
		t.Errorf("%q, %v", a.Title, err)
	}
}
