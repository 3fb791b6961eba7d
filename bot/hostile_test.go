package bot_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"propos/bot/desk"
	"propos/bot/discordtest"
	"propos/corpus/intake/fetch"
)

// trap is what an attacker wants the bot to read: a server on this machine that no person may reach. It counts who comes.
type trap struct {
	*httptest.Server
	visits atomic.Int64
}

// newTrap listens where the bot of the test may not go, on the same port as a site where it may.
func newTrap(t *testing.T, site *httptest.Server) *trap {
	listener, err := net.Listen("tcp", "127.0.0.2:"+portOf(site))
	if err != nil {
		t.Fatal(err)
	}
	tr := new(trap)
	tr.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		tr.visits.Add(1)
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<h1>Secret</h1><p>"+strings.Repeat("Le mot de passe de la machine est gardé ici. ", 20))
	}))
	tr.Listener.Close()
	tr.Listener = listener
	tr.Start()
	t.Cleanup(tr.Close)
	return tr
}

func portOf(s *httptest.Server) string { return s.URL[strings.LastIndex(s.URL, ":")+1:] }

// newPress is a site with a page, a feed and a redirect to itself.
func newPress(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<h1>Le canal gelé</h1><p>Le canal a gelé dans la nuit de lundi, et les bateaux attendent aux écluses que les services de la navigation cassent la glace.</p>")
		case "/fil":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, "<rss version='2.0'><channel><title>Le Fil</title><item><link>/page</link><title>Un</title></item></channel></rss>")
		default:
			http.Redirect(w, r, "/page", http.StatusFound)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// follow follows a feed in /collection and returns the panel.
func follow(m *discordtest.Member, c *discordtest.Channel, address string) *discordtest.Message {
	panel := m.Choose(m.Slash(c, "collection", nil).Message(), "", "Flux (0)").Message()
	return m.Submit(m.Press(panel, "Suivre un flux").Modal(), map[string]string{"address": address}).Message()
}

// TestNamesThatChange: a name that is public at one look and leads inside at the next leads nowhere, by a link, a redirect, a page that is
// read again, and a feed.
func TestNamesThatChange(t *testing.T) {
	site := newPress(t)
	inside, first := newTrap(t, site), []string{"127.0.0.1"}
	turning := func() [][]string { return [][]string{first, {"127.0.0.2"}} }
	resolveNames(t, map[string][][]string{"lien.exemple.": turning(), "page.exemple.": turning(), "flux.exemple.": turning(),
		"deux.exemple.": {{"127.0.0.2", "10.0.0.1"}}, "six.exemple.": {{"::ffff:127.0.0.2"}}, "traduit.exemple.": {{"64:ff9b::7f00:2"}}, "nuage.exemple.": {{"169.254.169.254", "fd00:ec2::254"}}})
	_, c, m := atDesk(t, desk.Options{Pause: 1})
	add := func(host, path string) *discordtest.Message {
		return m.Slash(c, "ajouter", discordtest.Options{"lien": "http://" + host + ":" + portOf(site) + path}).Message()
	}
	for _, host := range []string{"deux.exemple", "six.exemple", "traduit.exemple", "nuage.exemple"} {
		has(t, add(host, "/page"), "elle n’est pas publique")
	}
	has(t, add("lien.exemple", "/ailleurs"), "elle n’est pas publique")

	preview := m.Press(add("page.exemple", "/page"), "Date inconnue").Message()
	has(t, m.Press(preview, "Ajouter").Message(), "Ajouté à la collection")
	article := m.Slash(c, "article", discordtest.Options{"titre": "canal"}).Message()
	has(t, m.Press(article, "Actualiser").Message(), "elle n’est pas publique. Il reste tel qu’il est.")

	panel := follow(m, c, "http://flux.exemple:"+portOf(site)+"/fil")
	has(t, panel, "Suivi : Le Fil")
	has(t, m.Press(panel, "Lire maintenant").Message(), "elle n’est pas publique")
	if n := inside.visits.Load(); n != 0 {
		t.Errorf("the bot was led inside %d times", n)
	}
}

