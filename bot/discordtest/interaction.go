package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Kinds of interaction and of answers to them.
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5

	answerMessage       = 4
	answerDeferMessage  = 5
	answerDeferUpdate   = 6
	answerUpdate        = 7
	answerChoices       = 8
	answerModal         = 9
	unknownInteraction  = 10062
	alreadyAcknowledged = 40060
)

// Interaction is one use of a command, a button, a select or a form. A nil error of Refused means that the bot got it.
type Interaction struct {
	ID, Token string

	d        *Discord
	kind     int
	by       *Member
	channel  *Channel
	source   *Message // of a component
	sent     time.Time
	acked    time.Time
	timer    *time.Timer
	answer   int
	data     map[string]any
	original *Message
	follow   []*Message
	refused  error
}

// inject sends the interaction to the bot and starts the three seconds.
func (d *Discord) inject(it *Interaction, data map[string]any) *Interaction {
	d.mu.Lock()
	it.d, it.ID = d, d.id()
	it.Token = "jeton-" + it.ID
	d.tokens[it.Token] = it
	it.sent = time.Now()
	it.timer = time.AfterFunc(AckLimit, it.expire)
	payload := it.payload(data)
	d.mu.Unlock()
	d.dispatch("INTERACTION_CREATE", 0, func() map[string]any { return payload })
	return it
}

// payload builds the event. The caller holds d.mu.
func (it *Interaction) payload(data map[string]any) map[string]any {
	locale := it.by.Locale
	if locale == "" {
		locale = "fr"
	}
	p := map[string]any{"id": it.ID, "application_id": it.d.Bot.ID, "type": it.kind, "data": data, "channel_id": it.channel.ID,
		"channel": it.channel.object(), "token": it.Token, "version": 1, "locale": locale,
		"app_permissions": fmt.Sprint(it.channel.permissions(it.d.Bot)), "entitlements": []any{}, "authorizing_integration_owners": map[string]any{}}
	if it.channel.Guild != nil {
		p["guild_id"], p["guild_locale"], p["context"] = it.channel.Guild.ID, "fr", 0
		p["member"] = it.channel.member(it.by.User)
	} else {
		p["user"], p["context"] = it.by.object(), 1
	}
	if it.source != nil {
		p["message"] = it.source.object()
	}
	return p
}

func (it *Interaction) expire() {
	it.d.mu.Lock()
	late := it.acked.IsZero()
	it.d.touch()
	it.d.mu.Unlock()
	if late {
		it.d.fail("interaction %s was not acknowledged within %v", it.ID, AckLimit)
	}
}

