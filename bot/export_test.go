package bot

import (
	"maps"
	"net"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// What the tests of package bot_test need of the inside.
var (
	Backoff     = backoff
	Quotations  = quotations
	IsGreeting  = isGreeting
	AsksForHelp = asksForHelp
	FilterKey   = filterKey
	ReadFilter  = readFilter
	DateInput   = dateInput
	ArticleKey  = articleKey
)

// BudgetWait is budgetWait in milliseconds' terms of Discord.
func BudgetWait(total, remaining int, reset time.Duration) time.Duration {
	return budgetWait(discordgo.SessionInformation{Total: total, Remaining: remaining, ResetAfter: int(reset.Milliseconds())})
}

// NewLine makes a line over a connection.
func NewLine(c net.Conn, silence time.Duration) net.Conn { return newLine(c, silence) }

// Why a line ends.
var (
	ErrReconnect = errReconnect
	ErrInvalid   = errInvalid
)

// Panels is the table of open panels.
type Panels struct{ t *panels }

// NewPanels makes an empty one.
func NewPanels() Panels { return Panels{newPanels()} }

// Open adds a panel at a moment, Find looks for it as a press does, Use is what a press does to it.
func (p Panels) Open(now time.Time, key string)      { p.t.add(now, &panel{key: key}) }
func (p Panels) Find(now time.Time, key string) bool { return p.t.find(now, key) != nil }
func (p Panels) Use(now time.Time, key string)       { p.t.find(now, key).use(now) }

// Len counts the panels.
func (p Panels) Len() int { return len(p.t.all) }

// What a member may do.
var (
	PermissionsIn = permissionsIn
	AccessOf      = accessOf
)

// NewLimits makes the limits of questions a minute, and returns how long a person must wait to ask at a moment.
func NewLimits(person, server int) func(guild, person string, now time.Time) time.Duration {
	return newLimits(person, server).wait
}

// Verbs lists the verbs of members' buttons and those of panels.
func Verbs() (members, panels []string) {
	b := new(bot)
	return slices.Collect(maps.Keys(b.presses())), slices.Collect(maps.Keys(b.panelPresses()))
}

// SourcesOf lists what of a message can be an article: "page ADDRESS", "file NAME", "text".
func SourcesOf(m *discordgo.Message) (list []string) {
	for _, s := range sourcesOf(m) {
		switch {
		case s.Page != "":
			list = append(list, "page "+s.Page)
		case s.File != "":
			list = append(list, "file "+s.Name)
		default:
			list = append(list, "text")
		}
	}
	return list
}

// HoldsFiles reports whether a bot with that API gets files from an address.
func HoldsFiles(api, address string) bool { return (&bot{o: Options{API: api}}).holdsFiles(address) }

// NoticeDue returns the method of a new table of notices.
func NoticeDue() func(guild string, now time.Time) bool { return newNotices().due }
