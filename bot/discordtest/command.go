package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// Command is a registered command.
type Command struct {
	ID, Name string
	JSON     map[string]any // as the bot registered it
}

func (c Command) kind() int { return max(component(c.JSON).number("type"), 1) }

func (c Command) permissions() int64 {
	n, _ := strconv.ParseInt(component(c.JSON).text("default_member_permissions"), 10, 64)
	return n
}

// usableIn reports whether the command is offered in a context (0 server, 1 direct message).
func (c Command) usableIn(context int) bool {
	list, ok := c.JSON["contexts"].([]any)
	if !ok {
		return true
	}
	for _, v := range list {
		if v == float64(context) {
			return true
		}
	}
	return false
}

// fill makes the options of an interaction, checked as Discord's client checks them.
func (c Command) fill(given Options, focused string, d *Discord, resolved map[string]any) ([]any, error) {
	list := []any{}
	known := component(c.JSON).options()
	for name := range given {
		if _, ok := find(known, name); !ok {
			return nil, fmt.Errorf("%w: /%s has no option %q", errShutOut, c.Name, name)
		}
	}
	for _, o := range known {
		value, ok := given[o.text("name")]
		if !ok {
			if o["required"] == true && focused == "" {
				return nil, fmt.Errorf("%w: option %q is required", errShutOut, o.text("name"))
			}
			continue
		}
		if s, ok := value.(string); ok && o.number("max_length") > 0 && len([]rune(s)) > o.number("max_length") {
			return nil, fmt.Errorf("%w: option %q is longer than %d", errShutOut, o.text("name"), o.number("max_length"))
		}
		if upload, ok := value.(*Upload); ok {
			value = d.resolve(upload, resolved)
		}
		filled := map[string]any{"name": o.text("name"), "type": o.kind(), "value": value}
		if focused == o.text("name") {
			filled["focused"] = true
		}
		list = append(list, filled)
	}
	return list, nil
}

func find(options []component, name string) (component, bool) {
	for _, o := range options {
		if o.text("name") == name {
			return o, true
		}
	}
	return nil, false
}

// Commands returns the commands of a scope: a server's id, or "" for the global ones.
func (d *Discord) Commands(guild string) []Command {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Command(nil), d.commands[guild]...)
}

// AwaitCommands waits until commands are registered in the scope.
func (d *Discord) AwaitCommands(guild string) {
	d.t.Helper()
	d.must("the commands", func() bool { return len(d.commands[guild]) > 0 })
}

// putCommands handles the bulk overwrite of commands.
func (d *Discord) putCommands(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	scope := r.value("guild")
	old := d.commands[scope]
	d.commands[scope] = nil
	for _, item := range r.list {
		o, _ := item.(map[string]any)
		c := Command{Name: component(o).text("name"), JSON: o}
		for _, before := range old {
			if before.Name == c.Name && before.kind() == c.kind() {
				c.ID = before.ID
			}
		}
		if c.ID == "" {
			c.ID = d.id()
		}
		d.commands[scope] = append(d.commands[scope], c)
	}
	d.touch()
	reply(w, http.StatusOK, d.listCommands(scope))
}

func (d *Discord) getCommands(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	reply(w, http.StatusOK, d.listCommands(r.value("guild")))
}

// listCommands returns the commands as Discord sends them. The caller holds d.mu.
func (d *Discord) listCommands(scope string) []any {
	list := []any{}
	for _, c := range d.commands[scope] {
		raw, _ := json.Marshal(c.JSON)
		var o map[string]any
		_ = json.Unmarshal(raw, &o) // a copy of what came from JSON
		o["id"], o["application_id"], o["version"], o["type"] = c.ID, d.Bot.ID, "1", c.kind()
		if scope != "" {
			o["guild_id"] = scope
		}
		list = append(list, o)
	}
	return list
}
