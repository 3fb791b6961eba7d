package intake_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"propos/corpus/intake"
)

// A page that was made to cost much ends soon, in an article or a refusal.
func TestPageBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time, which the race detector multiplies")
	}
	n := 2 << 20 // what is fetched at most
	fill := func(s string) string { return "<html><body><h1>Un titre de page</h1>" + strings.Repeat(s, n/len(s)) }
	for name, page := range map[string]string{
		"deep":           fill("<div>"),
		"deep inline":    fill("<b>"),
		"formatting":     fill("<b><i><a>x</p>"),
		"tables":         fill("<table><tr><td>"),
		"paragraphs":     fill("<p>a"),
		"long paragraph": fill("mot "),
		"few, long":      fill("<p>" + strings.Repeat("mot ", 500) + "</p>"),
		"links":          fill("<p><a href=/x>un titre</a></p>"),
		"spans":          fill("<span class='ad related share'>mot</span> "),
		"breaks":         fill("a<br>"),
		"attributes":     "<html><body><p " + strings.Repeat("a=b ", n/4) + ">" + para,
		"class":          "<html><body><p class=\"" + strings.Repeat("aB-", n/3) + "\">" + para,
		"comments":       fill("<!-- -->"),
		"entities":       fill("&amp;"),
		"json":           "<script type='application/ld+json'>" + strings.Repeat("[", n) + "</script><p>" + para,
		"json objects":   "<script type='application/ld+json'>[" + strings.Repeat(`{"@type":"NewsArticle","headline":"a"},`, n/40) + `{}]</script><h1>Un titre</h1><p>` + para,
		"metas":          fill("<meta name=a content=b>"),
		"headings":       fill("<h1>Un titre de page</h1>"),
		"selects":        fill("<select><option>a"),
		"svg":            fill("<svg><g>"),
		"just under":     "<h1>Un titre de page</h1>" + strings.Repeat("<p>mot, mot, mot.</p>", 24_000),
		"under, divs":    "<h1>Un titre de page</h1>" + strings.Repeat("<div>mot, mot, mot.</div>", 24_000),
		"under, nested":  "<h1>Un titre de page</h1>" + strings.Repeat("<div class='share ad'>", 120) + strings.Repeat("<p>mot, mot, mot.</p>", 24_000),
		"under, tables":  "<h1>Un titre de page</h1>" + strings.Repeat("<div>", 120) + strings.Repeat("<table><tr><td>mot, mot<td>mot</table>", 4_000),
		"under, links":   "<h1>Un titre de page</h1>" + strings.Repeat("<div>", 120) + strings.Repeat("<a href=/x>un titre</a>, mot ", 24_000),
		"under, spans":   "<h1>Un titre de page</h1>" + strings.Repeat("<span>", 120) + strings.Repeat("<span>mot, mot</span><br>", 12_000),
	} {
		start := time.Now()
		_, err := intake.Page([]byte(page), "text/html", "")
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		} else if testing.Verbose() {
			t.Logf("%s: %v, %v", name, took.Round(time.Millisecond), err)
		}
		if err != nil && !errors.As(err, new(*intake.Refusal)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
