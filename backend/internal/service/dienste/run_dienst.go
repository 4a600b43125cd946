package dienste

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// RunDienst is the job of one service task. The act and the answer to the process are one transaction,
// so a repeated job finds the token gone and does nothing. What still fails at the last attempt becomes an
// incident at the Vorgang.
func (s *Service) RunDienst(ctx context.Context, j casework.JobDienst, letzterVersuch bool) error {
	err := s.tryDienst(ctx, j)
	if err == nil || !letzterVersuch {
		return err
	}
	s.Log.Error("service task given up", "vorgang", j.Vorgang, "art", j.Art, "error", err)
	return s.System(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.Ablauf.Advance(ctx, tx, v, workflow.ServiceFailed{Token: j.Token, Code: ablauf.ReasonOf(err), Reason: ablauf.GrundOf(err)})
	})
}

// tryDienst returns an error where trying again may help; any other failure is answered to the process.
func (s *Service) tryDienst(ctx context.Context, j casework.JobDienst) error {
	return s.System(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		p, err := tx.GetProzess(ctx, v.ID)
		if err != nil {
			return err
		}
		if t, ok := p.Zustand.Token(j.Token); !ok || t.Wait != workflow.WaitService {
			return nil
		}
		aus, err := s.dienst(ctx, tx, v, j)
		if code := casework.CodeOf(err); err != nil && (code == casework.Internal || code == casework.Unavailable) {
			return err
		}
		if err != nil {
			return s.Ablauf.Advance(ctx, tx, v, workflow.ServiceFailed{Token: j.Token, Code: ablauf.ReasonOf(err), Reason: ablauf.GrundOf(err)})
		}
		return s.Ablauf.Advance(ctx, tx, v, workflow.ServiceDone{Token: j.Token, Values: aus})
	})
}

// dienst does what the kind says. Kinds that need a target nobody configured fail with a reason a person
// sees at the Vorgang, with buttons to try again or to skip.
func (s *Service) dienst(ctx context.Context, tx *store.Tx, v *casework.Vorgang, j casework.JobDienst) (map[string]any, error) {
	switch j.Art {
	case "send_message":
		return s.dienstNachricht(ctx, tx, v, j)
	case "request_documents":
		return s.dienstNachforderung(ctx, tx, v, j)
	case "set_frist":
		return s.dienstFrist(ctx, tx, v, j)
	case "notify":
		k := &casework.Kommentar{ID: schluesselID(j), Vorgang: v.ID, Text: eingabe(j, "text"), Von: "Kontor", Am: tx.Now}
		tx.Journal(v, "kommentar", map[string]any{"kommentar": k.ID, "an": eingabe(j, "an")})
		return nil, tx.InsertKommentar(ctx, k)
	case "hand_over":
		if s.Versand.Ausgaenge[eingabe(j, "ausgang")] == nil {
			return nil, &casework.Error{Code: casework.Conflict, Reason: "no_ausgang", Detail: "Der Ausgang „" + eingabe(j, "ausgang") + "“ ist nicht eingerichtet."}
		}
		return nil, s.Versand.EnqueueSendung(ctx, tx, v, eingabe(j, "ausgang"), "abgabe", nil)
	}
	return nil, &casework.Error{Code: casework.Conflict, Reason: "service_not_configured", Detail: "Der Dienst „" + j.Art + "“ ist in dieser Installation nicht eingerichtet."}
}

func (s *Service) dienstNachricht(ctx context.Context, tx *store.Tx, v *casework.Vorgang, j casework.JobDienst) (map[string]any, error) {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	if !versand.Erreichbar(v) {
		return nil, &casework.Error{Code: casework.Conflict, Reason: "unzustellbar", Detail: "Die antragstellende Person hat kein Konto, in das Kontor eine Nachricht stellen kann."}
	}
	text := eingabe(j, "text")
	for _, b := range def.Meta.Textbausteine {
		if b.Kuerzel == eingabe(j, "baustein") {
			text = strings.TrimSpace(text + "\n\n" + b.Text)
		}
	}
	n := &versand.NeueNachricht{Nachricht: casework.Nachricht{ID: schluesselID(j), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBestaetigung,
		Betreff: eingabe(j, "betreff"), Text: fuellePlatzhalter(text, v, def), Am: tx.Now, Von: "Kontor", Antwort: casework.AntwortKeine,
		Vertrauensniveau: versand.Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau), Gelesen: true}}
	if err := n.Validate(casework.Heute(tx.Now), 0); err != nil {
		return nil, err
	}
	tx.Journal(v, "nachricht_gesendet", map[string]any{"nachricht": n.ID, "automatisch": j.Name})
	return map[string]any{"nachricht": n.ID.String()}, s.Versand.StoreNachricht(ctx, tx, v, n)
}

