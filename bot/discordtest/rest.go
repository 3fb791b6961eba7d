package discordtest

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// call is one request of the bot, read and checked.
type call struct {
	http  *http.Request
	json  map[string]any // the body when it is an object
	list  []any          // the body when it is an array
	files []file
}

func (c call) value(name string) string { return c.http.PathValue(name) }

// apiError is how Discord says no.
type apiError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the bot went away: nothing to tell it
}

// routes is the table of what this Discord understands. {name} is a path value.
func (d *Discord) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /gateway/", d.serveGateway)
	mux.HandleFunc("GET /attachments/{id}/{name}", d.serveFile)
	for pattern, handle := range map[string]func(http.ResponseWriter, call){
		"GET /gateway":                                                     d.getGateway,
		"GET /gateway/bot":                                                 d.getGateway,
		"GET /users/@me":                                                   d.getMe,
		"GET /users/@me/guilds":                                            d.getGuilds,
		"GET /applications/@me":                                            d.getApplication,
		"POST /users/@me/channels":                                         d.openDirect,
		"DELETE /users/@me/guilds/{guild}":                                 d.leaveGuild,
		"GET /guilds/{guild}":                                              d.getGuild,
		"GET /guilds/{guild}/channels":                                     d.getChannels,
		"GET /guilds/{guild}/members/{user}":                               d.getMember,
		"GET /channels/{channel}":                                          d.getChannel,
		"POST /channels/{channel}/messages":                                d.createMessage,
		"POST /channels/{channel}/typing":                                  d.typing,
		"GET /channels/{channel}/messages/{message}":                       d.getMessage,
		"PATCH /channels/{channel}/messages/{message}":                     d.editMessage,
		"DELETE /channels/{channel}/messages/{message}":                    d.deleteMessage,
		"PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me": d.react,
		"PUT /applications/{app}/commands":                                 d.putCommands,
		"GET /applications/{app}/commands":                                 d.getCommands,
		"PUT /applications/{app}/guilds/{guild}/commands":                  d.putCommands,
		"GET /applications/{app}/guilds/{guild}/commands":                  d.getCommands,
		"POST /interactions/{id}/{token}/callback":                         d.callback,
		"POST /webhooks/{app}/{token}":                                     d.followUp,
		"GET /webhooks/{app}/{token}/messages/{message}":                   d.getWebhookMessage,
		"PATCH /webhooks/{app}/{token}/messages/{message}":                 d.editWebhookMessage,
		"DELETE /webhooks/{app}/{token}/messages/{message}":                d.deleteWebhookMessage,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /api/v10"+path, d.checked(path, handle))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		d.fail("%s %s is not part of Discord, or not of this one", r.Method, r.URL.Path)
		reply(w, http.StatusNotFound, apiError{0, "404: Not Found"})
	})
	return mux
}

// checked reads a request, holds it against the token, the planned failures, the OpenAPI document and the further rules,
// and hands it on. A request that Discord would refuse fails the test.
func (d *Discord) checked(path string, handle func(http.ResponseWriter, call)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(io.LimitReader(r.Body, 30<<20))
		if err != nil {
			return
		}
		request := Request{r.Method, strings.TrimPrefix(r.URL.Path, "/api/v10"), raw}
		d.mu.Lock()
		d.requests = append(d.requests, request)
		delay := d.delay
		d.touch()
		d.mu.Unlock()
		time.Sleep(delay) // 0 unless the test asked for a slow Discord
		if d.faulty(w, request) {
			return
		}
		if open := strings.HasPrefix(path, "/interactions/") || strings.HasPrefix(path, "/webhooks/") || path == "/gateway"; !open && r.Header.Get("Authorization") != "Bot "+d.Token {
			reply(w, http.StatusUnauthorized, apiError{0, "401: Unauthorized"})
			return
		}
		c, err := readCall(r, raw)
		if err != nil {
			d.fail("%s %s: %v", r.Method, path, err)
			reply(w, http.StatusBadRequest, apiError{50109, "The request body contains invalid JSON."})
			return
		}
		if faults := d.schema.check(r.Method, path, c); len(faults) > 0 {
			d.fail("%s %s: %s\n%s", r.Method, path, strings.Join(faults, "\n  "), raw)
			reply(w, http.StatusBadRequest, apiError{50035, "Invalid Form Body: " + strings.Join(faults, "; ")})
			return
		}
		handle(w, c)
	}
}

