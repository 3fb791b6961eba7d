package cli

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"propos/bot/phrase"
)

// wantsHelp finds a request for help and returns the other arguments, which say on what.
func wantsHelp(args []string) (rest []string, wanted bool) {
	end := slices.Index(args, "--")
	if end < 0 {
		end = len(args)
	}
	for i, arg := range args {
		if i < end && (arg == "-h" || arg == "--help" || arg == "--aide") || i == 0 && (arg == "help" || arg == "aide") {
			wanted = true
			continue
		}
		rest = append(rest, arg)
	}
	return rest, wanted || len(args) == 0
}

// help shows the commands, or one command.
func (p *program) help(parser *kong.Kong, args []string) error {
	trace, err := kong.Trace(parser, args)
	if err != nil {
		return usageFault(err)
	}
	node := trace.Selected()
	if node == nil {
		if len(args) > 0 && trace.Error != nil && !strings.HasPrefix(trace.Error.Error(), "expected") {
			return usageFault(trace.Error)
		}
		p.helpAll(parser.Model.Node)
		return nil
	}
	if group := node.Parent; group != nil && group.DefaultCmd == node && !slices.Contains(args, node.Name) {
		node = group // the help on « feeds » is on all its commands, not on the one that it runs by itself
	}
	p.helpOn(node)
	return nil
}

func (p *program) helpAll(app *kong.Node) {
	p.line(p.bold(phrase.Fine("Propos répond à des questions par des extraits d'articles de presse, cités mot pour mot.")))
	p.line("")
	p.say("Usage : propos COMMANDE [options]")
	group := ""
	for _, command := range app.Children {
		if command.Group != nil && command.Group.Title != group {
			group = command.Group.Title
			p.line("\n" + p.bold(phrase.Fine(group)))
		}
		p.entry(command.Name, command.Help)
	}
	p.line("\n" + p.bold("Options de toutes les commandes"))
	p.flags(app.Flags)
	p.line("")
	p.paragraph("« propos COMMANDE --help » explique une commande.")
	p.say("Essaie : propos ask \"Qu'a dit Lavrov sur la Turquie ?\"")
	p.paragraph("Codes de sortie : 0 fait, 1 sans réponse, 2 mal demandé, 3 en partie refusé, 70 inattendu, 74 disque, 75 réessayer, 78 réglages, 130 interrompu.")
}

func (p *program) helpOn(node *kong.Node) {
	p.line(p.bold(phrase.Fine(node.Help)))
	p.line("")
	p.say("Usage : %s", synopsis(node))
	if len(node.Children) > 0 {
		p.line("")
		for _, child := range node.Children {
			p.entry(child.Name, child.Help)
		}
	}
	for _, arg := range node.Positional {
		if arg.Help != "" {
			p.line("")
			p.entry(argument(arg), arg.Help)
		}
	}
	if len(node.Flags) > 0 {
		p.line("\n" + p.bold("Options"))
		p.flags(node.Flags)
	}
	if node.Detail != "" {
		p.line("")
		p.paragraph(node.Detail)
	}
}

// paragraph writes some of our sentences, wrapped.
func (p *program) paragraph(ours string) {
	for _, line := range wrap(phrase.Fine(ours), p.width, nil, nil) {
		p.line(line)
	}
}

