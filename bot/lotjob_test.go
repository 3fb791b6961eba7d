package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"propos/bot/desk"
	"propos/bot/discordtest"
)

// gate is a library that brings an index in step only so many times, and then waits for more leave or the context's end.
type gate struct {
	desk.Library
	leave   chan struct{} // one Sync for each
	reached chan struct{} // one for each Sync that waits
}

func newGate(l desk.Library) gate { return gate{l, make(chan struct{}, 100), make(chan struct{}, 100)} }

func (g gate) Sync(ctx context.Context, collection string, progress func(done, total int)) error {
	g.reached <- struct{}{}
	select {
	case <-g.leave:
		return g.Library.Sync(ctx, collection, progress)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g gate) open() {
	for range cap(g.leave) - len(g.leave) {
		g.leave <- struct{}{}
	}
}

// lines is a file of so many articles that differ.
func lines(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"title":"Écluse %d","text":"L'écluse numéro %d du canal numéro %d a été remise en service lundi, selon le relevé %d des services de la navigation."}`+"\n", i, i*7, i*13, i*31)
	}
	return []byte(b.String())
}

// turns fails unless the message shows a text within some seconds.
func turns(t *testing.T, m *discordtest.Message, text string) {
	t.Helper()
	if !m.Becomes(10*time.Second, func(shown string) bool { return strings.Contains(plain(shown), plain(text)) }) {
		t.Errorf("the message does not come to show %q:\n%s", text, m.Text())
	}
}

// TestLotIsStoppedAndGoneOnWith: while a lot is being added its panel says how far that is, a second press too, and nothing else that is
// long may begin; it can be stopped, which says what is done, and gone on with, which adds nothing twice.
func TestLotIsStoppedAndGoneOnWith(t *testing.T) {
	f := openOffice(t, desk.Options{})
	g := newGate(f.l)
	f.desk = desk.New(f.s, g, desk.Options{})
	f.restart()
	lot := f.slash("ajouter", upload("écluses.jsonl", lines(120))).Message()
	has(t, lot, "120 articles, dont 120 sans date")
	all := lot.CustomID("Tout ajouter")
	turns(t, f.m.Press(lot, "Tout ajouter").Message(), "J’ajoute les articles de écluses.jsonl : 0 sur 120…")
	has(t, lot, "[Arrêter]")
	g.leave <- struct{}{}
	<-g.reached
	<-g.reached // in the second batch
	second := f.m.Forge(lot, all).Message()
	has(t, second, "C’est déjà en cours.")
	has(t, second, "50 sur 120")
	other := f.slash("collection", nil).Message()
	has(t, f.m.Press(f.m.Choose(other, "", "Sauvegarde").Message(), "Exporter").Message(), "déjà en cours sur ce serveur")

	f.m.Press(lot, "Arrêter").Message()
	g.open()
	turns(t, lot, "Arrêté. Collection de Caucase : 100 articles ajoutés.")
	has(t, lot, "[Reprendre]")
	if a, err := f.l.Holdings(t.Context(), f.c.Guild.ID); err != nil || a.Articles != 100 {
		t.Errorf("%d articles can be found, %v", a.Articles, err)
	}
	f.m.Press(lot, "Reprendre").Message()
	turns(t, lot, "Collection de Caucase : 20 articles ajoutés et 100 déjà là.")
	if strings.Contains(lot.Text(), "[") {
		t.Errorf("there are buttons still:\n%s", lot.Text())
	}
	has(t, f.m.Forge(lot, all).Message(), "C’est déjà fait.\nCollection de Caucase : 20 articles ajoutés et 100 déjà là.")
}

// TestLotOutlivesRestart: the bot's end in the middle of a lot is said on the panel with what is done; what the panel is left with after a
// sudden end says what to do; and the same file once more adds the rest, and nothing twice.
func TestLotOutlivesRestart(t *testing.T) {
	f := openOffice(t, desk.Options{})
	g := newGate(f.l)
	f.desk, f.grace = desk.New(f.s, g, desk.Options{}), 50*time.Millisecond
	f.restart()
	lot := f.m.Press(f.slash("ajouter", upload("x.jsonl", lines(120))).Message(), "Tout ajouter").Message()
	stop := lot.CustomID("Arrêter")
	g.leave <- struct{}{}
	<-g.reached
	<-g.reached
	f.desk = desk.New(f.s, f.l, desk.Options{})
	f.restart()
	turns(t, lot, "Je redémarre, et cela s’est arrêté en route. Collection de Caucase : 100 articles ajoutés.")
	has(t, lot, "aucun article ne sera ajouté deux fois")
	has(t, f.m.Forge(lot, stop).Message(), "Les articles déjà ajoutés le restent")
	again := f.m.Press(f.slash("ajouter", upload("x.jsonl", lines(120))).Message(), "Tout ajouter").Message()
	turns(t, again, "20 articles ajoutés et 100 déjà là")
}

// TestLotsWaitTheirTurn: what is long in many servers at once is done in a few of them at a time.
func TestLotsWaitTheirTurn(t *testing.T) {
	f := openOffice(t, desk.Options{})
	g := newGate(f.l)
	f.desk = desk.New(f.s, g, desk.Options{})
	f.restart()
	var lots []*discordtest.Message
	for i := range 5 {
		guild := f.d.AddGuild(fmt.Sprintf("Serveur %d", i))
		m, c := f.m.User.Join(guild, discordtest.ModeratorPermissions), guild.AddChannel("général")
		lots = append(lots, m.Press(m.Slash(c, "ajouter", upload("x.jsonl", lines(2))).Message(), "Tout ajouter").Message())
		if i < 4 {
			<-g.reached
		}
	}
	turns(t, lots[4], "D’autres serveurs sont avant toi")
	g.open()
	for _, lot := range lots {
		turns(t, lot, "2 articles ajoutés")
	}
}
