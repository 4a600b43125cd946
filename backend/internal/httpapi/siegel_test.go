package httpapi_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// sealedFacts is a Vorgang in which everything happened that is sealed: asked back, extended, answered, noted, decided
// with consent, told of by mail, retrieved.
func sealedFacts(o *office) *akte {
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	o.buerger.Post("/antragsraum/api/v1/einwilligung",
		map[string]any{"erteilt": true, "fassung": "2026-11-30", "sprache": "de"}).Is(200)
	a.act("/annahme", nil).note("Rückfrage beim Bauamt.")
	a.act("/nachrichten", map[string]any{"art": "nachforderung", "betreff": "Lageplan", "text": "Bitte nachreichen.",
		"antwortBis": "2026-03-27", "punkte": []map[string]any{{"titel": "Lageplan"}, {"titel": "Vollmacht"}}})
	n := a.Nachrichten[len(a.Nachrichten)-1]
	a.act("/nachrichten/"+n.ID+"/frist", map[string]any{"bis": "2026-04-10", "grund": "Krank"})
	o.buerger.Post(a.raum+"/nachrichten/"+n.ID+"/abruf", nil).Is(200)
	o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n.ID},
		testkit.Part{Name: "schluessel", Inhalt: "k-1"}, testkit.Part{Name: "text", Inhalt: "Anbei der Plan."},
		testkit.Part{Name: "punkt:" + n.Punkte[0].ID, Dateiname: "Plan.pdf", Inhalt: "%PDF-1.4 neu"}).Is(201)
	o.MustWork()
	a.act("/punkte/"+n.Punkte[0].ID+"/pruefung", map[string]any{"angenommen": true})
	a.act("/zeichnungen", map[string]any{"ergebnis": "bewilligt", "begruendung": "Es ist Platz genug.",
		"bestaetigt": []string{"frist"}})
	o.tl.Post(a.base+"/zeichnungen/"+a.Zeichnungen[0].ID+"/zeichnung", a.mit(map[string]any{
		"bestaetigt": []string{"period_running"}})).Is(201)
	o.MustWork()
	o.at(berlin("2026-03-12 10:00"))
	if a.retrieve().Bescheide[0].Zustand != "bekanntgegeben" {
		o.t.Fatalf("%+v", a.Bescheide)
	}
	b := "/bescheid/" + a.Bescheide[0].ID
	a.act(b+"/adressaten", map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	a.act(b+"/postaufgabe", map[string]any{"adressat": a.Bescheide[0].Adressaten[0].ID, "aufgegebenAm": "2026-03-12"})
	return a
}

func (a *akte) note(text string) {
	a.t.Helper()
	a.sb.Post(a.base+"/kommentare", map[string]any{"text": text}).Is(200, 201)
}

// tampered changes the database behind the program's back, looks what the check says, and puts back what was there.
func (a *akte) tampered(table, text string, args ...any) (fehler int, report string) {
	a.t.Helper()
	db := a.superuser()
	behind := func(texts ...string) {
		a.t.Helper()
		tx, err := db.Begin()
		if err != nil {
			a.t.Fatal(err)
		}
		for _, text := range append([]string{"set local session_replication_role = replica"}, texts...) {
			var res sql.Result
			if strings.Contains(text, "$1") {
				res, err = tx.Exec(text, args...)
			} else {
				res, err = tx.Exec(text)
			}
			if err != nil {
				a.t.Fatal(text, err)
			}
			if n, _ := res.RowsAffected(); strings.Contains(text, "$1") && n == 0 {
				a.t.Fatal("nothing was changed: ", text)
			}
		}
		if err := tx.Commit(); err != nil {
			a.t.Fatal(err)
		}
	}
	behind("create table vorher as select * from "+table, text)
	fehler, report = a.checked()
	behind("delete from "+table, "insert into "+table+" select * from vorher", "drop table vorher")
	return fehler, report
}

func (o *office) checked(zeugen ...string) (fehler int, report string) {
	o.t.Helper()
	var b bytes.Buffer
	_, fehler, err := o.Vorgang.CheckVerlauf(o.t.Context(), &b, zeugen...)
	if err != nil {
		o.t.Fatal(err)
	}
	return fehler, b.String()
}

