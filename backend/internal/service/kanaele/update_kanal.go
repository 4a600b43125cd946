package kanaele

import (
	"context"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// KanalAenderung is what IT sets at a Kanal. A secret that comes as Geheimnismarke stays as it is.
type KanalAenderung struct {
	Version       int
	Name          string
	Aktiv         bool
	Einstellungen map[string]string
}

// UpdateKanal writes what IT entered. One that is switched on has settings with which it opens, and is asked at once
// what lies there.
func (s *Service) UpdateKanal(ctx context.Context, a casework.Actor, id uuid.UUID,
	in KanalAenderung) (*Kanal, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		return nil, casework.FailField("name", "required")
	}
	var out Kanal
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		k, err := tx.LockKanal(ctx, id)
		if err != nil {
			return err
		}
		if k.Version != in.Version {
			return casework.Fail(casework.Stale, "stale")
		}
		vorher := fields(k)
		if err := s.setEinstellungen(k, in.Einstellungen); err != nil {
			return err
		}
		k.Name, k.Aktiv = in.Name, in.Aktiv
		if err := s.checkOne(ctx, tx, k); err != nil {
			return err
		}
		if err := tx.SaveKanal(ctx, k); err != nil {
			return err
		}
		if err := enqueueRueckabruf(ctx, tx, k); err != nil {
			return err
		}
		out = show(k)
		return tx.Record(ctx, "kanal_geaendert", id.String(), map[string]any{
			"felder": casework.Geaendert(vorher, fields(k))})
	})
	return &out, err
}

// checkOne: a channel that is switched on opens, and is the only one of its kind.
func (s *Service) checkOne(ctx context.Context, tx *store.Tx, k *store.Kanal) error {
	if !k.Aktiv {
		return nil
	}
	other, err := tx.FindKanal(ctx, k.Art)
	if err != nil {
		return err
	}
	if other != nil && other.ID != k.ID {
		return casework.Fail(casework.Conflict, "kanal_active")
	}
	_, err = s.Versand.TryKanal(k)
	return err
}

func fields(k *store.Kanal) map[string]any {
	out := map[string]any{"name": k.Name, "aktiv": k.Aktiv}
	for name, wert := range k.Einstellungen {
		out["einstellungen."+name] = wert
	}
	return out
}

// setEinstellungen takes what the protocol knows. A password is kept only for the server it was entered for: otherwise
// a new address would be a way to read it.
func (s *Service) setEinstellungen(k *store.Kanal, werte map[string]string) error {
	felder := map[string]string{}
	neu := store.Einstellungen{}
	umgezogen := false
	settings := s.Versand.Kanalarten[k.Art].Felder
	for _, f := range settings {
		if strings.HasSuffix(f.Name, "url") && host(werte[f.Name]) != host(k.Einstellungen[f.Name]) {
			umgezogen = true
		}
	}
	for _, f := range settings {
		wert := strings.TrimSpace(werte[f.Name])
		switch {
		case wert == "":
			continue
		case f.Geheim && wert == Geheimnismarke && umgezogen:
			felder[f.Name] = "required"
		case f.Geheim && wert == Geheimnismarke:
			neu[f.Name] = k.Einstellungen[f.Name]
		case f.Geheim:
			neu[f.Name] = s.Sealer.Seal(wert, versand.Kanalort(k.ID, f.Name))
		default:
			neu[f.Name] = wert
		}
	}
	for name := range werte {
		if _, ok := neu[name]; !ok && werte[name] != "" && felder[name] == "" {
			felder[name] = "unknown_field"
		}
	}
	if len(felder) > 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: felder}
	}
	k.Einstellungen = neu
	return nil
}

func host(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	return u.Scheme + "://" + strings.ToLower(u.Host)
}
