package dienste

import (
	"fmt"
	"kontor/backend/internal/casework"
	"kontor/workflow"
	"strings"

	"github.com/google/uuid"
)

func eingabe(j casework.JobDienst, name string) string {
	switch v := j.Eingabe[name].(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// schluesselID makes the row's id from Vorgang and idempotency key: the same effect is the same row. The
// key alone is unique within one run only.
func schluesselID(j casework.JobDienst) uuid.UUID {
	return uuid.NewSHA1(j.Vorgang, []byte(j.Schluessel))
}

// fillPlatzhalter resolves what text modules may name.
func fillPlatzhalter(text string, v *casework.Vorgang, def *workflow.Definition) string {
	return strings.NewReplacer(
		"{{antragsteller}}", v.AntragstellerName, "{{vorgangsnummer}}", v.Vorgangsnummer,
		"{{aktenzeichen}}", v.Aktenzeichen,
		"{{verfahren}}", v.Langtitel(&def.Meta), "{{eingang}}", casework.Heute(v.EingangAm).Format("02.01.2006"),
	).Replace(text)
}