// Each fact that is sealed is found by name when somebody changes it in the database, takes it out or puts one in.
func TestTamperingWithContentsIsFound(t *testing.T) {
	o := open(t)
	a, other := sealedFacts(o), o.antrag()
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Fatalf("sound: %d damaged, %s", fehler, report)
	}
	const gefragt = " where vorgang_id = $1 and art = 'nachforderung'"
	for _, c := range []struct{ name, table, text, says string }{
		{"text of a message", "nachricht", "update nachricht set text = 'Nichts.'" + gefragt, "Nachricht"},
		{"subject", "nachricht", "update nachricht set betreff = 'x'" + gefragt, "Nachricht"},
		{"when it was sent", "nachricht", "update nachricht set am = am - interval '1 second'" + gefragt, "Nachricht"},
		{"who wrote it", "nachricht", "update nachricht set von = 'Niemand'" + gefragt, "Nachricht"},
		{"deadline as sent", "nachricht", "update nachricht set antwort_bis = antwort_bis + 1" + gefragt, "Nachricht"},
		{"deadline as extended", "nachricht", "update nachricht set frist_bis = frist_bis - 1" + gefragt, "Nachricht"},
		{"extension undone", "nachricht", "update nachricht set frist_bis = null" + gefragt, "Nachricht"},
		{"clock", "nachricht", "update nachricht set uhr_steht_seit = '2026-03-11'" + gefragt, "Nachricht"},
		{"settled", "nachricht", "update nachricht set erledigt_am = now()" + gefragt, "Nachricht"},
		{"answer of the applicant", "nachricht", "update nachricht set text = 'Ich nehme zurück.' where vorgang_id = $1 and richtung = 'ein'", "Nachricht"},
		{"message put in", "nachricht", "insert into nachricht (id, mandant_id, vorgang_id, richtung, art, betreff, text, am, von, antwort, vertrauensniveau) " +
			"select gen_random_uuid(), mandant_id, vorgang_id, richtung, art, betreff, text, am, von, antwort, vertrauensniveau from nachricht" + gefragt, "Nachricht"},
		{"message taken out", "nachricht", "delete from nachricht" + gefragt, "Nachricht"},
		{"item", "punkt", "update punkt set titel = 'Anderes' where nr = 1 and nachricht_id in (select id from nachricht" + gefragt + ")", "Punkt"},
		{"item accepted", "punkt", "update punkt set zustand = 'angenommen' where nr = 2 and nachricht_id in (select id from nachricht" + gefragt + ")", "Punkt"},
		{"item taken out", "punkt", "delete from punkt where nr = 2 and nachricht_id in (select id from nachricht" + gefragt + ")", "Punkt"},
		{"outcome of a Bescheid", "bescheid", "update bescheid set ergebnis = 'abgelehnt' where vorgang_id = $1", "Bescheid"},
		{"its reasons", "bescheid", "update bescheid set begruendung = '' where vorgang_id = $1", "Bescheid"},
		{"its fee", "bescheid", "update bescheid set gebuehr_cent = 1 where vorgang_id = $1", "Bescheid"},
		{"its day", "bescheid", "update bescheid set bekanntgabe_am = bekanntgabe_am - 1 where vorgang_id = $1", "Bescheid"},
		{"last day of its remedy", "bescheid", "update bescheid set rechtsbehelf_bis = rechtsbehelf_bis - 1 where vorgang_id = $1", "Bescheid"},
		{"its notice", "bescheid", "update bescheid set hinweis_am = hinweis_am - interval '1 day' where vorgang_id = $1", "Bescheid"},
		{"its retrieval", "bescheid", "update bescheid set abgerufen_am = null where vorgang_id = $1", "Bescheid"},
		{"how the day was found", "feststellung", "update feststellung set inhalt = inhalt || '{\"von\": \"Niemand\"}' where bescheid_id in (select id from bescheid where vorgang_id = $1)", "Feststellung"},
		{"finding taken out", "feststellung", "delete from feststellung where bescheid_id in (select id from bescheid where vorgang_id = $1)", "Feststellung"},
		{"who else it is announced to", "adressat", "update adressat set inhalt = jsonb_set(inhalt, '{anschrift,name}', '\"Niemand\"') where bescheid_id in (select id from bescheid where vorgang_id = $1)", "Adressat"},
		{"their day", "adressat", "update adressat set inhalt = inhalt - 'bekanntgabeAm' where bescheid_id in (select id from bescheid where vorgang_id = $1)", "Adressat"},
		{"how their day was found", "adressat_feststellung", "update adressat_feststellung set inhalt = inhalt || '{\"von\": \"Niemand\"}' where adressat_id in (select x.id from adressat x join bescheid b on b.id = x.bescheid_id where b.vorgang_id = $1)", "Feststellung"},
		{"address of a notice", "sendung", "update sendung set quittung = quittung || '{\"an\": \"x@example.org\"}' where vorgang_id = $1 and art = 'hinweis'", "Sendung"},
		{"when a notice went out", "sendung", "update sendung set bereitgestellt_am = now() where vorgang_id = $1 and art = 'hinweis'", "Sendung"},
		{"when it was opened", "sendung", "update sendung set gelesen_am = now() where vorgang_id = $1 and zustand = 'gelesen'", "Sendung"},
		{"never provided", "sendung", "update sendung set zustand = 'wartet' where vorgang_id = $1 and zustand = 'gelesen'", "Sendung"},
		{"download by the applicant", "verlauf", "update verlauf set daten = daten || '{\"vertrauensniveau\": 4}' where vorgang_id = $1 and art = 'bescheid_abgerufen'", "Eintrag"},
		{"consent", "einwilligung", "update einwilligung set erteilt = not erteilt where $1::uuid is not null", "Einwilligung"},
		{"words of the consent", "einwilligung", "update einwilligung set wortlaut = 'Ja.' where $1::uuid is not null", "Einwilligung"},
		{"version of the words", "einwilligung", "update einwilligung set fassung = '2020' where $1::uuid is not null", "Einwilligung"},
		{"consent taken out", "einwilligung", "delete from einwilligung where $1::uuid is not null", "Einwilligung"},
		{"another file", "dokument", "update dokument set sha256 = (select sha256 from dokument where rolle = 'bescheid' limit 1) where vorgang_id = $1 and rolle = 'attachment'", "Dokument"},
		{"name of a file", "dokument", "update dokument set dateiname = 'x.pdf' where vorgang_id = $1 and rolle = 'attachment'", "Dokument"},
		{"result of the scan", "dokument", "update dokument set pruefung = 'unbedenklich' where vorgang_id = $1 and rolle = 'attachment'", "Dokument"},
		{"file taken out", "dokument", "delete from dokument where vorgang_id = $1 and rolle = 'antwort'", "Dokument"},
		{"application", "antrag", "update antrag set inhalt = jsonb_set(inhalt, '{kennung}', '\"anders\"') where vorgang_id = $1", "Antrag"},
		{"values of it", "antrag", "update antrag set daten = daten || '{\"x\": 1}' where vorgang_id = $1", "Antrag"},
		{"what was signed", "zeichnung", "update zeichnung set inhalt = jsonb_set(inhalt, '{Bescheid,GebuehrCent}', '1') where vorgang_id = $1", "Vorlage"},
		{"who signed", "zeichnung", "update zeichnung set entschieden_von = 'Niemand' where vorgang_id = $1", "Vorlage"},
		{"note", "kommentar", "update kommentar set text = 'Nichts.' where vorgang_id = $1", "Kommentar"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fehler, report := a.tampered(c.table, c.text, a.ID)
			if fehler < 1 || !strings.Contains(report, a.Vorgangsnummer+": "+c.says) {
				t.Errorf("%d damaged, %s", fehler, report)
			}
		})
	}
	t.Run("note moved to another Vorgang", func(t *testing.T) {
		fehler, report := a.tampered("kommentar", "update kommentar set vorgang_id = $2 where vorgang_id = $1",
			a.ID, other.ID)
		if fehler != 2 || !strings.Contains(report, other.Vorgangsnummer+": Kommentar") {
			t.Errorf("%d damaged, %s", fehler, report)
		}
	})
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Fatalf("what is put back is sound: %d damaged, %s", fehler, report)
	}
}

