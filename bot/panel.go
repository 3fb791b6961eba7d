package bot

import (
	"context"
	"crypto/rand"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
)

// What a panel says when it cannot do what is asked.
const (
	panelExpired  = "Ce panneau a expiré. Relance %s."
	panelNotYours = "Ce panneau est à quelqu'un d'autre. Ouvre le tien avec %s."
	panelDenied   = "Tu n'as plus la permission que cette commande demande."
)

const (
	panelLife = 15 * time.Minute // after the last press
	maxPanels = 2000
)

// panel is what a moderator has on the screen: theirs alone, in the server where they opened it, until a quarter of an hour
// has passed since they last pressed something. Screens keep in it what they need between two presses; it is in memory alone, and a
// restart ends it. What must not be lost is in the store.
type panel struct {
	key            string // of the custom_ids on it
	person, server string
	command        string // that opens another
	held           int64  // permissions of the command that the person had; 0 when an administrator let them in without

	mu     sync.Mutex
	used   time.Time
	values map[string]string
}

// get returns what a screen put; "" when it put nothing.
func (p *panel) get(name string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.values[name]
}

// put keeps a value for the next press.
func (p *panel) put(name, value string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.values[name] = value
}

// panels is the table of the panels that are open, at most maxPanels: then the one that was used the longest ago is closed.
type panels struct {
	mu  sync.Mutex
	all map[string]*panel
}

func newPanels() *panels { return &panels{all: map[string]*panel{}} }

// add opens a panel at a moment.
func (t *panels) add(now time.Time, p *panel) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p.used = now
	if len(t.all) >= maxPanels {
		t.clear(now)
	}
	t.all[p.key] = p
}

// clear closes the panels that expired, or the oldest when none did. The caller holds t.mu.
func (t *panels) clear(now time.Time) {
	maps.DeleteFunc(t.all, func(_ string, p *panel) bool { return p.expired(now) })
	if len(t.all) < maxPanels {
		return
	}
	var oldest *panel
	for _, p := range t.all {
		if oldest == nil || p.lastUsed().Before(oldest.lastUsed()) {
			oldest = p
		}
	}
	delete(t.all, oldest.key)
}

func (p *panel) lastUsed() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.used
}

func (p *panel) expired(now time.Time) bool { return now.Sub(p.lastUsed()) > panelLife }

// find returns the panel of a key that is open at a moment, or nil.
func (t *panels) find(now time.Time, key string) *panel {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.all[key]
	if p == nil || p.expired(now) {
		delete(t.all, key)
		return nil
	}
	return p
}

// use starts the quarter of an hour anew.
func (p *panel) use(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used = now
}

// newPanel opens a panel for who used a command of moderators or administrators in a server.
func (b *bot) newPanel(r *request) *panel {
	p := &panel{key: strings.ToLower(rand.Text()), person: r.person, server: r.GuildID, values: map[string]string{}}
	data := r.ApplicationCommandData()
	for _, c := range b.commands() {
		if c.Name == data.Name && c.Type == data.CommandType && c.DefaultMemberPermissions != nil && r.may(*c.DefaultMemberPermissions) {
			p.held = *c.DefaultMemberPermissions
		}
	}
	if p.command = data.Name; data.CommandType == discordgo.ChatApplicationCommand {
		p.command = "/" + data.Name
	}
	b.panels.add(time.Now(), p)
	return p
}

// panelPress is the handler of one verb on a panel. The panel is open, and of who presses.
type panelPress func(ctx context.Context, r *request, p *panel, page int) (outcome, error)

// panelPresses is the table of verbs on panels: what each of their buttons, selects and forms does. Each screen's stand beside it.
func (b *bot) panelPresses() map[string]panelPress {
	all := map[string]panelPress{}
	for _, some := range []map[string]panelPress{
		b.listPresses(), b.todoPresses(), b.namePresses(), b.feedPresses(), b.backupPresses(),
		b.settingPresses(), b.addPresses(), b.articlePresses(), b.quotePresses(),
	} {
		maps.Copy(all, some)
	}
	return all
}

// onPanel answers a press on a panel, after checking anew that the panel is open, whose it is, and that nobody took the
// permission away with which it was opened. Whom an administrator let in by Discord's own settings never had that permission; Discord
// checked them at the command, and there is nothing that a button could check.
func (b *bot) onPanel(verb, key string, page int, do panelPress) handler {
	return func(ctx context.Context, r *request) (outcome, error) {
		p := b.panels.find(time.Now(), key)
		switch {
		case p == nil:
			return b.panelGone(r, verb), nil
		case p.person != r.person || p.server != r.GuildID || r.GuildID == "":
			return show(givenBack(r, phrase.Say(panelNotYours, b.reopen(p)))), nil
		case p.held != 0 && !r.may(p.held):
			return show(givenBack(r, phrase.Fine(panelDenied))), nil
		case (opener(verb) == "reglages") != (p.command == "/reglages"): // forged: administrators' verbs on a moderator's panel
			return b.panelGone(r, verb), nil
		}
		p.use(time.Now())
		return do(ctx, r, p, page)
	}
}

// panelGone says that a panel expired, and gives back what was written in its form.
func (b *bot) panelGone(r *request, verb string) outcome {
	text := phrase.Say(panelExpired, b.command.mention(r.GuildID, opener(verb)))
	if verb == "add-lot" || verb == "add-stop" {
		text += " " + phrase.Fine("Les articles déjà ajoutés le restent : redonne-moi le fichier, aucun ne sera ajouté deux fois.")
	}
	return show(givenBack(r, text))
}

// opener names the command that opens the panels on which a verb stands, by its beginning.
func opener(verb string) string {
	switch prefix, _, _ := strings.Cut(verb, "-"); prefix {
	case "add":
		return "ajouter"
	case "art", "article":
		return "article"
	case "set":
		return "reglages"
	}
	return "collection"
}

// reopen names the command that opens such a panel: a clickable one, or the entry of a message's menu.
func (b *bot) reopen(p *panel) string {
	if name, slash := strings.CutPrefix(p.command, "/"); slash {
		return b.command.mention(p.server, name)
	}
	return phrase.Quoted(p.command)
}
