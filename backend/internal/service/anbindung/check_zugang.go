package anbindung

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// Pruefpunkt is one thing a Zugang needs before it goes live.
type Pruefpunkt struct {
	Art     string
	Zustand string // erfuellt, fehlt, warnung
	Name    string // which setting, or why
	Ziel    string // page where it is mended
}

const (
	punktErfuellt = "erfuellt"
	punktFehlt    = "fehlt"
	punktWarnung  = "warnung"
	seiteEingang  = "/posteingang/einstellungen"
)

// CheckZugang says what is missing before a Zugang goes live; bereit = nothing is. A warning is for a person to weigh.
func (s *Service) CheckZugang(ctx context.Context, a casework.Actor,
	id uuid.UUID) (punkte []Pruefpunkt, bereit bool, err error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return nil, false, err
	}
	c := &zugangspruefung{s: s, seite: "/zugaenge/" + id.String()}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := s.Posteingang.LoadZugang(ctx, tx, id)
		if err != nil {
			return err
		}
		c.einrichtung(z)
		if err := c.abruf(ctx, tx, z); err != nil {
			return err
		}
		if err := c.weg(ctx, tx, z); err != nil {
			return err
		}
		if err := c.test(ctx, tx, z); err != nil {
			return err
		}
		return c.behoerde(ctx, tx, z)
	})
	if err != nil {
		return nil, false, err
	}
	bereit = true
	for _, p := range c.punkte {
		bereit = bereit && p.Zustand != punktFehlt
	}
	return c.punkte, bereit, nil
}

type zugangspruefung struct {
	s      *Service
	seite  string
	punkte []Pruefpunkt
}

func (c *zugangspruefung) add(art string, gut bool, sonst, name, ziel string) {
	p := Pruefpunkt{Art: art, Zustand: sonst, Name: name, Ziel: ziel}
	if gut {
		p = Pruefpunkt{Art: art, Zustand: punktErfuellt}
	}
	c.punkte = append(c.punkte, p)
}

func (c *zugangspruefung) einrichtung(z *posteingang.Zugang) {
	c.add("adapter", c.s.Posteingang.Adapters[z.Adapter] != nil, punktFehlt, z.Adapter, c.seite)
	c.add("aktiv", z.Aktiv, punktFehlt, "", c.seite)
	settings := c.s.Posteingang.SettingsOf(z.Adapter)
	fehlend := casework.FehlendeEinstellungen(settings, z.Einstellungen, z.Quelle != nil)
	for _, name := range fehlend {
		c.add("einstellung", false, punktFehlt, name, c.seite)
	}
	if len(fehlend) == 0 {
		c.add("einstellung", true, "", "", "")
	}
	c.add("stille", z.StilleStunden > 0, punktWarnung, "", c.seite)
}

// abruf concerns who fetches: the source is named and answered the last time.
func (c *zugangspruefung) abruf(ctx context.Context, tx *store.Tx, z *posteingang.Zugang) error {
	full, err := tx.GetZugangByID(ctx, z.ID)
	if err != nil {
		return err
	}
	if !c.s.Posteingang.Readable(full) {
		c.add("geheimnis", false, punktFehlt, "", c.seite)
	}
	c.add("passwort", len(full.Geheimnis) > 0 && len(full.Salz) > 0, punktFehlt, "", c.seite)
	if _, ok := c.s.Posteingang.Adapters[z.Adapter].(adapters.Puller); !ok || z.Quelle == nil {
		return nil
	}
	folder, err := c.s.Posteingang.OpenOrdner(z.Name)
	if folder != nil {
		_ = folder.Close()
	}
	quelle := z.Quelle.URL != "" && (z.Quelle.User == "" || z.Quelle.Password != "") || z.Quelle.URL == "" &&
		folder != nil && err == nil
	c.add("quelle", quelle, punktFehlt, "", c.seite)
	switch {
	case z.Abruf.Grund != "":
		c.add("abruf", false, punktFehlt, z.Abruf.Grund, c.seite)
	default:
		c.add("abruf", z.Abruf.ErfolgAm != nil, punktWarnung, "", c.seite)
	}
	return nil
}

// weg is what comes after reading: a unit for what nobody is responsible for, and a mapping.
func (c *zugangspruefung) weg(ctx context.Context, tx *store.Tx, z *posteingang.Zugang) error {
	units, err := tx.ListEinheiten(ctx)
	if err != nil {
		return err
	}
	poststelle := false
	for _, u := range units {
		poststelle = poststelle || u.IstPoststelle
	}
	c.add("poststelle", poststelle, punktFehlt, "", "/zustaendigkeit")
	mapped, err := tx.HasZuordnung(ctx, z.ID)
	if err != nil {
		return err
	}
	angebot, err := c.s.Verfahren.Angebot(ctx, tx)
	if err != nil {
		return err
	}
	c.add("zuordnung", mapped || angebot.KnowsAdapter(z.Adapter), punktWarnung, "", c.seite+"/formulare")
	return nil
}

// test looks for a test delivery that went well since the last change.
func (c *zugangspruefung) test(ctx context.Context, tx *store.Tx, z *posteingang.Zugang) error {
	if _, ok := c.s.Posteingang.Adapters[z.Adapter].(adapters.Sampler); !ok {
		c.add("testlieferung", false, punktWarnung, "no_sample", c.seite)
		return nil
	}
	rows, err := tx.ListProtokoll(ctx, z.ID.String(), 100)
	if err != nil {
		return err
	}
	gut := false
	for _, r := range rows { // newest first
		if r.Art == "zugang_geaendert" || r.Art == "zugang_angelegt" {
			break
		}
		var daten struct{ Erfolg bool }
		if r.Art == "zugang_getestet" && json.Unmarshal(r.Daten, &daten) == nil {
			gut = daten.Erfolg
			break
		}
	}
	c.add("testlieferung", gut, punktFehlt, "", c.seite)
	return nil
}

// behoerde is what the authority decides once for all its Zugänge.
func (c *zugangspruefung) behoerde(ctx context.Context, tx *store.Tx, z *posteingang.Zugang) error {
	set, err := tx.GetEingangseinstellung(ctx)
	if err != nil {
		return err
	}
	c.add("alarm", len(set.AlarmEmails) > 0 || set.AlarmWebhook != "", punktWarnung, "", seiteEingang)
	c.add("aufbewahrung", set.Version > 0, punktFehlt, "", seiteEingang)
	c.add("pruefung_dateien", c.s.Posteingang.Virenscanner, punktWarnung, "", "")
	return nil
}
