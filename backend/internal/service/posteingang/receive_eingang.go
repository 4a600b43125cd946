package posteingang

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// Kopfzeilen are the headers worth keeping: they say how to read the body. Credentials and cookies are
// never among them.
var Kopfzeilen = []string{"Content-Type", "Content-Length", "Content-Encoding", "Soapaction",
	"Accept-Language", "User-Agent"}

// Lieferung is one delivery at the door.
type Lieferung struct {
	Path   string
	Query  url.Values
	Header http.Header
	Body   io.Reader
	Weg    string // "" = gesendet
}

// Kopf is what is kept of the head of a delivery: enough to read its body again.
type Kopf struct {
	Path   string      `json:"path"`
	Query  url.Values  `json:"query,omitempty"`
	Header http.Header `json:"header"`
}

// ReceiveEingang takes one delivery: durable first, then parsed and made a Vorgang. The Outcome always
// names the reference id once the delivery is stored; what fails afterwards waits as a Klärfall.
func (s *Service) ReceiveEingang(ctx context.Context, z *store.Zugang, ad adapters.Adapter,
	l Lieferung) adapters.Outcome {
	e, err := s.StoreEingang(ctx, z, l)
	if err != nil {
		bad := IntakeError(err)
		s.CountAbweisung(ctx, z, bad.Reason)
		return adapters.Outcome{Fehler: bad}
	}
	if e.KlaerfallAm != nil {
		return repeatedKlaerfall(e)
	}
	// the form server may hang up now; what is stored is finished all the same
	return s.processEingang(context.WithoutCancel(ctx), z, ad, e, l.Path, l.Query, l.Antwort(ad))
}

// Antwort of a delivery that somebody sent. What was fetched is answered to nobody.
func (l Lieferung) Antwort(ad adapters.Adapter) antwort {
	if l.Weg == store.WegAbgeholt {
		return nil
	}
	return func(o adapters.Outcome) int {
		if o.Antwort != nil {
			return o.Antwort.Status
		}
		return ad.Answer(adapters.Delivery{Path: l.Path, Query: l.Query, Header: l.Header}, o).Status
	}
}

// StoreEingang makes a delivery durable, body first. Nothing is parsed yet.
func (s *Service) StoreEingang(ctx context.Context, z *store.Zugang, l Lieferung) (*store.Eingang, error) {
	blob, err := s.Blobs.Put(ctx, service.LimitBody(l.Body, s.MaxLieferung))
	if service.TooMuch(err) {
		return nil, ErrTooLarge(s.MaxLieferung)
	}
	if err != nil {
		return nil, err
	}
	header := http.Header{}
	for _, k := range Kopfzeilen {
		if v := l.Header.Values(k); len(v) > 0 {
			header[k] = v
		}
	}
	raw, err := json.Marshal(Kopf{l.Path, l.Query, header})
	if err != nil {
		return nil, err
	}
	e := &store.Eingang{ID: service.NewID(), Mandant: z.Mandant, Zugang: z.ID, EmpfangenAm: s.DB.Now(), Kopf: raw,
		SHA256: blob.SHA256, Groesse: blob.Groesse, Zustand: store.EingangEmpfangen,
		Weg: cmp.Or(l.Weg, store.WegGesendet)}
	err = s.DB.InTx(ctx, casework.System(z.Mandant), func(tx *store.Tx) error {
		if e.Weg == store.WegAbgeholt {
			if known, err := s.countRepeated(ctx, tx, z, blob.SHA256); known != nil || err != nil {
				e = known
				return err
			}
		}
		return tx.InsertEingang(ctx, e)
	})
	return e, err
}

// countRepeated finds the Klärfall that these bytes are already. A source keeps what was not taken and offers it with
// every run; that makes one Klärfall, not one a minute.
func (s *Service) countRepeated(ctx context.Context, tx *store.Tx, z *store.Zugang,
	sha256 string) (*store.Eingang, error) {
	known, err := tx.FindGleicheBytes(ctx, z.ID, sha256)
	if casework.CodeOf(err) == casework.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return known, tx.CountVersuch(ctx, known.ID)
}

// repeatedKlaerfall answers as the first time. What two persons discarded counts as taken, so that the source lets go
// of it.
func repeatedKlaerfall(e *store.Eingang) adapters.Outcome {
	out := adapters.Outcome{Eingang: Referenz(e.ID), Wiederholung: true}
	if e.Grund == casework.FormularGeaendert { // held, and told of success
		out.Vorgangsnummer = out.Eingang
		return out
	}
	if e.Zustand == store.EingangKlaerfall {
		out.Fehler = &adapters.Error{Code: adapters.Incomplete, Reason: e.Grund, Detail: e.Detail}
	}
	return out
}

// IntakeError tells the form server why nothing was stored.
func IntakeError(err error) *adapters.Error {
	var ad *adapters.Error
	switch {
	case errors.As(err, &ad):
		return ad
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &adapters.Error{Code: adapters.Malformed, Reason: "delivery_truncated",
			Detail: "Die Lieferung brach ab. Es wurde nichts gespeichert; bitte erneut senden.", Cause: err}
	}
	return ErrUnavailable(err)
}

// ErrUnavailable is what a form server is told when nothing can be stored: it shall keep the delivery and try again.
func ErrUnavailable(cause error) *adapters.Error {
	return &adapters.Error{Code: adapters.Unavailable, Reason: "storage_unavailable",
		Detail: "Die Lieferung konnte gerade nicht gespeichert werden. Bitte später erneut senden.", Cause: cause}
}

// files lets an adapter store attachments as blobs.
type files struct {
	ctx   context.Context
	blobs store.Blobs
}

func (f files) Put(r io.Reader) (adapters.File, error) {
	b, err := f.blobs.Put(f.ctx, r)
	return adapters.File{SHA256: b.SHA256, Groesse: b.Groesse}, err
}

func (f files) Open(file adapters.File) (adapters.FileReader, error) {
	return f.blobs.Open(f.ctx, file.SHA256)
}

// Referenz is the short id of a delivery that its form server was told and people name on the phone: found again as the
// start of the UUID's end.
func Referenz(id uuid.UUID) string { return "E-" + strings.ToUpper(id.String()[24:]) }
