package main

import (
	"context"
	"fmt"

	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
)

// runVersion says what this program is and which schemas it runs on.
func runVersion(_ context.Context, e env) error {
	v := version.Read()
	known := store.KnownSchema()
	fmt.Fprintf(e.stdout, "Kontor %s\nCommit %s\n%s\n", v.Number, v.Stand(), v.Go)
	fmt.Fprintf(e.stdout, "Schemastand: braucht %d, kennt bis %d; neuere, soweit die Datenbank es erlaubt\n", known,
		known)
	return nil
}
