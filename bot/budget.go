package bot

import (
	"math/rand/v2"
	"time"

	"github.com/bwmarrin/discordgo"
)

// budgetWait is how long to hold back an IDENTIFY. Discord allows 1,000 a day and then resets the token; while a
// quarter of them is left there is no need to wait, below that the rest is spread over the time until the next day's.
func budgetWait(limit discordgo.SessionInformation) time.Duration {
	reset := time.Duration(limit.ResetAfter) * time.Millisecond
	switch {
	case limit.Remaining <= 0:
		return reset
	case limit.Remaining < limit.Total/4:
		return reset / time.Duration(limit.Remaining)
	}
	return 0
}

// maxBackoff is the longest wait between two tries to connect.
const maxBackoff = time.Minute

// backoff is the wait before the try that follows failures tries in vain: first, doubled each time up to a minute,
// of which a random half is taken off so that many bots don't come back at the same moment.
func backoff(first time.Duration, failures int) time.Duration {
	if failures == 0 {
		return 0
	}
	wait := min(first<<min(failures-1, 20), maxBackoff)
	return wait/2 + rand.N(wait/2+1)
}
