package bot

import (
	"context"
	"sync"
	"time"

	"propos/bot/phrase"
	"propos/bot/reply"
)

const (
	jobUnderWay = "Un export ou un import est déjà en cours sur ce serveur : attends qu'il finisse."
	jobFailed   = "⚠️ Quelque chose a cloché de mon côté. Ce qui est fait est gardé : tu peux recommencer."
	jobUnkept   = "⚠️ Le disque de la machine qui m'héberge ne prend plus rien : je n'ai pas fini. Ce qui est fait est gardé. Préviens la personne qui m'héberge."
	jobStopped  = "⚠️ Je redémarre, et cela s'est arrêté en route. Ce qui est fait est gardé : recommence dans un instant, rien ne sera fait deux fois."

	tokenLife = 14 * time.Minute // for so long the message of an interaction can surely be changed
	jobTells  = 2 * time.Second  // between two signs of progress
)

// jobRegrets is what a person reads when a job failed.
func jobRegrets(err error) string {
	if refused, _ := refusedByDisk(err); refused != nil {
		return phrase.Fine(jobUnkept)
	}
	return phrase.Fine(jobFailed)
}

// jobs are the servers where something long is under way, one at a time in each.
type jobs struct {
	mu    sync.Mutex
	where map[string]bool
}

// begin reports whether a job may begin in a server, and keeps others out.
func (j *jobs) begin(server string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.where[server] {
		return false
	}
	if j.where == nil {
		j.where = map[string]bool{}
	}
	j.where[server] = true
	return true
}

// end lets the next job begin.
func (j *jobs) end(server string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.where, server)
}

// job is something that may take longer than an interaction lives.
type job struct {
	b     *bot
	r     *request
	p     *panel
	begun time.Time
	told  time.Time
}

// inBackground runs a job that b.jobs let begin, once the outcome is on the screen. What it returns stands on the panel, or in the
// channel for everybody, when the interaction is too old for that. The bot's end cuts it short, which is said too.
func (b *bot) inBackground(o *outcome, r *request, p *panel, what string, do func(ctx context.Context, j *job) (string, error)) {
	begun := time.Now()
	o.after = func(context.Context) error {
		started := b.spawn(what, func(ctx context.Context) {
			defer b.jobs.end(r.GuildID)
			j := &job{b: b, r: r, p: p, begun: begun, told: time.Now()}
			text, err := do(ctx, j)
			switch {
			case err != nil && ctx.Err() != nil:
				b.log.Warn("a job is cut short", "job", what, "server", r.GuildID)
				text = phrase.Fine(jobStopped)
			case err != nil:
				b.log.Error("a job failed", "job", what, "server", r.GuildID, "cause", err)
				b.tell(err)
				text = jobRegrets(err)
			}
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
			defer cancel()
			j.end(ctx, text)
		})
		if !started {
			b.jobs.end(r.GuildID)
		}
		return nil
	}
}

// show puts a sentence on the panel, as it stands now.
func (j *job) show(ctx context.Context, text string) error {
	m, err := j.b.collectionPanel(ctx, j.r, j.p, text)
	if err == nil {
		_, err = j.b.api.finish(ctx, j.r.Interaction, m)
	}
	return err
}

// tell shows how far the job is, not too often.
func (j *job) tell(ctx context.Context, text string) {
	if time.Since(j.told) < jobTells || time.Since(j.begun) > tokenLife {
		return
	}
	j.told = time.Now()
	if err := j.show(ctx, text); err != nil {
		j.b.log.Debug("progress did not arrive", "cause", err)
	}
}

// end says what came of the job.
func (j *job) end(ctx context.Context, text string) {
	var err error
	if time.Since(j.begun) < tokenLife {
		err = j.show(ctx, text)
	} else {
		_, err = j.b.api.send(ctx, j.r.ChannelID, reply.Note("<@"+j.r.person+">\n"+text))
	}
	if err != nil {
		j.b.log.Warn("the end of a job did not arrive", "server", j.r.GuildID, "cause", err)
	}
}