func synopsis(node *kong.Node) string {
	parts := []string{node.FullPath()}
	if len(node.Children) > 0 {
		parts = append(parts, subcommand(node))
	}
	if len(node.Flags) > 0 {
		parts = append(parts, "[options]")
	}
	for _, arg := range node.Positional {
		name := argument(arg)
		if !arg.Required {
			name = "[" + name + "]"
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, " ")
}

// subcommand is how the command of a group is written: in brackets where one of them runs by itself.
func subcommand(group *kong.Node) string {
	if group.DefaultCmd != nil {
		return "[COMMANDE]"
	}
	return "COMMANDE"
}

// argument is how a positional argument is written: « FICHIER… ».
func argument(arg *kong.Value) string {
	name := arg.Tag.PlaceHolder
	if name == "" {
		name = strings.ToUpper(arg.Name)
	}
	if arg.IsCumulative() {
		name += "…"
	}
	return name
}

func (p *program) flags(flags []*kong.Flag) {
	for _, f := range flags {
		if f.Hidden {
			continue
		}
		name := "--" + f.Name
		if f.Short != 0 {
			name = "-" + string(f.Short) + ", " + name
		}
		if !f.IsBool() {
			name += " " + f.FormatPlaceHolder()
		}
		p.entry(name, f.Help)
	}
}

// entry writes a name and what it means, in two columns.
func (p *program) entry(name, meaning string) {
	const column = 26
	pad := column - 2 - len([]rune(name))
	lines := wrap(phrase.Fine(meaning), max(p.width-column, 30), nil, nil)
	if len(lines) == 0 {
		lines = []string{""}
	}
	if pad < 1 {
		p.line("  " + name)
	} else {
		p.line(strings.TrimRight("  "+name+strings.Repeat(" ", pad)+lines[0], " "))
		lines = lines[1:]
	}
	for _, line := range lines {
		p.line(strings.Repeat(" ", column) + line)
	}
}

// messages are kong's faults and ours; $1 and $2 are what the pattern's groups hold.
func messages() [][2]string {
	return [][2]string{
		{`^unexpected argument (\S+)$`, "Je ne comprends pas « $1 »."},
		{`^unknown flag (\S+)$`, "Il n'y a pas d'option « $1 »."},
		{`^(\S+): expected (?:an int|a valid \d+ bit u?int).* but got "([^"]*)".*`, "$1 veut un nombre entier, et non « $2 »."},
		{`^(--\S+|-\w)(?:=\S+)?: missing value.*`, "$1 veut une valeur."},
		{`^expected (?:string|int|bool|.* value).*but got .*`, "Une option attend une valeur."},
		{`^(--\S+|-\w)(?:=\S+)?: expected .* but got "(-[^"]*)".*`, "$1 veut une valeur, et non « $2 »."},
		{`^(--\S+|-\w)(?:=\S+)?: expected .* but got .*`, "$1 veut une valeur."},
		{`^missing flags: (.*)$`, "Il manque $1."},
		{`^expected one of .*`, "Il manque une commande."},
		{`^(--\S+) and (--\S+) can't be used together`, "$1 et $2 ne vont pas ensemble."},
		{`^(--\S+) must be one of (\S+) but got .*`, "$1 veut une de ces valeurs : $2."},
	}
}

var (
	candidates = regexp.MustCompile(`^(.*), did you mean (?:one of )?(.*)\?$`)
	quotedWord = regexp.MustCompile(`"([^"]*)"`)

	missingArgument = regexp.MustCompile(`^(?:expected|missing positional arguments) "?<([^ .">]+)`)
	badArgument     = regexp.MustCompile(`^\[?<([^ .>]+)>(?: \.\.\.)?\]?:`)
)

// commandOf is the command in which kong met a fault: the group, where it chose the command of a group by itself. It is nil before any
// command.
func commandOf(err error) *kong.Node {
	var fault *kong.ParseError
	if !errors.As(err, &fault) {
		return nil
	}
	node := fault.Context.Selected()
	if node != nil && node.Parent != nil && node.Parent.DefaultCmd == node {
		return node.Parent
	}
	return node
}

// argumentNamed is how the help writes the argument that kong calls by its field.
func argumentNamed(err error, name string) string {
	if node := commandOf(err); node != nil {
		for _, arg := range node.Positional {
			if arg.Name == name {
				return strings.TrimSuffix(argument(arg), "…")
			}
		}
	}
	return name
}

// helpFor is where the help on a fault is: that of its command.
func helpFor(err error) string {
	if node := commandOf(err); node != nil {
		return phrase.Say("« %s --help » explique la commande.", node.FullPath())
	}
	return phrase.Fine("« propos --help » montre ce que je sais faire.")
}

// usageFault says a fault of the command line in French, with what was perhaps meant.
func usageFault(err error) error {
	text, hint := err.Error(), ""
	if m := candidates.FindStringSubmatch(text); m != nil {
		text = m[1]
		var names []string
		for _, q := range quotedWord.FindAllStringSubmatch(m[2], -1) {
			names = append(names, q[1])
		}
		hint = phrase.DidYouMean(names)
	}
	if m := missingArgument.FindStringSubmatch(text); m != nil {
		return usage("Il manque %s. %s", argumentNamed(err, m[1]), helpFor(err))
	}
	if m := badArgument.FindStringSubmatch(text); m != nil {
		text = argumentNamed(err, m[1]) + strings.TrimPrefix(text, strings.TrimSuffix(m[0], ":"))
	}
	if hint == "" {
		hint = helpFor(err)
	}
	return &errSaid{faultSaid(text) + " " + hint, exitUsage}
}

// faultSaid is the French sentence for a fault of kong's.
func faultSaid(text string) string {
	for _, m := range messages() {
		if pattern := regexp.MustCompile(m[0]); pattern.MatchString(text) {
			return pattern.ReplaceAllString(text, phrase.Fine(m[1]))
		}
	}
	return phrase.Say("Je ne comprends pas cette ligne : %s.", text)
}