// readCall decodes a body: JSON, or a form with files and payload_json.
func readCall(r *http.Request, raw []byte) (call, error) {
	c := call{http: r}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		var err error
		if raw, c.files, err = readForm(raw, params["boundary"]); err != nil {
			return c, err
		}
	}
	if len(raw) == 0 {
		return c, nil
	}
	if raw[0] == '[' {
		return c, json.Unmarshal(raw, &c.list)
	}
	return c, json.Unmarshal(raw, &c.json)
}

func readForm(raw []byte, boundary string) (payload []byte, files []file, err error) {
	form := multipart.NewReader(strings.NewReader(string(raw)), boundary)
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return payload, files, nil
		}
		if err != nil {
			return nil, nil, err
		}
		bytes, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, err
		}
		if part.FormName() == "payload_json" {
			payload = bytes
			continue
		}
		files = append(files, file{part.FileName(), part.Header.Get("Content-Type"), bytes})
	}
}

func (d *Discord) getGateway(w http.ResponseWriter, r call) {
	d.mu.Lock()
	remaining := d.gateway.remaining
	d.mu.Unlock()
	reply(w, http.StatusOK, map[string]any{"url": d.gatewayURL(), "shards": 1, "session_start_limit": map[string]any{
		"total": 1000, "remaining": max(remaining, 0), "reset_after": (14 * time.Hour).Milliseconds(), "max_concurrency": 1}})
}

func (d *Discord) getMe(w http.ResponseWriter, r call) { reply(w, http.StatusOK, d.Bot.object()) }

func (d *Discord) getApplication(w http.ResponseWriter, r call) {
	reply(w, http.StatusOK, map[string]any{"id": d.Bot.ID, "name": d.Bot.Name, "description": "", "verify_key": "",
		"flags": d.Flags, "bot_public": d.Public})
}

// getGuilds lists the servers of the bot, with what it may do in each.
func (d *Discord) getGuilds(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	list := []map[string]any{}
	for _, g := range d.order {
		if may, in := g.members[d.Bot.ID]; in {
			list = append(list, map[string]any{"id": g.ID, "name": g.Name, "icon": nil, "banner": nil, "owner": false,
				"permissions": strconv.FormatInt(may, 10), "features": []string{}})
		}
	}
	reply(w, http.StatusOK, list)
}

func (d *Discord) openDirect(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	u := d.users[component(r.json).text("recipient_id")]
	if u == nil {
		reply(w, http.StatusNotFound, apiError{10013, "Unknown User"})
		return
	}
	reply(w, http.StatusOK, u.openDirect().object())
}

func (d *Discord) leaveGuild(w http.ResponseWriter, r call) {
	d.mu.Lock()
	g := d.guilds[r.value("guild")]
	if g == nil || g.left {
		d.mu.Unlock()
		reply(w, http.StatusNotFound, apiError{10004, "Unknown Guild"})
		return
	}
	g.left = true
	delete(g.members, d.Bot.ID)
	d.touch()
	d.mu.Unlock()
	d.dispatch("GUILD_DELETE", intentGuilds, func() map[string]any { return map[string]any{"id": g.ID} })
	w.WriteHeader(http.StatusNoContent)
}

func (d *Discord) getGuild(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g := d.guilds[r.value("guild")]
	if g == nil || g.left {
		reply(w, http.StatusForbidden, apiError{50001, "Missing Access"})
		return
	}
	reply(w, http.StatusOK, g.object())
}

func (d *Discord) getChannels(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g := d.guilds[r.value("guild")]
	if g == nil || g.left {
		reply(w, http.StatusForbidden, apiError{50001, "Missing Access"})
		return
	}
	reply(w, http.StatusOK, g.object()["channels"])
}

func (d *Discord) getMember(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g, u := d.guilds[r.value("guild")], d.users[r.value("user")]
	switch {
	case g == nil || g.left:
		reply(w, http.StatusForbidden, apiError{50001, "Missing Access"})
	case u == nil || !g.has(u):
		reply(w, http.StatusNotFound, apiError{10007, "Unknown Member"})
	default:
		reply(w, http.StatusOK, map[string]any{"user": u.object(), "roles": g.rolesOf(u), "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0})
	}
}

func (g *Guild) has(u *User) bool {
	_, ok := g.members[u.ID]
	return ok
}

func (d *Discord) getChannel(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.channelFor(w, r, 0); c != nil {
		reply(w, http.StatusOK, c.object())
	}
}
