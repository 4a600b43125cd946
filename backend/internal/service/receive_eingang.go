package service

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// kopfzeilen are the headers worth keeping: they say how to read the body. Credentials and cookies are
// never among them.
var kopfzeilen = []string{"Content-Type", "Content-Length", "Content-Encoding", "Soapaction", "Accept-Language", "User-Agent"}

// Lieferung is one delivery at the door.
type Lieferung struct {
	Path   string
	Query  url.Values
	Header http.Header
	Body   io.Reader
	Weg    string // "" = gesendet
}

type kopf struct {
	Path   string      `json:"path"`
	Query  url.Values  `json:"query,omitempty"`
	Header http.Header `json:"header"`
}

// OpenZugang finds an intake by the name in its URL and returns its adapter.
func (s *Service) OpenZugang(ctx context.Context, name string) (*store.Zugang, adapters.Adapter, error) {
	z, err := s.DB.Zugang(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	ad := s.Adapters[z.Adapter]
	if ad == nil {
		return nil, nil, &casework.Error{Code: casework.Unavailable, Reason: "adapter_missing", Detail: z.Adapter}
	}
	return z, ad, nil
}

// CheckZugang compares user and password of a delivery in constant time. A Zugang without a user asks for neither: there the
// client certificate counts alone, and without one nothing gets in.
func CheckZugang(z *store.Zugang, user, password string) bool {
	if z.Benutzer == "" {
		return z.Zertifikat != ""
	}
	same := hmac.Equal([]byte(user), []byte(z.Benutzer))
	return hmac.Equal(HashGeheimnis(z.Salz, password), z.Geheimnis) && same
}

// HashGeheimnis is a fast keyed hash: the secrets of form servers are long and random, and every
// delivery pays for the check.
func HashGeheimnis(salz []byte, password string) []byte {
	m := hmac.New(sha256.New, salz)
	m.Write([]byte(password))
	return m.Sum(nil)
}

// ReceiveEingang takes one delivery: durable first, then parsed and made a Vorgang. The Outcome always
// names the reference id once the delivery is stored; what fails afterwards waits as a Klärfall.
func (s *Service) ReceiveEingang(ctx context.Context, z *store.Zugang, ad adapters.Adapter, l Lieferung) adapters.Outcome {
	e, err := s.storeEingang(ctx, z, l)
	if err != nil {
		bad := intakeError(err)
		s.CountAbweisung(ctx, z, bad.Reason)
		return adapters.Outcome{Fehler: bad}
	}
	if e.KlaerfallAm != nil {
		return repeatedKlaerfall(e)
	}
	// the form server may hang up now; what is stored is finished all the same
	return s.processEingang(context.WithoutCancel(ctx), z, ad, e, l.Path, l.Query, l.antwort(ad))
}

// antwort of a delivery that somebody sent. What was fetched is answered to nobody.
func (l Lieferung) antwort(ad adapters.Adapter) antwort {
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

func (s *Service) storeEingang(ctx context.Context, z *store.Zugang, l Lieferung) (*store.Eingang, error) {
	blob, err := s.Blobs.Put(ctx, limitBody(l.Body, s.MaxLieferung))
	if tooMuch(err) {
		return nil, ErrTooLarge(s.MaxLieferung)
	}
	if err != nil {
		return nil, err
	}
	header := http.Header{}
	for _, k := range kopfzeilen {
		if v := l.Header.Values(k); len(v) > 0 {
			header[k] = v
		}
	}
	raw, err := json.Marshal(kopf{l.Path, l.Query, header})
	if err != nil {
		return nil, err
	}
	e := &store.Eingang{ID: newID(), Mandant: z.Mandant, Zugang: z.ID, EmpfangenAm: s.DB.Now(), Kopf: raw,
		SHA256: blob.SHA256, Groesse: blob.Groesse, Zustand: store.EingangEmpfangen, Weg: cmp.Or(l.Weg, store.WegGesendet)}
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

// countRepeated finds the Klärfall that these bytes are already. A source keeps what was not taken and offers it with every
// run; that makes one Klärfall, not one a minute.
func (s *Service) countRepeated(ctx context.Context, tx *store.Tx, z *store.Zugang, sha256 string) (*store.Eingang, error) {
	known, err := tx.FindGleicheBytes(ctx, z.ID, sha256)
	if casework.CodeOf(err) == casework.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return known, tx.CountVersuch(ctx, known.ID)
}

// repeatedKlaerfall answers as the first time. What two persons discarded counts as taken, so that the source lets go of it.
func repeatedKlaerfall(e *store.Eingang) adapters.Outcome {
	out := adapters.Outcome{Eingang: referenz(e.ID), Wiederholung: true}
	if e.Grund == casework.FormularGeaendert { // held, and told of success
		out.Vorgangsnummer = out.Eingang
		return out
	}
	if e.Zustand == store.EingangKlaerfall {
		out.Fehler = &adapters.Error{Code: adapters.Incomplete, Reason: e.Grund, Detail: e.Detail}
	}
	return out
}

// errTooLarge is what a limitedBody reports; it is no io error of the network.
var errTooLarge = errors.New("delivery exceeds the limit")

// limitBody lets at most so many bytes through and then fails with a TooLarge of its own.
func limitBody(r io.Reader, bytes int64) io.Reader { return &limitedBody{r: r, left: bytes} }

type limitedBody struct {
	r    io.Reader
	left int64
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n, errTooLarge
	}
	return n, err
}

// tooMuch tells whether a body ended at its limit: here, or at the door.
func tooMuch(err error) bool {
	var door *http.MaxBytesError
	return errors.Is(err, errTooLarge) || errors.As(err, &door)
}

// tooLarge says the limit, in bytes, of what was sent.
func tooLarge(reason string, limit int64) error {
	return &casework.Error{Code: casework.TooLarge, Reason: reason, Detail: fmt.Sprintf("Höchstens %d MB.", limit>>20)}
}

// intakeError tells the form server why nothing was stored.
func intakeError(err error) *adapters.Error {
	var ad *adapters.Error
	switch {
	case errors.As(err, &ad):
		return ad
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &adapters.Error{Code: adapters.Malformed, Reason: "delivery_truncated", Detail: "Die Lieferung brach ab. Es wurde nichts gespeichert; bitte erneut senden.", Cause: err}
	}
	return ErrUnavailable(err)
}

// ErrUnavailable is what a form server is told when nothing can be stored: it shall keep the delivery and try again.
func ErrUnavailable(cause error) *adapters.Error {
	return &adapters.Error{Code: adapters.Unavailable, Reason: "storage_unavailable", Detail: "Die Lieferung konnte gerade nicht gespeichert werden. Bitte später erneut senden.", Cause: cause}
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

// retryEingang processes a stored delivery again: after a crash, or because a person asked.
func (s *Service) retryEingang(ctx context.Context, mandant, id uuid.UUID) (adapters.Outcome, error) {
	var e *store.Eingang
	var z *store.Zugang
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) (err error) {
		if e, err = tx.GetEingang(ctx, id); err != nil {
			return err
		}
		z, err = tx.GetZugangByID(ctx, e.Zugang)
		return err
	})
	if err != nil {
		return adapters.Outcome{}, err
	}
	if e.Zustand != store.EingangEmpfangen && e.Zustand != store.EingangKlaerfall {
		return adapters.Outcome{Eingang: referenz(e.ID)}, nil
	}
	if e.Weg == store.WegTest { // a crash left it behind; it must never become a Vorgang
		return adapters.Outcome{Eingang: referenz(e.ID)}, s.finishTest(ctx, casework.System(mandant), e, nil)
	}
	ad := s.Adapters[z.Adapter]
	if ad == nil {
		return adapters.Outcome{}, &casework.Error{Code: casework.Unavailable, Reason: "adapter_missing", Detail: z.Adapter}
	}
	var k kopf
	if err := json.Unmarshal(e.Kopf, &k); err != nil {
		return adapters.Outcome{}, err
	}
	return s.processEingang(ctx, z, ad, e, k.Path, k.Query, nil), nil
}

// Referenz is the short id of a delivery that its form server was told.
func Referenz(id uuid.UUID) string { return referenz(id) }

// referenz is the id people name on the phone: short, and found again as the start of the UUID's end.
func referenz(id uuid.UUID) string { return "E-" + strings.ToUpper(id.String()[24:]) }
