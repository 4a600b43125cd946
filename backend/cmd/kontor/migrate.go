package main

import (
	"context"
	"fmt"

	"kontor/backend/internal/config"
	"kontor/backend/internal/store"
)

// runMigrate brings the schema up to date; `kontor serve` does so by itself, this is for those who want it as a step.
func runMigrate(ctx context.Context, e env) error {
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil {
		return err
	}
	if err := store.Migrate(ctx, dsn); err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, "Die Datenbank ist auf dem Stand dieses Programms.")
	return nil
}
