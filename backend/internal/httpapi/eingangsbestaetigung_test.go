package httpapi_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// confirmed is an office whose applicants get their receipt; more stands in the verfahren.yaml of its procedure.
func confirmed(t *testing.T, more string) *office {
	t.Helper()
	o := open(t, func(k *testkit.Kit) {
		if more == "" {
			return
		}
		files, err := workflow.ReadFiles(workflow.Shipped(), "aussengastronomie/5")
		if err != nil {
			t.Fatal(err)
		}
		folder := fstest.MapFS{}
		for name, raw := range files {
			if name == "verfahren.yaml" {
				raw = []byte(strings.Replace(string(raw), "eingangsbestaetigung:\n", "eingangsbestaetigung:\n"+more, 1))
				raw = []byte(strings.Replace(string(raw), `genehmigungsfiktion: ""`, `genehmigungsfiktion: P3M`, 1))
			}
			folder["aussengastronomie/6/"+name] = &fstest.MapFile{Data: raw}
		}
		k.Import(store.HerkunftOrdner, folder)
	})
	o.bestaetigt = true
	return o
}

// Whoever applied is told so: in the account, once, however often the job runs.
func TestReceiptOfAnApplication(t *testing.T) {
	o := confirmed(t, "")
	a := o.antrag()
	n := a.Nachrichten[0]
	if len(a.Nachrichten) != 1 || n.Art != "bestaetigung" || n.Betreff != "Ihr Antrag auf Außengastronomie ist da" ||
		!strings.Contains(n.Text, "Eingegangen am: ") || !strings.Contains(n.Text, a.Vorgangsnummer) ||
		strings.Contains(n.Text, "{{") || n.Antwort != "moeglich" ||
		a.sendung("antragsraum").Zustand != "bereitgestellt" {
		t.Fatalf("%+v", a.Nachrichten)
	}
	job := casework.JobEingangsbestaetigung{Mandant: o.Mandant, Vorgang: uuid.MustParse(a.ID)}
	if err := o.Versand.AcknowledgeEingang(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if a.load(); len(a.Nachrichten) != 1 {
		t.Errorf("confirmed twice: %+v", a.Nachrichten)
	}
}

// Who has no account gets a letter, unless the procedure does without.
func TestReceiptByLetter(t *testing.T) {
	a := confirmed(t, "").antrag(ohneKonto())
	list := a.postausgang()
	if len(list) != 1 || list[0].Art != "bestaetigung" || a.Nachrichten[0].Antwort != "keine" {
		t.Errorf("%+v %+v", list, a.Nachrichten)
	}
}

// A procedure may do without letters.
func TestNoReceiptByLetter(t *testing.T) {
	b := confirmed(t, "  ohne_brief: true\n").antrag(ohneKonto())
	if len(b.Nachrichten) != 0 || len(b.postausgang()) != 0 {
		t.Errorf("%+v", b.Nachrichten)
	}
}

// Where a law sets a period the receipt tells it, when it begins, what follows and what can be done (§ 71b Abs. 3
// VwVfG).
func TestReceiptTellsThePeriod(t *testing.T) {
	a := confirmed(t, `  frist: P3M
  norm: § 42a Abs. 2 VwVfG
  folge: erteilt
  rechtsbehelf: Sind Sie mit der Entscheidung nicht einverstanden, können Sie Widerspruch erheben.
`).antrag()
	for _, want := range []string{"innerhalb von drei Monaten (§ 42a Abs. 2 VwVfG)", "Die Frist beginnt erst, wenn",
		"gilt die Genehmigung als erteilt", "können Sie Widerspruch erheben"} {
		if !strings.Contains(a.Nachrichten[0].Text, want) {
			t.Errorf("%q is missing in %q", want, a.Nachrichten[0].Text)
		}
	}
}
