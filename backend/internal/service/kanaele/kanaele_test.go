package kanaele_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// Whoever came with a mailbox is written to there, told by it and by nobody else, and reads it in the Antragsraum, too.
func TestMessageGoesToTheMailbox(t *testing.T) {
	w := open(t)
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a := w.load()
	if len(a.sendungen) != 1 || a.sendungen[0].Ziel != casework.ZielOSI ||
		a.sendungen[0].Zustand != casework.SendungBereitgestellt || len(w.fern.Sent()) != 1 {
		t.Fatalf("%+v", a.sendungen)
	}
	room, err := w.Antragsraum.GetAntragsraumVorgang(t.Context(), casework.Actor{Mandant: w.Mandant,
		Art: casework.ActorAntragsteller, Konto: casework.Konto{Postfach: konto, Vertrauensniveau: 3}}, w.id)
	if err != nil || len(room.Nachrichten) != 1 {
		t.Errorf("in the Antragsraum: %v", err)
	}
	w.sound()
}

// A person is told what the channel refuses while they write; what nobody writes goes to the Antragsraum.
func TestRefusedBeforeItIsQueued(t *testing.T) {
	w := open(t)
	err := w.send(casework.Nachricht{Text: strings.Repeat("ä", 10001)})
	var ce *casework.Error
	if !errors.As(err, &ce) || ce.Fields["text"] != "channel_text_length" {
		t.Fatal(err)
	}
	if a := w.load(); len(a.aus) > 0 {
		t.Error("it was stored")
	}
}

// Number 8: the mailbox is gone. Somebody is told at the Vorgang, and nothing is tried for ever.
func TestMailboxIsGone(t *testing.T) {
	w := open(t)
	w.fern.DeleteAccount(konto)
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a := w.load()
	if a.sendungen[0].Zustand != casework.SendungFehlgeschlagen || a.sendungen[0].Fehler != "mailbox_gone" ||
		!a.vorgang.Vorfall || w.fern.Seen("Lookup") != 1 {
		t.Errorf("%+v, Vorfall %t, %d calls", a.sendungen[0], a.vorgang.Vorfall, w.fern.Seen("Lookup"))
	}
	w.sound()
}

// A wrong password stops the channel: what is to go waits, the operator is told once, and it goes when it is right.
func TestStoppedChannel(t *testing.T) {
	w := open(t)
	richtig := w.kanal.Einstellungen
	falsch := map[string]string{}
	for k, v := range richtig {
		falsch[k] = v
	}
	falsch["client_secret"] = "falsch"
	w.set(falsch)
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	if err := w.Work(); err == nil {
		t.Fatal("the job must come again")
	}
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		k, err := tx.GetKanal(ctx, w.kanal.ID)
		if err == nil && (k.Stoerung != string(casework.Zugangsfehler) || k.GestoertSeit == nil) {
			t.Errorf("%+v", k.Kanal)
		}
		return err
	})
	for range 2 {
		if err := w.Posteingang.CheckAlarme(t.Context(), w.Mandant); err != nil {
			t.Fatal(err)
		}
	}
	alarms := func() (n int) {
		w.tx(func(ctx context.Context, tx *store.Tx) error {
			all, err := tx.ListAlarme(ctx, tx.Now)
			for _, a := range all {
				if a.Art == casework.AlarmKanal && a.BeendetAm == nil {
					n++
				}
			}
			return err
		})
		return n
	}
	x := w.load().sendungen[0]
	if alarms() != 1 || x.Zustand != casework.SendungWartet || x.Versuche != 0 {
		t.Errorf("%d alarms, %+v", alarms(), x)
	}
	if grund, err := w.Kanaele.TestKanal(t.Context(), w.adm, w.kanal.ID); grund != string(casework.Zugangsfehler) {
		t.Errorf("%q, %v", grund, err)
	}
	falsch["client_secret"] = "geheim"
	w.set(falsch)
	if grund, err := w.Kanaele.TestKanal(t.Context(), w.adm, w.kanal.ID); grund != "" || err != nil {
		t.Errorf("%q, %v", grund, err)
	}
	w.MustWork()
	if a := w.load(); a.sendungen[0].Zustand != casework.SendungBereitgestellt {
		t.Errorf("%+v", a.sendungen[0])
	}
	if err := w.Posteingang.CheckAlarme(t.Context(), w.Mandant); err != nil || alarms() != 0 {
		t.Errorf("%v, %d alarms", err, alarms())
	}
}

