package intake

import (
	"fmt"

	"propos/corpus"
)

// textDraft reads a file of plain text or Markdown: one article.
func textDraft(name string, data []byte) (Draft, error) {
	d := Draft{Name: name}
	if len(data) > 2*MaxArticle {
		return d, refuse(name, 0, TooLarge, fmt.Errorf("%d bytes", len(data)))
	}
	text := decodeText(data)
	text = d.readFrontMatter(text)
	if isMarkdown(text) {
		text = d.plainMarkdown(text)
	}
	d.Article.Body = unwrap(corpus.Normal(text))
	return finish(d)
}
