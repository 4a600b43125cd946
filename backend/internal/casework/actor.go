package casework

import (
	"slices"
	"sort"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// Rolle is what the login provider says a person is.
type Rolle string

// The roles Kontor knows; anything else in the claim is ignored.
const (
	RolleSachbearbeitung Rolle = "sachbearbeitung"
	RolleTeamleitung     Rolle = "teamleitung"
	RollePoststelle      Rolle = "poststelle"
	RolleLoeschen        Rolle = "loeschen"
	RolleAdministration  Rolle = "administration"
	RolleRevision        Rolle = "revision" // data protection and audit: who looked at what, and nothing else
)

// Recht is what an operation needs, as written in docs/api/openapi.yaml (x-recht).
type Recht string

// The rights. Angemeldet is held by every signed-in member of staff, RechtAntragsraum by applicants.
const (
	RechtAngemeldet    Recht = "angemeldet"
	RechtLesen         Recht = "vorgang.lesen"
	RechtMitwirken     Recht = "vorgang.mitwirken" // comment, do tasks of the own unit
	RechtBearbeiten    Recht = "vorgang.bearbeiten"
	RechtZuweisen      Recht = "vorgang.zuweisen"
	RechtBescheiden    Recht = "vorgang.bescheiden"
	RechtAbschliessen  Recht = "vorgang.abschliessen"
	RechtWeiterleiten  Recht = "vorgang.weiterleiten"
	RechtExportieren   Recht = "vorgang.exportieren"
	RechtVerteilen     Recht = "vorgang.verteilen" // take a Vorgang away from somebody else
	RechtSpringen      Recht = "prozess.springen"
	RechtKlaerLesen    Recht = "klaerfall.lesen"
	RechtKlaerNeu      Recht = "klaerfall.wiederholen"
	RechtVerwerfen     Recht = "klaerfall.verwerfen"
	RechtPosteingang   Recht = "posteingang.lesen" // Zugänge and Poststellenbuch: no content of applications
	RechtKonfig        Recht = "konfiguration"
	RechtLeseprotokoll Recht = "leseprotokoll.lesen"
	RechtAntragsraum   Recht = "antragsraum"
	RechtOeffentlich   Recht = "oeffentlich" // needs no login; held by everybody
)

var bearbeiten = []Recht{
	RechtAngemeldet, RechtLesen, RechtMitwirken, RechtBearbeiten, RechtZuweisen, RechtBescheiden,
	RechtAbschliessen, RechtWeiterleiten, RechtExportieren,
}

// rechte is the permission table role → rights.
var rechte = map[Rolle][]Recht{
	RolleSachbearbeitung: bearbeiten,
	RolleTeamleitung: append(slices.Clone(bearbeiten), RechtVerteilen, RechtSpringen, RechtKlaerLesen,
		RechtKlaerNeu, RechtVerwerfen, RechtPosteingang),
	RollePoststelle:     {RechtAngemeldet, RechtLesen, RechtWeiterleiten, RechtKlaerLesen, RechtKlaerNeu, RechtVerwerfen, RechtPosteingang},
	RolleLoeschen:       {RechtAngemeldet, RechtLesen},
	RolleRevision:       {RechtAngemeldet, RechtLeseprotokoll},
	RolleAdministration: {RechtAngemeldet, RechtKlaerLesen, RechtKlaerNeu, RechtVerwerfen, RechtPosteingang, RechtKonfig},
}

// Art of an Actor.
type ActorArt string

// Staff, the program itself, and applicants.
const (
	ActorPerson        ActorArt = "person"
	ActorSystem        ActorArt = "system"
	ActorAntragsteller ActorArt = "antragsteller"
)

// Actor is who acts in a transaction.
type Actor struct {
	Art       ActorArt
	Mandant   uuid.UUID
	Benutzer  uuid.UUID // staff only
	Name      string    // user name; "system"; "antragsteller"
	Anzeige   string    // name to show
	Rollen    []Rolle
	Einheiten []string // keys of the units whose Vorgänge this person sees
	Konto     Konto    // applicants only
	Sitzung   string   // applicants only: which session it was, never its secret
	// applicants only: when they proved who they are
	AngemeldetAm time.Time
}

// Konto is what an applicant's login proved.
type Konto struct {
	Pseudonym        string // stable key of the account
	Postfach         string // mailbox handle; may be empty
	Art              string // "person" or "organisation"
	Vertrauensniveau int    // 1, 3 or 4
}

// Erreicht returns Forbidden (level_too_low, with the level that is needed) unless the login is as sure as niveau asks.
func (k Konto) Erreicht(niveau int) error {
	if max(k.Vertrauensniveau, 1) >= niveau {
		return nil
	}
	return &Error{Code: Forbidden, Reason: "level_too_low",
		Fields: map[string]string{"vertrauensniveau": strconv.Itoa(niveau)}}
}

// System is the program acting by itself for a tenant.
func System(mandant uuid.UUID) Actor {
	return Actor{Art: ActorSystem, Mandant: mandant, Name: "system", Anzeige: "Kontor"}
}

// Has tells whether the actor holds a right.
func (a Actor) Has(r Recht) bool {
	if r == RechtOeffentlich {
		return true
	}
	switch a.Art {
	case ActorSystem:
		return true
	case ActorAntragsteller:
		return r == RechtAntragsraum
	}
	return slices.ContainsFunc(a.Rollen, func(rolle Rolle) bool { return slices.Contains(rechte[rolle], r) })
}

// Rechte lists all rights of the actor in alphabetical order.
func (a Actor) Rechte() []Recht {
	set := map[Recht]bool{RechtAntragsraum: a.Has(RechtAntragsraum)}
	for _, liste := range rechte {
		for _, r := range liste {
			set[r] = a.Has(r) // the one place that knows what kind of actor holds what
		}
	}
	out := make([]Recht, 0, len(set))
	for r, hat := range set {
		if hat {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// Must returns Forbidden unless the actor holds the right.
func (a Actor) Must(r Recht) error {
	if a.Has(r) {
		return nil
	}
	return Fail(Forbidden, "right_missing")
}

// Sicht is the part of the Vorgänge a member of staff sees, as the store's queries need it.
type Sicht struct {
	Einheiten []string // empty together with Alle = nothing
	Alle      bool     // all units
	Status    []Status // nil = every status
}

// Sicht derives what the actor may see from roles and units: caseworkers their units without what is
// marked for deletion, the Poststelle only new Vorgänge of all units, loeschen only those marked.
// Applicants see nothing this way, whatever roles their token claims.
func (a Actor) Sicht() Sicht {
	switch {
	case a.Art == ActorSystem:
		return Sicht{Alle: true}
	case a.Art == ActorAntragsteller:
		return Sicht{}
	case a.hasRolle(RolleSachbearbeitung), a.hasRolle(RolleTeamleitung):
		return Sicht{Einheiten: a.Einheiten, Status: Bearbeitbar}
	case a.hasRolle(RollePoststelle):
		return Sicht{Alle: true, Status: []Status{Neu}}
	case a.hasRolle(RolleLoeschen):
		return Sicht{Einheiten: a.Einheiten, Status: []Status{ZuLoeschen}}
	}
	return Sicht{}
}

func (a Actor) hasRolle(r Rolle) bool { return slices.Contains(a.Rollen, r) }

// KnowsRolle tells whether name is one of our roles.
func KnowsRolle(name string) bool { _, ok := rechte[Rolle(name)]; return ok }
