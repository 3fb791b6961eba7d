// Command propos answers questions in French from press articles, with excerpts cited word for word.
package main

import (
	"os"

	"propos/bot/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)) }
