package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"unicode/utf8"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval/quote"
)

// quotedArticle is one line of the file that `quotes --json FILE` reads.
type quotedArticle struct {
	ID      json.RawMessage `json:"id"`
	Article *string         `json:"article"`
	fault   string          // why the line is none; "" when it is one
	quotes  []quote.Quote
}

// jsonQuotes is one line of `quotes --json FILE`.
type jsonQuotes struct {
	ID     json.RawMessage `json:"id"`
	Quotes []jsonQuote     `json:"quotes"`
	Error  string          `json:"error,omitempty"`
}

// jsonQuote is one quotation: start and end count code points of the article, bstart and bend bytes.
type jsonQuote struct {
	Start      int     `json:"start"`
	End        int     `json:"end"`
	BStart     int     `json:"bstart"`
	BEnd       int     `json:"bend"`
	Text       string  `json:"text"`
	Speaker    string  `json:"speaker"`
	Mention    string  `json:"mention"`
	Verb       string  `json:"verb"`
	Kind       string  `json:"kind"`
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
}

// quotesOfFile reads a file of articles as one collection, and writes the quotations of each.
func (p *program) quotesOfFile(ctx context.Context, name string) (err error) {
	in := p.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = bufio.NewReader(f)
	}
	var articles []quotedArticle
	err = eachLine(in, func(number int, line string, fault error) error {
		a := readQuoted(number, line, fault)
		if a.fault != "" {
			p.remark("ligne %d : %s", number, a.fault)
		}
		articles = append(articles, a)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	return p.writeQuoted(articles, extract(articles))
}

// extract reads the quotations of each article, and the people of them all.
func extract(articles []quotedArticle) *quote.People {
	var sources []quote.Source
	for i, a := range articles {
		if a.fault != "" {
			continue
		}
		found := quote.Extract("", *a.Article)
		articles[i].quotes = found.Quotes
		sources = append(sources, quote.Source{Article: string(a.ID), People: found.People})
	}
	return quote.NewPeople(sources)
}

func readQuoted(number int, line string, fault error) quotedArticle {
	a := quotedArticle{}
	err := fault
	if err == nil {
		if bad := json.Unmarshal([]byte(line), &a); bad != nil {
			err = errors.New(phrase.JSONFault(bad))
		}
	}
	switch {
	case err != nil:
		a.fault = err.Error()
	case a.Article == nil:
		a.fault = phrase.Fine("il manque « article »")
	}
	if len(a.ID) == 0 || a.fault != "" && !json.Valid(a.ID) {
		a.ID = json.RawMessage(strconv.Quote(strconv.Itoa(number)))
	}
	return a
}

func (p *program) writeQuoted(articles []quotedArticle, people *quote.People) error {
	bad := false
	for _, a := range articles {
		out := jsonQuotes{ID: a.ID, Quotes: []jsonQuote{}, Error: a.fault}
		if a.fault != "" {
			bad = true
		} else {
			out.Quotes = quoteLines(*a.Article, a.quotes, people)
		}
		if err := p.writeJSON(out); err != nil {
			return err
		}
	}
	if bad {
		return errSilent(exitPartly)
	}
	return nil
}

func quoteLines(text string, quotes []quote.Quote, people *quote.People) []jsonQuote {
	out := make([]jsonQuote, 0, len(quotes))
	at, points := 0, 0 // quotes come in order: code points are counted once
	for _, q := range quotes {
		points += utf8.RuneCountInString(text[at:q.Span.Start])
		at = q.Span.Start
		words := text[q.Span.Start:q.Span.End]
		speaker, _, certainty := people.Resolve(q, corpus.Date{})
		out = append(out, jsonQuote{
			Start: points, End: points + utf8.RuneCountInString(words), BStart: q.Span.Start, BEnd: q.Span.End, Text: words,
			Speaker: speaker.Label(), Mention: q.Mention.Text, Verb: q.Cue, Kind: string(q.Kind), Rule: q.Rule, Confidence: certainty,
		})
	}
	return out
}
