package desk

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"propos/corpus"
	"propos/corpus/archive"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// SettingOrigin is the setting that says with which export a collection began: an archive.Manifest.Export. It does not travel itself.
const SettingOrigin = "archive.origin"

// exportedMarks is how many entries of each feed travel, so that the feed does not bring them again.
const exportedMarks = 2000

// Export begins an export of what a collection shows: its visible articles with moderators' corrections, names, feeds and settings. The
// caller writes its parts and closes it. It is in the journal.
func (d *Desk) Export(ctx context.Context, collection, by string) (*archive.Export, error) {
	rest, err := d.rest(ctx, collection)
	if err != nil {
		return nil, err
	}
	corrections, err := d.corrections(ctx, collection)
	if err != nil {
		return nil, err
	}
	if err := d.store.Note(ctx, collection, store.Act{By: by, Kind: "export"}); err != nil {
		return nil, err
	}
	return archive.New(strings.ToLower(rand.Text()), collection, time.Now(), d.exported(ctx, collection, corrections), rest), nil
}

// exported yields the articles of a collection.
func (d *Desk) exported(ctx context.Context, collection string, corrections map[string][]archive.Correction) iter.Seq2[archive.Article, error] {
	return func(yield func(archive.Article, error) bool) {
		for entry, err := range d.store.All(ctx, collection) {
			if !yield(archive.Article{Article: entry.Article, Corrections: corrections[entry.Article.ID]}, err) || err != nil {
				return
			}
		}
	}
}

// corrections gathers moderators' corrections by article.
func (d *Desk) corrections(ctx context.Context, collection string) (map[string][]archive.Correction, error) {
	all, err := d.store.Corrections(ctx, collection, "")
	of := map[string][]archive.Correction{}
	for _, c := range all {
		of[c.Article] = append(of[c.Article], archive.Correction{Article: c.Article, Quote: c.Quote, Kind: string(c.Kind), Value: c.Value})
	}
	return of, err
}

// rest reads what a collection holds beside its articles.
func (d *Desk) rest(ctx context.Context, collection string) (r archive.Rest, err error) {
	names, err := d.store.Names(ctx, collection)
	if err != nil {
		return r, err
	}
	for _, n := range names {
		r.Names = append(r.Names, archive.Name{Person: n.Person, Words: n.Words, Office: n.Office, Since: n.Period.From, Until: n.Period.To})
	}
	feeds, err := d.store.Feeds(ctx, collection)
	if err != nil {
		return r, err
	}
	for _, f := range feeds {
		seen, err := d.store.SeenMarks(ctx, f.ID, exportedMarks)
		if err != nil {
			return r, err
		}
		r.Feeds = append(r.Feeds, archive.Feed{URL: f.URL, Title: f.Title, Auto: f.Auto, Seen: seen})
	}
	r.Settings, err = d.store.Settings(ctx, collection)
	delete(r.Settings, SettingOrigin)
	return r, err
}

// ImportOptions says how an archive is imported. The zero ImportOptions leaves the settings as they are.
type ImportOptions struct {
	Settings bool                  // take the settings too, in place of those of the same name
	Later    bool                  // leave the index to the next Sync
	Progress func(done, total int) // told of articles; nil means nobody asks
}

// Imported is what became of an archive.
type Imported struct {
	Manifest archive.Manifest
	Articles map[store.Outcome]int
	Refused  []error // *intake.Refusal: lines that are no article
	Full     error   // a *QuotaError when there was no room for the rest; nil when there was

	Names, Corrections, Feeds, Settings int
	SettingsLeft                        int // that were not taken: ImportOptions.Settings says so
}

