// Package boilerplate recognises what a web page says around its article: consent texts, disclaimers, links to
// other articles, advertisement marks, share links, subscription prompts, credits.
//
// Each rule has a name, judges whole lines only, and would rather keep a line than cut a sentence of the article:
// a sentence about cookies stays, a consent text goes. The rules read French. The package is pure.
package boilerplate

import (
	"slices"
	"strings"
)

// Rule names a reason for which a line is not part of an article.
type Rule string

// The rules. Their names are shown to moderators and kept in tests: they do not change.
const (
	Advert     Rule = "advert"     // « Publicité », « La suite après cette publicité »
	Button     Rule = "button"     // « OK », « Tout accepter », beside a consent text
	Comments   Rule = "comments"   // « Réagir à cet article », and who answers for readers' comments
	Consent    Rule = "consent"    // cookie walls and what they link to
	Copyright  Rule = "copyright"  // « © 2020 … », « Tous droits réservés »
	Credit     Rule = "credit"     // « Crédit photo : … »
	Embed      Rule = "embed"      // what is left of a video or a tweet
	Follow     Rule = "follow"     // « Suivez-nous sur … », « Téléchargez notre application »
	Heading    Rule = "heading"    // a heading below which nothing but page furniture stood
	Navigation Rule = "navigation" // « Haut de page », « Temps de lecture : 3 min »
	Newsletter Rule = "newsletter" // « Inscrivez-vous à notre newsletter »
	Paywall    Rule = "paywall"    // « Article réservé aux abonnés », « Il vous reste 60 % de cet article à lire »
	Related    Rule = "related"    // « Lire aussi : … », and lists of links at the end
	Share      Rule = "share"      // « Partager sur Facebook »
	Subscribe  Rule = "subscribe"  // « Abonnez-vous »
)

// A Cut is one line that was taken away, and why.
type Cut struct {
	Rule Rule
	Text string
}

// Clean returns text without the lines that a rule takes away, and those lines in their order.
// text is in the form of corpus.Normal; what is left is too, when it passes through Normal again.
// When nothing is cut, text itself is returned.
func Clean(text string) (string, []Cut) {
	p := page{lines: strings.Split(text, "\n")}
	p.rules = make([]Rule, len(p.lines))
	for i, line := range p.lines {
		p.rules[i] = judge(line)
	}
	if !slices.ContainsFunc(p.rules, func(r Rule) bool { return r != "" }) {
		return text, nil
	}
	p.buttons()
	p.linkList()
	p.orphanHeading()
	return p.split()
}

// page is a text in lines, each with the rule that takes it away ("" for a line of the article).
type page struct {
	lines []string
	rules []Rule
}

// split parts the article from what was cut.
func (p page) split() (string, []Cut) {
	var kept []string
	var cuts []Cut
	for i, line := range p.lines {
		if p.rules[i] == "" {
			if line != "" || len(kept) == 0 || kept[len(kept)-1] != "" {
				kept = append(kept, line)
			}
			continue
		}
		cuts = append(cuts, Cut{p.rules[i], strings.TrimSpace(line)})
		if len(kept) > 0 && kept[len(kept)-1] != "" && p.apart(i) {
			kept = append(kept, "") // a paragraph that ended at the cut line still ends there
		}
	}
	return strings.Join(kept, "\n"), cuts
}

// apart reports whether a blank line stands beside line i.
func (p page) apart(i int) bool {
	return i > 0 && p.lines[i-1] == "" || i+1 < len(p.lines) && p.lines[i+1] == ""
}

// buttons cuts the labels of buttons that stand beside a consent text.
func (p page) buttons() {
	for i, r := range p.rules {
		if r != Consent {
			continue
		}
		for j := p.next(i, 1); j >= 0 && buttonLabel(p.lines[j]); j = p.next(j, 1) {
			p.rules[j] = Button
		}
		for j := p.next(i, -1); j >= 0 && buttonLabel(p.lines[j]); j = p.next(j, -1) {
			p.rules[j] = Button
		}
	}
}

// linkList cuts the titles under a last « Sur le même sujet »: short lines that end like titles, down to the end.
func (p page) linkList() {
	for i := len(p.lines) - 1; i >= 0; i-- {
		switch {
		case p.lines[i] == "" || p.rules[i] != "" && !bareLabel(p.lines[i]):
		case p.rules[i] == Related:
			for j := i + 1; j < len(p.lines); j++ {
				if p.rules[j] == "" && p.lines[j] != "" {
					p.rules[j] = Related
				}
			}
			return
		case !likeTitle(p.lines[i]):
			return
		}
	}
}

// orphanHeading cuts a slogan or heading that opens the page furniture at the end of a text:
// nothing follows it but lines that were cut, a disclaimer or consent text first.
func (p page) orphanHeading() {
	last := len(p.lines) - 1
	for last >= 0 && (p.lines[last] == "" || p.rules[last] != "") {
		last--
	}
	next := p.next(last, 1)
	if last <= 0 || next < 0 || !p.apart(last) {
		return
	}
	if r := p.rules[next]; (r == Comments || r == Consent) && shortHeading(p.lines[last]) {
		p.rules[last] = Heading
	}
}

// next returns the nearest line after (step 1) or before (step -1) line i that is not blank, or -1.
func (p page) next(i, step int) int {
	for i += step; i >= 0 && i < len(p.lines); i += step {
		if p.lines[i] != "" {
			return i
		}
	}
	return -1
}
