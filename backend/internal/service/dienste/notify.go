package dienste

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// maxBetreff is how much of a text a list shows, in runes.
const maxBetreff = 120

// notify tells somebody at the office (an) of the Vorgang: a person or a unit by a Wiedervorlage, an address
// by mail, which says nothing but which Vorgang it is.
func (s *Service) notify(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	e, err := s.findEmpfaenger(ctx, tx, v, eingabe(j, "an"))
	if err != nil {
		return nil, err
	}
	if e.email != "" {
		return nil, s.Versand.Enqueue(ctx, tx, v, &casework.Sendung{ID: schluesselID(j), Ziel: casework.ZielMitarbeit,
			Art: casework.SendungBenachrichtigung, An: e.email})
	}
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return nil, err
	}
	w := &casework.Wiedervorlage{ID: schluesselID(j), Vorgang: v.ID, Von: "Kontor",
		Betreff:   "An " + e.name + ": " + casework.FillPlatzhalter(eingabe(j, "text"), v, &def.Meta),
		FaelligAm: kalender.NaechsterArbeitstag(casework.Heute(tx.Now))}
	if r := []rune(w.Betreff); len(r) > maxBetreff {
		w.Betreff, w.Beschreibung = string(r[:maxBetreff])+" …", w.Betreff
	}
	tx.Journal(v, "wiedervorlage_angelegt", map[string]any{"wiedervorlage": w.ID, "an": e.name, "automatisch": j.Name,
		"faelligAm": w.FaelligAm.Format(time.DateOnly)})
	return nil, tx.InsertWiedervorlage(ctx, w)
}

// empfaenger is who is told: by name at the desk, or by mail.
type empfaenger struct{ name, email string }

// findEmpfaenger reads an as the check does: login name of a person, key or name of a unit, mail address. Who does not
// see the Vorgang cannot be told of it.
func (s *Service) findEmpfaenger(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	an string) (e empfaenger, err error) {
	b, err := tx.FindBenutzer(ctx, an)
	if err == nil {
		return empfaenger{name: b.Anzeige}, withoutAccess(b.Anzeige, s.MayRead(ctx, tx, b.Actor(), v))
	}
	if casework.CodeOf(err) != casework.NotFound {
		return e, err
	}
	einheiten, err := s.Einheiten(ctx, tx)
	if err != nil {
		return e, err
	}
	found := store.FindEinheit(einheiten, an)
	if len(found) == 1 {
		unit := casework.Actor{Art: casework.ActorPerson, Mandant: v.Mandant, Einheiten: []string{found[0].Schluessel},
			Rollen: []casework.Rolle{casework.RolleSachbearbeitung}}
		return empfaenger{name: found[0].Name}, withoutAccess(found[0].Name, s.MayRead(ctx, tx, unit, v))
	}
	email, ok := casework.EmailAdresse(an)
	switch {
	case len(found) > 1:
		return e, &casework.Error{Code: casework.Conflict, Reason: "addressee_unknown",
			Detail: "Mehrere Einheiten heißen „" + an + "“. In der Zeichnung muss der Schlüssel stehen."}
	case !ok:
		return e, &casework.Error{Code: casework.Conflict, Reason: "addressee_unknown", Detail: "„" + an +
			"“ ist hier weder eine Person noch eine Einheit noch eine E-Mail-Adresse."}
	case s.Versand.Kanaele[casework.ZielMitarbeit] == nil:
		return e, &casework.Error{Code: casework.Conflict, Reason: "no_mail",
			Detail: "Der Versand von E-Mail ist nicht eingerichtet."}
	}
	return empfaenger{email: email}, nil
}

// withoutAccess says why somebody cannot be told, where reading the Vorgang is refused.
func withoutAccess(name string, err error) error {
	if casework.CodeOf(err) != casework.NotFound {
		return err
	}
	return &casework.Error{Code: casework.Conflict, Reason: "addressee_without_access", Detail: name +
		" sieht diesen Vorgang nicht und kann deshalb nicht auf ihn hingewiesen werden."}
}
