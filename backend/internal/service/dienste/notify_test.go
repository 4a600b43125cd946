package dienste_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
	"kontor/workflow/drawing"
)

const standardFiles = "standard/1"

// town is an office with one Vorgang whose process tells somebody.
type town struct {
	*testkit.Kit
	t  *testing.T
	id uuid.UUID
}

// begin opens a Vorgang of „Sondernutzung“ whose process tells an, an expression, and has a task beside it.
func begin(t *testing.T, an string) *town {
	t.Helper()
	o := &town{Kit: testkit.Service(t), t: t}
	o.DB.SetClock(func() time.Time { return time.Date(2026, 3, 14, 10, 0, 0, 0, time.UTC) }) // a Saturday
	files, err := workflow.ReadFiles(workflow.Shipped(), standardFiles)
	if err != nil {
		t.Fatal(err)
	}
	user := strings.ReplaceAll(drawing.User("danach"), `"r"`, `"sachbearbeitung"`)
	files["process.bpmn"] = []byte(drawing.Wrap(drawing.Start("s")+`<serviceTask id="sagen" name="Sagen"><extensionElements>
		<k:dienst art="notify"><k:eingabe name="an" wert="='`+an+`'"/>
		<k:eingabe name="text" wert="='Frau Antje Test wartet.'"/></k:dienst></extensionElements></serviceTask>`+user+
		drawing.End("e"), "s>sagen", "sagen>danach", "danach>e"))
	folder := fstest.MapFS{}
	for name, raw := range files {
		if !strings.HasPrefix(name, "scenarios") {
			folder["sagt/1/"+name] = &fstest.MapFile{Data: raw}
		}
	}
	o.Import(store.HerkunftOrdner, folder)
	o.tx(func(ctx context.Context, tx *store.Tx) error {
		def, err := o.Frame.Verfahren.Get(ctx, tx, "sagt", "1")
		if err != nil {
			return err
		}
		v := &casework.Vorgang{ID: service.NewID(), Mandant: o.Mandant, Verfahren: "sagt", Stand: "1",
			Titel: "Baum fällen", Status: casework.Neu, Einheit: "lf-32-sondernutzung",
			AntragstellerName: "Antje Test", AntragstellerArt: "person",
			KontoPseudonym: "p-1", Vertrauensniveau: 1, EingangAm: tx.Now}
		o.id = v.ID
		tx.Journal(v, "eingegangen", nil)
		return o.Ablauf.OpenVorgang(ctx, tx, v, def, &casework.Antrag{}, map[string]any{}, store.Beigaben{})
	})
	return o
}

func (o *town) tx(do func(context.Context, *store.Tx) error) {
	o.t.Helper()
	if err := o.DB.InTx(o.t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		return do(o.t.Context(), tx)
	}); err != nil {
		o.t.Fatal(err)
	}
}

// told is what has become of it: reminders, mails, and why it stands still.
func (o *town) told() (termine []casework.Wiedervorlage, sendungen []casework.Sendung, vorfall string) {
	o.t.Helper()
	o.tx(func(ctx context.Context, tx *store.Tx) (err error) {
		if termine, err = tx.ListWiedervorlagen(ctx, o.id); err != nil {
			return err
		}
		if sendungen, err = tx.ListSendungen(ctx, o.id); err != nil {
			return err
		}
		p, err := tx.GetProzess(ctx, o.id)
		if err != nil {
			return err
		}
		for _, token := range p.Zustand.Tokens {
			if token.Wait == workflow.WaitIncident {
				vorfall = token.Reason
			}
		}
		return nil
	})
	return termine, sendungen, vorfall
}

// desk lists the Vorgänge a person finds under Wiedervorlagen.
func (o *town) desk(a casework.Actor) (ids []uuid.UUID) {
	o.t.Helper()
	o.tx(func(ctx context.Context, tx *store.Tx) error {
		rows, err := tx.ListVorgaenge(ctx, store.Filter{Sicht: a.Sicht(), Benutzer: a.Benutzer, Anzahl: 51,
			Heute: casework.Heute(tx.Now).AddDate(0, 0, 2), Ansicht: store.AnsichtWiedervorlagen})
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		return err
	})
	return ids
}

// A person and a unit find it under Wiedervorlagen on the next day on which people work, by their names and with the
// text; nothing leaves the house.
func TestNotifyPutsItOnTheDesk(t *testing.T) {
	for an, want := range map[string]string{"sb": "An sb: ", "lf-32-sondernutzung": "An Sondernutzung: ",
		"Sondernutzung": "An Sondernutzung: "} {
		o := begin(t, an)
		sb := o.Sachbearbeitung()
		o.MustWork()
		termine, sendungen, vorfall := o.told()
		if len(termine) != 1 || termine[0].Betreff != want+"Frau Antje Test wartet." || vorfall != "" ||
			len(sendungen) > 0 ||
			termine[0].FaelligAm.Format(time.DateOnly) != "2026-03-16" {
			t.Errorf("%s: %+v, %+v, %q", an, termine, sendungen, vorfall)
		}
		if got := o.desk(sb); len(got) != 1 || got[0] != o.id {
			t.Errorf("%s: the desk has %v", an, got)
		}
	}
}

