package cli_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"debug/elf"
	"debug/macho"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

// The workflows of .github run on GitHub alone, which no test can call. What they are made of can be tried here: their scripts are run as they
// stand, and what they hand to others is held against it. Their form is checked by `go tool actionlint`, in .ci/run.

// workflow reads one of them.
func workflow(t *testing.T, name string) *actionlint.Workflow {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(".github", "workflows", name))
	if err != nil {
		t.Fatal(err)
	}
	w, faults := actionlint.Parse(raw)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return w
}

// step finds a step by its name.
func step(t *testing.T, job *actionlint.Job, name string) *actionlint.Step {
	t.Helper()
	for _, s := range job.Steps {
		if s.Name != nil && s.Name.Value == name {
			return s
		}
	}
	t.Fatalf("job %s has no step %q", job.ID.Value, name)
	return nil
}

// perform runs a step's script in a folder, as GitHub does, with its own environment and one that goes before it.
func perform(t *testing.T, s *actionlint.Step, dir string, environ ...string) string {
	t.Helper()
	c := exec.Command("bash", "--noprofile", "--norc", "-e", "-c", s.Exec.(*actionlint.ExecRun).Run.Value)
	c.Dir, c.Env = dir, os.Environ()
	if s.Env != nil {
		for _, v := range s.Env.Vars {
			if !strings.Contains(v.Value.Value, "${{") { // GitHub fills those in, and here the test
				c.Env = append(c.Env, v.Name.Value+"="+v.Value.Value)
			}
		}
	}
	c.Env = append(c.Env, environ...)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("step %s: %v\n%s", s.Name.Value, err, out)
	}
	return string(out)
}

// TestReleaseBinaries makes a release of this machine's program, of all four in the long run, and tries it as who has downloaded it does.
func TestReleaseBinaries(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	t.Chdir(filepath.Join("..", ".."))
	build := step(t, workflow(t, "release.yml").Jobs["binaries"], "Build")
	targets := strings.Fields(build.Env.Vars["targets"].Value.Value)
	ours := runtime.GOOS + "/" + runtime.GOARCH
	if !slices.Contains(targets, ours) {
		t.Skipf("skipped: %s is not released", ours)
	}
	if os.Getenv("LONG_TESTS") == "" {
		targets = []string{ours}
	}
	dir := checkout(t)
	perform(t, build, dir, "VERSION=v0.0.0-test", "TARGETS="+strings.Join(targets, " "))
	sums := sumsOf(t, filepath.Join(dir, "dist"))
	for _, target := range targets {
		folder := "propos-v0.0.0-test-" + strings.ReplaceAll(target, "/", "-")
		archive := filepath.Join(dir, "dist", folder+".tar.gz")
		raw, err := os.ReadFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(raw)); sums[folder+".tar.gz"] != got {
			t.Errorf("SHA256SUMS has %q of %s, which is %s", sums[folder+".tar.gz"], folder, got)
		}
		delete(sums, folder+".tar.gz")
		to := t.TempDir()
		unpack(t, raw, to)
		isFor(t, filepath.Join(to, folder, "propos"), target)
		if target == ours {
			tryRelease(t, filepath.Join(to, folder))
		}
	}
	if len(sums) > 0 {
		t.Errorf("SHA256SUMS has more than the archives: %v", sums)
	}
}

// checkout copies what the repository keeps.
func checkout(t *testing.T) string {
	t.Helper()
	listed, err := exec.Command("git", "ls-files", "-z").Output()
	if err != nil {
		t.Skipf("skipped: this is no clone: %v", err)
	}
	dir := t.TempDir()
	for _, name := range strings.Split(strings.TrimRight(string(listed), "\x00"), "\x00") {
		raw, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // deleted, not yet committed
		}
		to := filepath.Join(dir, name)
		if err := errors.Join(err, os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, raw, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// sumsOf reads SHA256SUMS: sums by name.
func sumsOf(t *testing.T, dist string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dist, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			t.Fatalf("SHA256SUMS: %q", line)
		}
		sums[name] = sum
	}
	return sums
}

// unpack writes the files of an archive, which must all lie in one folder and be nobody's.
func unpack(t *testing.T, packed []byte, to string) {
	t.Helper()
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for files := tar.NewReader(unzipped); ; {
		h, err := files.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Gid != 0 || !strings.HasPrefix(h.Name, "propos-") || !filepath.IsLocal(h.Name) {
			t.Errorf("%s of %d:%d", h.Name, h.Uid, h.Gid)
		}
		if h.Typeflag == tar.TypeDir {
			continue
		}
		content, err := io.ReadAll(files)
		name := filepath.Join(to, h.Name)
		if err := errors.Join(err, os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, content, h.FileInfo().Mode().Perm())); err != nil {
			t.Fatal(err)
		}
	}
}

