package bot_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"propos/bot"
	"propos/bot/desk"
	"propos/bot/discordtest"
	"propos/corpus"
	"propos/corpus/demo"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// TestScenes plays the scripts of testdata/scenes: people use the real bot, on the real store and library, in a Discord inside
// the process. The verbs are those of a member, a moderator and an attacker:
//
//	server NAME [empty]             a server with the demonstration articles, and its channel NAME/général
//	channel SERVER/NAME [public]    another channel; public: an administrator made it so
//	thread NAME                     a thread on the last message
//	member NAME SERVER… | moderator NAME SERVER… | administrator NAME SERVER…
//	hinder CHANNEL PERMISSION…      the bot may not see, send, attach or react there
//	demote NAME SERVER              has no more permissions than any member
//	let NAME SERVER COMMAND         an administrator lets them use it, whatever their permissions
//	leave NAME SERVER | deny NAME CHANNEL          (deny: may not write there)
//	bot start | stop | restart
//	as NAME slash CHANNEL COMMAND [OPTION=VALUE…]  CHANNEL is SERVER/NAME, or dm
//	as NAME type CHANNEL COMMAND OPTION TEXT       autocompletion
//	as NAME on COMMAND              a message command on the last message
//	as NAME post|forward CHANNEL TEXT [FILE…]      a message with files of the script, or one that forwards such a message
//	pack ARCHIVE FILE…              makes a zip, or a docx, of files of the script; @FILE is the value of a file option
//	as NAME say|mention CHANNEL TEXT | as NAME reply TEXT | as NAME dm TEXT
//	as NAME press LABEL | choose OPTION | submit LABEL=TEXT… | forge CUSTOM_ID [VALUE…]
//	as NAME pick PLACEHOLDER CHANNEL…   chooses channels
//	as NAME steal KEPT LABEL [VALUE…]   forges, on the last message, a button or a select of a remembered one
//	shows TEXT | ! shows TEXT       the last message of the bot has these words (no-break spaces count as spaces)
//	private | ! private | edited | deleted | reacts EMOJI | refused | offers TEXT | silence
//	drawn NAME                      the last message or form is the golden one of testdata/drawn (-update writes it)
//	fail METHOD PATH                Discord answers the next such call with an error
//	attached NAME                   the file of what the bot sent after its first answer becomes a file of the script
//	finds NAME CHANNEL QUESTION TEXT    asked, the answer shows it, within two seconds of what was done before
//	keep NAME | back NAME           remembers the last message, and returns to it
//	same NAME                       the last message reads like the remembered one
//	becomes TEXT                    shows it within some seconds
//	nowhere TEXT | ! nowhere TEXT   no file of the data directory has these words
//	vanishes TEXT                   so it is within some seconds
//	add SERVER ARTICLE TITLE TEXT
//	remove SERVER ARTICLE | edit SERVER ARTICLE OLD NEW | erase SERVER ARTICLE | forget SERVER
//	tasks SERVER N                  as many things wait for moderators
//	posted CHANNEL                  the last message is now the last that the bot wrote in the channel
func TestScenes(t *testing.T) { play(t, newScene) }

// TestScenesOfTheProgram plays the same scripts with the compiled program as a process of its own: `propos serve`.
func TestScenesOfTheProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	program := filepath.Join(t.TempDir(), "propos")
	if out, err := exec.Command("go", "build", "-o", program, "propos").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	play(t, func(t testing.TB) *scene { return newProgramScene(t, program) })
}

