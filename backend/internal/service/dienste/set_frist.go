package dienste

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// setFrist puts a date before the office: datum, or dauer from today. Neither ends on a day on which nobody works.
func (s *Service) setFrist(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return nil, err
	}
	am, err := gesetzt(kalender, tx.Now, j)
	if err != nil {
		return nil, err
	}
	w := &casework.Wiedervorlage{ID: schluesselID(j), Vorgang: v.ID, Betreff: "Frist: " + eingabe(j, "art"),
		FaelligAm: am, Von: "Kontor"}
	tx.Journal(v, "frist_gesetzt", map[string]any{"art": eingabe(j, "art"), "am": am.Format(time.DateOnly)})
	return map[string]any{"frist": am.Format(time.DateOnly)}, tx.InsertWiedervorlage(ctx, w)
}

// gesetzt is the last day of the period that set_frist asks for.
func gesetzt(kalender casework.Kalender, now time.Time, j casework.JobDienst) (time.Time, error) {
	d := eingabe(j, "datum")
	if d == "" {
		return fristende(kalender, now, eingabe(j, "dauer"))
	}
	am, err := time.Parse(time.DateOnly, d)
	if err != nil {
		return am, &casework.Error{Code: casework.Conflict, Reason: "frist_unreadable",
			Detail: "Das Datum der Frist ist nicht lesbar."}
	}
	return kalender.NaechsterArbeitstag(am), nil
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
