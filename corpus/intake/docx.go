package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// docxText is the file of a DOCX that holds its words.
const docxText = "word/document.xml"

func isDocx(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == docxText })
}

// docxIn reads a DOCX that lies in an archive; other archives there are refused.
func docxIn(name string, data []byte) (Draft, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Draft{Name: name}, refuse(name, 0, BadArchive, err)
	}
	if !isDocx(z) {
		return Draft{Name: name}, refuse(name, 0, Unsupported, errNested)
	}
	return docxDraft(name, z)
}

// docxDraft reads the words of a DOCX. The file's own author and dates are those of the document, not of the article, and are not read.
func docxDraft(name string, z *zip.Reader) (Draft, error) {
	d := Draft{Name: name}
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == docxText })
	f, err := z.File[i].Open()
	if err != nil {
		return d, refuse(name, 0, BadArchive, err)
	}
	defer f.Close()
	text := docxReader{Draft: &d}
	if err := text.read(&bounded{r: f, name: name, packed: &tally{n: int64(min(z.File[i].CompressedSize64, 1<<40))}, limit: 16 * MaxArticle}); err != nil {
		var refusal *Refusal
		if errors.As(err, &refusal) {
			return d, refusal
		}
		return d, refuse(name, 0, BadArchive, err)
	}
	d.Article.Body = text.body.String()
	return finish(d)
}

// docxReader gathers the paragraphs of word/document.xml (ECMA-376, WordprocessingML): w:p of w:t, w:tab, w:br and w:cr. Deleted text (w:delText) and field codes are left out.
type docxReader struct {
	*Draft
	body, line strings.Builder
	inText     bool
	isTitle    bool
}

func (r *docxReader) read(src io.Reader) error {
	dec := xml.NewDecoder(src)
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", docxText, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			r.start(t)
		case xml.CharData:
			if r.inText {
				r.line.Write(t)
			}
		case xml.EndElement:
			r.end(t.Name.Local)
		}
		if r.body.Len()+r.line.Len() > 2*MaxArticle {
			return refuse(r.Name, 0, TooLarge, nil)
		}
	}
}

func (r *docxReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "t":
		r.inText = true
	case "tab":
		r.line.WriteByte(' ')
	case "br", "cr":
		r.line.WriteByte('\n')
	case "pStyle":
		for _, a := range t.Attr {
			r.isTitle = r.isTitle || a.Name.Local == "val" && (strings.EqualFold(a.Value, "Title") || strings.EqualFold(a.Value, "Titre"))
		}
	}
}

func (r *docxReader) end(name string) {
	switch name {
	case "t":
		r.inText = false
	case "p":
		line := strings.TrimSpace(r.line.String())
		if r.isTitle && line != "" && r.Article.Title == "" && r.body.Len() == 0 {
			r.Article.Title = strings.Join(strings.Fields(line), " ")
			r.took(TitleLine, line)
		} else if line != "" {
			r.body.WriteString(line + "\n\n")
		}
		r.line.Reset()
		r.isTitle = false
	}
}
