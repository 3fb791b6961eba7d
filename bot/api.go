package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"propos/bot/reply"
)

// DiscordAPI is the base address of Discord's own API.
const DiscordAPI = "https://discord.com/api/v10"

// requestLimit bounds one request to Discord, uploadLimit one that sends a file.
const (
	requestLimit = 15 * time.Second
	uploadLimit  = 2 * time.Minute
)

// api calls Discord's REST interface. Its session never opens a gateway connection.
type api struct {
	session *discordgo.Session
	files   *discordgo.Session // likewise, with time to send files
	app     string             // the application's id, which is the bot's
}

// newClient returns the client that reaches the API at base, by connections that dial makes.
func newClient(base string, dial dial) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = dial
	transport.MaxIdleConnsPerHost, transport.MaxConnsPerHost = 16, 64
	return &http.Client{Timeout: requestLimit, Transport: throttle{rebase{strings.TrimSuffix(base, "/"), transport}}}
}

// newAPI returns the interface that a client reaches.
func newAPI(token string, client *http.Client) *api {
	slow := *client
	slow.Timeout = uploadLimit
	return &api{session: newSession(token, client), files: newSession(token, &slow)}
}

// cutAPI returns what follows Discord's API base in an address.
func cutAPI(address string) (path string, ok bool) {
	return strings.CutPrefix(address, discordgo.EndpointAPI)
}

// self returns the bot's own id.
func (a *api) self(ctx context.Context) (id string, err error) {
	u, err := a.session.User("@me", discordgo.WithContext(ctx))
	if err != nil {
		return "", err
	}
	return u.ID, nil
}

// gateway returns the gateway's address, the number of shards and the budget of identifies.
func (a *api) gateway(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	return a.session.GatewayBot(discordgo.WithContext(ctx))
}

// callback is a first answer to an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// acknowledge sends the first answer to an interaction and returns the id of the message that it made, if any. It waits
// for nobody: each interaction has its own rate limit, which is forgotten afterwards (discordgo would keep it for ever).
func (a *api) acknowledge(ctx context.Context, i *discordgo.Interaction, c callback) (id string, err error) {
	address := discordgo.EndpointInteractionResponse(i.ID, i.Token) + "?with_response=true"
	raw, err := a.alone(ctx, http.MethodPost, address, c, false)
	if err != nil && passing(err) { // the three seconds allow a second try
		raw, err = a.alone(ctx, http.MethodPost, address, c, false)
		if codeOf(err) == codeAcknowledged {
			return "", nil // the first try had arrived
		}
	}
	if err != nil || len(raw) == 0 {
		return "", err
	}
	var r struct {
		Resource struct {
			Message struct {
				ID string `json:"id"`
			} `json:"message"`
		} `json:"resource"`
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return "", fmt.Errorf("read what an answer made: %w", err)
	}
	return r.Resource.Message.ID, nil
}

// finish replaces « réfléchit… », or the message that a button stands on after a deferred update, by a message.
func (a *api) finish(ctx context.Context, i *discordgo.Interaction, m reply.Message) (id string, err error) {
	m = m.Edit()
	return messageID(a.alone(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(a.app, i.Token, "@original"), m, true))
}

// follow sends a further message of an interaction.
func (a *api) follow(ctx context.Context, i *discordgo.Interaction, m reply.Message) (id string, err error) {
	return messageID(a.alone(ctx, http.MethodPost, discordgo.EndpointWebhookToken(a.app, i.Token)+"?wait=true", m, true))
}

// withdraw deletes the message that answers the interaction.
func (a *api) withdraw(ctx context.Context, i *discordgo.Interaction) error {
	_, err := a.alone(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(a.app, i.Token, "@original"), nil, true)
	return err
}

// alone makes a request with a rate limit of its own, as the requests of one interaction have.
func (a *api) alone(ctx context.Context, method, address string, body any, retry bool) ([]byte, error) {
	session, files := a.session, filesOf(body)
	kind, raw, err := encode(body, files)
	if err != nil {
		return nil, err
	}
	if len(files) > 0 {
		session = a.files
	}
	bucket := discordgo.NewRatelimiter().LockBucket(address)
	raw, err = session.RequestWithLockedBucket(method, address, kind, raw, bucket, 0, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(retry))
	return raw, withoutToken(err)
}

