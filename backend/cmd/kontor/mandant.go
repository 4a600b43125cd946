package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/store"
)

// findMandant finds a tenant by its key; an empty key finds the only one.
func findMandant(ctx context.Context, db *store.DB, key string) (uuid.UUID, error) {
	alle, err := listMandanten(ctx, db)
	if err != nil {
		return uuid.Nil, err
	}
	for _, m := range alle {
		if m.Schluessel == key || key == "" && len(alle) == 1 {
			return m.ID, nil
		}
	}
	if key == "" {
		return uuid.Nil, fmt.Errorf("KONTOR_MANDANT is missing: the database has %d tenants", len(alle))
	}
	return uuid.Nil, fmt.Errorf("KONTOR_MANDANT: there is no tenant %q in the database", key)
}

// checkOrt refuses a key (AGS) that does not lie in the Land, and says in the log which holidays of the place nobody
// has settled: a period that would end on such a day ends on it.
func checkOrt(ctx context.Context, db *store.DB, own uuid.UUID, siegler brief.Sealer, log *slog.Logger) error {
	alle, err := listMandanten(ctx, db)
	if err != nil {
		return err
	}
	for _, m := range alle {
		if m.ID != own {
			continue
		}
		if land := casework.LandVon(m.AGS); m.AGS != "" && land != m.Land {
			return fmt.Errorf("mandant.ags: %s does not lie in %s (mandant.land)", m.AGS, m.Land)
		}
		if konto := m.Bankkonto(); konto.IBAN != "" && !casework.IsIBAN(konto.IBAN) {
			log.Warn("mandant.iban is no valid IBAN: no Bescheid with a fee goes out until it is put right")
		}
		if siegel := m.Siegel(); siegel != "" {
			if err := siegler.Ready(siegel, time.Now()); err != nil {
				log.Error("mandant.siegel_zertifikat cannot be used: no Bescheid goes out until it is put right", "error", err)
			}
		}
		for _, f := range m.OffeneFeiertage() {
			log.Warn("nobody has said whether this is a holiday at the place: enter mandant.ags, or mandant.feiertage",
				"feiertag", string(f), "land", string(m.Land), "ags", m.AGS)
		}
	}
	return nil
}

func listMandanten(ctx context.Context, db *store.DB) (alle []store.Mandant, err error) {
	err = db.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) error { alle, err = tx.ListMandanten(ctx); return err })
	return alle, err
}

// errZweiterMandant is a fault of the configuration: address and sender of mail come from the environment, and jobs of
// all tenants run in every process. So notices of one tenant would carry the sender and the link of another.
var errZweiterMandant = errors.New("KONTOR_MANDANT: there is a second active tenant in the database")

// checkAllein is errZweiterMandant where another tenant than the own one has an active Zugang or an open Vorgang. The
// own one counts always.
func checkAllein(ctx context.Context, db *store.DB, own uuid.UUID) error {
	alle, err := listMandanten(ctx, db)
	if err != nil {
		return err
	}
	var mine string
	var others []string
	for _, m := range alle {
		name := fmt.Sprintf("%s (%s)", m.Schluessel, m.Name)
		if m.ID == own {
			mine = name
			continue
		}
		var works bool
		err := db.ReadTx(ctx, casework.System(m.ID), func(tx *store.Tx) (err error) {
			works,
				err = tx.MandantArbeitet(ctx)
			return err
		})
		if err != nil {
			return err
		}
		if works {
			others = append(others, name)
		}
	}
	if len(others) == 0 {
		return nil
	}
	return fmt.Errorf("%w: beside %s there is %s; notices of one would carry sender (SMTP_FROM) and address (KONTOR_ADRESSE) of the other: "+
		"give each tenant a database of its own, in which no Zugang of another is active and no Vorgang of another open (docs/betrieb.md)",
		errZweiterMandant, mine, strings.Join(others, ", "))
}

// mandantenTakt is how often a running process looks for a second tenant: rows come from psql, nothing refuses them.
var mandantenTakt = time.Minute

// watchAllein says in the log when a second tenant becomes active, once until it is gone. The office goes on: others
// may be in the middle of their work, and the next start refuses.
func watchAllein(ctx context.Context, db *store.DB, own uuid.UUID, log *slog.Logger) {
	tick := time.NewTicker(mandantenTakt)
	defer tick.Stop()
	for said := false; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := checkAllein(ctx, db, own)
		second := errors.Is(err, errZweiterMandant)
		if second && !said {
			log.Error("second tenant", "error", err)
		}
		if err == nil || second {
			said = second
		}
	}
}
