package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/archive"
	"propos/corpus/intake"
)

const (
	backupPart  = 4 << 20  // bytes of one part: what a slow line sends within a minute, and less than Discord takes
	panelBackup = "backup" // value of a panel: JSON of the source of a backup to import
)

// backupPresses is the table of the verbs of exporting and importing.
func (b *bot) backupPresses() map[string]panelPress {
	return map[string]panelPress{
		"backup-export": b.exportCollection,
		"backup-import": b.importBackup,
	}
}

// backupLeaf draws the screen of the backups.
func (b *bot) backupLeaf(_ context.Context, r *request, p *panel, _ int) ([]reply.Component, error) {
	text := phrase.Fine("**Exporter** : tout ce que contient la collection, en fichiers zip que tu peux lire : un fichier Markdown par article, et pour moi les noms, les corrections des citations, les flux et les réglages. Les articles retirés n'y sont pas, ni ce que des membres ont demandé.") +
		"\n" + phrase.Say("**Importer** : %s avec l'option « fichier », une fois par partie. Rien n'est ajouté deux fois, et ce qui est retiré ou effacé ici le reste.", b.command.mention(r.GuildID, "collection"))
	return []reply.Component{reply.Text(text), reply.Row(reply.MainButton("Exporter", reply.CustomID("backup-export", p.key, 0)))}, nil
}

// exportCollection begins an export; its parts come as messages of their own, which only the moderator sees.
func (b *bot) exportCollection(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	j := b.newJob(r, p, b.onCollection(r, p))
	if !b.jobs.begin(j) {
		return b.redraw(ctx, r, p, phrase.Fine(jobUnderWay))
	}
	o, err := b.redraw(ctx, r, p, phrase.Fine("Je prépare l'export…"))
	if err != nil {
		b.jobs.end(j)
		return o, err
	}
	b.inBackground(&o, j, "export", func(ctx context.Context) (string, error) { return b.sendParts(ctx, r) })
	return o, nil
}

// sendParts sends the parts of an export and says how many there were.
func (b *bot) sendParts(ctx context.Context, r *request) (string, error) {
	ctx, cancel := context.WithDeadline(ctx, time.Now().Add(tokenLife))
	defer cancel()
	e, err := b.o.Desk.Export(ctx, r.GuildID, r.person)
	if err != nil {
		return "", err
	}
	defer e.Close()
	parts := 0
	for e.More() {
		var data bytes.Buffer
		if err := e.Part(&data, backupPart); err != nil {
			return "", err
		}
		parts++
		name := fmt.Sprintf("propos-%s-%d.zip", time.Now().UTC().Format("2006-01-02"), parts)
		m := reply.Note(phrase.Say("Export de la collection, partie %d.", parts)).WithFile(reply.File{Name: name, Type: "application/zip", Data: data.Bytes()}).Private()
		if _, err := b.api.follow(ctx, r.Interaction, m); err != nil {
			return "", fmt.Errorf("send part %d of an export: %w", parts, err)
		}
	}
	return phrase.Say("✅ Export terminé : %s en %s. Garde ces fichiers : ce message disparaîtra.", phrase.Articles(e.Written()), phrase.Count(parts, "partie", "parties")), nil
}

// askImport shows what a file is that came with /collection, and asks whether to import it.
func (b *bot) askImport(ctx context.Context, r *request, p *panel, s source) (outcome, error) {
	data, err := b.upload(ctx, s.File)
	if err != nil {
		return say("%s", reading{err: err}.why()), nil
	}
	a, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return say("%s", b.notBackup(r, err)), nil
	}
	if err := p.putJSON(panelBackup, s); err != nil {
		return outcome{}, err
	}
	p.put(panelLeaf, "backup")
	text := phrase.Say("Ajouter à cette collection %s ?", backupName(a.Manifest))
	if !r.may(forAdministrators) {
		text += "\n-# " + phrase.Fine("Ses réglages ne seront pas repris : il faut pour cela la permission « Gérer le serveur ».")
	}
	row := reply.Row(reply.MainButton("Importer", reply.CustomID("backup-import", p.key, 0)), reply.Button("Non, revenir", reply.CustomID("list-back", p.key, 0)))
	return show(reply.Panel(b.collectionTitle(r.GuildID), "", nil, reply.Text(text), row).Private()), nil
}