// What lies in the file storage is read, too.
func TestTamperedFilesAreFound(t *testing.T) {
	o := open(t)
	a := o.antrag()
	sum := o.eines("select sha256 from dokument where vorgang_id = $1", a.ID)
	file := filepath.Join(o.Dateien, sum[:2], sum)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(file, 0o600), os.WriteFile(file, append(content, 'x'), 0o600)); err != nil {
		t.Fatal(err)
	}
	if fehler, report := o.checked(); fehler != 1 || !strings.Contains(report, "Inhalt der Datei verändert") {
		t.Errorf("%d damaged, %s", fehler, report)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if fehler, report := o.checked(); fehler != 1 || !strings.Contains(report, "Datei fehlt") {
		t.Errorf("%d damaged, %s", fehler, report)
	}
}

// unseal writes the Verlauf of a Vorgang as a program did that sealed nothing.
func (a *akte) unseal() {
	a.t.Helper()
	var eintraege []casework.Verlaufseintrag
	a.system(func(tx *store.Tx) (err error) {
		eintraege, err = tx.ListVerlauf(a.t.Context(), uuid.MustParse(a.ID))
		return err
	})
	tx, err := a.superuser().Begin()
	if err != nil {
		a.t.Fatal(err)
	}
	_, err = tx.Exec("set local session_replication_role = replica")
	var vorher []byte
	for _, e := range eintraege {
		row := tx.QueryRow("update verlauf set daten = daten - 'siegel' where vorgang_id = $1 and nr = $2 returning daten", a.ID, e.Nr)
		err = errors.Join(err, row.Scan(&e.Daten))
		vorher = casework.Kette(vorher, e)
		_, e2 := tx.Exec("update verlauf set hash = $3 where vorgang_id = $1 and nr = $2", a.ID, e.Nr, vorher)
		err = errors.Join(err, e2)
	}
	_, e3 := tx.Exec("update vorgang set verlauf_hash = $2 where id = $1", a.ID, vorher)
	if err := errors.Join(err, e3, tx.Commit()); err != nil {
		a.t.Fatal(err)
	}
}

