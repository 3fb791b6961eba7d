package intake_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"propos/corpus/intake"
)

// zipOf packs files given as name, content, name, content.
func zipOf(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// docx packs paragraphs in WordprocessingML as word processors write it.
func docx(t testing.TB, paragraphs string) string {
	return zipOf(t, "[Content_Types].xml", "<Types/>", "word/document.xml",
		`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+paragraphs+`</w:body></w:document>`)
}

func TestDocx(t *testing.T) {
	file := docx(t, `<w:p><w:pPr><w:pStyle w:val="Titre"/></w:pPr><w:r><w:t>Le budget </w:t></w:r><w:r><w:t>est voté</w:t></w:r></w:p>
		<w:p><w:r><w:t>Par Olivier Merlet</w:t></w:r></w:p>
		<w:p><w:r><w:t xml:space="preserve">Le conseil</w:t><w:tab/><w:t>s’est réuni &amp; a voté</w:t></w:r><w:del><w:r><w:delText> hier</w:delText></w:r></w:del><w:r><w:t>.</w:t><w:br/><w:t>Longtemps.</w:t></w:r></w:p><w:p/>`)
	drafts, refusals := all(t, file, intake.Options{})
	if len(drafts) != 1 || about(drafts[0].Article) != "Le budget est voté||Olivier Merlet||" || drafts[0].Article.Body != "Le conseil s’est réuni & a voté.\nLongtemps." {
		t.Errorf("%+v, %v", drafts, refusals)
	}
	for name, file := range map[string]string{"cut": docx(t, `<w:p><w:r><w:t>abc`), "entities": zipOf(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:t>&b;</w:t>`)} {
		if drafts, refusals := all(t, file, intake.Options{}); len(drafts) > 0 || len(refusals) != 1 || refusals[0].Reason != intake.BadArchive {
			t.Errorf("%s: %+v, %v", name, drafts, refusals)
		}
	}
	bomb := docx(t, `<w:p><w:r><w:t>`+strings.Repeat("a ", 12<<20)+`</w:t></w:r></w:p>`)
	if _, refusals := all(t, bomb, intake.Options{}); len(refusals) != 1 || refusals[0].Reason != intake.Bomb && refusals[0].Reason != intake.TooLarge {
		t.Errorf("bomb: %v", refusals)
	}
}

func TestZip(t *testing.T) {
	file := zipOf(t, "a/un.txt", "Un texte.", "b.md", "# Deux titres\n\n"+para, "c.jsonl", `{"id":"c","text":"Trois."}`+"\n{", "d.bin", "\x00\x01", "__MACOSX/._a", "\x00", ".DS_Store", "\x00", "a/vide/", "",
		"e.zip", zipOf(t, "x.txt", "x"), "f.docx", docx(t, `<w:p><w:r><w:t>Quatre.</w:t></w:r></w:p>`), "g.html", "<!doctype html><h1>Cinq titres</h1><p>"+para+"</p><p>"+para+"</p>", "h.gz", gzipOf(t, "x"))
	drafts, refusals := all(t, file, intake.Options{})
	var names []string
	for _, d := range drafts {
		names = append(names, d.Name)
	}
	if got := strings.Join(names, " "); got != "file/a/un.txt file/b.md file/c.jsonl file/f.docx file/g.html" {
		t.Errorf("read: %s", got)
	}
	var reasons []string
	for _, r := range refusals {
		reasons = append(reasons, r.Name+" "+string(r.Reason))
	}
	if got := strings.Join(reasons, ", "); got != "file/c.jsonl bad JSON, file/d.bin not text, file/e.zip unsupported, file/h.gz unsupported" {
		t.Errorf("refused: %s", got)
	}
}

func TestGzip(t *testing.T) {
	drafts, refusals := all(t, gzipOf(t, `{"id":"a","text":"Un."}`+"\n"+`{"id":"b","text":"Deux."}`), intake.Options{})
	if len(drafts) != 2 || len(refusals) > 0 {
		t.Errorf("%+v, %v", drafts, refusals)
	}
	whole := gzipOf(t, strings.Repeat(`{"id":"a","text":"Un."}`+"\n", 1000))
	if drafts, refusals := all(t, whole[:len(whole)-8], intake.Options{}); len(drafts) == 0 || len(refusals) != 1 || refusals[0].Reason != intake.BadArchive {
		t.Errorf("cut: %d drafts, %v", len(drafts), refusals)
	}
}

// What unpacks to more than it may is refused before it is unpacked.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("many megabytes; not under -short")
	}
	zeros := strings.Repeat("a", 64<<20)
	manyFiles := make([]string, 0, 200)
	for range 100 {
		manyFiles = append(manyFiles, "x.txt", "Un.")
	}
	for name, file := range map[string]string{
		"gzip":               gzipOf(t, zeros),
		"gzip of JSON Lines": gzipOf(t, `{"text":"`+zeros),
		"gzip of gzip":       gzipOf(t, gzipOf(t, zeros)),
		"zip":                zipOf(t, "a.txt", zeros),
		"zip of JSON Lines":  zipOf(t, "a.jsonl", `{"text":"`+zeros),
		"zip of zip":         zipOf(t, "a.zip", zipOf(t, "b.txt", zeros)),
		"many files":         zipOf(t, manyFiles...),
	} {
		drafts, refusals := all(t, file, intake.Options{MaxEntries: 50})
		if len(drafts) > 0 || len(refusals) == 0 {
			t.Fatalf("%s: %d drafts, %v", name, len(drafts), refusals)
		}
		if r := refusals[0].Reason; r != intake.Bomb && r != intake.Unsupported && r != intake.TooMany {
			t.Errorf("%s: %v", name, refusals)
		}
	}
	total := zipOf(t, "a.txt", para, "b.txt", para, "c.txt", para)
	if drafts, refusals := all(t, total, intake.Options{MaxTotal: int64(len(para)) + 10}); len(drafts) != 1 || len(refusals) != 1 || refusals[0].Reason != intake.Bomb {
		t.Errorf("total: %d drafts, %v", len(drafts), refusals)
	}
}

func TestReadPath(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"b.txt": "Deux.", "a/a.txt": "Un.", ".cache/x.txt": "caché", "c.bin": "\x00"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc", filepath.Join(dir, "d")); err != nil {
		t.Fatal(err)
	}
	var bodies []string
	var refused int
	var read int64
	for d, err := range intake.ReadPath(dir, intake.Options{Progress: func(n int64) { read += n }}) {
		if err != nil {
			refused++
			continue
		}
		bodies = append(bodies, d.Article.Body)
	}
	if strings.Join(bodies, " ") != "Un. Deux." || refused != 1 || read != 9 {
		t.Errorf("%q, %d refused, %d bytes", bodies, refused, read)
	}
	for _, err := range intake.ReadPath(filepath.Join(dir, "absent"), intake.Options{}) {
		if !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
	}
	for range intake.ReadPath(dir, intake.Options{}) {
		break // the iterator must bear it
	}
}

// The iterators stop when their caller does, at every file of an archive.
func TestReadStops(t *testing.T) {
	for _, file := range []string{zipOf(t, "a.txt", "Un.", "b.txt", "Deux.", "c.bin", "\x00"), "{}\n{}\n{}", `[{"text":"a"},{"text":"b"}]`, gzipOf(t, "{}\n{}")} {
		n := 0
		for range intake.Read("file", strings.NewReader(file), intake.Options{}) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%d", n)
		}
	}
}
