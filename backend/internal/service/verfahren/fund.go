package verfahren

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// fund is a version that somebody brings: a folder, an archive.
type fund struct {
	name, stand, herkunft string
	pruefsumme            string
	files                 workflow.Files
	fehler                error // why the files could not be read

	geprueft bool
	def      *workflow.Definition // nil = cannot be used by anybody
	befunde  []workflow.Finding
}

// standForm is that of the constraint verfahrensversion_stand.
var standForm = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})$`)

// newFund is one with the files that could be read; err is why others could not.
func newFund(name, stand, herkunft string, files workflow.Files, err error) *fund {
	f := &fund{name: clean(name), stand: clean(stand), herkunft: herkunft, files: files, pruefsumme: files.Checksum(),
		fehler: err}
	if f.name != name && err == nil {
		f.fehler = &workflow.Error{Code: workflow.CodeDefinition,
			Reason: "Der Name des Ordners enthält Zeichen, die nicht lesbar sind. Benennen Sie den Ordner um."}
	}
	return f
}

// clean replaces what PostgreSQL keeps in no text: one letter in a folder must not stop the start of the program.
func clean(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\x00", "�") }

// check is done once, and for what is not there yet only: its scenarios are played.
func (f *fund) check() {
	if f.geprueft {
		return
	}
	f.geprueft = true
	err := f.fehler
	if err == nil {
		f.def, err = workflow.NewDefinition(f.name, f.stand, f.files)
	}
	if err != nil {
		f.befunde = append(f.befunde, workflow.ErrorFinding(err))
	} else {
		f.befunde = append(f.befunde, f.def.Check(casework.Arbeitstage)...)
	}
	if falsch := CheckStand(f.name, f.stand); falsch != nil {
		f.def = nil
		f.befunde = append(f.befunde, *falsch)
	}
}

// CheckStand says what is wrong with the number of a version; nil = nothing.
func CheckStand(name, stand string) *workflow.Finding {
	if standForm.MatchString(stand) {
		return nil
	}
	falsch := fehler("stand", "Die Version „"+stand+"“ ist keine Zahl wie 1, 2 oder 12. "+
		"Benennen Sie den Ordner um, zum Beispiel in „"+name+"/1“.")
	return &falsch
}

func fehler(element, message string) workflow.Finding {
	return workflow.Finding{Element: element, Severity: workflow.SeverityFehler, Message: message}
}

func (f *fund) version(zustand string, mehr []workflow.Finding) *store.Verfahrensversion {
	v := &store.Verfahrensversion{ID: service.NewID(), Name: f.name, Stand: f.stand, Zustand: zustand,
		Herkunft: f.herkunft, Pruefsumme: f.pruefsumme, Befunde: append(slices.Clone(f.befunde), mehr...)}
	for i := range v.Befunde {
		v.Befunde[i].Element, v.Befunde[i].Message = clean(v.Befunde[i].Element), clean(v.Befunde[i].Message)
	}
	if f.def != nil {
		v.Titel = clean(f.def.Meta.Titel)
	}
	return v
}

// eingang is the taking in of versions in one transaction, which nobody else does meanwhile.
type eingang struct {
	s         *Service
	tx        *store.Tx
	versionen []store.Verfahrensversion
	benutzt   bool // by the tenant before: there were versions, or a program before verfahrensversion used some
	bestand   *bestand
	haus      workflow.Haus
	unlesbar  []string // what this program cannot read, and why
}

func (e *eingang) checkHaus(def *workflow.Definition) []workflow.Finding {
	findings, _ := def.CheckHaus(e.haus)
	return findings
}

func (s *Service) openEingang(ctx context.Context, tx *store.Tx) (*eingang, error) {
	if err := tx.LockVerfahren(ctx); err != nil {
		return nil, err
	}
	versionen, err := tx.ListVersionen(ctx)
	if err != nil {
		return nil, err
	}
	e := &eingang{s: s, tx: tx, versionen: versionen, benutzt: len(versionen) > 0}
	if !e.benutzt {
		if e.benutzt, err = tx.HasStaende(ctx); err != nil {
			return nil, err
		}
	}
	if e.haus, err = s.haus(ctx, tx); err != nil {
		return nil, err
	}
	e.bestand, e.unlesbar, err = s.bestand(ctx, tx, versionen)
	return e, err
}

// take keeps what is new and returns its row, nil where a version with that content is there; neu = it was not there
// before, not even set aside.
func (e *eingang) take(ctx context.Context, f *fund) (v *store.Verfahrensversion, neu bool, err error) {
	if err := e.tx.DeleteAbgelegt(ctx, f.name, f.stand, f.herkunft, f.pruefsumme); err != nil {
		return nil, false, err
	}
	i := slices.IndexFunc(e.versionen, func(v store.Verfahrensversion) bool {
		return v.Name == f.name && v.Stand == f.stand && v.Zustand != store.VersionAbgelegt
	})
	if i >= 0 && e.versionen[i].Pruefsumme == f.pruefsumme {
		return nil, false, e.tx.DeleteAbgelegt(ctx, f.name, f.stand, f.herkunft, "")
	}
	f.check()
	zustand, mehr, err := e.decide(ctx, f, i >= 0)
	if err != nil {
		return nil, false, err
	}
	v = f.version(zustand, mehr)
	inhalt, err := workflow.Pack{Name: f.name, Version: f.stand, Files: f.files}.Bytes()
	if err != nil {
		return nil, false, err
	}
	if neu, err = e.tx.InsertVersion(ctx, v, inhalt); err != nil {
		return nil, false, err
	}
	e.versionen = append(e.versionen, *v)
	if v.Zustand != store.VersionAbgelegt {
		e.bestand.add(*v, f.def)
		v.Befunde = append(slices.Clone(v.Befunde), e.checkHaus(f.def)...) // told, not stored: a house changes
	}
	return v, neu, nil
}

// decide says in which state a new version begins, and what else a person has to know.
func (e *eingang) decide(ctx context.Context, f *fund, taken bool) (string, []workflow.Finding, error) {
	if taken {
		return store.VersionAbgelegt, []workflow.Finding{fehler("stand", "Die Version „"+f.name+"/"+f.stand+
			"“ gibt es schon mit anderem Inhalt. Geben Sie Ihren Änderungen eine höhere Nummer.")}, nil
	}
	benutzt, err := e.tx.FindStandPruefsumme(ctx, f.name, f.stand)
	if err != nil {
		return "", nil, err
	}
	if f.def == nil || benutzt == "" && workflow.HasErrors(f.befunde) {
		return store.VersionAbgelegt, nil, nil
	}
	var mehr []workflow.Finding
	if benutzt != "" && benutzt != f.pruefsumme { // nobody knows the other content any more
		mehr = append(mehr, workflow.Finding{Element: "stand", Severity: workflow.SeverityWarnung,
			Message: "Laufende Vorgänge haben mit dieser Version begonnen, als sie einen anderen Inhalt hatte."})
	}
	// A person looks at it first; and copies of a program before verfahrensversion would not find its Vorgänge.
	waits := f.herkunft == store.HerkunftMitgeliefert && benutzt == "" && e.benutzt && e.bestand.takes(f.name)
	if f.herkunft == store.HerkunftDatei || waits {
		return store.VersionGeprueft, mehr, nil
	}
	konflikte := e.bestand.konflikte(f.def, casework.Heute(e.tx.Now))
	lacks := benutzt == "" && workflow.HasErrors(e.checkHaus(f.def))
	if len(konflikte) > 0 || lacks {
		return store.VersionGeprueft, append(mehr, konflikte...), nil
	}
	return store.VersionAktiv, mehr, nil
}
