package main

import (
	"context"
	"fmt"

	"kontor/backend/internal/config"
	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
)

// runMigrate brings the schema up to date; `kontor serve` does so by itself, this is for those who want it as a step.
func runMigrate(ctx context.Context, e env) error {
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil {
		return err
	}
	cfg, err := config.Load(e.getenv)
	if err != nil {
		return err
	}
	owner := dsn
	if cfg.DatabaseOwner != "" {
		owner = cfg.DatabaseOwner.Value()
	}
	if err := migrate(ctx, owner, dsn); err != nil {
		return err
	}
	s, err := store.ReadSchema(ctx, dsn)
	if err != nil {
		return err
	}
	if known := store.KnownSchema(); s.Stand > known {
		fmt.Fprintf(e.stdout, "Nichts zu tun: Die Datenbank hat schon den neueren Schemastand %d (Kontor %s). "+
			"Dieses Programm (Kontor %s) kennt Stand %d und darf mit ihm arbeiten.\n",
			s.Stand, s.Programm, version.Read(), known)
		return nil
	}
	fmt.Fprintf(e.stdout, "Die Datenbank ist auf dem Stand dieses Programms (Schemastand %d).\n", s.Stand)
	return nil
}
