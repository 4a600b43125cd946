package httpapi_test

import (
	"strings"
	"testing"

	"kontor/backend/internal/casework"
)

// An account without a mailbox, or without a pseudonym, opens nothing that has none either.
func TestEmptyMailboxOpensNothing(t *testing.T) {
	o := open(t)
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(neutralAntrag("n-1", "Ute"))).Is(200)
	ohneKonto := o.newest(nil)
	mitKonto := o.antrag()
	for name, k := range map[string]casework.Konto{
		"empty":      {Art: "person", Vertrauensniveau: 4},
		"no mailbox": {Pseudonym: "p-fremd", Art: "person", Vertrauensniveau: 4},
		"no name":    {Postfach: "pf-fremd", Art: "person", Vertrauensniveau: 4},
	} {
		fremd := o.Applicant(k)
		for _, a := range []*akte{ohneKonto, mitKonto} {
			if got := fremd.Get(a.raum); got.Status != 404 {
				t.Errorf("%s: HTTP %d", name, got.Status)
			}
		}
		var list struct {
			Vorgaenge    []struct{ ID string }
			Verschlossen []struct{ Niveau int }
		}
		fremd.Get("/antragsraum/api/v1/vorgaenge").Is(200).JSON(&list)
		if len(list.Vorgaenge)+len(list.Verschlossen) > 0 {
			t.Errorf("%s: lists %+v", name, list)
		}
	}
	o.buerger.Get(mitKonto.raum).Is(200)
}

// Who worked on a Vorgang does not answer for it in another unit.
func TestForwardingLeavesNobodyInCharge(t *testing.T) {
	o := open(t)
	a := meiner(o)
	zustaendig := func() (s string) {
		var v struct{ Zustaendig *string }
		o.alle.Get(a.base).Is(200).JSON(&v)
		if v.Zustaendig != nil {
			s = *v.Zustaendig
		}
		return s
	}
	if zustaendig() == "" {
		t.Fatal("nobody was in charge before")
	}
	o.sb.Post(a.base+"/weiterleitung", a.mit(map[string]any{"einheit": "lf-66-strassenbau", "grund": "zuständig"})).Is(204)
	if who := zustaendig(); who != "" {
		t.Errorf("%s is still in charge", who)
	}
}

// What an applicant sends asks for its scan in the same moment and is in quarantine until then.
func TestFilesOfApplicantsAreScanned(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, punkte := a.nachricht("Zwei Unterlagen")
	jobs := func() (count int) {
		err := o.superuser().QueryRow("select count(*) from river_job where kind = 'dokumente_pruefen' and state = 'available'").Scan(&count)
		if err != nil {
			t.Fatal(err)
		}
		return count
	}
	if jobs() != 0 {
		t.Fatal("a scan waits already")
	}
	a.sende(n, punkte[0]).Is(201)
	if jobs() != 1 {
		t.Errorf("%d scans are asked for", jobs())
	}
	pruefung := func() string { d := a.load().Dokumente; return d[len(d)-1].Pruefung }
	if p := pruefung(); p != "ausstehend" {
		t.Errorf("before the scan the file is %q", p)
	}
	a.MustWork()
	if p := pruefung(); p == "ausstehend" {
		t.Error("after it the file is still in quarantine")
	}
}