// Number 3: a reply with three files. The clean one is there, the others are named to its sender, and it is removed
// there only when all of it is kept.
func TestReplyWithFiles(t *testing.T) {
	w := open(t)
	virus := testkit.EICAR()
	w.fern.Receive(reply(w.nr, "<p>Guten Tag</p><p>anbei die Unterlagen</p>",
		standin.OSI2File{Name: "plan.pdf", Type: "application/pdf", Content: []byte("%PDF-1.7 plan")},
		standin.OSI2File{Name: "leer.pdf", Type: "application/pdf"},
		standin.OSI2File{Name: "virus.pdf", Type: "application/pdf", Content: virus}))
	w.fern.Faults.Add(standin.Fault{Kind: standin.Gateway, Path: "/Attachments/"}) // the first attempt breaks off
	if err := w.Kehraus.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Work(); err == nil {
		t.Fatal("the first attempt must fail")
	}
	if a := w.load(); len(a.ein) != 0 || len(w.fern.Inbox()) != 1 {
		t.Fatalf("%d messages, and there lie %d", len(a.ein), len(w.fern.Inbox()))
	}
	w.MustWork()
	a := w.load()
	if len(a.ein) != 1 || a.ein[0].Vertrauensniveau != 3 || len(a.dokumente) != 2 || len(w.fern.Inbox()) != 0 {
		t.Fatalf("%d messages, %d files, and there lie %d", len(a.ein), len(a.dokumente), len(w.fern.Inbox()))
	}
	for _, d := range a.dokumente {
		want := casework.PruefungUngeprueft
		if d.Dateiname == "virus.pdf" {
			want = casework.PruefungBefallen
		}
		if d.Pruefung != want {
			t.Errorf("%s: %s", d.Dateiname, d.Pruefung)
		}
	}
	var told []string
	for _, m := range w.fern.Sent() {
		told = append(told, m.Body)
	}
	all := strings.Join(told, "\n")
	if len(told) != 2 || !strings.Contains(all, "leer.pdf") || !strings.Contains(all, "virus.pdf") ||
		strings.Contains(all, "plan.pdf") {
		t.Errorf("they were told %q", told)
	}
	w.sound()
}

// Number 4: a reply to nobody waits for a person, and the same reply comes once, under whatever id.
func TestReplyOfUnknownCase(t *testing.T) {
	w := open(t)
	first := w.fern.Receive(reply(w.nr, "Anbei"))
	w.fern.Receive(reply(w.nr, "Anbei")) // the same, under another id
	w.fern.Receive(reply("GIBT-ES-NICHT", "Hallo?", standin.OSI2File{Name: "a.pdf", Content: []byte("%PDF-1.7 a")}))
	w.fern.Reverse()
	w.poll()
	again := reply(w.nr, "Anbei")
	again.ID = first
	w.fern.Receive(again) // it lies there still
	w.poll()
	a := w.load()
	if len(a.ein) != 1 || len(a.ungeklaerte) != 1 || len(w.fern.Inbox()) != 0 {
		t.Fatalf("%d messages, %d unclear, and there lie %d", len(a.ein), len(a.ungeklaerte), len(w.fern.Inbox()))
	}
	post := w.Person("post", casework.RollePoststelle, "lf-10-poststelle")
	if n, err := w.Vorgang.ListAnsichten(t.Context(), post); err != nil || n["klaerfaelle"] != 1 {
		t.Errorf("%d wait for the mail room: %v", n["klaerfaelle"], err)
	}
	id := a.ungeklaerte[0].ID
	if err := w.Kanaele.AssignRueckmeldung(t.Context(), post, id, "auch nicht"); err == nil {
		t.Error("assigned to nothing")
	}
	if err := w.Kanaele.AssignRueckmeldung(t.Context(), w.sb, id, w.nr); casework.CodeOf(err) != casework.Forbidden {
		t.Errorf("a caseworker: %v", err)
	}
	if err := w.Kanaele.AssignRueckmeldung(t.Context(), post, id, w.nr); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a = w.load()
	if len(a.ein) != 2 || len(a.dokumente) != 1 || len(a.ungeklaerte) != 0 {
		t.Errorf("%d messages, %d files", len(a.ein), len(a.dokumente))
	}
	if err := w.Kanaele.DiscardRueckmeldung(t.Context(), post, id, "gehört zu keinem Vorgang"); err == nil {
		t.Error("discarded what was assigned")
	}
	w.sound()
}

