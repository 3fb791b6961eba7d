package cli

import (
	"fmt"
	"strings"
	"time"

	"propos/bot/phrase"
)

// progress shows how far a long work is, on standard error: a bar that is written over on a terminal, one remark elsewhere.
// Work that ends within its patience shows nothing. ui.progress makes one.
type progress struct {
	ui    *ui
	label string
	unit  func(int) string // writes how many things are done
	begun time.Time
	drawn time.Time
	shown bool
}

// How long work may take before anything is shown, and how often a bar is drawn.
const (
	patience = 300 * time.Millisecond
	redraw   = 100 * time.Millisecond
)

func (u *ui) progress(label string, unit func(int) string) *progress {
	return &progress{ui: u, label: label, begun: time.Now(), unit: unit}
}

// at says that done of total things are done.
func (p *progress) at(done, total int) { p.share(done, total, done) }

// share says that part of a whole is done, and how many things that makes.
func (p *progress) share(part, whole, things int) {
	now := time.Now()
	if now.Sub(p.begun) < patience || now.Sub(p.drawn) < redraw {
		return
	}
	p.drawn = now
	if p.ui.errLive {
		p.draw(part, whole, things)
	} else if !p.shown {
		p.ui.remark("%s…", p.label)
	}
	p.shown = true
}

func (p *progress) draw(part, whole, things int) {
	const cells = 30
	line := p.label + " "
	if whole > 0 {
		full := min(part*cells/whole, cells)
		line += strings.Repeat("█", full) + strings.Repeat("░", cells-full) + phrase.Say(" %d %%", min(part*100/whole, 100))
	}
	fmt.Fprint(p.ui.err, "\r"+line+"  "+p.unit(things)+"\x1b[K")
}

// done takes the bar away.
func (p *progress) done() {
	if p.shown && p.ui.errLive {
		fmt.Fprint(p.ui.err, "\r\x1b[K")
	}
}