// callback handles POST /interactions/{id}/{token}/callback.
func (d *Discord) callback(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	it := d.tokens[r.value("token")]
	if it == nil || it.ID != r.value("id") {
		reply(w, http.StatusNotFound, apiError{unknownInteraction, "Unknown interaction"})
		return
	}
	if !it.acked.IsZero() {
		d.fail("interaction %s was acknowledged twice", it.ID)
		reply(w, http.StatusBadRequest, apiError{alreadyAcknowledged, "Interaction has already been acknowledged."})
		return
	}
	if time.Since(it.sent) > AckLimit {
		reply(w, http.StatusNotFound, apiError{unknownInteraction, "Unknown interaction"})
		return
	}
	it.acked = time.Now()
	it.timer.Stop()
	it.answer = int(component(r.json).number("type"))
	it.data, _ = r.json["data"].(map[string]any)
	it.take(r)
	d.touch()
	if r.http.URL.Query().Get("with_response") != "true" {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	resource := map[string]any{"type": it.answer}
	if it.original != nil && it.answer != answerDeferUpdate {
		resource["message"] = it.original.object()
	}
	reply(w, http.StatusOK, map[string]any{"interaction": map[string]any{"id": it.ID, "type": it.kind}, "resource": resource})
}

// take does what the answer says. The caller holds d.mu.
func (it *Interaction) take(r call) {
	switch it.answer {
	case answerMessage:
		it.original = it.d.post(it.newMessage(it.data, r.files))
	case answerDeferMessage:
		data := map[string]any{"flags": float64(FlagLoading)}
		if component(it.data).number("flags")&FlagEphemeral != 0 {
			data["flags"] = float64(FlagLoading | FlagEphemeral)
		}
		it.original = it.d.post(it.newMessage(data, nil))
	case answerDeferUpdate:
		it.original = it.source
	case answerUpdate:
		it.original = it.source
		it.source.edit(it.data, r.files)
	}
	wants := map[int][]int{kindCommand: {4, 5, 9}, kindComponent: {4, 5, 6, 7, 9}, kindAutocomplete: {8}, kindModal: {4, 5, 6, 7}}[it.kind]
	for _, k := range wants {
		if k == it.answer {
			return
		}
	}
	it.d.fail("answer of type %d to an interaction of type %d", it.answer, it.kind)
}

// newMessage makes the message that answers the interaction. The caller holds d.mu.
func (it *Interaction) newMessage(data map[string]any, files []file) *Message {
	m := &Message{Channel: it.channel, Author: it.d.Bot, payload: data, interaction: true, d: it.d}
	if m.flags()&FlagEphemeral != 0 {
		m.onlyFor = it.by.User
	}
	m.attachments = it.d.attach(files)
	return m
}

// edit changes the fields that the payload names. The caller holds d.mu.
func (m *Message) edit(data map[string]any, files []file) {
	kept := map[string]any{}
	for k, v := range m.payload {
		kept[k] = v
	}
	for k, v := range data {
		kept[k] = v
	}
	flags := (&Message{payload: kept}).flags() &^ FlagLoading
	if m.onlyFor != nil {
		flags |= FlagEphemeral
	}
	kept["flags"] = float64(flags | m.flags()&FlagComponentsV2)
	m.payload = kept
	if files != nil {
		m.attachments = m.d.attach(files)
	}
	m.edits++
	m.d.touch()
}

// Refused returns why Discord did not pass the interaction on to the bot, or nil.
func (it *Interaction) Refused() error { return it.refused }

// mustReach ends the test when Discord refused the interaction.
func (it *Interaction) mustReach() {
	it.d.t.Helper()
	if it.refused != nil {
		it.d.t.Fatalf("discord: %v", it.refused)
	}
}

// Latency waits for the acknowledgement and returns how long it took.
func (it *Interaction) Latency() time.Duration {
	it.d.t.Helper()
	it.mustReach()
	it.d.must("an acknowledgement", func() bool { return !it.acked.IsZero() || time.Since(it.sent) > AckLimit })
	it.d.mu.Lock()
	defer it.d.mu.Unlock()
	return it.acked.Sub(it.sent)
}

// Deferred reports whether the acknowledgement was « Propos réfléchit… ».
func (it *Interaction) Deferred() bool {
	it.Latency()
	return it.answer == answerDeferMessage || it.answer == answerDeferUpdate
}

// Message waits for the message that the interaction ends with: a new one, or the changed one that it came from.
func (it *Interaction) Message() *Message {
	it.d.t.Helper()
	it.mustReach()
	var m *Message
	it.d.must("an answer to the interaction", func() bool {
		if it.answer == answerModal || it.answer == answerChoices {
			it.d.t.Fatalf("discord: the answer is of type %d, not a message", it.answer)
		}
		m = it.original
		if len(it.follow) > 0 && (m == nil || m.flags()&FlagLoading != 0 || it.answer == answerDeferUpdate) {
			m = it.follow[0]
		}
		return m != nil && m.flags()&FlagLoading == 0
	})
	return m
}

// Followup waits for the n-th message (from 0) that the bot sent after its first answer.
func (it *Interaction) Followup(n int) *Message {
	it.d.t.Helper()
	it.mustReach()
	it.d.must("a further message", func() bool { return len(it.follow) > n })
	return it.follow[n]
}

// Choices waits for the suggestions of an autocompletion and returns their names with their values.
func (it *Interaction) Choices() (names, values []string) {
	it.d.t.Helper()
	it.Latency()
	it.d.mu.Lock()
	defer it.d.mu.Unlock()
	list, _ := it.data["choices"].([]any)
	for _, c := range list {
		o := component(c.(map[string]any))
		names, values = append(names, o.text("name")), append(values, o.text("value"))
	}
	return names, values
}

// OpensModal waits for the acknowledgement and reports whether it was a form.
func (it *Interaction) OpensModal() bool {
	it.d.t.Helper()
	it.Latency()
	return it.answer == answerModal
}

// Quiet waits for the acknowledgement and reports whether nothing is to be shown, or not yet.
func (it *Interaction) Quiet() bool {
	it.d.t.Helper()
	it.Latency()
	return it.answer == answerDeferUpdate
}

// Modal waits for the form that the interaction opens.
func (it *Interaction) Modal() *Modal {
	it.d.t.Helper()
	it.Latency()
	if it.answer != answerModal {
		raw, _ := json.Marshal(it.data)
		it.d.t.Fatalf("discord: the answer is of type %d, not a form: %s", it.answer, raw)
	}
	return &Modal{it: it, data: it.data}
}

// Modal is a form on someone's screen.
type Modal struct {
	it   *Interaction
	data map[string]any
}

// Title returns the form's title.
func (m *Modal) Title() string { return component(m.data).text("title") }

// JSON returns the form as the bot gave it.
func (m *Modal) JSON() []byte {
	raw, err := json.Marshal(m.data)
	if err != nil {
		panic(err) // it came from JSON
	}
	return raw
}
