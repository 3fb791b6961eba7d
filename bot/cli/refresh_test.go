package cli_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"propos/bot/cli"
)

// TestRefresh reads the page of an article again: nothing new, something new, and a page that is gone.
func TestRefresh(t *testing.T) {
	var page atomic.Value
	article := func(more string) {
		page.Store(`<html lang="fr"><head><meta property="og:title" content="Le pont de Brive ferme"></head><body><article><p>Le pont Cardinal, à Brive, ` +
			`ferme lundi à la circulation pour des travaux sur ses piles, que la dernière crue de la Corrèze a creusées.</p>` + more + `</article></body></html>`)
	}
	article("")
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if text := page.Load().(string); text != "" {
			_, _ = w.Write([]byte(text))
			return
		}
		w.WriteHeader(http.StatusGone)
	}))
	defer site.Close()
	dir := t.TempDir()
	propos := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := cli.Main(append([]string{"--data", dir}, args...), []string{"PROPOS_FETCH_ALLOW=127.0.0.1"}, strings.NewReader(""), &out, &out)
		return code, strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(out.String())
	}
	if code, out := propos("add", "--yes", site.URL+"/2021/pont.html"); code != 0 {
		t.Fatal(out)
	}
	expect := func(code int, text string, args ...string) {
		t.Helper()
		if got, out := propos(args...); got != code || !strings.Contains(out, text) {
			t.Errorf("%q: code %d, want %d with %q:\n%s", args, got, code, text, out)
		}
	}
	expect(0, "La page n’a pas changé.", "refresh", "1")
	article("<p>Une navette gratuite passera toutes les dix minutes entre les deux rives.</p>")
	expect(2, "--yes", "refresh", "1")
	expect(0, "+ Une navette gratuite", "refresh", "1", "--yes")
	expect(0, "version 2", "show", "1")
	page.Store("")
	expect(3, "cette page n’existe pas, ou plus", "refresh", "1")
}
