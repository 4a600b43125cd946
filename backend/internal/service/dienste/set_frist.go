package dienste

import (
	"context"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
	"time"
)

// setFrist puts a date before the office: datum, or dauer from today.
func (s *Service) setFrist(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return nil, err
	}
	var am time.Time
	if d := eingabe(j, "datum"); d != "" {
		if am, err = time.Parse(time.DateOnly, d); err != nil {
			return nil, &casework.Error{Code: casework.Conflict, Reason: "frist_unreadable",
				Detail: "Das Datum der Frist ist nicht lesbar."}
		}
	} else {
		if am, err = fristende(kalender, tx.Now, eingabe(j, "dauer")); err != nil {
			return nil, err
		}
	}
	w := &casework.Wiedervorlage{ID: schluesselID(j), Vorgang: v.ID, Betreff: "Frist: " + eingabe(j, "art"),
		FaelligAm: am, Von: "Kontor"}
	tx.Journal(v, "frist_gesetzt", map[string]any{"art": eingabe(j, "art"), "am": am.Format(time.DateOnly)})
	return map[string]any{"frist": am.Format(time.DateOnly)}, tx.InsertWiedervorlage(ctx, w)
}

// fristende is the last day of a period set by the office today (§ 31 Abs. 2, 3 VwVfG). One of hours ends on the day
// they lead to.
func fristende(kalender casework.Kalender, now time.Time, dauer string) (time.Time, error) {
	arbeitstag := kalender.IsArbeitstag
	ende, err := workflow.Fristende(casework.Heute(now), dauer, arbeitstag)
	if err == nil {
		return ende, nil
	}
	if ende, err = workflow.AddISO(casework.Heute(now), dauer); err != nil {
		return ende, &casework.Error{Code: casework.Conflict, Reason: "frist_unreadable",
			Detail: "Die Dauer der Frist ist nicht lesbar.", Cause: err}
	}
	return kalender.NaechsterArbeitstag(casework.Heute(ende)), nil
}