// play plays all scripts; begin makes the state of one.
func play(t *testing.T, begin func(testing.TB) *scene) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "scenes"),
		Setup: func(e *testscript.Env) error {
			s := begin(e.T().(testing.TB))
			e.Values[sceneKey{}] = s
			site := s.serveSite(e.WorkDir)
			e.Setenv("SITE", site)
			e.Setenv("HOST", strings.TrimPrefix(site, "http://"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"server": verb((*scene).server), "channel": verb((*scene).channel), "thread": verb((*scene).thread),
			"member": verb((*scene).join), "moderator": verb((*scene).joinModerator), "administrator": verb((*scene).joinAdministrator), "hinder": verb((*scene).hinder), "demote": verb((*scene).demote), "let": verb((*scene).let), "leave": verb((*scene).leave), "deny": verb((*scene).deny),
			"pack": verb((*scene).pack),
			"bot":  verb((*scene).run), "as": verb((*scene).act), "shows": verb((*scene).shows), "attached": verb((*scene).attached), "private": verb((*scene).private),
			"edited": verb((*scene).edited), "deleted": verb((*scene).deleted), "reacts": verb((*scene).reacts), "refused": verb((*scene).refused),
			"offers": verb((*scene).offers), "silence": verb((*scene).silence), "keep": verb((*scene).keep), "back": verb((*scene).back), "same": verb((*scene).same),
			"drawn": verb((*scene).drawn), "add": verb((*scene).add), "remove": verb((*scene).remove), "edit": verb((*scene).edit), "erase": verb((*scene).erase), "forget": verb((*scene).forget), "tasks": verb((*scene).tasks), "posted": verb((*scene).posted), "fail": verb((*scene).fail),
			"becomes": verb((*scene).becomes), "finds": verb((*scene).finds), "nowhere": verb((*scene).nowhere),
			"vanishes": verb((*scene).vanishes),
		},
	})
}

type sceneKey struct{}

// loopback is where the pages of the scenes are served, which no person's address leads to.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}

// verb makes a command of a method; the method says no by an error, which ! turns round.
func verb(do func(*scene, []string) error) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		err := do(ts.Value(sceneKey{}).(*scene), args)
		switch {
		case err != nil && !neg:
			ts.Fatalf("%v", err)
		case err == nil && neg:
			ts.Fatalf("unexpected: %s", strings.Join(args, " "))
		}
	}
}

// scene is the state of one script.
type scene struct {
	t        testing.TB
	d        *discordtest.Discord
	dir      string // of the data
	store    *store.Store
	library  *retrieval.Library // nil where the program has it
	running  *running
	program  *program // nil where the bot runs in the test
	guilds   map[string]*discordtest.Guild
	channels map[string]*discordtest.Channel
	people   map[string]map[string]*discordtest.Member // by name and server
	work     string                                    // folder of the script's files
	kept     map[string]*discordtest.Message
	message  *discordtest.Message     // the last message
	it       *discordtest.Interaction // the last interaction
	modal    *discordtest.Modal
	done     time.Time // when the last interaction was answered
}

func newScene(t testing.TB) *scene {
	dir := t.TempDir()
	s := &scene{t: t, d: discordtest.New(t), dir: dir, store: openStoreIn(t, dir), guilds: map[string]*discordtest.Guild{}, channels: map[string]*discordtest.Channel{},
		people: map[string]map[string]*discordtest.Member{}, kept: map[string]*discordtest.Message{}}
	s.library = retrieval.New(desk.Advised{Store: s.store}, retrieval.Options{Dir: filepath.Join(s.dir, "index")})
	t.Cleanup(func() { s.library.Close() })
	return s
}

// sync brings the bot's index of a collection in step with the store.
func (s *scene) sync(collection string) error {
	switch {
	case s.program == nil:
		return s.library.Sync(s.t.Context(), collection, nil)
	case s.program.process == nil:
		return nil // it will at its start
	}
	_, err := remote.Call(s.t.Context(), s.program.dir, remote.Request{Kind: remote.People, Collection: collection})
	return err
}

// fill puts the demonstration articles into a collection.
func (s *scene) fill(collection string) error {
	for _, a := range demo.Articles() {
		if _, err := s.store.Put(s.t.Context(), collection, a, store.PutOptions{}); err != nil {
			return err
		}
	}
	return s.sync(collection)
}

func (s *scene) server(args []string) error {
	g := s.d.AddGuild(args[0])
	s.guilds[args[0]] = g
	s.channels[args[0]+"/général"] = g.AddChannel("général")
	if len(args) == 1 {
		return s.fill(g.ID)
	}
	return nil
}

