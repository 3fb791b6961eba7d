package phrase

import "time"

// Lasting says how long something takes or has lasted, in the largest unit that fits: « moins d’une minute », « 12 minutes », « 5 heures », « 3 jours ».
func Lasting(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return Fine("moins d'une minute")
	case d < time.Hour:
		return Count(int(d/time.Minute), "minute", "minutes")
	case d < 2*day:
		return Count(int(d/time.Hour), "heure", "heures")
	}
	return Count(int(d/day), "jour", "jours")
}