// isFor wants a program to be made for a system and a processor.
func isFor(t *testing.T, program, target string) {
	t.Helper()
	made := "nothing known"
	if f, err := elf.Open(program); err == nil {
		made = map[elf.Machine]string{elf.EM_X86_64: "linux/amd64", elf.EM_AARCH64: "linux/arm64"}[f.Machine]
		f.Close()
	} else if f, err := macho.Open(program); err == nil {
		made = map[macho.Cpu]string{macho.CpuAmd64: "darwin/amd64", macho.CpuArm64: "darwin/arm64"}[f.Cpu]
		f.Close()
	}
	if made != target {
		t.Errorf("the program for %s is made for %s", target, made)
	}
}

// tryRelease uses what was unpacked.
func tryRelease(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "docs/operating.md", "docs/answer.png"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	for _, try := range []struct {
		args []string
		want string
	}{
		{[]string{"version"}, "v0.0.0-test"},
		{[]string{"ask", "Qu'a dit Lavrov sur la Turquie ?"}, "La Turquie est notre partenaire dans de nombreux domaines"},
	} {
		c := exec.Command(filepath.Join(dir, "propos"), try.args...)
		c.Env = []string{"HOME=" + t.TempDir()}
		if out, err := c.CombinedOutput(); err != nil || !strings.Contains(string(out), try.want) {
			t.Errorf("%v: %v\n%s", try.args, err, out)
		}
	}
}

// TestReleaseIsPublished: a version is the latest unless it is a try, and everything that was built goes with it.
func TestReleaseIsPublished(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	publish := step(t, workflow(t, "release.yml").Jobs["binaries"], "Publish")
	for version, kind := range map[string]string{"v1.2.3": "--latest", "v1.2.3-rc.1": "--prerelease"} {
		dir := t.TempDir()
		err := errors.Join(os.MkdirAll(filepath.Join(dir, "dist"), 0o755), os.WriteFile(filepath.Join(dir, "dist", "a.tar.gz"), nil, 0o644), os.WriteFile(filepath.Join(dir, "dist", "SHA256SUMS"), nil, 0o644),
			os.WriteFile(filepath.Join(dir, "gh"), []byte("#!/bin/sh\nprintf '%s\\n' \"$@\"\n"), 0o755))
		if err != nil {
			t.Fatal(err)
		}
		said := perform(t, publish, dir, "VERSION="+version, "PATH="+dir+":"+os.Getenv("PATH"))
		want := strings.Join([]string{"release", "create", version, "dist/SHA256SUMS", "dist/a.tar.gz", kind, "--verify-tag", "--title", "Propos " + version, "--notes", "What changed: CHANGELOG.md", ""}, "\n")
		if said != want {
			t.Errorf("gh is called with\n%s\nwant\n%s", said, want)
		}
	}
}

// TestReleaseImage: the image is named in small letters, as registries want; it gets the arguments that the Dockerfile's last stage declares,
// no other and none less; and what is built here, there and in the container is built by one version of Go.
func TestReleaseImage(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	release, ci := workflow(t, "release.yml"), workflow(t, "ci.yml")
	image := release.Jobs["image"]
	for version, want := range map[string]string{
		"v1.2.3":      "TAGS=ghcr.io/someone/propos:v1.2.3,ghcr.io/someone/propos:latest\n",
		"v1.2.3-rc.1": "TAGS=ghcr.io/someone/propos:v1.2.3-rc.1\n",
	} {
		set := filepath.Join(t.TempDir(), "env")
		perform(t, step(t, image, "Names"), t.TempDir(), "GITHUB_REPOSITORY=Someone/Propos", "GITHUB_REF_NAME="+version, "GITHUB_ENV="+set)
		if got, err := os.ReadFile(set); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %q", version, got, err, want)
		}
	}
	raw, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	docker := string(raw)
	last := docker[strings.LastIndex(docker, "\nFROM "):]
	declared := matches(`(?m)^ARG (\w+)`, last)
	if given := matches(`(?m)^(\w+)=`, image.Env.Vars["build_args"].Value.Value); !slices.Equal(given, declared) {
		t.Errorf("the workflow gives the arguments %v, and the Dockerfile declares %v", given, declared)
	}
	go1 := matches(`(?m)golang:([\d.]+)-`, docker)
	for _, w := range []*actionlint.Workflow{release, ci} {
		for _, version := range goVersions(w) {
			if !slices.Equal(go1, []string{version}) {
				t.Errorf("%s: Go %s, and the Dockerfile has %v", w.Name.Value, version, go1)
			}
		}
	}
}

// matches lists what a pattern's group finds, in order, each once.
func matches(pattern, text string) (found []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(found, m[1]) {
			found = append(found, m[1])
		}
	}
	return found
}

// goVersions lists the versions of Go that a workflow's jobs set up.
func goVersions(w *actionlint.Workflow) (versions []string) {
	for _, job := range w.Jobs {
		for _, s := range job.Steps {
			if action, ok := s.Exec.(*actionlint.ExecAction); ok && strings.HasPrefix(action.Uses.Value, "actions/setup-go@") {
				versions = append(versions, action.Inputs["go-version"].Value.Value)
			}
		}
	}
	return versions
}
