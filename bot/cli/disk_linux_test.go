package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"propos/bot/discordtest"
)

// failingDisk is an ext4 file system of its own that the kernel turns read-only at its first fault, as it does with worn-out memory cards.
type failingDisk struct {
	dir   string
	image string
}

// newFailingDisk makes and mounts one; only root can.
func newFailingDisk(t *testing.T) *failingDisk {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("skipped: only root can mount a disk that fails")
	}
	d := &failingDisk{dir: t.TempDir(), image: filepath.Join(t.TempDir(), "disk.img")}
	if err := os.WriteFile(d.image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.image, 64<<20); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", d.image).CombinedOutput(); err != nil {
		t.Skipf("skipped: no ext4 can be made here: %v %s", err, out)
	}
	d.mount(t)
	if _, err := os.Stat(d.trigger(t)); err != nil {
		t.Skipf("skipped: this kernel lets nobody plan a fault: %v", err)
	}
	return d
}

func (d *failingDisk) mount(t *testing.T) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "loop,errors=remount-ro", d.image, d.dir).CombinedOutput(); err != nil {
		t.Skipf("skipped: no disk can be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() { _ = syscall.Unmount(d.dir, syscall.MNT_DETACH) }) // it may be gone already
}

// trigger is the file that reports a fault to the kernel's ext4.
func (d *failingDisk) trigger(t *testing.T) string {
	t.Helper()
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mounts)) {
		if fields := strings.Fields(line); fields[1] == d.dir {
			return filepath.Join("/sys/fs/ext4", filepath.Base(fields[0]), "trigger_fs_error")
		}
	}
	t.Fatalf("%s is not mounted", d.dir)
	return ""
}

// fails is a fault of the disk: from now on nobody can write, and only mounting it anew changes that.
func (d *failingDisk) fails(t *testing.T) {
	t.Helper()
	if err := os.WriteFile(d.trigger(t), []byte("planned by a test\n"), 0); err != nil {
		t.Fatal(err)
	}
}

// repair does what its owner does: it takes the disk out, checks it and puts it in again.
func (d *failingDisk) repair(t *testing.T) {
	t.Helper()
	if err := syscall.Unmount(d.dir, 0); err != nil {
		t.Fatal(err)
	}
	check := exec.Command("e2fsck", "-f", "-y", d.image)
	if out, _ := check.CombinedOutput(); check.ProcessState.ExitCode() > 1 { // 1: faults were found and mended
		t.Fatalf("e2fsck: %s", out)
	}
	d.mount(t)
}

// moderator adds articles in Discord.
func (b *inDiscord) moderator() *discordtest.Member {
	return b.d.AddUser("Inès").Join(b.channel.Guild, discordtest.ModeratorPermissions)
}

// adds is an article that somebody writes into the form of /ajouter and confirms, as far as that goes; it returns what they read last.
func (b *inDiscord) adds(by *discordtest.Member, number int) string {
	form := by.Slash(b.channel, "ajouter", nil).Modal()
	read := by.Submit(form, map[string]string{"title": fmt.Sprintf("Nouvelle numéro %d", number), "source": "La Gazette", "date": "12/11/2020",
		"text": fmt.Sprintf("La commune de Villeneuve%d a décidé de construire une piscine pour ses habitants, qui la demandaient depuis longtemps.", number)}).Message()
	if read.CustomID("Ajouter") == "" {
		return spaced(read.Text())
	}
	return spaced(by.Press(read, "Ajouter").Message().Text())
}

