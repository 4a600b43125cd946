package verfahren

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Anlage is what this program can do and its settings let it; nil = nobody said it.
type Anlage struct {
	Dienste   []string // kinds of service
	Adapter   []string
	Ausgaenge []string // targets that are set up
	Kanaele   []string // channels that are set up
}

// Programm is the house as far as it is known without a tenant.
func (s *Service) Programm() workflow.Haus {
	h := workflow.Haus{Dienste: s.Anlage.Dienste, Adapter: s.Anlage.Adapter, Ausgaenge: s.Anlage.Ausgaenge,
		Nachrichten: workflow.SentMessages(), Rollen: workflow.Rollen()}
	if kanaele := s.Anlage.Kanaele; kanaele != nil {
		h.Email = func(address string) string {
			if _, ok := casework.EmailAdresse(address); !ok {
				return "Das ist keine Adresse, an die eine E-Mail gehen kann."
			}
			if !slices.Contains(kanaele, casework.ZielMitarbeit) {
				return "Der Versand von E-Mail ist hier nicht eingerichtet."
			}
			return ""
		}
	}
	return h
}

// ReadHaus reads the house of a tenant, with what is known of the forms of a definition.
func (s *Service) ReadHaus(ctx context.Context, mandant uuid.UUID,
	def *workflow.Definition) (h workflow.Haus, err error) {
	err = s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		if h, err = s.haus(ctx, tx); err == nil {
			err = readProben(ctx, tx, &h, def)
		}
		return err
	})
	return h, err
}

// proben: so many of the latest applications of a form say which fields it has.
const proben = 20

// readProben adds what applications and samples of a form hold, for the forms of a definition.
func readProben(ctx context.Context, tx *store.Tx, h *workflow.Haus, def *workflow.Definition) error {
	known := map[[2]string][]casework.Antrag{}
	for _, f := range def.Meta.Formulare {
		antraege, err := tx.ListProben(ctx, f.Adapter, f.Formular, proben)
		if err != nil {
			return err
		}
		known[[2]string{f.Adapter, f.Formular}] = antraege
	}
	h.Findet = func(f workflow.Formular, path string) (hits, of int) {
		all := known[[2]string{f.Adapter, f.Formular}]
		for i := range all {
			if casework.HasFeld(all[i].Antragsdaten, path) {
				hits++
			}
		}
		return hits, len(all)
	}
	return nil
}

func (s *Service) haus(ctx context.Context, tx *store.Tx) (workflow.Haus, error) {
	h := s.Programm()
	einheiten, err := tx.ListEinheiten(ctx) // not from the cache: who has just added one looks whether that helped
	if err != nil {
		return h, err
	}
	h.Einheiten = map[string]string{}
	for _, e := range einheiten {
		h.Einheiten[e.Schluessel] = e.Name
	}
	personal, err := tx.ListPersonal(ctx)
	if err != nil {
		return h, err
	}
	h.Personen, h.Besetzt = map[string][]string{}, []string{}
	for _, b := range personal {
		if sicht := b.Actor().Sicht(); sicht.Alle || len(sicht.Einheiten) > 0 {
			h.Personen[b.Name] = append([]string{}, sicht.Einheiten...) // of who sees new ones of all units, none
		}
		h.Besetzt = append(h.Besetzt, b.Rollen...)
	}
	return h, nil
}

// checkHaus leaves out what an earlier program stored with the version.
func checkHaus(def *workflow.Definition, h workflow.Haus,
	stored []workflow.Finding) (found []workflow.Finding, offen []string) {
	findings, offen := def.CheckHaus(h)
	return slices.DeleteFunc(findings, func(f workflow.Finding) bool {
		return slices.ContainsFunc(stored, func(s workflow.Finding) bool {
			return s.Element == f.Element && s.Message == f.Message
		})
	}), offen
}
