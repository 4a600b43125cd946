package dienste

import (
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
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
