package bot_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"propos/bot"
	"propos/bot/desk"
	"propos/bot/discordtest"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
	"propos/retrieval"
)

func TestSourcesOf(t *testing.T) {
	long := strings.Repeat("Le port attend ses grues. ", 20)
	file := &discordgo.MessageAttachment{Filename: "message.txt", URL: "https://cdn.discordapp.com/attachments/1/2/message.txt"}
	for _, tt := range []struct {
		name    string
		message discordgo.Message
		want    []string
	}{
		{"links with signs around", discordgo.Message{Content: "Voir (https://a.fr/x?y=1#z), **https://b.fr/** et <https://c.fr/d>."},
			[]string{"page https://a.fr/x?y=1#z", "page https://b.fr/", "page https://c.fr/d"}},
		{"a masked link", discordgo.Message{Content: "[ici](https://a.fr/x)"}, []string{"page https://a.fr/x"}},
		{"the same twice", discordgo.Message{Content: "https://a.fr/x https://a.fr/x"}, []string{"page https://a.fr/x"}},
		{"a file and a long text", discordgo.Message{Content: long, Attachments: []*discordgo.MessageAttachment{file}}, []string{"file message.txt", "text"}},
		{"what is forwarded", discordgo.Message{MessageSnapshots: []discordgo.MessageSnapshot{{Message: &discordgo.Message{Content: long + " https://a.fr/x",
			Attachments: []*discordgo.MessageAttachment{file}}}}}, []string{"page https://a.fr/x", "file message.txt", "text"}},
		{"an embed alone", discordgo.Message{Embeds: []*discordgo.MessageEmbed{{URL: "https://a.fr/x"}, {URL: "https://b.fr/y"}}}, []string{"page https://a.fr/x", "page https://b.fr/y"}},
		{"a link and its embed", discordgo.Message{Content: "https://a.fr/x", Embeds: []*discordgo.MessageEmbed{{URL: "https://a.fr/x?canonical"}}}, []string{"page https://a.fr/x"}},
		{"nothing", discordgo.Message{Content: "Bonjour ! javascript:alert(1) file:///etc/passwd"}, nil},
	} {
		if got := bot.SourcesOf(&tt.message); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	var many strings.Builder
	for i := range 100 {
		fmt.Fprintf(&many, "https://a.fr/%d ", i)
	}
	if got := bot.SourcesOf(&discordgo.Message{Content: many.String()}); len(got) != 25 {
		t.Errorf("%d sources of a hundred links", len(got))
	}
}

func TestFilesComeFromDiscordAlone(t *testing.T) {
	for address, want := range map[string]bool{
		"https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1":  true,
		"https://media.discordapp.net/attachments/1/2/a.txt":     true,
		"http://cdn.discordapp.com/attachments/1/2/a.txt":        false,
		"https://cdn.discordapp.com.example.com/a.txt":           false,
		"https://cdn.discordapp.com@10.0.0.1/a.txt":              false,
		"https://cdn.discordapp.com:8443/a.txt":                  false,
		"https://169.254.169.254/latest/meta-data/":              false,
		"file:///etc/passwd":                                     false,
		"//cdn.discordapp.com/a.txt":                             false,
		"":                                                       false,
		"https://discord.com/api/v10/attachments/1":              false,
		"https://u:p@cdn.discordapp.com/attachments/1/2/a.txt":   false,
		"https://cdn.discordapp.com\\@10.0.0.1/attachments/1/2/": false,
	} {
		if bot.HoldsFiles(bot.DiscordAPI, address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
	if !bot.HoldsFiles("http://127.0.0.1:1/api/v10", "http://127.0.0.1:1/attachments/1/a.txt") || bot.HoldsFiles("http://127.0.0.1:1/api/v10", "http://127.0.0.1:2/a.txt") {
		t.Error("another API: its host alone holds files")
	}
}

// office is an empty server with one moderator, whose bot can be started again.
type office struct {
	t       *testing.T
	d       *discordtest.Discord
	s       *store.Store
	l       *retrieval.Library
	desk    *desk.Desk
	c       *discordtest.Channel
	m       *discordtest.Member
	running *running
	grace   time.Duration // of the bot's end; 0 is the product's
}

// openOffice starts the bot of an office; unless the options say otherwise, it may read pages of this machine.
func openOffice(t *testing.T, o desk.Options) *office {
	d, s := discordtest.New(t), openStoreIn(t, t.TempDir())
	l := retrieval.New(desk.Advised{Store: s}, retrieval.Options{})
	t.Cleanup(func() { l.Close() })
	g := d.AddGuild("Caucase")
	if o.Fetcher == nil {
		o.Fetcher = fetch.New(fetch.Options{Allow: loopback})
	}
	f := &office{t: t, d: d, s: s, l: l, desk: desk.New(s, l, o), c: g.AddChannel("général"), m: d.AddUser("ines").Join(g, discordtest.ModeratorPermissions)}
	f.start()
	return f
}

func (f *office) start() {
	f.running = start(f.t, f.d, f.s, func(b *bot.Options) { b.Library, b.Desk, b.PersonRate, b.Grace = f.l, f.desk, 100, f.grace })
	f.d.AwaitConnection()
	f.d.AwaitCommands("")
}

// restart ends the bot and starts it again, which ends all panels.
func (f *office) restart() {
	if err := f.running.end(); err != nil {
		f.t.Fatal(err)
	}
	f.start()
}

// slash is what the moderator's command leads to.
func (f *office) slash(name string, options discordtest.Options) *discordtest.Interaction {
	return f.m.Slash(f.c, name, options)
}

// atDesk is openOffice for who needs the people alone.
func atDesk(t *testing.T, o desk.Options) (*discordtest.Discord, *discordtest.Channel, *discordtest.Member) {
	f := openOffice(t, o)
	return f.d, f.c, f.m
}

func upload(name string, data []byte) discordtest.Options {
	return discordtest.Options{"fichier": &discordtest.Upload{Name: name, Type: "text/plain", Bytes: data}}
}

const canal = "Le canal gelé\n\nLe canal a gelé dans la nuit de lundi, et les bateaux attendent aux écluses que les services de la navigation cassent la glace.\n"

func has(t *testing.T, m *discordtest.Message, text string) {
	t.Helper()
	if !strings.Contains(plain(m.Text()), plain(text)) {
		t.Errorf("the message does not show %q:\n%s", text, m.Text())
	}
}

// TestDemotedModerator: a panel that is open does nothing any more for who lost the permission.
func TestDemotedModerator(t *testing.T) {
	_, c, m := atDesk(t, desk.Options{})
	preview := m.Slash(c, "ajouter", upload("a.txt", []byte(canal))).Message()
	has(t, m.Press(preview, "Date inconnue").Message(), "Le canal gelé")
	m.Join(c.Guild, discordtest.MemberPermissions)
	has(t, m.Press(preview, "Ajouter").Message(), "Tu n’as plus la permission que cette commande demande.")
	m.Join(c.Guild, discordtest.ModeratorPermissions)
	has(t, m.Press(preview, "Ajouter").Message(), "Ajouté à la collection de Caucase : Le canal gelé (1 passage, 0 citation).")
}

// TestModeratorIsNoAdministrator: on a moderator's own panel, the verbs of /reglages are forged, and do nothing.
func TestModeratorIsNoAdministrator(t *testing.T) {
	_, c, m := atDesk(t, desk.Options{})
	panel := m.Slash(c, "collection", nil).Message()
	key := strings.Split(panel.CustomID("Chercher un titre"), ":")[1]
	_, panels := bot.Verbs()
	for _, verb := range panels {
		if strings.HasPrefix(verb, "set-") {
			has(t, m.Forge(panel, verb+":"+key+":0", "0").Message(), "Ce panneau a expiré. Relance")
		}
	}
	m.Join(c.Guild, discordtest.AdministratorPermissions)
	has(t, m.Slash(c, "reglages", nil).Message(), "{Proposer « Demander un article »}")
}

func TestFullCollection(t *testing.T) {
	_, c, m := atDesk(t, desk.Options{MaxArticles: 1})
	lines := `{"title":"Un","text":"La neige est tombée toute la nuit sur le plateau, et les écoles resteront fermées jusqu'à jeudi."}` + "\n" +
		`{"title":"Deux","text":"Les cars scolaires ne circulent plus depuis mardi, faute de chauffeurs en nombre suffisant."}` + "\n"
	lot := m.Slash(c, "ajouter", upload("x.jsonl", []byte(lines))).Message()
	has(t, lot, "2 articles, dont 2 sans date")
	full := m.Press(lot, "Tout ajouter").Message()
	turns(t, full, "Collection de Caucase : 1 article ajouté.")
	has(t, full, "La collection est pleine : 1 article au plus.")
	preview := m.Slash(c, "ajouter", upload("a.txt", []byte(canal))).Message()
	m.Press(preview, "Date inconnue").Message()
	has(t, m.Press(preview, "Ajouter").Message(), "La collection est pleine")
	has(t, m.Press(preview, "Annuler").Message(), "Rien n’est ajouté.")
}

// TestHostileSources: whatever is given, the moderator reads why it is no article, and the bot goes on.
func TestHostileSources(t *testing.T) {
	if testing.Short() {
		t.Skip("short: hundreds of megabytes")
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/deep":
			fmt.Fprint(w, strings.Repeat("<div>", 300_000))
		case "/large":
			fmt.Fprint(w, strings.Repeat("x", 3<<20))
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write(make([]byte, 200<<20))
			z.Close()
		case "/wide":
			fmt.Fprint(w, "<p "+strings.Repeat("a=b ", 500_000)+">")
		case "/data":
			fmt.Fprint(w, "<script type='application/ld+json'>"+strings.Repeat("[", 2_000_000)+"</script>")
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/inside":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		}
	}))
	defer site.Close()
	_, c, m := atDesk(t, desk.Options{})
	for path, want := range map[string]string{"/deep": "[Coller le texte]", "/large": "La page est trop grande", "/packed": "La page est trop grande", "/wide": "[Coller le texte]", "/data": "[Coller le texte]", "/loop": "sans fin", "/inside": "elle n’est pas publique", "/empty": "[Coller le texte]"} {
		has(t, m.Slash(c, "ajouter", discordtest.Options{"lien": site.URL + path}).Message(), want)
	}
	for name, file := range map[string]struct {
		data []byte
		want string
	}{
		"bombe.zip":          {bomb(t), "Trop grand. Découpe-le"},
		"gros.txt":           {bytes.Repeat([]byte("a "), 6<<20), "10 Mo au plus"},
		"vide.txt":           {nil, "Aucun texte"},
		"@everyone **x**.md": {[]byte("\x00\x01\x02"), "Ce n’est pas du texte"},
		"coupe.zip":          {bomb(t)[:100], "Une archive abîmée"},
		"poupées.zip":        {packed(t, 1, "dedans.zip", bomb(t)), "Un format que je ne lis pas"},
		"foule.zip":          {packed(t, 40_000, "aN.txt", nil), "Trop de fichiers. Donne-les en plusieurs fois"},
		"dehors.zip":         {packed(t, 1, "../../../etc/cron.d/a.txt", []byte("Une phrase.")), "Une phrase."},
		"bombe.docx":         {packed(t, 1, "word/document.xml", []byte("<w:document><w:body>"+strings.Repeat("<w:p>", 10<<20))), "Une archive qui se déplie en trop grand"},
		"lignes.jsonl":       {bytes.Repeat([]byte("{}\n"), 200_000), "200 000 refus"},
	} {
		has(t, m.Slash(c, "ajouter", upload(name, file.data)).Message(), file.want)
	}
	title := "@everyone <@1> **gras** [x](https://mal.example) " + strings.Repeat("long ", 100)
	page := "---\ntitle: \"" + title + "\"\nsource: \"`code` ||caché||\"\n---\n# Un titre\n\n> @here " + strings.Repeat("Une phrase du corps de l'article, avec *des signes*. ", 2000)
	m.Press(m.Slash(c, "ajouter", upload("x.md", []byte(page))).Message(), "Date inconnue").Message()
}

// packed is a zip of so many files of the same content.
func packed(t *testing.T, n int, name string, content []byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		w, err := z.Create(strings.ReplaceAll(name, "N", strconv.Itoa(i)))
		if err != nil {
			t.Fatal(err)
		}
		w.Write(content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a zip of a few kilobytes that unpacks to more than may be.
func bomb(t *testing.T) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.txt")
	if err != nil {
		t.Fatal(err)
	}
	for range 80 {
		w.Write(bytes.Repeat([]byte("a"), 1<<20))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
