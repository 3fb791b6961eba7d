package cli

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
	"propos/retrieval/remote"
)

type verifyCommand struct {
	Quotation []string `arg:"" placeholder:"CITATION" help:"La phrase à vérifier."`
	Person    string   `short:"p" aliases:"personne" placeholder:"PERSONNE" help:"À qui on la prête."`
	JSON      bool     `name:"json" help:"Écrire un objet JSON."`
}

// Run says whether the quotation stands in the articles, and whose it is. It succeeds for a quotation that is exact and, where a person is
// named, theirs.
func (c *verifyCommand) Run(ctx context.Context, p *program) error {
	quotation := strings.TrimSpace(strings.ToValidUTF8(strings.Join(c.Quotation, " "), "\uFFFD"))
	if quotation == "" {
		return usage("Il manque la phrase à vérifier.")
	}
	return p.withLibrary(ctx, func(l *library) error {
		r, err := l.answer(ctx, remote.Request{Kind: remote.Verify, Collection: p.collection, Quotation: quotation, Person: c.Person})
		if err != nil {
			return err
		}
		if c.JSON {
			err = p.writeJSON(verdictLine(quotation, r.Verdict))
		} else {
			p.showVerdict(r.Verdict)
		}
		if err == nil && !c.stands(r.Verdict.Outcome) {
			return errSilent(exitNoAnswer)
		}
		return err
	})
}

// stands reports an outcome that proves the quotation right.
func (c *verifyCommand) stands(o retrieval.Outcome) bool {
	return o == retrieval.Exact || o == retrieval.ExactUnspoken && c.Person == ""
}

func (u *ui) showVerdict(v retrieval.Verdict) {
	for _, line := range wrap(phrase.Verdict(v), u.width, nil, nil) {
		u.line(line)
	}
	if len(v.Diff) > 0 {
		for _, line := range wrap(difference(v.Diff), u.width-2, nil, nil) {
			u.line("  " + line)
		}
		u.line(u.faint(phrase.Fine("[-de ta phrase-] {+de l'article+}")))
	}
	if v.Citation != nil {
		u.line("")
		u.showCitation(*v.Citation)
	}
}

// difference writes what differs as [-only in the given quotation-] and {+only in the article+}.
func difference(parts []retrieval.DiffPart) string {
	var out []string
	for _, d := range parts {
		text := strings.TrimSpace(d.Text)
		switch {
		case text == "":
			continue
		case d.Given && !d.Found:
			text = "[-" + text + "-]"
		case d.Found && !d.Given:
			text = "{+" + text + "+}"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// jsonVerdict is the line of `verify --json`.
type jsonVerdict struct {
	Quotation string              `json:"quotation"`
	Outcome   retrieval.Outcome   `json:"outcome"`
	Citation  *retrieval.Citation `json:"citation"`
	Diff      []jsonDiff          `json:"diff"`
	Articles  int                 `json:"articles"`
}

type jsonDiff struct {
	Text  string `json:"text"`
	Given bool   `json:"given"`
	Found bool   `json:"found"`
}

func verdictLine(quotation string, v retrieval.Verdict) jsonVerdict {
	out := jsonVerdict{Quotation: quotation, Outcome: v.Outcome, Citation: v.Citation, Diff: []jsonDiff{}, Articles: v.Articles}
	for _, d := range v.Diff {
		out.Diff = append(out.Diff, jsonDiff(d))
	}
	return out
}