// What an earlier program wrote is not called sound, and no damage either; what this one writes to the same Vorgang is
// checked.
func TestEntriesOfAnEarlierProgram(t *testing.T) {
	o := open(t)
	a := o.antrag().request()
	a.unseal()
	fehler, report := o.checked()
	if fehler != 0 || !strings.Contains(report, "nicht mehr prüfbar") || !strings.Contains(report, "1 Vorgänge") {
		t.Errorf("%d damaged, %s", fehler, report)
	}
	const changed = "update nachricht set text = 'Nichts.' where vorgang_id = $1"
	if fehler, _ := a.tampered("nachricht", changed, a.ID); fehler != 0 {
		t.Error("what nobody sealed is called damaged")
	}
	a.note("Neu.")
	fehler, report = a.tampered("kommentar", "update kommentar set text = 'Nichts.' where vorgang_id = $1", a.ID)
	if fehler != 1 || !strings.Contains(report, "Kommentar") {
		t.Errorf("%d damaged, %s", fehler, report)
	}
}

// forgedWith changes rows as somebody does whom no trigger binds.
func (a *akte) forgedWith(text string, args ...any) {
	a.t.Helper()
	a.forged(func(tx *sql.Tx) error {
		_, err := tx.Exec(text, args...)
		return err
	})
}

// What came in, as it came, is sealed by the entry of its arrival; what its retention has ended is no damage.
func TestTamperingWithADeliveryIsFound(t *testing.T) {
	o := open(t)
	a := o.antrag()
	for _, c := range []struct{ name, set, back string }{
		{"content", "sha256 = repeat('0', 64)", "sha256"}, {"size", "groesse = groesse + 1", "groesse"},
		{"time", "empfangen_am = empfangen_am - interval '1 day'", "empfangen_am"},
		{"Vorgang", "vorgang_id = null", "vorgang_id"}, // found by what its entry says
	} {
		a.forgedWith("create table vorher as select id, " + c.back + " from eingang")
		a.forgedWith("update eingang set "+c.set+" where vorgang_id = $1", a.ID)
		if fehler, report := o.checked(); fehler < 1 || !strings.Contains(report, a.Vorgangsnummer+": Lieferung ") {
			t.Errorf("%s: %d damaged, %s", c.name, fehler, report)
		}
		a.forgedWith("update eingang set " + c.back + " = v." + c.back + " from vorher v where v.id = eingang.id")
		a.forgedWith("drop table vorher")
	}
	if fehler, report := o.checked(); fehler > 0 {
		t.Fatal(report)
	}
	a.forgedWith("delete from eingang where vorgang_id = $1", a.ID)
	if fehler, report := o.checked(); fehler > 0 {
		t.Error(report)
	}
}