// mailbox is where mail leaves the house.
type mailbox []casework.Zustellung

func (m *mailbox) Faehigkeiten() casework.Faehigkeiten { return casework.Faehigkeiten{} }

func (m *mailbox) Deliver(_ context.Context, z casework.Zustellung) (casework.Quittung, error) {
	*m = append(*m, z)
	return casework.Quittung{}, nil
}

// A mail says which Vorgang it is and where, and nothing of the applicant: not even what the drawing computed.
func TestNotifyByMailNamesTheCaseOnly(t *testing.T) {
	o := begin(t, "amt@stadt.example")
	var box mailbox
	o.Versand.Kanaele[casework.ZielMitarbeit] = &box
	o.MustWork()
	_, sendungen, vorfall := o.told()
	if len(box) != 1 || len(sendungen) != 1 || vorfall != "" ||
		sendungen[0].Zustand != casework.SendungBereitgestellt || sendungen[0].An != "amt@stadt.example" {
		t.Fatalf("%+v, %+v, %q", box, sendungen, vorfall)
	}
	z := box[0]
	if z.Email != "amt@stadt.example" || z.Betreff != "Baum fällen" || z.Vorgangsnummer == "" || z.Adresse != "" ||
		z.Link != "http://localhost/vorgaenge/"+o.id.String() {
		t.Errorf("%+v", z)
	}
}

// Whom nobody knows, who does not see the Vorgang, and mail that cannot leave are each a Vorfall that says why. Once
// the person is there, trying again tells them.
func TestNotifySaysWhyItToldNobody(t *testing.T) {
	for an, want := range map[string]string{
		"meier":               "„meier“ ist hier weder eine Person noch eine Einheit noch eine E-Mail-Adresse.",
		"lf-66-strassenbau":   "Straßenbaulast sieht diesen Vorgang nicht",
		"fremd":               "fremd sieht diesen Vorgang nicht",
		"amt@stadt.example":   "Der Versand von E-Mail ist nicht eingerichtet.",
		"amt@stadt, b@c.test": "„amt@stadt, b@c.test“ ist hier weder",
	} {
		o := begin(t, an)
		o.Person("fremd", casework.RolleSachbearbeitung, "lf-66-strassenbau")
		o.MustWork()
		termine, sendungen, vorfall := o.told()
		if !strings.HasPrefix(vorfall, want) || len(termine)+len(sendungen) > 0 {
			t.Errorf("%s: %q, %+v, %+v", an, vorfall, termine, sendungen)
		}
	}
	o := begin(t, "sb")
	o.MustWork()
	sb := o.Sachbearbeitung()
	o.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, o.id)
		if err != nil {
			return err
		}
		p, err := tx.GetProzess(ctx, o.id)
		if err != nil {
			return err
		}
		if err := o.Ablauf.Advance(ctx, tx, v, workflow.Retry{Token: p.Zustand.Tokens[0].ID}); err != nil {
			return err
		}
		return o.Save(ctx, tx, v)
	})
	o.MustWork()
	if termine, _, vorfall := o.told(); len(termine) != 1 || vorfall != "" || len(o.desk(sb)) != 1 {
		t.Errorf("after another try: %+v, %q", termine, vorfall)
	}
}

// The job may run twice, and after the work has ended: it tells once, and then nobody.
func TestNotifyTellsOnceAndInTime(t *testing.T) {
	o := begin(t, "lf-32-sondernutzung")
	var job casework.JobDienst
	o.tx(func(ctx context.Context, tx *store.Tx) error {
		p, err := tx.GetProzess(ctx, o.id)
		job = casework.JobDienst{Mandant: o.Mandant, Vorgang: o.id, Token: p.Zustand.Tokens[0].ID, Art: "notify",
			Eingabe: map[string]any{"an": "lf-32-sondernutzung", "text": "x"}, Schluessel: "einmal"}
		return err
	})
	for range 2 {
		if err := o.Dienste.RunDienst(t.Context(), job, false); err != nil {
			t.Fatal(err)
		}
	}
	o.MustWork() // the job of the process itself
	if termine, _, _ := o.told(); len(termine) != 1 {
		t.Errorf("told %d times", len(termine))
	}

	late := begin(t, "lf-32-sondernutzung")
	late.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, late.id)
		if err != nil {
			return err
		}
		v.SetStatus(casework.Verworfen, tx.Now)
		tx.Journal(v, "verworfen", nil)
		return late.Save(ctx, tx, v)
	})
	late.MustWork()
	if termine, _, vorfall := late.told(); len(termine) > 0 || vorfall != "" {
		t.Errorf("too late: %+v, %q", termine, vorfall)
	}
}
