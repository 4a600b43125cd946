package posteingang

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"maps"
	"reflect"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/store"
)

// siegelort of a secret: it opens at this setting of this Zugang only.
func siegelort(z *store.Zugang, name string) string { return z.ID.String() + "/" + name }

const ortQuelle = "quelle.password"

// SealZugang seals the secrets of a Zugang that lie open.
func (s *Service) SealZugang(z *store.Zugang) error {
	settings := s.SettingsOf(z.Adapter)
	for name, wert := range z.Einstellungen {
		if casework.IsGeheim(settings, name) {
			z.Einstellungen[name] = s.Sealer.Seal(wert, siegelort(z, name))
		}
	}
	q, err := QuelleOf(z)
	if err != nil || q == nil || q.Password == "" || seal.Sealed(q.Password) {
		return nil //nolint:nilerr // nonsense in the table is said where the source is used
	}
	q.Password = s.Sealer.Seal(q.Password, siegelort(z, ortQuelle))
	raw, err := json.Marshal(q)
	if err != nil {
		return err
	}
	z.Quelle = (*json.RawMessage)(&raw)
	return nil
}

// openSettings are the settings of a Zugang with their secrets in clear, for its adapter and nobody else.
func (s *Service) openSettings(z *store.Zugang) (map[string]string, error) {
	var open map[string]string
	for name, wert := range z.Einstellungen {
		if !seal.Sealed(wert) {
			continue
		}
		clear, err := s.Sealer.Open(wert, siegelort(z, name))
		if err != nil {
			return nil, secretUnreadable(err)
		}
		if open == nil {
			open = maps.Clone(z.Einstellungen)
		}
		open[name] = clear
	}
	if open == nil {
		return z.Einstellungen, nil
	}
	return open, nil
}

// openQuelle is where a Zugang fetches, with the password in clear; nil for one that does not fetch.
func (s *Service) openQuelle(z *store.Zugang) (*Quelle, error) {
	q, err := QuelleOf(z)
	if err != nil {
		return nil, &adapters.Error{Code: adapters.Incomplete, Reason: "source_invalid",
			Detail: "Die Quelle des Zugangs ist nicht lesbar. Bitte am Zugang neu eintragen.", Cause: err}
	}
	if q == nil {
		return nil, nil
	}
	if q.Password, err = s.Sealer.Open(q.Password, siegelort(z, ortQuelle)); err != nil {
		return nil, secretUnreadable(err)
	}
	return q, nil
}

// Readable tells whether the secrets of a Zugang open.
func (s *Service) Readable(z *store.Zugang) bool {
	_, err := s.openSettings(z)
	if err == nil {
		_, err = s.openQuelle(z)
	}
	return err == nil
}

func secretUnreadable(err error) error {
	return &adapters.Error{Code: adapters.Unavailable, Reason: "secret_unreadable", Cause: err,
		Detail: "Ein Passwort dieses Zugangs lässt sich nicht entschlüsseln: Es wurde mit einem anderen KONTOR_SCHLUESSEL gespeichert. Bitte am Zugang neu eingeben."}
}

// SealZugaenge seals at the start what an earlier version, or a hand in the table, left open, in every tenant.
func (s *Service) SealZugaenge(ctx context.Context) error {
	var mandanten []store.Mandant
	err := s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		mandanten,
			err = tx.ListMandanten(ctx)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range mandanten {
		if err := s.DB.InTx(ctx, casework.System(m.ID), func(tx *store.Tx) error {
			return s.sealTenant(ctx, tx)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) sealTenant(ctx context.Context, tx *store.Tx) error {
	all, err := tx.ListZugaenge(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		z, err := tx.LockZugang(ctx, all[i].ID)
		if err != nil {
			return err
		}
		vorher := FelderOf(z)
		if err := s.SealZugang(z); err != nil {
			return err
		}
		if reflect.DeepEqual(vorher, FelderOf(z)) {
			continue
		}
		if err := tx.SaveZugang(ctx, z); err != nil {
			return err
		}
	}
	return nil
}

// NewPasswort is 256 bits of chance in letters that survive every form.
func NewPasswort() string {
	var raw [32]byte
	_, _ = rand.Read(raw[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(raw[:])
}

// FelderOf lays a Zugang out by field, for saying which ones changed.
func FelderOf(z *store.Zugang) map[string]any {
	out := map[string]any{"titel": z.Titel, "aktiv": z.Aktiv, "benutzer": z.Benutzer, "zertifikat": z.Zertifikat,
		"stilleStunden": z.StilleStunden, "quelle": ""}
	if q, err := QuelleOf(z); err == nil && q != nil {
		out["quelle"] = *q
	}
	for name, wert := range z.Einstellungen {
		out["einstellungen."+name] = wert
	}
	return out
}
