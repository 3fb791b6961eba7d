// Package demo holds the built-in articles: a dozen short pieces in French, written for Propos, from which the command
// line answers before anybody has added an article.
//
// They tell, in our own words, real events around Haut-Karabagh between 2020 and 2023. What a person says in them stands,
// word for word, in the press articles that Propos began with; everything else may be copied freely, under the licence of Propos.
// They are dated by the events that they tell, or by their writing where those events have no known date.
package demo

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"propos/corpus"
)

//go:embed articles/*.md
var files embed.FS

// Source is the source that every built-in article bears.
const Source = "Propos (démonstration)"

// Articles returns the built-in articles in the order of their ids. An id is a few words and never changes
// ("lavrov-turquie-2020"). The slice is the caller's own.
func Articles() []corpus.Article {
	entries, err := files.ReadDir("articles")
	if err != nil {
		panic("read the built-in articles: " + err.Error())
	}
	articles := make([]corpus.Article, len(entries))
	for i, entry := range entries {
		articles[i], err = read(entry.Name())
		if err != nil {
			panic(fmt.Sprintf("read the built-in article %s: %v", entry.Name(), err))
		}
	}
	return articles
}

// read returns the article of one embedded file: lines "key: value" between two lines "---", then the body.
func read(name string) (corpus.Article, error) {
	text, err := files.ReadFile(path.Join("articles", name))
	if err != nil {
		return corpus.Article{}, err
	}
	head, body, ok := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "\n---\n")
	if !ok {
		return corpus.Article{}, fmt.Errorf("no front matter")
	}
	a := corpus.Article{ID: strings.TrimSuffix(name, ".md"), Body: body}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "title":
			a.Title = value
		case "source":
			a.Source = value
		case "date":
			if a.Date, err = corpus.ParseDate(value); err != nil {
				return corpus.Article{}, err
			}
		default:
			return corpus.Article{}, fmt.Errorf("unknown key %q", key)
		}
	}
	return a.Clean(), nil
}
