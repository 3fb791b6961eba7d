package health

import (
	"sort"
	"sync"
	"time"
)

// Outcome is how a question ended.
type Outcome string

// The outcomes.
const (
	Answered Outcome = "answered"
	Refused  Outcome = "refused" // « je ne sais pas »
	Failed   Outcome = "failed"  // an error of the program
)

// limits are the upper ends, in seconds, of the classes by which the time of answers is counted.
var limits = [...]float64{.005, .01, .02, .05, .1, .2, .5, 1, 2, 5}

// Questions counts questions and the time that they took. The zero Questions is ready; its methods may be called from any goroutine.
type Questions struct {
	mu       sync.Mutex
	outcomes map[Outcome]int
	classes  [len(limits) + 1]uint64 // by time; the last has no upper end
	total    time.Duration
}

// Count adds one question.
func (q *Questions) Count(outcome Outcome, took time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.outcomes == nil {
		q.outcomes = map[Outcome]int{}
	}
	q.outcomes[outcome]++
	q.classes[sort.SearchFloat64s(limits[:], took.Seconds())]++
	q.total += took
}

// tally returns the counts so far: by outcome, of all, how many took at most each limit, and the seconds of all together.
func (q *Questions) tally() (outcomes map[Outcome]int, count uint64, within map[float64]uint64, seconds float64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	outcomes = map[Outcome]int{Answered: q.outcomes[Answered], Refused: q.outcomes[Refused], Failed: q.outcomes[Failed]}
	within = map[float64]uint64{}
	for i, limit := range limits {
		count += q.classes[i]
		within[limit] = count
	}
	return outcomes, count + q.classes[len(limits)], within, q.total.Seconds()
}
