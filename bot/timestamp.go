package bot

import (
	"strconv"
	"time"
)

// timestamp writes a moment so that Discord shows it in the reader's time zone: style 'f' is the day and the hour, 'd' the
// day in figures, 'R' how long ago or in how long.
func timestamp(t time.Time, style rune) string {
	return "<t:" + strconv.FormatInt(t.Unix(), 10) + ":" + string(style) + ">"
}
