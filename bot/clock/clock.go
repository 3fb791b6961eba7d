// Package clock tells whether the machine's clock can be believed.
//
// What is kept for thirty days is deleted by the clock on the wall, and that clock can leap: a machine without a battery, a wrong
// server of time, a hand. Who deletes by it asks first for how long it has gone evenly.
package clock

import "time"

// Tolerance is by how much the wall clock may leave the even one between two looks before it counts as a leap. Time servers move it by less.
const Tolerance = 5 * time.Minute

// Watch compares the wall clock with one that only runs forward. The zero Watch has seen nothing.
type Watch struct {
	looked bool
	wall   time.Time
	ran    time.Duration
	since  time.Duration // when the last leap was seen, on the even clock
}

// Look takes note of both clocks, and returns for how long the wall clock has gone evenly: 0 at the first look and after a leap.
// ran is the time since any fixed moment that no leap changes, as time.Since gives it within a process.
func (w *Watch) Look(wall time.Time, ran time.Duration) time.Duration {
	leap := wall.Round(0).Sub(w.wall) - (ran - w.ran)
	if !w.looked || leap.Abs() > Tolerance {
		w.since = ran
	}
	w.looked, w.wall, w.ran = true, wall.Round(0), ran
	return ran - w.since
}
