package posteingang_test

import (
	"net/http"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

func deliver(t *testing.T, k *testkit.Kit, zugang, contentType, body string) (nummer string, fehler string) {
	t.Helper()
	z, ad, err := k.Posteingang.OpenZugang(t.Context(), zugang)
	if err != nil {
		t.Fatal(err)
	}
	out := k.Posteingang.ReceiveEingang(t.Context(), z, ad,
		posteingang.Lieferung{Header: http.Header{"Content-Type": {contentType}}, Body: strings.NewReader(body)})
	if out.Fehler != nil {
		return "", out.Fehler.Reason + " " + out.Fehler.Error()
	}
	return out.Vorgangsnummer, ""
}

const gastro = `{"control":{"transactionId":"t-1","zustaendigeStelle":"lf-32-sondernutzung","leikaIds":[],"formId":"48","name":"Außengastronomie","serviceKonto":{"type":"OSI","trustLevel":"STORK-QAA-Level-3","postfachAddress":{"identifier":"pf-1","type":"Citizen"}}},
"formData":[{"name":"step1","label":"Betrieb","formItems":[{"name":"firma","label":"Firma","stringValue":"Café Müller GmbH"},{"name":"email","label":"E-Mail","stringValue":"a@example.org"}]}]}`

func TestIntake(t *testing.T) {
	k := testkit.Service(t)
	sb := k.Sachbearbeitung()
	nummer, fehler := deliver(t, k, "ozgcloud", "application/json", gastro)
	if fehler != "" {
		t.Fatal(fehler)
	}
	again, _ := deliver(t, k, "ozgcloud", "application/json", gastro)
	if again != nummer {
		t.Fatalf("repeated delivery gave %s, first %s", again, nummer)
	}
	_, fehler = deliver(t, k, "ozgcloud", "application/json", strings.Replace(gastro, "Müller", "Maier", 1))
	if !strings.HasPrefix(fehler, "same_id_other_content") {
		t.Fatal(fehler)
	}
	liste, err := k.Vorgang.ListVorgaenge(t.Context(), sb, store.Filter{Ansicht: "alle", Anzahl: 50}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(liste.Zeilen) != 1 || liste.Zeilen[0].AntragstellerName != "Café Müller GmbH" {
		t.Fatalf("%+v", liste.Zeilen)
	}
	id := liste.Zeilen[0].ID
	for _, a := range []string{"meine", "nicht_zugewiesen", "wiedervorlagen", "neue_antworten"} {
		if _, err := k.Vorgang.ListVorgaenge(t.Context(), sb, store.Filter{Ansicht: a, Anzahl: 50}, ""); err != nil {
			t.Fatal(a, err)
		}
	}
	if _, err := k.Vorgang.ListAnsichten(t.Context(), sb); err != nil {
		t.Fatal(err)
	}
	if err := k.Vorgang.FillSuche(t.Context(), casework.JobSuche{Mandant: k.Mandant, Vorgang: id}); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"mueller", "Müller", "muller", "Cafe", "uell", "example.org", nummer, "Mülller"} {
		l, err := k.Vorgang.ListVorgaenge(t.Context(), sb, store.Filter{Ansicht: "alle", Anzahl: 50}, s)
		if err != nil {
			t.Fatal(s, err)
		}
		if len(l.Zeilen) != 1 {
			t.Errorf("search %q found %d", s, len(l.Zeilen))
		}
	}
	akte, err := k.Vorgang.GetVorgang(t.Context(), sb, id)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", akte.Aufgaben)
	name := sb.Name
	if err := k.Vorgang.AssignVorgang(t.Context(), sb, id, akte.Version, &name); err != nil {
		t.Fatal(err)
	}
	kf, err := k.Posteingang.ListKlaerfaelle(t.Context(), k.Person("adm", casework.RolleAdministration),
		store.Klaerfilter{Anzahl: 50})
	if err != nil || len(kf) != 1 {
		t.Fatal(err, len(kf))
	}
	n, f, err := k.Vorgang.CheckVerlauf(t.Context(), t.Output())
	if err != nil || n != 1 || f != 0 {
		t.Fatal(n, f, err)
	}
}

func TestRejectAndReopen(t *testing.T) {
	k := testkit.Service(t)
	sb := k.Sachbearbeitung()
	deliver(t, k, "ozgcloud", "application/json", gastro)
	liste, err := k.Vorgang.ListVorgaenge(t.Context(), sb, store.Filter{Ansicht: "alle", Anzahl: 50}, "")
	if err != nil {
		t.Fatal(err)
	}
	id := liste.Zeilen[0].ID
	if err := k.Vorgang.RejectVorgang(t.Context(), sb, id, 1, "Irrläufer"); err != nil {
		t.Fatal(err)
	}
	offen := func() (n int) {
		akte, err := k.Vorgang.GetVorgang(t.Context(), sb, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range akte.Aufgaben {
			if a.Zustand == casework.AufgabeOffen {
				n++
			}
		}
		return n
	}
	if n := offen(); n != 0 {
		t.Fatalf("%d tasks open in a rejected Vorgang", n)
	}
	if err := k.Vorgang.ReopenVorgang(t.Context(), sb, id, 2, "Doch ein Antrag"); err != nil {
		t.Fatal(err)
	}
	if n := offen(); n != 1 {
		t.Fatalf("%d tasks open after reopening", n)
	}
}
