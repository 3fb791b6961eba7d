package bot_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"propos/bot/discordtest"
)

// serveSite serves the files of a script as a site of the web on loopback: its address is $SITE. /refus answers 403,
// /panne.xml is a feed once, and fails from then on.
func (s *scene) serveSite(work string) (address string) {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(work)))
	mux.HandleFunc("/refus", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	asked := 0
	mux.HandleFunc("/panne.xml", func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked > 1 {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><title>La Panne</title></channel></rss>`)
	})
	site := httptest.NewServer(mux)
	s.t.Cleanup(site.Close)
	s.work = work
	return site.URL
}

// option reads the value of an option: a file of the script for @NAME, a truth value or a text.
func (s *scene) option(key, value string) (any, error) {
	if name, ok := strings.CutPrefix(value, "@"); ok && key == "fichier" {
		return s.file(name)
	}
	if value == "true" || value == "false" {
		return value == "true", nil
	}
	return value, nil
}

func (s *scene) file(name string) (*discordtest.Upload, error) {
	data, err := os.ReadFile(filepath.Join(s.work, name))
	return &discordtest.Upload{Name: name, Type: "application/octet-stream", Bytes: data}, err
}

// post posts a message with files, or forwards one that has them.
func (s *scene) post(m *discordtest.Member, c *discordtest.Channel, text string, names []string, forwarded bool) error {
	var files []discordtest.Upload
	for _, name := range names {
		f, err := s.file(name)
		if err != nil {
			return err
		}
		files = append(files, *f)
	}
	if forwarded {
		s.message = m.Forward(c, text, files)
		return nil
	}
	s.message = m.Post(c, map[string]any{"content": text}, nil, files)
	return nil
}

// pack makes an archive of files of the script; a name ending in .docx makes a text one of Word's.
func (s *scene) pack(args []string) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range args[1:] {
		data, err := os.ReadFile(filepath.Join(s.work, name))
		if err != nil {
			return err
		}
		if strings.HasSuffix(args[0], ".docx") {
			name, data = "word/document.xml", wordText(string(data))
		}
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.work, args[0]), b.Bytes(), 0o600)
}

// wordText writes a text as Word's XML has it, a paragraph for each.
func wordText(text string) []byte {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		fmt.Fprintf(&b, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>", paragraph)
	}
	b.WriteString(`</w:body></w:document>`)
	return []byte(b.String())
}
