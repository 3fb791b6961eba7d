package bot

import (
	"bytes"
	"context"
	"errors"
	"path"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// lotBatch is how many articles of a lot are added, and can be found, at a time.
const lotBatch = 50

// lotFile is the file of a lot, as the panel keeps it until all of it is added.
type lotFile struct {
	Source source `json:"source"`
	Total  int    `json:"total"` // articles and refusals
}

// addLot begins to add everything that the file of a lot holds, or goes on with it; while that is under way, it says how far it is.
func (b *bot) addLot(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	if under := b.jobs.of(p); under != nil {
		return say("C'est déjà en cours.\n%s", under.far()), nil
	}
	var f lotFile
	if !p.getJSON(aboutLot, &f) {
		return say("C'est déjà fait.\n%s", p.get(aboutLotDone)), nil
	}
	w := &lotWork{b: b, r: r, p: p, file: f, done: lotDone{outcomes: map[store.Outcome]int{}}}
	w.job = b.newJob(r, p, w.draw)
	w.job.last = w.progress()
	if !b.jobs.begin(w.job) {
		return say(jobUnderWay), nil
	}
	m, err := w.draw(ctx, w.progress())
	if err != nil {
		b.jobs.end(w.job)
		return outcome{}, err
	}
	o := change(m)
	b.inBackground(&o, w.job, "lot", w.run)
	return o, nil
}

// stopLot asks the work on a lot to end.
func (b *bot) stopLot(_ context.Context, r *request, p *panel, _ int) (outcome, error) {
	under := b.jobs.of(p)
	if under == nil {
		return say("C'est déjà fait.\n%s", p.get(aboutLotDone)), nil
	}
	o := onScreenOf(r, reply.Framed(reply.Text(under.far()+"\n"+phrase.Fine("J'arrête…"))))
	o.after = func(context.Context) error { // not before: the last word is the job's
		under.halt()
		return nil
	}
	return o, nil
}

// lotWork is a lot that is being added.
type lotWork struct {
	b     *bot
	r     *request
	p     *panel
	job   *job
	file  lotFile
	done  lotDone
	over  bool // it has ended, and is not to be gone on with
	ended bool // it has ended
}

// progress says how far the work is.
func (w *lotWork) progress() string {
	return phrase.Say("J'ajoute les articles de **%s** : %s sur %s…", reply.Inline(phrase.Cut(path.Base(w.file.Source.Name), 80)), phrase.Number(w.done.count()), phrase.Number(w.file.Total))
}

// draw shows a sentence about the work, with what can be done about it now.
func (w *lotWork) draw(_ context.Context, text string) (reply.Message, error) {
	m := reply.Framed(reply.Text(text))
	switch {
	case !w.ended:
		m = m.With(reply.Row(reply.Button("Arrêter", reply.CustomID("add-stop", w.p.key, 0))))
	case !w.over:
		m = m.With(reply.Row(reply.MainButton("Reprendre", reply.CustomID("add-lot", w.p.key, 0))))
	}
	return m, nil
}

// run adds the articles and says what became of them. What is added before something cuts it short stays, and is said.
func (w *lotWork) run(ctx context.Context) (string, error) {
	data, err := w.upload(ctx)
	if err != nil && ctx.Err() == nil {
		w.ended = true
		return reading{err: err}.why(), nil
	}
	if err == nil {
		err = w.add(ctx, data)
	}
	w.ended = true
	counts := phrase.Say("Collection de %s : %s.", w.b.serverName(w.r.GuildID), w.done.counts())
	stopped := errors.Is(context.Cause(ctx), errStopped)
	switch {
	case err == nil:
		w.over = true
		w.p.put(aboutLot, "")
		if w.done.full != nil {
			counts += "\n" + fullSentence(w.done.full)
		}
		w.p.put(aboutLotDone, counts)
		return counts, nil
	case stopped:
		w.settle(ctx)
		return phrase.Fine("Arrêté. ") + counts + "\n" + phrase.Fine("Ce qui est ajouté le reste. « Reprendre » ajoute les autres, aucun deux fois."), nil
	case ctx.Err() != nil:
		w.over = true // the panel ends with the bot
		return phrase.Fine("⚠️ Je redémarre, et cela s'est arrêté en route. ") + counts + "\n" +
			phrase.Say("Redonne-moi ce fichier dans un instant, avec %s : aucun article ne sera ajouté deux fois.", w.b.command.mention(w.r.GuildID, "ajouter")), nil
	}
	w.b.log.Error("a lot could not be added", "server", w.r.GuildID, "cause", err)
	w.b.tell(err)
	return jobRegrets(err) + "\n" + counts, nil
}

// add adds the articles of the file, until the collection is full. After each batch the members find it.
func (w *lotWork) add(ctx context.Context, data []byte) error {
	var batch []intake.Draft
	flush := func() error {
		err := w.flush(ctx, batch)
		batch = batch[:0]
		return err
	}
	for draft, err := range intake.Read(path.Base(w.file.Source.Name), bytes.NewReader(data), unpacking()) {
		if err != nil {
			w.done.refusals++
			continue
		}
		draft.Article.ID, draft.Given = "", false // a number of another collection
		if batch = append(batch, draft); len(batch) < lotBatch {
			continue
		}
		if err := flush(); err != nil || w.done.full != nil {
			return err
		}
	}
	return flush()
}

// settle brings the index in step with what was added before the work was stopped.
func (w *lotWork) settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if err := w.b.o.Desk.Sync(ctx, w.r.GuildID, nil); err != nil {
		w.b.log.Warn("what was added of a lot is indexed later", "server", w.r.GuildID, "cause", err)
	}
}

// upload gets the file.
func (w *lotWork) upload(ctx context.Context) ([]byte, error) {
	if err := w.b.reading.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer w.b.reading.Release(1)
	return w.b.upload(ctx, w.file.Source.File)
}

// flush adds a batch, brings the index in step and tells how far that is.
func (w *lotWork) flush(ctx context.Context, batch []intake.Draft) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	results, full, err := w.b.o.Desk.AddAll(ctx, w.r.GuildID, w.r.person, batch)
	for _, result := range results {
		w.done.outcomes[result.Outcome]++
	}
	errors.As(full, &w.done.full)
	if err != nil {
		return err
	}
	if err := w.b.o.Desk.Sync(ctx, w.r.GuildID, nil); err != nil {
		return err
	}
	w.job.tell(ctx, w.progress())
	return nil
}

// lotDone counts what became of a lot.
type lotDone struct {
	outcomes map[store.Outcome]int
	refusals int
	full     *desk.QuotaError // the collection filled up
}

// count is how many articles and refusals that makes.
func (d lotDone) count() int {
	n := d.refusals
	for _, some := range d.outcomes {
		n += some
	}
	return n
}

// counts says what became of the articles.
func (d lotDone) counts() string {
	n := d.outcomes
	return phrase.Given{Added: n[store.Added], NewVersions: n[store.NewVersion], Unchanged: n[store.Unchanged], Removed: n[store.Removed],
		Erased: n[store.Erased], Refused: d.refusals}.Sentence()
}
