package httpapi

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"kontor/backend/internal/casework"
)

// checkBedarf holds what the contract says an operation of the Antragsraum needs of the login (x-niveau, x-frisch)
// against what the services ask for: who knows the application, the message and the account checks it there.
func checkBedarf(op *openapi3.Operation) error {
	niveau, hatNiveau := op.Extensions["x-niveau"]
	frisch, hatFrisch := op.Extensions["x-frisch"]
	if !slices.Contains(op.Tags, "antragsraum") {
		if hatNiveau || hatFrisch {
			return fmt.Errorf("%s has x-niveau or x-frisch, which are for the Antragsraum", op.OperationID)
		}
		return nil
	}
	if !hatNiveau {
		return fmt.Errorf("%s has no x-niveau", op.OperationID)
	}
	minuten, _ := frisch.(float64)
	if hatFrisch && minuten < 1 {
		return fmt.Errorf("%s: x-frisch is %v, not a number of minutes", op.OperationID, frisch)
	}
	// the generator exports the names
	name := strings.ToLower(op.OperationID[:1]) + op.OperationID[1:]
	want, ok := casework.BedarfAn(name)
	if declared := (casework.Bedarf{Niveau: casework.Niveaubedarf(fmt.Sprint(niveau)), Frisch: int(minuten)}); !ok ||
		declared != want {
		return fmt.Errorf("%s: the contract declares %v, the services ask for %v", name, declared, want)
	}
	return nil
}
