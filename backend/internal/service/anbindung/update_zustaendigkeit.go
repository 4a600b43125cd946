package anbindung

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// UpdateZustaendigkeit replaces the table. version is the one the person has seen, 0 before the first save.
func (s *Service) UpdateZustaendigkeit(ctx context.Context, a casework.Actor, version int,
	regeln []casework.Zustaendigkeitsregel) (z *store.Zustaendigkeit, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		units, err := tx.ListEinheiten(ctx)
		if err != nil {
			return err
		}
		if err := checkRegeln(regeln, units); err != nil {
			return err
		}
		if err := tx.SaveZustaendigkeit(ctx, version, regeln); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zuordnung"})
		if err := tx.Record(ctx, "zustaendigkeit_geaendert", "zustaendigkeit", map[string]any{"version": version + 1,
			"regeln": regeln}); err != nil {
			return err
		}
		z, err = tx.GetZustaendigkeit(ctx)
		return err
	})
	if err == nil {
		s.Posteingang.ForgetRegelwerk(a.Mandant)
	}
	return z, err
}

// checkRegeln cleans the lines and refuses those that could never do anything.
func checkRegeln(regeln []casework.Zustaendigkeitsregel, units []store.Einheit) error {
	felder := map[string]string{}
	for i := range regeln {
		r := &regeln[i]
		for _, text := range []*string{&r.Zugang, &r.Organisationseinheit, &r.Leika, &r.Region, &r.Formular, &r.Feld,
			&r.Wert, &r.Einheit, &r.Bemerkung} {
			*text = strings.TrimSpace(*text)
		}
		zeile := "regeln." + strconv.Itoa(i) + "."
		if !slices.ContainsFunc(units, func(u store.Einheit) bool { return u.Schluessel == r.Einheit }) {
			felder[zeile+"einheit"] = "unknown"
		}
		if r.Region != "" && !casework.IsRegionsebene(r.Region) {
			felder[zeile+"region"] = "format"
		}
		if (r.Feld == "") != (r.Wert == "") {
			felder[zeile+"wert"] = "required"
		}
		if _, err := workflow.ParsePath(r.Feld); r.Feld != "" && err != nil {
			felder[zeile+"feld"] = "format"
		}
	}
	if len(felder) > 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}
