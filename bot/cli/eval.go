package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/retrieval"
	"propos/retrieval/eval"
	"propos/retrieval/jsonl"
	"propos/retrieval/quote/score"
	"propos/retrieval/remote"
)

type evalCommand struct {
	Questions evalQuestionsCommand `cmd:"" help:"Poser les questions d'un fichier, et compter les bonnes réponses."`
	Quotes    evalQuotesCommand    `cmd:"" help:"Lire les citations d'articles annotés, et compter les bonnes."`
	Fit       evalFitCommand       `cmd:"" help:"Ajuster le classement et le refus sur des jeux de questions, par validation croisée."`
}

type evalQuestionsCommand struct {
	Files    []string `arg:"" placeholder:"FICHIER" help:"JSON Lines : id, question, relevant, answers, evidence, speaker, kind, answerable ; tout est facultatif, sauf la question."`
	Articles []string `placeholder:"FICHIER" sep:"none" help:"Répondre d'après ces articles, indexés en mémoire, plutôt que d'après la collection ; l'option peut se répéter."`
	Misses   int      `placeholder:"N" help:"Montrer les N premières fautes."`
}

// Run asks every question of the files and prints measures per kind of question.
func (c *evalQuestionsCommand) Run(ctx context.Context, p *program) (err error) {
	var questions []eval.Question
	for _, name := range c.Files {
		more, err := readQuestions(name)
		if err != nil {
			return err
		}
		questions = append(questions, more...)
	}
	if len(questions) == 0 {
		return usage("Il n'y a aucune question dans ce fichier.")
	}
	l, err := c.library(ctx, p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	ask := func(ctx context.Context, q retrieval.Question) (retrieval.Answer, error) {
		r, err := l.answer(ctx, remote.Request{Kind: remote.Ask, Collection: p.collection, Question: q})
		return r.Answer, err
	}
	bar := p.progress("Questions", func(n int) string { return phrase.Count(n, "question", "questions") })
	results, err := eval.Ask(ctx, ask, questions, bar.at)
	bar.done()
	if err != nil {
		return err
	}
	p.showSheets(results)
	p.showMisses(results, c.Misses)
	return nil
}

func readQuestions(name string) ([]eval.Question, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	questions, err := eval.ReadQuestions(f)
	var line *jsonl.LineError
	if errors.As(err, &line) {
		return nil, lineFault(name, line.Line, line.Err)
	}
	if err != nil {
		return nil, err
	}
	return questions, nil
}

// lineFault says what is wrong with a line of a file.
func lineFault(name string, line int, err error) error {
	fault := phrase.JSONFault(err)
	switch {
	case errors.Is(err, eval.ErrNoQuestion):
		fault = phrase.Fine("il manque « question »")
	case errors.Is(err, bufio.ErrTooLong):
		fault = phrase.Fine("la ligne est trop longue")
	}
	return usage("%s : %s.", place(name, line), fault)
}

// library is the collection, or the articles of files in memory.
func (c *evalQuestionsCommand) library(ctx context.Context, p *program) (*library, error) {
	if len(c.Articles) == 0 {
		return p.library(ctx)
	}
	var articles []corpus.Article
	for _, file := range c.Articles {
		for d, err := range intake.ReadPath(file, intake.Options{}) {
			if err != nil {
				p.remark("%s : %s.", place(d.Name, d.Line), refusalReason(err))
				continue
			}
			if d.Article.ID == "" {
				d.Article.ID = fmt.Sprint(len(articles) + 1)
			}
			articles = append(articles, d.Article)
		}
	}
	lib := retrieval.New(retrieval.NewShelf(articles), retrieval.Options{Log: p.log})
	bar := p.progress("Indexation", phrase.Articles)
	err := lib.Sync(ctx, p.collection, bar.at)
	bar.done()
	if err != nil {
		return nil, errors.Join(err, lib.Close())
	}
	return &library{answer: remote.From(lib), close: lib.Close}, nil
}

// showSheets prints one line per kind of question, and one for all. « 1er » is the share of first citations that hold the answer.
func (p *program) showSheets(results []eval.Result) {
	p.line(p.bold(phrase.Fine("genre          questions   R@1    R@3    R@5    R@10   MRR    nDCG   1er     refus à tort   réponses à tort")))
	kinds, parts := eval.ByKind(results)
	for _, kind := range kinds {
		if len(kinds) > 1 {
			p.showSheet(kind, eval.Sum(parts[kind]))
		}
	}
	all := eval.Sum(results)
	p.showSheet("tout", all)
	p.say("Temps par question : %s pour la moitié, %s pour 99 sur 100.", inMS(all.P50), inMS(all.P99))
}

func (p *program) showSheet(kind string, s eval.Sheet) {
	if kind == "" {
		kind = "?"
	}
	first := "   –  "
	if s.Judged > 0 {
		first = fmt.Sprintf("%6.3f", float64(s.FirstHolds)/float64(s.Judged))
	}
	p.line(fmt.Sprintf("%-14.14s %9d  %.3f  %.3f  %.3f  %.3f  %.3f  %.3f %s  %5d / %-7d  %4d / %d", kind, s.Questions,
		s.R1, s.R3, s.R5, s.R10, s.MRR, s.NDCG, first, s.Refused, s.Answerable, s.Answered, s.Questions-s.Answerable))
}

func inMS(d time.Duration) string {
	return phrase.Decimal(milliseconds(d), 1) + phrase.NoBreak + "ms"
}

// showMisses lists questions that went wrong.
func (p *program) showMisses(results []eval.Result, limit int) {
	for _, r := range results {
		fault := r.Fault()
		if fault == "" {
			continue
		}
		if limit--; limit < 0 {
			return
		}
		p.line(fmt.Sprintf("%s  %s  %s", r.Question.ID, faultName(fault), harmless(r.Question.Text, true)))
		if r.First != "" {
			p.line("    " + p.faint(phrase.Cut(harmless(r.First, true), p.width-4)))
		}
	}
}

func faultName(f eval.Fault) string {
	switch f {
	case eval.WronglyAnswered:
		return "[réponse à tort]"
	case eval.WronglyRefused:
		return "[refus à tort]"
	case eval.WrongArticle:
		return "[autre article]"
	case eval.WrongExcerpt:
		return "[autre extrait]"
	case eval.WrongSpeaker:
		return "[autre personne]"
	}
	return string(f)
}

type evalQuotesCommand struct {
	Files  []string `arg:"" placeholder:"FICHIER" help:"JSON Lines : {\"id\",\"article\",\"quotes\":[{\"start\",\"end\",\"speaker\",\"kind\"}]}, en points de code."`
	Misses int      `placeholder:"N" help:"Montrer les N premières fautes."`
}

// Run extracts the quotations of annotated articles and compares. Each file is one collection.
func (c *evalQuotesCommand) Run(p *program) error {
	for _, name := range c.Files {
		gold, err := readGold(name)
		if err != nil {
			return err
		}
		f := score.Quotes(gold, predict(gold), 0.5)
		p.line(p.bold(name))
		p.say("Citations : %s sur %d, %d en trop. Précision %s, rappel %s, F1 %s.", phrase.Count(f.Hit, "trouvée", "trouvées"), f.Gold, f.Predicted-f.True,
			phrase.Decimal(f.Precision(), 3), phrase.Decimal(f.Recall(), 3), phrase.Decimal(f.F1(), 3))
		p.say("Personnes : %s sur %d. De bout en bout : F1 %s.", phrase.Count(f.Speakers, "juste", "justes"), f.Hit, phrase.Decimal(f.EndToEnd(), 3))
		p.showQuoteErrors(f.Errors, c.Misses)
	}
	return nil
}

func readGold(name string) ([]score.Gold, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	gold, err := score.Read(f)
	var line *jsonl.LineError
	if errors.As(err, &line) {
		return nil, lineFault(name, line.Line, line.Err)
	}
	if err != nil {
		return nil, err
	}
	return gold, nil
}

// predict reads the quotations of articles as one collection.
func predict(gold []score.Gold) []score.Predicted {
	articles := make([]quotedArticle, len(gold))
	for i, g := range gold {
		articles[i] = quotedArticle{ID: json.RawMessage(g.ID), Article: &gold[i].Article}
	}
	people := extract(articles)
	out := make([]score.Predicted, len(gold))
	for i, a := range articles {
		out[i].ID = gold[i].ID
		for _, q := range quoteLines(*a.Article, a.quotes, people) {
			out[i].Quotes = append(out[i].Quotes, score.Found{Start: q.Start, End: q.End, Speaker: q.Speaker, Rule: q.Rule})
		}
	}
	return out
}

func (p *program) showQuoteErrors(faults []score.Error, limit int) {
	names := map[string]string{"miss": "[manquée]", "false": "[en trop]", "speaker": "[autre personne]"}
	for _, e := range faults[:min(max(limit, 0), len(faults))] {
		p.line(fmt.Sprintf("%s  %s  %s", e.Article, names[e.Sort], phrase.Cut(harmless(e.Text, true), 90)))
		if e.Want != "" || e.Got != "" {
			p.line(p.faint(phrase.Say("    attendu : %s ; trouvé : %s", known(e.Want), known(e.Got))))
		}
	}
}