func (s *scene) channel(args []string) error {
	server, name, _ := strings.Cut(args[0], "/")
	c := s.guilds[server].AddChannel(name)
	s.channels[args[0]] = c
	if len(args) > 1 {
		return s.store.Set(s.t.Context(), s.guilds[server].ID, "public_channels", []string{c.ID}, "")
	}
	return nil
}

func (s *scene) thread(args []string) error {
	s.channels[args[0]] = s.message.Thread(args[0])
	return nil
}

func (s *scene) join(args []string) error {
	return s.enter(args, discordtest.MemberPermissions)
}

func (s *scene) joinModerator(args []string) error {
	return s.enter(args, discordtest.ModeratorPermissions)
}

func (s *scene) joinAdministrator(args []string) error {
	return s.enter(args, discordtest.AdministratorPermissions)
}

func (s *scene) demote(args []string) error {
	s.people[args[0]][args[1]].User.Join(s.guilds[args[1]], discordtest.MemberPermissions)
	return nil
}

func (s *scene) let(args []string) error {
	s.guilds[args[1]].Let(s.people[args[0]][args[1]].User, args[2])
	return nil
}

func (s *scene) hinder(args []string) error {
	bits := map[string]int64{"see": discordtest.ViewChannel, "send": discordtest.SendMessages, "attach": discordtest.AttachFiles, "react": discordtest.AddReactions}
	for _, name := range args[1:] {
		s.channels[args[0]].Deny(s.d.Bot, bits[name])
	}
	return nil
}

func (s *scene) enter(args []string, permissions int64) error {
	u := s.d.AddUser(args[0])
	s.people[args[0]] = map[string]*discordtest.Member{}
	for _, server := range args[1:] {
		s.people[args[0]][server] = u.Join(s.guilds[server], permissions)
	}
	_, direct := u.Direct()
	s.people[args[0]]["dm"] = direct
	return nil
}

func (s *scene) leave(args []string) error {
	s.people[args[0]][args[1]].Leave()
	return nil
}

func (s *scene) deny(args []string) error {
	s.channels[args[1]].Deny(s.people[args[0]]["dm"].User, discordtest.SendMessages|discordtest.SendInThreads)
	return nil
}

func (s *scene) run(args []string) error {
	if s.program != nil {
		return s.program.run(s, args[0])
	}
	if args[0] != "start" {
		if err := s.running.end(); err != nil {
			return err
		}
	}
	if args[0] == "stop" {
		return nil
	}
	s.running = start(s.t, s.d, s.store, func(o *bot.Options) {
		o.Desk = desk.New(s.store, s.library, desk.Options{Fetcher: fetch.New(fetch.Options{Allow: loopback}), Pause: time.Millisecond})
		o.Library, o.Contact, o.PersonRate, o.ServerRate = s.library, "contact@propos.example", 20, 120
	})
	s.d.AwaitConnection()
	s.d.AwaitCommands("")
	return nil
}

// who returns the person as they act in a channel.
func (s *scene) who(name, channel string) (*discordtest.Member, *discordtest.Channel, error) {
	p := s.people[name]
	if p == nil {
		return nil, nil, fmt.Errorf("nobody is called %s", name)
	}
	if channel == "dm" {
		c, m := p["dm"].Direct()
		return m, c, nil
	}
	c := s.channels[channel]
	if c == nil {
		return nil, nil, fmt.Errorf("no channel %s", channel)
	}
	for _, m := range p {
		if m.Guild == c.Guild {
			return m, c, nil
		}
	}
	return nil, nil, fmt.Errorf("%s is not in the server of %s", name, channel)
}

// here returns the person as they act on the last message.
func (s *scene) here(name string) (*discordtest.Member, error) {
	for _, m := range s.people[name] {
		if m.Guild == s.message.Channel.Guild {
			return m, nil
		}
	}
	return nil, fmt.Errorf("%s is not where the last message stands", name)
}