// notBackup says why a file is no backup.
func (b *bot) notBackup(r *request, err error) string {
	switch {
	case errors.Is(err, archive.ErrForeign):
		return phrase.Say("Ce fichier n'est pas un export d'une collection. Pour ajouter des articles : %s.", b.command.mention(r.GuildID, "ajouter"))
	case errors.Is(err, archive.ErrNewer):
		return phrase.Fine("Cet export vient d'une version plus récente de Propos que moi.")
	}
	reason, _ := phrase.NotArticle(err)
	return phrase.Say("Je ne peux pas lire cet export : %s.", reply.Inline(reason))
}

// backupName describes a part: « la partie 2 de l'export du … (12 articles) ».
func backupName(m archive.Manifest) string {
	what := phrase.Fine("l'export")
	switch {
	case m.Part > 1 && m.Last:
		what = phrase.Say("la partie %d, la dernière, de l'export", m.Part)
	case m.Part > 1 || !m.Last:
		what = phrase.Say("la partie %d de l'export", m.Part)
	}
	return phrase.Say("%s du %s (%s)", what, timestamp(m.Made, 'f'), phrase.Articles(m.Articles))
}

// importBackup begins the import of the file that was shown.
func (b *bot) importBackup(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	var s source
	if !p.getJSON(panelBackup, &s) {
		return b.redraw(ctx, r, p, "")
	}
	j := b.newJob(r, p, b.onCollection(r, p))
	if !b.jobs.begin(j) {
		return b.redraw(ctx, r, p, phrase.Fine(jobUnderWay))
	}
	p.put(panelBackup, "") // a second press finds nothing to do
	o, err := b.redraw(ctx, r, p, phrase.Fine("J'importe…"))
	if err != nil {
		b.jobs.end(j)
		return o, err
	}
	b.inBackground(&o, j, "import", func(ctx context.Context) (string, error) { return b.takeBackup(ctx, r, s, j) })
	return o, nil
}

// takeBackup imports a file and says what became of it.
func (b *bot) takeBackup(ctx context.Context, r *request, s source, j *job) (string, error) {
	data, err := b.upload(ctx, s.File)
	if err != nil {
		return reading{err: err}.why(), nil
	}
	a, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return b.notBackup(r, err), nil
	}
	got, err := b.o.Desk.Import(ctx, r.GuildID, r.person, a, desk.ImportOptions{Settings: r.may(forAdministrators), Progress: func(done, total int) {
		j.tell(ctx, phrase.Say("J'importe… %s sur %s.", phrase.Number(done), phrase.Articles(total)))
	}})
	var damaged *intake.Refusal
	if err != nil && !errors.As(err, &damaged) {
		return "", err
	}
	text := importedText(got)
	if damaged != nil {
		text += "\n" + phrase.Fine("⚠️ Le reste du fichier est abîmé.")
	}
	return text, nil
}

// importedText says what became of a backup.
func importedText(got desk.Imported) string {
	full := new(desk.QuotaError)
	done := lotDone{outcomes: got.Articles, refusals: len(got.Refused)}
	if errors.As(got.Full, &full) {
		done.full = full
	}
	lines := []string{"✅ " + phrase.Say("Importé : %s.", done.counts())}
	beside := phrase.Beside(got.Names, got.Corrections, got.Feeds, got.Settings)
	if len(beside) > 0 {
		lines = append(lines, phrase.Say("Et avec eux : %s.", phrase.List(beside, "et")))
	}
	if done.full != nil {
		lines = append(lines, "⚠️ "+fullSentence(done.full))
	}
	if got.SettingsLeft > 0 {
		lines = append(lines, phrase.Fine("Les réglages n'ont pas été repris : il faut pour cela la permission « Gérer le serveur »."))
	}
	if !got.Manifest.Last {
		lines = append(lines, phrase.Say("Il y a une suite : importe aussi la partie %d.", got.Manifest.Part+1))
	}
	return strings.Join(lines, "\n")
}
