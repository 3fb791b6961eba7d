package cli_test

import (
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"propos/bot/health"
	"propos/bot/phrase"
)

// frenchDocs are the pages for people who read French; what the others say in French stands between guillemets.
var frenchDocs = []string{"docs/confidentialite.md", "docs/moderation.md"}

// docs are the pages for people.
func docs(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil || len(names) < 4 {
		t.Fatalf("docs: %v, %v", names, err)
	}
	all := []string{"README.md", "CHANGELOG.md"}
	for _, name := range names {
		all = append(all, "docs/"+filepath.Base(name))
	}
	return all
}

var (
	codeBlock = regexp.MustCompile("(?s)```.*?```")
	codeSpan  = regexp.MustCompile("`[^`\n]+`")
	guillemet = regexp.MustCompile(`«[^«»]*»`)
)

// TestDocsAreSet: French is typeset in the pages for people too: apostrophes, no-break spaces.
func TestDocsAreSet(t *testing.T) {
	for _, name := range docs(t) {
		text := codeSpan.ReplaceAllString(codeBlock.ReplaceAllString(readRoot(t, name), "code"), "code")
		parts := guillemet.FindAllString(text, -1)
		if slices.Contains(frenchDocs, name) {
			parts = strings.Split(text, "\n")
		}
		for _, part := range parts {
			if set := phrase.Fine(part); set != part {
				t.Errorf("%s: %q is set %q", name, part, set)
			}
		}
	}
}

var (
	docsCommand = regexp.MustCompile(`\bpropos ((?:--(?:collection|data) \S+ )?[a-z]+(?: [a-z]+)?)\b([^|]*)`)
	anyFlag     = regexp.MustCompile(`(?:^|\s)(--[a-z-]+|-[a-z]\b)`)
)

// TestDocsCommandLines: each command that a page names is there, with the flags that it is given.
func TestDocsCommandLines(t *testing.T) {
	count := 0
	for _, name := range docs(t) {
		text := readRoot(t, name)
		code := codeSpan.FindAllString(codeBlock.ReplaceAllString(text, ""), -1)
		for _, block := range codeBlock.FindAllString(text, -1) {
			code = append(code, strings.Split(block, "\n")...)
		}
		for _, line := range code {
			line, _, _ = strings.Cut(strings.ReplaceAll(strings.Trim(line, "`"), "propos propos", "propos"), " #")
			m := docsCommand.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			count++
			help := helpOf(t, strings.Fields(m[1]))
			for _, flag := range anyFlag.FindAllStringSubmatch(m[2], -1) {
				if !regexp.MustCompile(`(?m)(^|\s)` + flag[1] + `\b`).MatchString(help) {
					t.Errorf("%s: %s has no %s", name, line, flag[1])
				}
			}
		}
	}
	if count < 40 {
		t.Errorf("only %d commands were found", count)
	}
}

// helpOf is the help on a command, or on its subcommand where the second word is one.
func helpOf(t *testing.T, words []string) string {
	t.Helper()
	if strings.HasPrefix(words[0], "--") {
		words = words[2:]
	}
	code, help, stderr := run(t.TempDir(), "", append(slices.Clone(words), "--help")...)
	if code != 0 && len(words) > 1 {
		code, help, stderr = run(t.TempDir(), "", words[0], "--help")
	}
	if code != 0 {
		t.Errorf("propos %s: %s", strings.Join(words, " "), stderr)
	}
	return help
}

// TestDocsMetrics holds the table of the pages to the metrics that there are.
func TestDocsMetrics(t *testing.T) {
	var questions health.Questions
	state := health.State{LastBackup: time.Unix(1, 0)}
	answer := httptest.NewRecorder()
	health.Handler(health.Options{State: func() health.State { return state }, Questions: &questions}).ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	metric := regexp.MustCompile(`\bpropos_[a-z_]+`)
	told := metric.FindAllString(readRoot(t, "docs/operating.md"), -1)
	for _, m := range regexp.MustCompile(`(?m)^# TYPE (propos_\w+) `).FindAllStringSubmatch(answer.Body.String(), -1) {
		if !slices.Contains(told, m[1]) {
			t.Errorf("docs/operating.md does not name %s", m[1])
		}
	}
	for _, name := range told {
		if !strings.Contains(answer.Body.String(), "# TYPE "+name+" ") {
			t.Errorf("docs/operating.md names %s, which is no metric", name)
		}
	}
}