func (s *scene) act(args []string) error {
	name, what, args := args[0], args[1], args[2:]
	switch what {
	case "slash", "type", "say", "mention", "post", "forward":
		m, c, err := s.who(name, args[0])
		if err != nil {
			return err
		}
		return s.speak(m, c, what, args[1:])
	case "dm":
		m, c, err := s.who(name, "dm")
		if err != nil {
			return err
		}
		return s.speak(m, c, "dm", args)
	}
	m, err := s.here(name)
	if err != nil {
		return err
	}
	switch what {
	case "on":
		return s.after(m.On(s.message, args[0]))
	case "press":
		return s.after(m.Press(s.message, args[0]))
	case "choose":
		return s.after(m.Choose(s.message, "", args...))
	case "forge":
		return s.after(m.Forge(s.message, args[0], args[1:]...))
	case "pick":
		var channels []*discordtest.Channel
		for _, name := range args[1:] {
			channels = append(channels, s.channels[name])
		}
		return s.after(m.Pick(s.message, args[0], channels...))
	case "steal":
		return s.after(m.Forge(s.message, s.kept[args[0]].CustomID(args[1]), args[2:]...))
	case "submit":
		texts := map[string]string{}
		for _, a := range args {
			label, text, _ := strings.Cut(a, "=")
			texts[label] = text
		}
		return s.after(m.Submit(s.modal, texts))
	case "reply":
		s.await(m.Reply(s.message, args[0]))
		return nil
	}
	return fmt.Errorf("no verb %s", what)
}

func (s *scene) speak(m *discordtest.Member, c *discordtest.Channel, what string, args []string) error {
	switch what {
	case "slash":
		options := discordtest.Options{}
		for _, a := range args[1:] {
			key, text, _ := strings.Cut(a, "=")
			value, err := s.option(key, text)
			if err != nil {
				return err
			}
			options[key] = value
		}
		return s.after(m.Slash(c, args[0], options))
	case "type":
		s.it = m.Complete(c, args[0], args[1], discordtest.Options{args[1]: args[2]})
		return nil
	case "mention":
		s.await(m.Mention(c, args[0]))
	case "post", "forward":
		return s.post(m, c, args[0], args[1:], what == "forward")
	case "say":
		s.message = m.Say(c, args[0])
	case "dm":
		s.await(m.Say(c, args[0]))
	}
	return nil
}

// after takes note of what an interaction led to.
func (s *scene) after(it *discordtest.Interaction) error {
	s.it, s.modal, s.done = it, nil, time.Now()
	switch {
	case it.Refused() != nil:
	case it.OpensModal():
		s.modal = it.Modal()
	case it.Quiet():
	default:
		s.message = it.Message()
	}
	return nil
}

// await makes the bot's next message in the channel, or its reaction, the last message.
func (s *scene) await(m *discordtest.Message) {
	ok := s.d.Eventually(5*time.Second, func() bool { return m.Answered() })
	if !ok || m.AnswerOf() == nil {
		s.message = m
		return
	}
	s.message = m.AnswerOf()
}

// plain writes no-break spaces as spaces and leaves Markdown's signs out.
func plain(text string) string {
	return regexp.MustCompile(`[*\\]`).ReplaceAllString(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text), "")
}

// finds asks a question right after something was done.
func (s *scene) finds(args []string) error {
	since := s.done
	if err := s.act([]string{args[0], "slash", args[1], "demander", "question=" + args[2]}); err != nil {
		return err
	}
	if took := s.done.Sub(since); took > 2*time.Second {
		return fmt.Errorf("the answer came after %s", took)
	}
	return s.shows(args[3:])
}

func (s *scene) shows(args []string) error {
	text := s.message.Text()
	if s.modal != nil {
		text = string(s.modal.JSON())
	}
	if !strings.Contains(plain(text), plain(args[0])) {
		return fmt.Errorf("the last message does not show %q:\n%s", args[0], text)
	}
	return nil
}

func (s *scene) private([]string) error {
	return yes(s.message.Ephemeral(), "the message is not private")
}

func (s *scene) edited([]string) error {
	return yes(s.message.Edits() > 0, "the message was not changed")
}

func (s *scene) deleted([]string) error {
	return yes(s.d.Eventually(5*time.Second, s.message.Gone), "the message is still there")
}

func (s *scene) refused([]string) error { return yes(s.it.Refused() != nil, "Discord refused nothing") }

