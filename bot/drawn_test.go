package bot_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

var update = flag.Bool("update", false, "write the golden messages anew")

// passing are the parts of a message that differ from one run to the next, and what stands for them in a golden one: ids, keys, moments.
var passing = []struct {
	found *regexp.Regexp
	as    string
}{
	{regexp.MustCompile("`/([a-z-]+)`"), `\u003c/$1:1100000000000000000\u003e`}, // a command whose id is not known yet
	{regexp.MustCompile(`\b11000\d{14}\b`), "1100000000000000000"},
	{regexp.MustCompile(`\b[a-z2-7]{26}\b`), "abcdefghijklmnopqrstuvwxyz"},
	{regexp.MustCompile(`(?s)("custom_id": "list-leaf:[^"]*",\s*"options": )\[.*?\]`), `$1[{"label": "Écrans", "value": "leaf"}]`}, // the screens of /collection, which other messages hold too
	{regexp.MustCompile(`127\.0\.0\.1:\d+`), "127.0.0.1:8080"},
	{regexp.MustCompile(`\\u003ct:\d+:`), `\u003ct:1795000000:`},
}

// drawn holds the last message, or the form, against a golden one. Look at a changed one with discord-preview.
func (s *scene) drawn(args []string) error {
	raw := s.message.JSON()
	if s.modal != nil {
		raw = s.modal.JSON()
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", " "); err != nil {
		return err
	}
	got := append(b.Bytes(), '\n')
	for _, p := range passing {
		got = p.found.ReplaceAll(got, []byte(p.as))
	}
	file := filepath.Join("testdata", "drawn", args[0]+".json")
	if *update {
		return os.WriteFile(file, got, 0o644)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return fmt.Errorf("%s changed; look at it with discord-preview, then run with -update:\n%s", file, got)
	}
	return nil
}
