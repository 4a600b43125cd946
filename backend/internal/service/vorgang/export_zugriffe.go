package vorgang

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

var zugriffsKopf = []string{"Zeit", "Person", "Benutzername", "Was", "Vorgangsnummer", "Gezeigte Vorgänge", "Objekt",
	"Angaben"}

// zugriffsSeite is how many entries of an export are read at a time.
const zugriffsSeite = 1000

// ExportZugriffe writes all entries that match as CSV for a German spreadsheet. That somebody took them along is noted
// first; what is read meanwhile is newer and no part of it.
func (s *Service) ExportZugriffe(ctx context.Context, a casework.Actor,
	f store.Zugriffsfilter) (name string, write func(io.Writer) error, err error) {
	if err := a.Must(casework.RechtLeseprotokoll); err != nil {
		return "", nil, err
	}
	err = s.DB.WriteOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		return tx.LogBlick(ctx, casework.Zugriff{Art: "leseprotokoll_datei", Daten: filterDaten(f)})
	})
	if err != nil {
		return "", nil, err
	}
	f.Anzahl = zugriffsSeite
	name = "Leseprotokoll-" + casework.Berlin(s.DB.Now()).Format("2006-01-02") + ".csv"
	return name, func(w io.Writer) error { return s.writeZugriffe(ctx, a, f, w) }, nil
}

func (s *Service) writeZugriffe(ctx context.Context, a casework.Actor, f store.Zugriffsfilter, w io.Writer) error {
	var page bytes.Buffer
	page.WriteString("\ufeff")
	c := csv.NewWriter(&page)
	c.Comma, c.UseCRLF = ';', true
	if err := c.Write(zugriffsKopf); err != nil {
		return err
	}
	for {
		var rows []store.Zugriffszeile
		err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) { rows, err = tx.ListZugriffe(ctx, f); return err })
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := c.Write(zugriffsZeile(r)); err != nil {
				return err
			}
		}
		c.Flush()
		if _, err := page.WriteTo(w); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		if len(rows) < f.Anzahl {
			return nil
		}
		f.Nach = &store.Zugriffsstelle{Am: rows[len(rows)-1].Am, Ort: rows[len(rows)-1].Ort}
	}
}

func zugriffsZeile(r store.Zugriffszeile) []string {
	objekt, gezeigt, angaben := "", "", ""
	if r.Objekt != nil {
		objekt = r.Objekt.String()
	}
	if r.Gezeigt > 0 {
		gezeigt = strconv.Itoa(r.Gezeigt)
	}
	if raw, err := json.Marshal(r.Daten); err == nil && len(r.Daten) > 0 {
		angaben = string(raw)
	}
	out := []string{casework.Berlin(r.Am).Format("02.01.2006 15:04:05"), r.Name, r.Akteur,
		casework.Zugriffsarten[r.Art], r.Vorgangsnummer, gezeigt, objekt, angaben}
	for i := range out {
		out[i] = casework.KeineFormel(out[i])
	}
	return out
}
