package cli

// For the tests beside.
var (
	Wrap     = wrap
	Harmless = harmless
)