// TestAddressesInside: however an address inside is written, neither a link nor a feed leads there.
func TestAddressesInside(t *testing.T) {
	site := newPress(t)
	inside := newTrap(t, site)
	resolveNames(t, nil)
	_, c, m := atDesk(t, desk.Options{Fetcher: fetch.New(fetch.Options{}), Pause: 1})
	for _, host := range []string{
		"127.0.0.1", "127.0.0.2", "2130706434", "0x7f000002", "0x7f.0.0.2", "0177.0.0.2", "017700000002", "127.2", "127.0.2", "127.000.000.002", "127.0.0.2.", "１２７.0.0.2", "127。0。0。2", "①②⑦.0.0.2", "127.0.0.2%00",
		"localhost", "LOCALHOST", "localhost.", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[::127.0.0.2]", "[0:0:0:0:0:ffff:7f00:0002]", "[64:ff9b::127.0.0.2]", "[64:ff9b:1::7f00:2]", "[2002:7f00:2::]",
		"[fe80::1]", "[fe80::1%25lo]", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "198.18.0.1", "192.0.0.192", "224.0.0.1", "255.255.255.255", "240.0.0.1",
		"lien.exemple@127.0.0.2", "127.0.0.2#@lien.exemple", "lien.exemple\\@127.0.0.2", "metadata.google.internal",
	} {
		address := "http://" + host + ":" + portOf(site) + "/page"
		refused(t, address, m.Slash(c, "ajouter", discordtest.Options{"lien": address}).Message(), "[Ajouter]")
		refused(t, address, follow(m, c, address), "Suivi")
	}
	for _, address := range []string{"file:///etc/passwd", "gopher://127.0.0.2/", "ftp://127.0.0.2/", "javascript:alert(1)", "data:text/html,<p>x", "dict://127.0.0.2:11211/stat", "http:127.0.0.2", "//127.0.0.2/", "jar:http://127.0.0.2!/", "http://", "unix:/run/docker.sock"} {
		refused(t, address, m.Slash(c, "ajouter", discordtest.Options{"lien": address}).Message(), "[Ajouter]")
		refused(t, address, follow(m, c, address), "Suivi")
	}
	if n := inside.visits.Load(); n != 0 {
		t.Errorf("the bot was led inside %d times", n)
	}
}

// refused checks that a message says why nothing was read, in words of its own.
func refused(t *testing.T, what string, m *discordtest.Message, sign string) {
	t.Helper()
	if text := plain(m.Text()); strings.Contains(text, sign) || strings.Contains(text, "Quelque chose a cloché") || strings.Contains(text, "mot de passe") {
		t.Errorf("%s:\n%s", what, text)
	}
}

// TestHostileFeeds: a feed of a million entries, one that unpacks without end, one of entities that hold entities, and one whose entries lead inside: the moderator reads
// why nothing came, nothing came, and the bot goes on.
func TestHostileFeeds(t *testing.T) {
	const begin, end = "<rss version='2.0'><channel><title>Le Fil</title>", "</channel></rss>"
	bomb := gzippedZeros(t, 64)
	var hostile atomic.Bool
	var inside *trap
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		if !hostile.Load() {
			fmt.Fprint(w, begin+end)
			return
		}
		switch r.URL.Path {
		case "/million":
			fmt.Fprint(w, begin+strings.Repeat("<item/>", 1_000_000)+end)
		case "/bombe":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		case "/entites":
			fmt.Fprint(w, "<!DOCTYPE r [<!ENTITY a '"+strings.Repeat("a", 1000)+"'>"+strings.Repeat("<!ENTITY b '&a;&a;&a;&a;'>", 20)+"]>"+begin+"<item><title>&b;</title></item>"+end)
		case "/dedans":
			fmt.Fprint(w, begin)
			for _, link := range []string{inside.URL + "/a", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "http://10.0.0.1/", "javascript:alert(1)"} {
				fmt.Fprintf(w, "<item><guid>%s</guid><link>%[1]s</link><title>%[1]s</title></item>", link)
			}
			fmt.Fprint(w, end)
		}
	}))
	defer site.Close()
	inside = newTrap(t, site)
	for path, want := range map[string]string{"/million": "ce flux est démesuré", "/bombe": "ce flux est démesuré", "/entites": "Aucun article nouveau.", "/dedans": "Aucun article nouveau. 3 pages n’ont pas pu être lues."} {
		t.Run(path[1:], func(t *testing.T) {
			_, c, m := atDesk(t, desk.Options{Pause: 1})
			hostile.Store(false)
			panel := follow(m, c, site.URL+path)
			has(t, panel, "Suivi : Le Fil")
			hostile.Store(true)
			has(t, m.Press(panel, "Lire maintenant").Message(), want)
			after := m.Slash(c, "collection", nil).Message()
			has(t, after, "Articles (0)")
			has(t, after, "Brouillons (0)")
		})
	}
	if n := inside.visits.Load(); n != 0 {
		t.Errorf("the bot was led inside %d times", n)
	}
}

// gzippedZeros packs many megabytes of nothing into few bytes, once: a page that does so at each visit takes long under the race detector.
func gzippedZeros(t *testing.T, megabytes int) []byte {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for range megabytes {
		if _, err := z.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