// A channel that is switched on is asked at once what lies there.
func TestSwitchedOnChannelIsAsked(t *testing.T) {
	w := open(t)
	w.fern.Receive(reply(w.nr, "Anbei"))
	w.set(w.kanal.Einstellungen)
	w.MustWork()
	if a := w.load(); len(a.ein) != 1 || len(w.fern.Inbox()) != 0 {
		t.Errorf("%d messages, and there lie %d", len(a.ein), len(w.fern.Inbox()))
	}
}

// The thread is found by the mark in the text and by what is answered; a Vorgang that this channel does not reach is
// nobody's to write to.
func TestThread(t *testing.T) {
	w := open(t)
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	sent, vorher := w.fern.Sent()[0], w.load().vorgang.Status
	w.fern.Receive(reply("", "Gern.\n> "+strings.ReplaceAll(sent.Body, "\n", "\n> ")))
	answer := reply("", "Auch das.")
	answer.InReplyTo = sent.ID
	w.fern.Receive(answer)
	w.fern.Receive(reply(w.nr, "Ich lege Widerspruch ein."))
	w.poll()
	a := w.load()
	if len(a.ein) != 3 || len(a.ungeklaerte) != 0 {
		t.Fatalf("%d messages, %d unclear", len(a.ein), len(a.ungeklaerte))
	}
	i := slices.IndexFunc(a.ein, func(n casework.Nachricht) bool { return n.Text == "Auch das." })
	if a.ein[i].Bezug == nil || *a.ein[i].Bezug != a.aus[0].ID {
		t.Error("it does not refer to what it answers")
	}
	for _, n := range a.ein {
		if want := strings.Contains(n.Text, "Widerspruch"); n.WiderspruchMoeglich != want {
			t.Errorf("%q: %t", n.Text, n.WiderspruchMoeglich)
		}
	}
	if a.vorgang.Status != vorher {
		t.Errorf("a hint has changed the Vorgang: %s", a.vorgang.Status)
	}
	w.sound()
}

// A password is never shown, and does not follow an address to another server.
func TestSecretsOfAChannel(t *testing.T) {
	w := open(t)
	list, arten, err := w.Kanaele.ListKanaele(t.Context(), w.adm)
	if err != nil || len(list) != 1 || len(arten) == 0 ||
		list[0].Einstellungen["client_secret"] != kanaele.Geheimnismarke {
		t.Fatalf("%+v, %v", list, err)
	}
	e := list[0].Einstellungen
	e["url"] = "https://anderswo.example"
	_, err = w.Kanaele.UpdateKanal(t.Context(), w.adm, w.kanal.ID, kanaele.KanalAenderung{Version: w.kanal.Version,
		Name: "x", Aktiv: true, Einstellungen: e})
	var ce *casework.Error
	if !errors.As(err, &ce) || ce.Fields["client_secret"] != "required" {
		t.Errorf("%v", err)
	}
	zweiter, err := w.Kanaele.CreateKanal(t.Context(), w.adm, casework.ZielOSI, "Zweiter")
	if err != nil {
		t.Fatal(err)
	}
	e["url"], e["client_secret"] = "https://gateway.example", "neu"
	e["token_url"] = "https://idp.example/token"
	_, err = w.Kanaele.UpdateKanal(t.Context(), w.adm, zweiter.ID, kanaele.KanalAenderung{Version: 1, Name: "Zweiter",
		Aktiv: true, Einstellungen: e})
	if !errors.As(err, &ce) || ce.Reason != "kanal_active" {
		t.Errorf("two active ones: %v", err)
	}
	if _, _, err := w.Kanaele.ListKanaele(t.Context(), w.sb); casework.CodeOf(err) != casework.Forbidden {
		t.Errorf("a caseworker: %v", err)
	}
	other := w.Tenant("Andere")
	rows, _, err := other.Kanaele.ListKanaele(t.Context(), other.Person("adm2", casework.RolleAdministration))
	if err != nil || len(rows) != 0 {
		t.Errorf("another tenant sees %d, %v", len(rows), err)
	}
}
