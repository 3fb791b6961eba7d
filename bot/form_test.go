package bot_test

import (
	"testing"

	"propos/bot"
	"propos/corpus"
)

// TestDateInput: what stands in a form for a date is read as that date again.
func TestDateInput(t *testing.T) {
	for _, d := range []corpus.Date{{}, {Year: 2020}, {Year: 2020, Month: 8}, {Year: 2020, Month: 11, Day: 1}, {Year: 1999, Month: 2, Day: 28}, {Month: 2, Day: 27}, {Month: 12, Day: 1}} {
		if got, err := corpus.ParseFrenchDate(bot.DateInput(d)); err != nil || got != d {
			t.Errorf("%+v: %q is read as %+v, %v", d, bot.DateInput(d), got, err)
		}
	}
}