// degrades wants a bot whose disk takes nothing to answer all the same, and to say what it cannot do, to everybody whom it concerns.
func (b *inDiscord) degrades(t *testing.T, moderator *discordtest.Member, number int, reason string) {
	t.Helper()
	const refused = "Mon disque refuse que j’y écrive"
	for range 20 {
		b.answers(t, number)
	}
	question := discordtest.Options{"question": fmt.Sprintf("Que construit Villeneuve%d ?", number)}
	answer := b.member.Slash(b.channel, "demander", question).Message()
	if text := spaced(answer.Text()); !strings.Contains(text, "Sans boutons pour l’instant : mon disque") || answer.CustomID("Contexte") != "" {
		t.Errorf("an answer that cannot be kept has buttons, or does not say why it has none:\n%s", text)
	}
	if text := b.adds(moderator, 900); !strings.Contains(text, refused) {
		t.Errorf("the moderator reads:\n%s", text)
	}
	if text := spaced(b.member.Slash(b.channel, "verifier", discordtest.Options{"citation": "une piscine pour ses habitants"}).Message().Text()); strings.Contains(text, "cloché") {
		t.Errorf("a quotation is not checked:\n%s", text)
	}
	b.eventually(t, "it says that the disk refuses", b.says(reason))
	if page := b.page("/healthz"); !strings.HasPrefix(page, "200") {
		t.Errorf("that is no reason to start it again: %s", page)
	}
}

// quiet wants a log of few lines about what fails, however often it was met.
func quiet(t *testing.T, log string, most int) {
	t.Helper()
	if n := strings.Count(log, `"level":"ERROR"`); n == 0 || n > most {
		t.Errorf("%d errors in the log, want at most %d:\n%s", n, most, log)
	}
}

// TestDiskFails: the disk turns read-only under a bot at work. It answers, says in Discord, on its page and in the log what it cannot do,
// and ends when it is told to; once the disk is repaired, everything that was acknowledged is there.
func TestDiskFails(t *testing.T) {
	t.Parallel()
	disk := newFailingDisk(t)
	b := serveInDiscord(t, disk.dir, "PROPOS_RATE_PERSON=0")
	moderator := b.moderator()
	if text := b.adds(moderator, 500); !strings.Contains(text, "Ajouté à la collection") {
		t.Fatalf("the moderator reads:\n%s", text)
	}
	disk.fails(t)
	b.degrades(t, moderator, 3, "lecture seule")
	b.answers(t, 500)
	if code, _, stderr := run(disk.dir, "", "--collection", b.channel.Guild.ID, "import", lines(t, 20, 30)); code != 78 || !strings.Contains(spaced(stderr), "lecture seule") {
		t.Errorf("import: code %d: %s", code, stderr)
	}
	quiet(t, b.stop(t), 10)

	disk.repair(t)
	b.served = serve(t, disk.dir, "DISCORD_TOKEN="+b.d.Token, "PROPOS_DISCORD_API="+b.d.API(), "PROPOS_RATE_PERSON=0")
	b.eventually(t, "it is ready again", b.ready)
	b.eventually(t, "all articles are found", b.holds(21))
	b.answers(t, 500)
	if text := b.adds(moderator, 501); !strings.Contains(text, "Ajouté à la collection") {
		t.Errorf("the moderator reads:\n%s", text)
	}
	b.answers(t, 501)
	b.stop(t)
}

// TestDiskRefuses: for a while the system lets the bot write nothing; it is at work again by itself when that is over.
func TestDiskRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := serveInDiscord(t, dir, "PROPOS_RATE_PERSON=0")
	moderator := b.moderator()
	if text := b.adds(moderator, 500); !strings.Contains(text, "Ajouté à la collection") {
		t.Fatalf("the moderator reads:\n%s", text)
	}
	pid := b.process.Process.Pid
	before := limit(t, pid, syscall.RLIMIT_FSIZE, 0)
	b.degrades(t, moderator, 3, "Le disque refuse")
	b.importAll(t, dir, 20, 30) // of another process, which may write
	limit(t, pid, syscall.RLIMIT_FSIZE, before)
	b.eventually(t, "all articles are found", b.holds(31))
	b.eventually(t, "it is ready again", b.ready)
	if text := b.adds(moderator, 501); !strings.Contains(text, "Ajouté à la collection") {
		t.Errorf("the moderator reads:\n%s", text)
	}
	for _, i := range []int{3, 25, 500, 501} {
		b.answers(t, i)
	}
	if log := b.stop(t); !strings.Contains(log, "answers are kept again") {
		t.Errorf("the log does not say that it is over:\n%s", log)
	} else {
		quiet(t, log, 10)
	}
}
