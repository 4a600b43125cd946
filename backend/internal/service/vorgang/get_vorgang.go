package vorgang

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Akte is everything the case page shows.
type Akte struct {
	store.Akte
	Def              *workflow.Definition
	Uebersicht       []casework.Wortlaut
	Vorfaelle        []workflow.Token
	Einwilligung     bool
	PostfachGrund    string // why a Bescheid is not announced in the mailbox of the Nutzerkonto; "" = it can be
	GebuehrVorschlag *int64
	TenorVorschlag   []casework.Tenorvorschlag
	ZahlungVorschlag casework.Zahlung
	Aktionen         []Aktion
	FristAktionen    map[uuid.UUID][]casework.FristAktion // by request
	Posttag          *time.Time                           // today, where letters are posted today
	Heute            time.Time
	Briefanschrift   casework.Anschrift // of letters to the applicant
	EinheitNamen     map[string]string
}

// GetVorgang reads one Vorgang and notes the reading before it answers: once an hour, for pages ask for it again at
// every live event.
func (s *Service) GetVorgang(ctx context.Context, a casework.Actor, id uuid.UUID) (*Akte, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	var akte *Akte
	err := s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) (err error) {
		akte, err = s.loadAkte(ctx, tx, a, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return akte, s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &id, Art: "vorgang"})
}

func (s *Service) loadAkte(ctx context.Context, tx *store.Tx, a casework.Actor, id uuid.UUID) (*Akte, error) {
	stored, err := tx.GetAkte(ctx, id)
	if err != nil {
		return nil, err
	}
	k := &Akte{Akte: *stored}
	if err := service.MayReadWith(a, &k.Vorgang, k.hasZuarbeit); err != nil {
		return nil, err
	}
	k.Dubletten = sichtbareDubletten(a, k.Dubletten)
	for _, t := range k.Prozess.Tokens {
		if t.Wait == workflow.WaitIncident {
			k.Vorfaelle = append(k.Vorfaelle, t)
		}
	}
	if k.Def, err = s.Verfahren.Get(ctx, tx, k.Verfahren, k.Stand); err != nil {
		return nil, err
	}
	if k.Einwilligung, err = s.Bescheid.AbrufMoeglich(ctx, tx, &k.Vorgang, k.Antrag); err != nil {
		return nil, err
	}
	if k.PostfachGrund, err = s.Bescheid.PostfachGrund(ctx, tx, &k.Vorgang, k.Antrag); err != nil {
		return nil, err
	}
	units, err := s.Einheiten(ctx, tx)
	if err != nil {
		return nil, err
	}
	k.EinheitNamen = map[string]string{}
	for _, u := range units {
		k.EinheitNamen[u.Schluessel] = u.Name
	}
	k.Uebersicht = casework.Uebersicht(&k.Def.Meta, k.Antrag, k.Daten)
	k.TenorVorschlag = casework.Tenorvorschlaege(&k.Def.Meta, casework.Brieftitel(k.Langtitel(&k.Def.Meta)),
		casework.GestelltAm(k.Antrag, &k.Vorgang), k.Daten)
	heute := casework.Heute(tx.Now)
	k.Heute = heute // what is offered depends on it
	k.Briefanschrift = casework.Antragsanschrift(k.Antrag)
	k.Aktionen = s.aktionen(a, k)
	mandant, err := s.Mandant(ctx, tx)
	if err != nil {
		return nil, err
	}
	k.ZahlungVorschlag = bescheid.Zahlungsvorschlag(k.Def, mandant, &k.Vorgang, tx.Now)
	k.proposeGebuehr(heute)
	k.FristAktionen = fristAktionen(a, k, heute)
	if mandant.Kalender().IsWerktag(heute) {
		k.Posttag = &heute
	}
	return k, nil
}

// proposeGebuehr: where the tariff cannot be computed there is no proposal, and whoever decides says the amount.
func (k *Akte) proposeGebuehr(heute time.Time) {
	cent, err := k.Def.Meta.EvalGebuehr(k.Daten, heute)
	if err != nil || cent <= 0 {
		return
	}
	k.GebuehrVorschlag = &cent
	k.ZahlungVorschlag.Einzug = k.Def.Meta.ProposesEinzug(k.Daten)
	k.ZahlungVorschlag.Positionen, _ = k.Def.Meta.EvalPositionen(k.Daten, heute) // what can be summed can be listed
}

// Faden is what office and applicant have said to each other.
func (k *Akte) Faden() casework.Faden {
	return casework.Faden{Nachrichten: k.Nachrichten, Punkte: k.Punkte, Bescheide: k.Bescheide}
}

// hasZuarbeit tells whether one of the units was ever asked to contribute.
func (k *Akte) hasZuarbeit(einheiten []string) (bool, error) {
	return slices.ContainsFunc(k.Aufgaben, func(x casework.Aufgabe) bool {
		return x.Zustand != casework.AufgabeEntfallen && slices.Contains(einheiten, x.Einheit)
	}), nil
}