// Import adds what an archive holds; the index is in step when it returns. In a collection that has no article yet the articles keep their ids, as they do
// when the archive is another part of the one with which the collection began, or the same again; what is there already stays as it is.
// In any other collection they get ids of their own, and those that it has are recognised. Removed and erased articles stay so.
//
// The error is an *intake.Refusal for an archive that is damaged; what was imported until then is kept, and importing again adds the rest.
func (d *Desk) Import(ctx context.Context, collection, by string, a *archive.Archive, o ImportOptions) (Imported, error) {
	w := importing{d: d, collection: collection, by: by, o: o, Imported: Imported{Manifest: a.Manifest, Articles: map[store.Outcome]int{}}}
	err := w.all(ctx, a)
	if err == nil && !o.Later {
		err = d.library.Sync(ctx, collection, nil)
	}
	return w.Imported, err
}

// importing is an Import under way.
type importing struct {
	Imported
	d              *Desk
	collection, by string
	o              ImportOptions
	same           bool // ids are kept
	batch          []archive.Article
}

// importBatch is how many articles go to the store in one transaction.
const importBatch = 100

func (w *importing) all(ctx context.Context, a *archive.Archive) error {
	rest, err := a.Rest()
	if err != nil {
		return err
	}
	if w.same, err = w.begins(ctx, a.Manifest.Export); err != nil {
		return err
	}
	if err := w.articles(ctx, a); err != nil {
		return err
	}
	if err := w.rest(ctx, rest); err != nil {
		return err
	}
	return w.d.store.Note(ctx, w.collection, store.Act{By: w.by, Kind: "import"})
}

// begins reports whether the articles keep their ids: the collection begins with this export.
func (w *importing) begins(ctx context.Context, export string) (bool, error) {
	var origin string
	if _, err := w.d.store.Setting(ctx, w.collection, SettingOrigin, &origin); err != nil {
		return false, err
	}
	if origin == export {
		return true, nil
	}
	changes, err := w.d.store.Changes(ctx, w.collection, 0, 1)
	if err != nil || len(changes) > 0 {
		return false, err
	}
	return true, w.d.store.Set(ctx, w.collection, SettingOrigin, export, w.by)
}

func (w *importing) articles(ctx context.Context, a *archive.Archive) error {
	for read, err := range a.Articles() {
		var refusal *intake.Refusal
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case errors.As(err, &refusal) && refusal.Line > 0:
			w.Refused = append(w.Refused, err)
			continue
		case err != nil:
			return errors.Join(err, w.flush(ctx))
		}
		if w.batch = append(w.batch, read); len(w.batch) == importBatch {
			if err := w.flush(ctx); err != nil {
				return err
			}
		}
		if w.Full != nil {
			return nil
		}
	}
	return w.flush(ctx)
}

// flush puts the batch, and the corrections of its articles.
func (w *importing) flush(ctx context.Context) error {
	drafts, batch, err := w.drafts(ctx)
	w.batch = w.batch[:0]
	if err != nil || len(drafts) == 0 {
		return err
	}
	results, full, err := w.d.AddAll(ctx, w.collection, w.by, drafts)
	if err != nil {
		return err
	}
	w.Full = full
	for i, r := range results {
		w.Articles[r.Outcome]++
		if r.Outcome == store.Removed || r.Outcome == store.Erased {
			continue
		}
		if err := w.correct(ctx, r.ID, batch[i].Corrections); err != nil {
			return err
		}
	}
	w.tell()
	return nil
}

// drafts returns the articles of the batch that are to be put. Where ids are kept, an article that is there stays as it is.
func (w *importing) drafts(ctx context.Context) (drafts []intake.Draft, batch []archive.Article, err error) {
	for _, a := range w.batch {
		if !w.same {
			a.ID = ""
		} else if there, err := w.there(ctx, a); err != nil {
			return nil, nil, err
		} else if there {
			continue
		}
		drafts, batch = append(drafts, intake.Draft{Article: a.Article, Given: w.same}), append(batch, a)
	}
	return drafts, batch, nil
}

