package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"propos/bot/phrase"
	"propos/bot/reply"
)

const (
	jobUnderWay = "Un export, un import ou un ajout est déjà en cours sur ce serveur : attends qu'il finisse."
	jobWaits    = "D'autres serveurs sont avant toi : j'attends mon tour…"
	jobFailed   = "⚠️ Quelque chose a cloché de mon côté. Ce qui est fait est gardé : tu peux recommencer."
	jobUnkept   = "⚠️ Mon disque ne prend plus rien : je n'ai pas fini. Ce qui est fait est gardé. Préviens la personne qui m'héberge."
	jobStopped  = "⚠️ Je redémarre, et cela s'est arrêté en route. Ce qui est fait est gardé : recommence dans un instant, rien ne sera fait deux fois."

	tokenLife = 14 * time.Minute // for so long the message of an interaction can surely be changed
	jobTells  = 2 * time.Second  // between two signs of progress
	maxJobs   = 4                // of all servers at the same time; more wait
)

// jobRegrets is what a person reads when a job failed.
func jobRegrets(err error) string {
	if refused, _ := refusedByDisk(err); refused != nil {
		return phrase.Fine(jobUnkept)
	}
	return phrase.Fine(jobFailed)
}

// jobs are the long things that are under way, one at a time in each server.
type jobs struct {
	mu    sync.Mutex
	where map[string]*job
}

// begin reports whether a job may begin in its server, and keeps others out.
func (j *jobs) begin(one *job) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	server := one.r.GuildID
	if j.where[server] != nil {
		return false
	}
	if j.where == nil {
		j.where = map[string]*job{}
	}
	j.where[server] = one
	return true
}

// of returns the job that a panel began and that is under way, or nil.
func (j *jobs) of(p *panel) *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	if one := j.where[p.server]; one != nil && one.p == p {
		return one
	}
	return nil
}

// end lets the next job of the server of one begin.
func (j *jobs) end(one *job) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.where[one.r.GuildID] == one {
		delete(j.where, one.r.GuildID)
	}
}

// job is something that may take longer than an interaction lives.
type job struct {
	b     *bot
	r     *request
	p     *panel
	draw  func(ctx context.Context, text string) (reply.Message, error) // the panel, with a sentence about the job
	begun time.Time
	told  time.Time

	mu     sync.Mutex
	last   string                  // what tell was told last
	halted bool                    // the person wants no more of it
	cancel context.CancelCauseFunc // nil until it runs
}

// errStopped is why the context of a job ends whose person wants no more of it.
var errStopped = errors.New("the job is not wanted any more")

// newJob makes a job that draw shows.
func (b *bot) newJob(r *request, p *panel, draw func(ctx context.Context, text string) (reply.Message, error)) *job {
	now := time.Now()
	return &job{b: b, r: r, p: p, draw: draw, begun: now, told: now}
}

// onCollection draws the panel of /collection.
func (b *bot) onCollection(r *request, p *panel) func(ctx context.Context, text string) (reply.Message, error) {
	return func(ctx context.Context, text string) (reply.Message, error) {
		return b.collectionPanel(ctx, r, p, text)
	}
}

// halt asks the job to end soon, with what is done by then.
func (j *job) halt() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.halted = true
	if j.cancel != nil {
		j.cancel(errStopped)
	}
}

// inBackground runs a job that b.jobs let begin, once the outcome is on the screen. What it returns stands on the panel, or in the
// channel for everybody, when the interaction is too old for that. The bot's end cuts it short, which is said too: by the job, or where it
// returns but an error, in general.
func (b *bot) inBackground(o *outcome, j *job, what string, do func(ctx context.Context) (string, error)) {
	o.after = func(context.Context) error {
		started := b.spawn(what, func(ctx context.Context) {
			defer b.jobs.end(j) // should it panic
			text, err := j.run(ctx, do)
			b.jobs.end(j) // who reads the last word may begin the next
			switch {
			case err != nil && ctx.Err() != nil:
				b.log.Warn("a job is cut short", "job", what, "server", j.r.GuildID)
				text = phrase.Fine(jobStopped)
			case err != nil:
				b.log.Error("a job failed", "job", what, "server", j.r.GuildID, "cause", err)
				b.tell(err)
				text = jobRegrets(err)
			}
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
			defer cancel()
			j.end(ctx, text)
		})
		if !started {
			b.jobs.end(j)
		}
		return nil
	}
}

// run does the work of a job when its turn has come, under a context that ends with the bot, or when nobody wants the job any more.
func (j *job) run(ctx context.Context, do func(ctx context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	j.mu.Lock()
	if j.cancel = cancel; j.halted {
		cancel(errStopped)
	}
	j.mu.Unlock()
	if !j.b.working.TryAcquire(1) {
		if err := j.show(ctx, phrase.Fine(jobWaits)); err != nil {
			j.b.log.Debug("progress did not arrive", "cause", err)
		}
		if j.b.working.Acquire(ctx, 1) != nil {
			return do(ctx) // which says in its own words that it was cut short
		}
	}
	defer j.b.working.Release(1)
	return do(ctx)
}

// show puts a sentence on the panel, as it stands now.
func (j *job) show(ctx context.Context, text string) error {
	m, err := j.draw(ctx, text)
	if err == nil {
		_, err = j.b.api.finish(ctx, j.r.Interaction, m)
	}
	return err
}

// tell shows how far the job is, not too often.
func (j *job) tell(ctx context.Context, text string) {
	j.mu.Lock()
	j.last = text
	j.mu.Unlock()
	if time.Since(j.told) < jobTells || time.Since(j.begun) > tokenLife {
		return
	}
	j.told = time.Now()
	j.p.use(j.told)
	if err := j.show(ctx, text); err != nil {
		j.b.log.Debug("progress did not arrive", "cause", err)
	}
}

// far returns how far the job is: what tell was told last.
func (j *job) far() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.last
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
