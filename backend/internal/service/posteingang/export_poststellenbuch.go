package posteingang

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// buchKopf are the columns of the export.
var buchKopf = []string{"Referenz", "Empfangen am", "Zugang", "Adapter", "Weg", "Größe in Byte", "SHA-256", "Zustand",
	"Grund", "Antwort (HTTP)", "Kennung", "Formular",
	"Formularversion", "Vorgangsnummer", "Rohdaten gelöscht am", "ID"}

// buchSeite is how many lines of an export are read at a time.
const buchSeite = 1000

// ExportPoststellenbuch writes all lines that match as CSV for a German spreadsheet: UTF-8 with BOM, semicolons, times
// in Europe/Berlin. That somebody took the book along is written down first. Lines are read page by page; what comes in
// meanwhile is newer and not part of it.
func (s *Service) ExportPoststellenbuch(ctx context.Context, a casework.Actor,
	f store.Buchfilter) (name string, write func(io.Writer) error, err error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return "", nil, err
	}
	f.Suche, f.Anzahl = strings.TrimSpace(f.Suche), buchSeite
	daten := map[string]any{"zustand": f.Zustand, "formular": f.Formular, "mit_suche": f.Suche != ""}
	for key, am := range map[string]time.Time{"von": f.Von, "bis": f.Bis} {
		if !am.IsZero() {
			daten[key] = am
		}
	}
	if f.Zugang != nil {
		daten["zugang"] = *f.Zugang
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		return tx.Record(ctx, "poststellenbuch_exportiert", "poststellenbuch", daten)
	})
	if err != nil {
		return "", nil, err
	}
	name = "Poststellenbuch-" + casework.Berlin(s.DB.Now()).Format("2006-01-02") + ".csv"
	return name, func(w io.Writer) error { return s.writeBuch(ctx, a, f, w) }, nil
}

func (s *Service) writeBuch(ctx context.Context, a casework.Actor, f store.Buchfilter, w io.Writer) error {
	var page bytes.Buffer
	page.WriteString("\ufeff")
	c := csv.NewWriter(&page)
	c.Comma, c.UseCRLF = ';', true
	if err := c.Write(buchKopf); err != nil {
		return err
	}
	for {
		var rows []store.Bucheintrag
		err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
			rows,
				err = tx.ListPoststellenbuch(ctx, f)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := c.Write(buchZeile(r)); err != nil {
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
		f.Nach = &rows[len(rows)-1].ID
	}
}

func buchZeile(r store.Bucheintrag) []string {
	zeit := func(t *time.Time) string {
		if t == nil {
			return ""
		}
		return casework.Berlin(*t).Format("02.01.2006 15:04:05")
	}
	antwort := ""
	if r.Antwort > 0 {
		antwort = strconv.Itoa(r.Antwort)
	}
	out := []string{Referenz(r.ID), zeit(&r.EmpfangenAm), r.ZugangName, r.Adapter, r.Weg, strconv.FormatInt(r.Groesse,
		10), r.SHA256, r.Zustand, r.Grund, antwort, r.Kennung,
		r.Formular, r.FormularVersion, r.Vorgangsnummer, zeit(r.RohdatenGeloeschtAm), r.ID.String()}
	for i := range out {
		out[i] = casework.KeineFormel(out[i])
	}
	return out
}
