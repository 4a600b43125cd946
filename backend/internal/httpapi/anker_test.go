package httpapi_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/digitorus/timestamp"
	"github.com/google/uuid"

	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/kehraus"
	"kontor/backend/internal/signatur"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// forged changes the database as whoever holds its role can, triggers included.
func (o *office) forged(fn func(tx *sql.Tx) error) {
	o.t.Helper()
	tx, err := o.superuser().Begin()
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err = tx.Exec("set local session_replication_role = replica"); err == nil {
		err = fn(tx)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// rewritten makes the whole Verlauf of a Vorgang anew, hashes and seals included, after one word of it was changed;
// kennung is the key it then names.
func (a *akte) rewritten(kennung string) {
	a.t.Helper()
	var eintraege []casework.Verlaufseintrag
	a.system(func(tx *store.Tx) (err error) {
		eintraege, err = tx.ListVerlauf(a.t.Context(), uuid.MustParse(a.ID))
		return err
	})
	a.forged(func(tx *sql.Tx) error {
		var vorher []byte
		for i, e := range eintraege {
			if i == len(eintraege)-1 {
				e.Anzeige = "Niemand"
			}
			var daten map[string]any
			if err := json.Unmarshal(e.Daten, &daten); err != nil {
				return err
			}
			delete(daten["siegel"].(map[string]any), "schluessel")
			if kennung != "" {
				daten["siegel"].(map[string]any)["schluessel"] = kennung
			}
			raw, err := json.Marshal(daten)
			if err != nil {
				return err
			}
			e.Daten = raw
			vorher = casework.Kette(vorher, e)
			_, err = tx.Exec("update verlauf set anzeige = $3, daten = $4, hash = $5 where vorgang_id = $1 and nr = $2",
				a.ID, e.Nr, e.Anzeige, string(raw), vorher)
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec("update vorgang set verlauf_hash = $2 where id = $1", a.ID, vorher)
		return err
	})
}

func (o *office) anchor() {
	o.t.Helper()
	before := o.SweepFailures()["anker"]
	if err := o.Kehraus.Sweep(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	if n := o.SweepFailures()["anker"]; n > before {
		o.t.Fatalf("%d anchors failed", n-before)
	}
}

func (o *office) finds(what string, zeugen ...string) {
	o.t.Helper()
	fehler, report := o.checked(zeugen...)
	if fehler == 0 || !strings.Contains(report, what) {
		o.t.Errorf("want %q: %d damaged, %s", what, fehler, report)
	}
}

// Who rewrites a Verlauf without the key is found at once.
func TestRewritingWithoutTheKeyIsFound(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/annahme", nil)
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Fatal(report)
	}
	a.rewritten(o.Schluessel.Kennung)
	last := len(a.verlauf()) // what came before it is as it was
	o.finds(fmt.Sprintf("%s: Eintrag %d ist nicht mit dem Schlüssel gezeichnet", a.Vorgangsnummer, last))
}

// Who rewrites it as a program without a key would have done, or cuts it, or takes the whole Vorgang out, is found by
// the anchor of the day before.
func TestWhatIsAnchoredStays(t *testing.T) {
	for name, forge := range map[string]func(o *office, a *akte) string{
		"rewritten without a key": func(_ *office, a *akte) string { a.rewritten(""); return a.Vorgangsnummer },
		"cut": func(o *office, a *akte) string {
			o.forged(func(tx *sql.Tx) error {
				_, err := tx.Exec(`delete from verlauf where vorgang_id = $1
					and nr = (select verlauf_nr from vorgang where id = $1)`, a.ID)
				if err == nil {
					_, err = tx.Exec(`update vorgang set verlauf_nr = verlauf_nr - 1, verlauf_hash = (select hash from verlauf
						where vorgang_id = $1 order by nr desc limit 1) where id = $1`, a.ID)
				}
				return err
			})
			return a.Vorgangsnummer
		},
		"taken out": func(o *office, a *akte) string {
			o.forged(func(tx *sql.Tx) error {
				for _, table := range []string{"verlauf", "antrag", "dokument", "prozess", "aufgabe", "vorgang_suche",
					"eingang"} {
					if _, err := tx.Exec("delete from "+table+" where vorgang_id = $1", a.ID); err != nil {
						return err
					}
				}
				_, err := tx.Exec("delete from vorgang where id = $1", a.ID)
				return err
			})
			return "Vorgang " + a.ID + " fehlt"
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			o.at(berlin("2026-03-10 10:00"))
			a := o.antrag().act("/annahme", nil)
			o.anchor()
			o.at(berlin("2026-03-11 10:00"))
			o.antrag() // covered by the next
			o.anchor()
			o.anchor() // of a day there is one
			if fehler, report := o.checked(); fehler > 0 || report != "" {
				t.Fatal(report)
			}
			o.finds(forge(o, a) + ": Eintrag ")
		})
	}
}

// Who holds the database and the key rewrites the anchors, too; the line that was kept outside tells.
func TestALineKeptOutsideTells(t *testing.T) {
	folder := t.TempDir()
	o := open(t)
	o.Kehraus.Ankerwege = map[string]kehraus.Ankerweg{"ordner": ausgang.Ankerordner{Pfad: folder}}
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	o.anchor()
	kept := func() string {
		t.Helper()
		text, err := ausgang.Ankerordner{Pfad: folder}.Read()
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	line := kept()
	if fehler, report := o.checked(line); fehler > 0 || strings.Count(line, "kontor-anker-1 ") != 1 {
		t.Fatal(line, report)
	}
	o.forged(func(tx *sql.Tx) error {
		for _, table := range []string{"anker", "anker_blatt", "anker_ausgabe"} {
			if _, err := tx.Exec("delete from " + table); err != nil {
				return err
			}
		}
		return nil
	})
	a.act("/annahme", nil)
	o.Kehraus.Ankerwege = nil
	o.anchor() // by the key of the house
	if fehler, report := o.checked(); fehler > 0 {
		t.Fatal(report)
	}
	o.finds("Anker 1 vom 2026-03-10 steht so nicht in der Datenbank", "from a mail: "+line)
}

// A time stamp says when an anchor was there, to whoever does not trust the house; one of something else, one that came
// late and one that is missing are told.
func TestAnchorsAreStamped(t *testing.T) {
	o := open(t)
	ca := testkit.Wurzel(t)
	jetzt := berlin("2026-03-10 10:00")
	dienst := signatur.Zeitstempeldienst{Wurzeln: testkit.Pool(ca), URL: testkit.Zeitstempeldienst(t,
		testkit.Zeitstempelstelle(t, ca), func(ts *timestamp.Timestamp) { ts.Time = jetzt })}
	wege := map[string]kehraus.Ankerweg{casework.WegZeitstempel: dienst}
	o.Kehraus.Ankerwege, o.Vorgang.Stempel = wege, signatur.Stempelpruefer(testkit.Pool(ca))
	anchor := func(zeit string) {
		jetzt = berlin(zeit)
		o.at(jetzt)
		o.antrag()
		o.anchor()
	}
	a := sealedFacts(o)
	anchor("2026-05-01 10:00")
	anchor("2026-05-02 10:00")
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Fatal(report)
	}

	n := a.nachweis(a.Bescheide[0].ID)
	punkt := func(p casework.Stempelpruefer) casework.Nachweispunkt {
		alle := n.Check(nil, nil, p)
		return alle[len(alle)-1]
	}
	if p := punkt(o.Vorgang.Stempel); p.Titel != "Zeitstempel" || p.Ergebnis != casework.NachweisGut ||
		!strings.Contains(p.Text, "Zeitstempel 1, Zeitdienst bestätigt, dass es den Anker am 01.05.2026, 10:00:00") {
		t.Errorf("%+v", p)
	}
	if p := punkt(signatur.Stempelpruefer(nil)); p.Ergebnis != casework.NachweisOffen {
		t.Errorf("of a service nobody knows: %+v", p)
	}
	n.Beweis.Anker.Zeile = strings.Replace(n.Beweis.Anker.Zeile, " 2026-05-01 ", " 2026-05-02 ", 1)
	if p := punkt(o.Vorgang.Stempel); p.Ergebnis != casework.NachweisVerletzt {
		t.Errorf("of another line: %+v", p)
	}
	a.sb.Get(a.base + "/nachweise/" + a.Bescheide[0].ID + "/pdf").Is(200)

	a.forgedWith("update anker_ausgabe set beleg = (select beleg from anker_ausgabe where nr = 1) where nr = 2")
	o.finds("Anker 2: sein Zeitstempel gilt nicht: ist von etwas anderem")
	a.forgedWith("delete from anker_ausgabe where nr = 2")
	o.Kehraus.Ankerwege = nil // the service is away
	anchor("2026-05-03 10:00")
	says := func(want string) {
		t.Helper()
		if fehler, report := o.checked(); fehler > 0 || !strings.Contains(report, want) {
			t.Errorf("want %q: %d %s", want, fehler, report)
		}
	}
	says("ohne Zeitstempel: 1 Anker, der erste ist Anker 2")
	o.Kehraus.Ankerwege = wege
	anchor("2026-07-01 10:00")
	says("2 Anker, von Anker 2 bis Anker 3, haben ihren Zeitstempel erst mehr als zwei Tage später bekommen, " +
		"zuletzt am 01.07.2026 10:00")
}
