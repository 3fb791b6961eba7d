package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema is Discord's OpenAPI document. The nil schema checks nothing of it.
type schema struct {
	compiler *jsonschema.Compiler
	methods  map[string]string // "POST /channels/{}/messages" → path in the document

	mu       sync.Mutex
	compiled map[string]*jsonschema.Schema
}

// sharedSchema keeps the parsed document for all tests of a process: reading it costs 0.1 s.
var sharedSchema = sync.OnceValues(readSchema)

// loadSchema returns the document, or nil with a word in the log when it is not there (an error where CI=true).
func loadSchema(t testing.TB) *schema {
	s, err := sharedSchema()
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("discord: %v", err)
	}
	if err != nil {
		t.Logf("discord: requests are not held against the OpenAPI document: %v", err)
	}
	return s
}

func readSchema() (*schema, error) {
	raw, err := os.ReadFile(filepath.Join(shared(), "discord", "openapi.json"))
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	permissionsAsString(document)
	s := &schema{compiler: jsonschema.NewCompiler(), methods: map[string]string{}, compiled: map[string]*jsonschema.Schema{}}
	if err := s.compiler.AddResource("openapi.json", document); err != nil {
		return nil, err
	}
	paths, _ := document.(map[string]any)["paths"].(map[string]any)
	for path, operations := range paths {
		for method, operation := range operations.(map[string]any) {
			if o, ok := operation.(map[string]any); ok && o["requestBody"] != nil {
				s.methods[strings.ToUpper(method)+" "+anonymous(path)] = path
			}
		}
	}
	return s, nil
}

// permissionsAsString mends the document's one known error, wherever it stands.
func permissionsAsString(v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			if p, ok := inner.(map[string]any); ok && key == "default_member_permissions" && p["type"] != nil {
				v[key] = map[string]any{"type": []any{"string", "null"}, "pattern": "^[0-9]+$"}
				continue
			}
			permissionsAsString(inner)
		}
	case []any:
		for _, inner := range v {
			permissionsAsString(inner)
		}
	}
}

// shared is the folder of shared material beside the module's own.
func shared() string {
	dir, err := os.Getwd()
	if err != nil {
		return "shared"
	}
	for parent := filepath.Dir(dir); ; dir, parent = parent, filepath.Dir(parent) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || parent == dir {
			return filepath.Join(parent, "shared")
		}
	}
}

var pathValue = regexp.MustCompile(`\{[^}]*\}`)

func anonymous(path string) string { return pathValue.ReplaceAllString(path, "{}") }

// check returns what Discord would find wrong with a request.
func (s *schema) check(method, path string, c call) []string {
	var body any
	switch {
	case c.json != nil:
		body = c.json
	case c.list != nil:
		body = c.list
	default:
		return nil
	}
	faults := breaches(method, path, body, len(c.files) > 0)
	if s == nil {
		return faults
	}
	compiled, err := s.of(method, path)
	if err != nil {
		return append(faults, err.Error())
	}
	if compiled == nil {
		return append(faults, "the OpenAPI document has no such request with a body")
	}
	if err := compiled.Validate(plain(body)); err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}

// of returns the schema of a request's body, compiled once.
func (s *schema) of(method, path string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := method + " " + anonymous(path)
	if strings.Contains(path, "/messages/{message}") && strings.HasPrefix(path, "/webhooks/") && method == http.MethodPatch {
		key = method + " /webhooks/{}/{}/messages/{}"
	}
	if compiled, ok := s.compiled[key]; ok {
		return compiled, nil
	}
	full, ok := s.methods[key]
	if !ok {
		return nil, nil
	}
	pointer := strings.NewReplacer("~", "~0", "/", "~1").Replace(full)
	compiled, err := s.compiler.Compile("openapi.json#/paths/" + pointer + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema")
	if err == nil {
		s.compiled[key] = compiled
	}
	return compiled, err
}

// plain returns the body as the validator wants numbers.
func plain(body any) any {
	raw, _ := json.Marshal(body)
	v, _ := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	return v
}

// Breaches returns what Discord would find wrong with a message, for tests that send nothing.
func Breaches(t testing.TB, message []byte) []string {
	var body map[string]any
	if err := json.Unmarshal(message, &body); err != nil {
		return []string{err.Error()}
	}
	return loadSchema(t).check(http.MethodPost, "/channels/{channel}/messages", call{json: body})
}