func (s *scene) reacts(args []string) error {
	got := s.message.AwaitReaction()
	return yes(got == args[0], "the reaction is "+got)
}

func (s *scene) offers(args []string) error {
	names, _ := s.it.Choices()
	for i := range names {
		names[i] = plain(names[i])
	}
	return yes(slices.Contains(names, plain(args[0])), fmt.Sprintf("the suggestions are %q", names))
}

// silence checks that the bot has nothing to say to the last message.
func (s *scene) silence([]string) error {
	return yes(!s.d.Eventually(300*time.Millisecond, s.message.Answered), "the bot answered")
}

func (s *scene) keep(args []string) error {
	s.kept[args[0]] = s.message
	return nil
}

func (s *scene) back(args []string) error {
	s.message = s.kept[args[0]]
	return yes(s.message != nil, "no such message")
}

func (s *scene) same(args []string) error {
	got, want := s.message.Text(), s.kept[args[0]].Text()
	return yes(got == want, fmt.Sprintf("it differs from %s:\n%s\n---\n%s", args[0], got, want))
}

func yes(ok bool, otherwise string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%s", otherwise)
}

func (s *scene) add(args []string) error {
	g := s.guilds[args[0]].ID
	a := corpus.Article{ID: args[1], Title: args[2], Body: args[3]}
	if _, err := s.store.Put(s.t.Context(), g, a, store.PutOptions{}); err != nil {
		return err
	}
	return s.sync(g)
}

func (s *scene) remove(args []string) error {
	g := s.guilds[args[0]].ID
	if _, err := s.store.Remove(s.t.Context(), g, args[1], ""); err != nil {
		return err
	}
	return s.sync(g)
}

func (s *scene) erase(args []string) error {
	g := s.guilds[args[0]].ID
	if err := s.store.Erase(s.t.Context(), g, "", args[1]); err != nil {
		return err
	}
	return s.sync(g)
}

// forget does what `propos forget --server` does beside a bot.
func (s *scene) forget(args []string) error {
	g := s.guilds[args[0]].ID
	if err := s.store.Forget(s.t.Context(), g); err != nil {
		return err
	}
	return s.sync(g)
}

func (s *scene) edit(args []string) error {
	g := s.guilds[args[0]].ID
	a, _, err := s.store.Article(s.t.Context(), g, args[1])
	if err != nil {
		return err
	}
	a.Body = strings.Replace(a.Body, args[2], args[3], 1)
	if _, err := s.store.Put(s.t.Context(), g, a, store.PutOptions{}); err != nil {
		return err
	}
	return s.sync(g)
}

func (s *scene) tasks(args []string) error {
	tasks, err := s.store.Tasks(s.t.Context(), s.guilds[args[0]].ID)
	if err != nil {
		return err
	}
	return yes(fmt.Sprint(len(tasks)) == args[1], fmt.Sprintf("%d tasks wait: %+v", len(tasks), tasks))
}

func (s *scene) becomes(args []string) error {
	if s.message.Becomes(10*time.Second, func(text string) bool { return strings.Contains(plain(text), plain(args[0])) }) {
		return nil
	}
	return s.shows(args)
}

// nowhere looks through the whole data directory, indexes and backups included.
func (s *scene) nowhere(args []string) error {
	return filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err == nil && bytes.Contains(bytes.ToLower(raw), bytes.ToLower([]byte(args[0]))) {
			err = fmt.Errorf("%s has %q", path, args[0])
		}
		return err
	})
}

// vanishes is for what somebody else is to delete.
func (s *scene) vanishes(args []string) (err error) {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if err = s.nowhere(args); err == nil {
			return nil
		}
	}
	return err
}

func (s *scene) posted(args []string) error {
	m := s.channels[args[0]].AwaitPost(s.d.Bot)
	if m != nil {
		s.message = m
	}
	return yes(m != nil, "the bot wrote nothing there")
}

func (s *scene) fail(args []string) error {
	s.d.FailNext(args[0], args[1], http.StatusInternalServerError, 1, 0)
	return nil
}