// filesOf returns the files of the message that a body is or carries.
func filesOf(body any) []reply.File {
	switch body := body.(type) {
	case callback:
		return filesOf(body.Data)
	case *reply.Message:
		if body != nil {
			return body.Files
		}
	case reply.Message:
		return body.Files
	}
	return nil
}

// withoutToken takes the address, which holds the interaction's token, out of an error of the network.
func withoutToken(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return fmt.Errorf("%s: %w", failed.Op, failed.Err)
	}
	return err
}

// codeAcknowledged is Discord's code for an interaction that has its answer already.
const codeAcknowledged = 40060

// codeOf returns the code with which Discord explains a refusal, or 0.
func codeOf(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}

// passing reports whether a request failed for a reason that may be gone at once: the network, or a fault of Discord's.
func passing(err error) bool {
	status := statusOf(err)
	var limited *discordgo.RateLimitError
	return !errors.As(err, &limited) && (status == 0 || status >= http.StatusInternalServerError)
}

// encode returns a body and what it is: JSON, nothing for nil, or a form of JSON and files.
func encode(body any, files []reply.File) (kind string, raw []byte, err error) {
	switch {
	case body == nil:
		return "application/json", nil, nil
	case len(files) == 0:
		kind = "application/json"
		raw, err = json.Marshal(body)
	default:
		var parts []*discordgo.File
		for _, f := range files {
			parts = append(parts, &discordgo.File{Name: f.Name, ContentType: f.Type, Reader: bytes.NewReader(f.Data)})
		}
		kind, raw, err = discordgo.MultipartBodyWithJSON(body, parts)
	}
	if err != nil {
		return "", nil, fmt.Errorf("encode a message: %w", err)
	}
	return kind, raw, nil
}

// messageID reads the id out of a message that Discord returns.
func messageID(raw []byte, err error) (id string, _ error) {
	if err != nil {
		return "", err
	}
	var m struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return "", fmt.Errorf("read a message: %w", err)
	}
	return m.ID, nil
}

// send posts a message in a channel.
func (a *api) send(ctx context.Context, channel string, m reply.Message) (id string, err error) {
	address := discordgo.EndpointChannelMessages(channel)
	return messageID(a.session.RequestWithBucketID(http.MethodPost, address, m, address, discordgo.WithContext(ctx)))
}

// remove deletes a message; one that is gone already is no error.
func (a *api) remove(ctx context.Context, channel, id string) error {
	err := a.session.ChannelMessageDelete(channel, id, discordgo.WithContext(ctx))
	if statusOf(err) == http.StatusNotFound {
		return nil
	}
	return err
}

// typing shows that an answer is being written.
func (a *api) typing(ctx context.Context, channel string) error {
	return a.session.ChannelTyping(channel, discordgo.WithContext(ctx))
}

// react puts an emoji on a message.
func (a *api) react(ctx context.Context, channel, id, emoji string) error {
	return a.session.MessageReactionAdd(channel, id, url.PathEscape(emoji), discordgo.WithContext(ctx))
}

// message returns a message of a channel.
func (a *api) message(ctx context.Context, channel, id string) (*discordgo.Message, error) {
	return a.session.ChannelMessage(channel, id, discordgo.WithContext(ctx))
}

// isMember asks Discord whether the person is in the server now. A server that the bot is not in has no members for it.
func (a *api) isMember(ctx context.Context, guild, user string) (bool, error) {
	_, err := a.session.GuildMember(guild, user, discordgo.WithContext(ctx))
	switch statusOf(err) {
	case http.StatusNotFound, http.StatusForbidden:
		return false, nil
	}
	return err == nil, err
}

// channel returns a channel, for its parent and kind.
func (a *api) channel(ctx context.Context, id string) (*discordgo.Channel, error) {
	return a.session.Channel(id, discordgo.WithContext(ctx))
}

// leave takes the bot out of a server.
func (a *api) leave(ctx context.Context, guild string) error {
	return a.session.GuildLeave(guild, discordgo.WithContext(ctx))
}
