package versand

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Postfach is a channel into an applicant's mailbox. Faehigkeiten does nothing. An error of Deliver
// should be a *casework.Zustellfehler; any other counts as "outcome unknown".
type Postfach interface {
	Faehigkeiten() casework.Faehigkeiten
	Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error)
}

// Rueckkanal is a Postfach that also brings back what applicants wrote. Poll lists what lies there, by the channel's
// own ids, and changes nothing; Fetch reads one (a *casework.Error NotFound: it does not lie there any more);
// Acknowledge removes it there, and is called only after what it brought is committed. Once is as good as twice.
type Rueckkanal interface {
	Postfach
	Poll(ctx context.Context) ([]string, error)
	Fetch(ctx context.Context, kennung string) (casework.Rueckmeldung, error)
	Acknowledge(ctx context.Context, kennung string) error
}

// Fadenkanal is a Rueckkanal at whose far end lies, too, what is no answer: what Faden names by an id of Poll is the
// address (Vorgang.PostfachAdresse) it belongs to, and what belongs to no Vorgang stays there, untouched.
type Fadenkanal interface {
	Rueckkanal
	Faden(kennung string) string
}

// Bescheidweg is told what became of a Bescheid on its way into the mailbox of a Nutzerkonto: it lies there since a
// moment, it did not get there (ungewiss: nobody knows), it is sent once more. The last may refuse.
type Bescheidweg interface {
	AnnouncePostfach(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht uuid.UUID, am time.Time) error
	RefusePostfach(ctx context.Context, tx *store.Tx, vorgang, nachricht uuid.UUID, ungewiss bool) error
	RetryPostfach(ctx context.Context, tx *store.Tx, vorgang, nachricht uuid.UUID) error
}

// Opener opens stored content by SHA-256.
type Opener = func(sha256 string) (io.ReadCloser, error)

// Ausgang is a target to which whole Vorgänge are handed over.
type Ausgang interface {
	HandOver(ctx context.Context, u casework.Uebergabe, open Opener) (casework.Quittung, error)
}

// Export writes Vorgänge as one ZIP for download and returns its file name without ".zip".
type Export func(w io.Writer, u casework.Uebergabe, open Opener) (string, error)