func (s *Service) dienstNachforderung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, j casework.JobDienst) (map[string]any, error) {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	land, err := s.Land(ctx, tx)
	if err != nil {
		return nil, err
	}
	bis, err := fristende(land, tx.Now, eingabe(j, "dauer"))
	if err != nil {
		return nil, err
	}
	n := &versand.NeueNachricht{Nachricht: casework.Nachricht{ID: schluesselID(j), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtNachforderung,
		Betreff: "Bitte reichen Sie Unterlagen nach", Text: fuellePlatzhalter(cmp.Or(eingabe(j, "text"), "Für die Bearbeitung fehlen noch Unterlagen."), v, def),
		Am: tx.Now, Von: "Kontor", Antwort: casework.AntwortErforderlich, AntwortBis: &bis, Gelesen: true,
		Vertrauensniveau: versand.Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau)}}
	for _, key := range strings.Split(eingabe(j, "unterlagen"), ",") {
		key = strings.TrimSpace(key)
		p := casework.Punkt{ID: service.NewID(), Nachricht: n.ID, Nr: len(n.Punkte) + 1, Titel: key, Zustand: casework.PunktOffen}
		for _, u := range def.Meta.Unterlagen {
			if u.Kennung == key {
				p.Titel, p.Hinweis = u.Titel, u.Hinweis
			}
		}
		n.Punkte = append(n.Punkte, p)
	}
	if err := n.Validate(casework.Heute(tx.Now), len(n.Punkte)); err != nil {
		return nil, err
	}
	tx.Journal(v, "nachforderung_gesendet", map[string]any{"nachricht": n.ID, "automatisch": j.Name})
	return map[string]any{"nachforderung": n.ID.String(), "frist": bis.Format(time.DateOnly)}, s.Versand.StoreNachricht(ctx, tx, v, n)
}

func (s *Service) dienstFrist(ctx context.Context, tx *store.Tx, v *casework.Vorgang, j casework.JobDienst) (map[string]any, error) {
	land, err := s.Land(ctx, tx)
	if err != nil {
		return nil, err
	}
	var am time.Time
	if d := eingabe(j, "datum"); d != "" {
		if am, err = time.Parse(time.DateOnly, d); err != nil {
			return nil, &casework.Error{Code: casework.Conflict, Reason: "frist_unreadable", Detail: "Das Datum der Frist ist nicht lesbar."}
		}
	} else {
		if am, err = fristende(land, tx.Now, eingabe(j, "dauer")); err != nil {
			return nil, err
		}
	}
	w := &casework.Wiedervorlage{ID: schluesselID(j), Vorgang: v.ID, Betreff: "Frist: " + eingabe(j, "art"), FaelligAm: am, Von: "Kontor"}
	tx.Journal(v, "frist_gesetzt", map[string]any{"art": eingabe(j, "art"), "am": am.Format(time.DateOnly)})
	return map[string]any{"frist": am.Format(time.DateOnly)}, tx.InsertWiedervorlage(ctx, w)
}

// fristende ends a period set by the office, begun on the day after today: on the next working day where
// the last one is none (§ 31 Abs. 2, 3 VwVfG).
func fristende(land casework.Land, now time.Time, dauer string) (time.Time, error) {
	ende, err := workflow.AddISO(casework.Heute(now), dauer)
	if err != nil {
		return ende, &casework.Error{Code: casework.Conflict, Reason: "frist_unreadable", Detail: "Die Dauer der Frist ist nicht lesbar.", Cause: err}
	}
	return casework.NaechsterArbeitstag(land, ende), nil
}

func eingabe(j casework.JobDienst, name string) string {
	switch v := j.Eingabe[name].(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// schluesselID makes the row's id from Vorgang and idempotency key: the same effect is the same row. The
// key alone is unique within one run only.
func schluesselID(j casework.JobDienst) uuid.UUID {
	return uuid.NewSHA1(j.Vorgang, []byte(j.Schluessel))
}

// fuellePlatzhalter resolves what text modules may name.
func fuellePlatzhalter(text string, v *casework.Vorgang, def *workflow.Definition) string {
	return strings.NewReplacer(
		"{{antragsteller}}", v.AntragstellerName, "{{vorgangsnummer}}", v.Vorgangsnummer, "{{aktenzeichen}}", v.Aktenzeichen,
		"{{verfahren}}", def.Meta.Titel, "{{eingang}}", casework.Heute(v.EingangAm).Format("02.01.2006"),
	).Replace(text)
}
