package intake_test

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedFile returns the path of a file of the evaluation data, which lies beside the repository; without it the test
// is skipped, but fails where CI must have it.
func sharedFile(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			tb.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(filepath.Dir(dir), "shared", name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("CI must have the evaluation data: %v", err)
		}
		tb.Skipf("evaluation data absent: %s", name)
	}
	return path
}
