package bot

import (
	"net"
	"time"

	"github.com/bwmarrin/discordgo"
)

// What the tests of package bot_test need of the inside.
var (
	Backoff    = backoff
	Quotations = quotations
	IsGreeting = isGreeting
	FilterKey  = filterKey
	ReadFilter = readFilter
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
