package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/intake"
)

// source is something that articles can be read from: the address of a page, a file on Discord's servers, or words. Exactly one of
// the last three is set.
type source struct {
	Name string `json:"name"` // as a person knows it
	Page string `json:"page,omitempty"`
	File string `json:"file,omitempty"`
	Text string `json:"text,omitempty"`
}

// What of a message can be an article, and how much of it is looked at.
const (
	leastText  = 400 // characters of a message's own words
	maxSources = 25  // of one message: what a select holds
	maxChosen  = 10  // of them, read in one go
	maxReading = 4   // pages and files of all servers at the same time: each may take some tens of megabytes
)

var webAddress = regexp.MustCompile(`https?://[^\s<>|()«»"]+`)

// sourcesOf lists what a message offers, in order: links, files, then its words where they are long enough. What it forwards
// counts as its own.
func sourcesOf(m *discordgo.Message) []source {
	var links, embeds, files, texts []source
	for _, part := range parts(m) {
		for _, address := range webAddress.FindAllString(part.Content, -1) {
			links = append(links, pageSource(strings.TrimRight(address, ".,;:!?…*_~")))
		}
		for _, e := range part.Embeds {
			if e.URL != "" {
				embeds = append(embeds, pageSource(e.URL))
			}
		}
		for _, a := range part.Attachments {
			files = append(files, source{Name: a.Filename, File: a.URL})
		}
		if text := strings.TrimSpace(webAddress.ReplaceAllString(part.Content, "")); len([]rune(text)) >= leastText {
			texts = append(texts, source{Name: phrase.Cut(text, 60), Text: text})
		}
	}
	if len(links) == 0 {
		links = embeds
	}
	all := slices.Concat(links, files, texts)
	seen := map[source]bool{}
	all = slices.DeleteFunc(all, func(s source) bool { again := seen[s]; seen[s] = true; return again })
	return all[:min(len(all), maxSources)]
}

// parts are a message and the messages that it forwards.
func parts(m *discordgo.Message) []*discordgo.Message {
	all := []*discordgo.Message{m}
	for _, s := range m.MessageSnapshots {
		if s.Message != nil {
			all = append(all, s.Message)
		}
	}
	return all
}

// withScheme is an address as people type it: without its scheme it is one of https.
func withScheme(typed string) string {
	typed = strings.TrimSpace(typed)
	if typed == "" || strings.Contains(typed, "://") {
		return typed
	}
	return "https://" + typed
}

func pageSource(address string) source {
	s := source{Name: address, Page: address}
	if u, err := url.Parse(address); err == nil {
		s.Name = strings.TrimPrefix(u.Host, "www.") + u.Path
	}
	return s
}

// reading is what came of a source: one article, or the reason why there is none, or several articles.
type reading struct {
	source source
	draft  intake.Draft // of the one article, or what is known of it where there is none
	err    error        // why there is none; nil when there is one, or several
	lot    *lot         // nil unless there are several
}

// read reads a source, when fewer than maxReading are being read. An error that is neither the source's fault nor the network's is
// returned apart.
func (b *bot) read(ctx context.Context, s source) (reading, error) {
	r := reading{source: s}
	if err := b.reading.Acquire(ctx, 1); err != nil {
		return r, err
	}
	defer b.reading.Release(1)
	switch {
	case s.Page != "":
		r.draft, r.err = b.o.Desk.Page(ctx, s.Page)
	case s.Text != "":
		r.draft, r.err = intake.Text(s.Text)
	default:
		data, err := b.upload(ctx, s.File)
		if err != nil {
			r.err = err
			break
		}
		r.file(path.Base(s.Name), data)
	}
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	return r, nil
}

// unpacking are the limits of a file that a person gives in Discord.
func unpacking() intake.Options {
	return intake.Options{MaxFile: maxUpload, MaxTotal: 64 << 20, MaxEntries: 2000}
}

// file reads the articles of a file: of more than one, only what a summary shows is kept.
func (r *reading) file(name string, data []byte) {
	l := lot{source: r.source}
	for draft, err := range intake.Read(name, bytes.NewReader(data), unpacking()) {
		l.take(draft, err)
		if l.articles+l.refusals == 1 {
			r.draft, r.err = draft, err
		}
	}
	switch {
	case l.articles+l.refusals > 1:
		r.lot, r.draft, r.err = &l, intake.Draft{}, nil
	case l.articles+l.refusals == 0:
		r.err = &intake.Refusal{Name: name, Reason: intake.Empty}
	}
}

// why says why a source gives no article, and what can be done about it.
func (r reading) why() string {
	reason, known := phrase.NotArticle(r.err)
	switch {
	case known:
		return strings.TrimSpace(reply.Inline(phrase.Capital(reason)) + ". " + phrase.Remedy(r.err))
	case errors.Is(r.err, errUploadTooLarge):
		return phrase.Say("Ce fichier est trop grand : 10 Mo au plus.")
	}
	return phrase.Fine("Discord ne me donne pas ce fichier. Renvoie-le.")
}

// putJSON keeps a value on a panel; getJSON reads it into a pointer and reports whether there is one.
func (p *panel) putJSON(name string, value any) error {
	raw, err := json.Marshal(value)
	if err == nil {
		p.put(name, string(raw))
	}
	return err
}

func (p *panel) getJSON(name string, value any) bool {
	return json.Unmarshal([]byte(p.get(name)), value) == nil
}
