package posteingang

import (
	"context"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Zugang is an intake as people see it: with its health, without its secrets.
type Zugang struct {
	store.Zugang
	Quelle  *Quelle // its Password is never handed out
	Lage    casework.Zugangslage
	Ampel   casework.Ampel
	Gruende []string
	Abruf   *store.Abruf // only of a Zugang that fetches
}

// Geheimnismarke stands for a secret that is set.
const Geheimnismarke = "***"

// SettingsOf an adapter; nil for one that has none or is unknown.
func (s *Service) SettingsOf(adapter string) []adapters.Setting {
	if c, ok := s.Adapters[adapter].(adapters.Configurable); ok {
		return c.Settings()
	}
	return nil
}

// ListZugaenge reads all intakes of the tenant with their health.
func (s *Service) ListZugaenge(ctx context.Context, a casework.Actor) (out []Zugang, err error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = s.loadZugaenge(ctx, tx); return err })
	return out, err
}

func (s *Service) loadZugaenge(ctx context.Context, tx *store.Tx) ([]Zugang, error) {
	rows, err := tx.ListZugaenge(ctx)
	if err != nil {
		return nil, err
	}
	lagen, err := tx.ListZugangslagen(ctx, rows)
	if err != nil {
		return nil, err
	}
	abrufe, err := tx.ListAbrufe(ctx)
	if err != nil {
		return nil, err
	}
	set, err := tx.GetEingangseinstellung(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Zugang, 0, len(rows))
	for _, r := range rows {
		z := Zugang{Zugang: r, Lage: *lagen[r.ID]}
		if z.Quelle, err = QuelleOf(&r); err != nil {
			z.Quelle = &Quelle{} // somebody wrote nonsense into the table; IT enters it anew
		}
		if r.Quelle != nil {
			abruf := abrufe[r.ID]
			z.Abruf, z.Lage.AbrufFehler = &abruf, abruf.FehlerInFolge
		}
		z.Lage.KlaerfallStunden = set.KlaerfallStunden
		z.Lage.EinstellungFehlt = s.Adapters[r.Adapter] == nil ||
			len(casework.FehlendeEinstellungen(s.SettingsOf(r.Adapter), r.Einstellungen, r.Quelle != nil)) > 0
		z.Lage.GeheimnisGesperrt = !s.Readable(&r)
		z.Ampel, z.Gruende = z.Lage.Assess(tx.Now)
		z.mask(s.SettingsOf(r.Adapter))
		out = append(out, z)
	}
	return out, nil
}

// mask replaces secrets by a mark.
func (z *Zugang) mask(settings []adapters.Setting) {
	open := store.Einstellungen{}
	for name, wert := range z.Einstellungen {
		if wert != "" && casework.IsGeheim(settings, name) {
			wert = Geheimnismarke
		}
		open[name] = wert
	}
	z.Einstellungen, z.Salz, z.Geheimnis, z.Zugang.Quelle = open, nil, nil, nil
	if z.Quelle != nil && z.Quelle.Password != "" {
		z.Quelle.Password = Geheimnismarke
	}
}

// ZugangsAdresse is where a form server delivers to.
func (s *Service) ZugangsAdresse(name string) string { return s.Adresse + "/eingang/" + name }

// Zugangsstaende reads the health of all Zugänge of all tenants, for metrics.
func (s *Service) Zugangsstaende(ctx context.Context) (out []Zugang, err error) {
	var mandanten []store.Mandant
	err = s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		mandanten,
			err = tx.ListMandanten(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, m := range mandanten {
		err := s.DB.ReadTx(ctx, casework.System(m.ID), func(tx *store.Tx) error {
			rows, err := s.loadZugaenge(ctx, tx)
			out = append(out, rows...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
