package cli

import (
	"context"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/demo"
	"propos/corpus/store"
)

type showCommand struct {
	ID   string `arg:"" placeholder:"ID" help:"Le numéro de l'article ; « propos list » les donne."`
	JSON bool   `name:"json" help:"Écrire un objet JSON."`
}

// jsonShown is the line of `show --json`: positions of citations count bytes of "body".
type jsonShown struct {
	ID      string            `json:"id"`
	Title   string            `json:"title"`
	Source  string            `json:"source"`
	Author  string            `json:"author"`
	Date    corpus.Date       `json:"date"`
	URL     string            `json:"url"`
	Body    string            `json:"body"`
	Version int               `json:"version"`
	State   corpus.ChangeKind `json:"state"`
}

// Run shows one article whole, a removed one too.
func (c *showCommand) Run(ctx context.Context, p *program) error {
	if e, ok := builtIn(c.ID); ok && !p.hasStore() {
		p.remarkDemo()
		return c.show(p, e)
	}
	return p.withStore(ctx, func(s *store.Store) error {
		e, err := s.Entry(ctx, p.collection, c.ID)
		if err != nil {
			return p.noSuch(c.ID, err)
		}
		return c.show(p, e)
	})
}

// builtIn returns a demonstration article, which answers cite when there are none of one's own.
func builtIn(id string) (store.Entry, bool) {
	for _, a := range demo.Articles() {
		if a.ID == id {
			return store.Entry{Article: a, Version: 1, Kind: corpus.Put}, true
		}
	}
	return store.Entry{}, false
}

func (c *showCommand) show(p *program, e store.Entry) error {
	if c.JSON {
		a := e.Article
		return p.writeJSON(jsonShown{a.ID, a.Title, a.Source, a.Author, a.Date, a.URL, a.Body, e.Version, e.Kind})
	}
	p.showArticle(e)
	return nil
}

func (p *program) showArticle(e store.Entry) {
	h := heading(e.Article)
	for _, line := range wrap(phrase.Title(h), p.width, nil, nil) {
		p.line(p.bold(line))
	}
	p.line(p.faint(harmless(phrase.Say("%s · auteur : %s · article %s, version %d", phrase.Origin(h), known(h.Author), h.ID, e.Version), true)))
	if h.URL != "" {
		p.line(p.faint(harmless(h.URL, true)))
	}
	if e.Kind == corpus.Remove {
		p.say("Retiré le %s.", phrase.Date(corpus.DateOf(e.At.Local())))
	}
	p.line("")
	for _, line := range wrap(e.Article.Body, p.width, nil, nil) {
		p.line(line)
	}
}
