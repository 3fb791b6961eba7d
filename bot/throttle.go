package bot

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// longestThrottle is for how long a request waits by itself when Discord wants it to. It is what discordgo sleeps, whatever happens to the bot.
const longestThrottle = 5 * time.Second

// throttledError says that Discord wants to be left alone for longer.
type throttledError struct{ wait time.Duration }

func (e *throttledError) Error() string {
	return fmt.Sprintf("Discord wants no request for %v", e.wait)
}

// throttle is a transport whose requests fail at once with a *throttledError where discordgo would sleep long.
type throttle struct{ next http.RoundTripper }

// RoundTrip sends the request.
func (t throttle) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := t.next.RoundTrip(r)
	if err != nil || response.StatusCode != http.StatusTooManyRequests {
		return response, err
	}
	seconds, err := strconv.ParseFloat(response.Header.Get("Retry-After"), 64)
	wait := time.Duration(seconds * float64(time.Second))
	if err != nil || wait <= longestThrottle {
		return response, nil
	}
	_ = response.Body.Close() // nothing of it is wanted
	return nil, &throttledError{wait}
}