// there reports whether the collection has or had an article with the id, and counts it; an import that was cut short may have left its
// corrections to be made.
func (w *importing) there(ctx context.Context, a archive.Article) (bool, error) {
	entry, err := w.d.store.Entry(ctx, w.collection, a.ID)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return false, nil
	case errors.Is(err, store.ErrErased):
		w.Articles[store.Erased]++
		return true, nil
	case err != nil:
		return false, err
	}
	outcome := store.Unchanged
	if entry.Kind == corpus.Remove {
		outcome = store.Removed
	}
	w.Articles[outcome]++
	return true, w.correct(ctx, a.ID, a.Corrections)
}

func (w *importing) tell() {
	if w.o.Progress == nil {
		return
	}
	done := len(w.Refused)
	for _, n := range w.Articles {
		done += n
	}
	w.o.Progress(done, w.Manifest.Articles)
}

// correct writes those corrections of an article that it does not have yet.
func (w *importing) correct(ctx context.Context, id string, corrections []archive.Correction) error {
	if len(corrections) == 0 {
		return nil
	}
	have, err := w.d.store.Corrections(ctx, w.collection, id)
	if err != nil {
		return err
	}
	for _, c := range corrections {
		correction := store.Correction{Article: id, Quote: c.Quote, Kind: store.CorrectionKind(c.Kind), Value: c.Value, By: w.by}
		if !possible(correction) || slices.ContainsFunc(have, func(h store.Correction) bool { return h.Quote == c.Quote && h.Kind == correction.Kind }) {
			continue
		}
		if err := w.d.store.Correct(ctx, w.collection, correction); err != nil {
			return err
		}
		w.Corrections++
	}
	return nil
}

// possible reports whether a correction is one that Propos makes.
func possible(c store.Correction) bool {
	switch c.Kind {
	case store.Speaker, store.Hide, store.Remark:
		return len(c.Quote) <= 100 && len(c.Value) <= 1000
	}
	return false
}

// rest takes what the archive holds beside articles. A name that cannot be, a feed too many, a setting that is no JSON of ours is left out.
func (w *importing) rest(ctx context.Context, r archive.Rest) error {
	for _, n := range r.Names {
		name := store.Name{Person: n.Person, Words: n.Words, Office: n.Office, Period: corpus.Period{From: n.Since, To: n.Until}, By: w.by}
		if len(n.Person) > maxNameBytes || len(n.Words) > maxNameBytes || tidy(n.Person) == "" || tidy(n.Words) == "" {
			continue
		}
		if _, err := w.d.store.AddName(ctx, w.collection, name); err != nil {
			return err
		}
		w.Names++
	}
	if err := w.feeds(ctx, r.Feeds); err != nil {
		return err
	}
	return w.settings(ctx, r.Settings)
}

// What an archive may bring of small things.
const (
	maxNameBytes     = 300
	maxSettings      = 50
	maxSettingsBytes = 64 << 10
)

func (w *importing) feeds(ctx context.Context, feeds []archive.Feed) error {
	have, err := w.d.store.Feeds(ctx, w.collection)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if address, err := intake.NormalURL(f.URL); err != nil || address == "" || followed(have, f.URL) || len(have) >= MaxFeeds || len(f.Title) > maxNameBytes {
			continue
		}
		row := store.Feed{URL: f.URL, Title: f.Title, Auto: f.Auto, By: w.by}
		id, err := w.d.store.AddFeed(ctx, w.collection, row)
		if err == nil {
			err = w.d.store.MarkSeen(ctx, id, f.Seen)
		}
		if err != nil {
			return err
		}
		have = append(have, row)
		w.Feeds++
	}
	return nil
}

func (w *importing) settings(ctx context.Context, settings map[string]json.RawMessage) error {
	for key, value := range settings {
		switch {
		case key == SettingOrigin || len(settings) > maxSettings || len(key) > 100 || len(value) > maxSettingsBytes:
		case !w.o.Settings:
			w.SettingsLeft++
		default:
			if err := w.d.store.Set(ctx, w.collection, key, value, w.by); err != nil {
				return err
			}
			w.Settings++
		}
	}
	return nil
}
