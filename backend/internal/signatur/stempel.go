package signatur

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/digitorus/timestamp"

	"kontor/backend/internal/casework"
)

// Zeitstempeldienst asks a time stamping authority (RFC 3161) over HTTP.
type Zeitstempeldienst struct {
	URL       string
	Anmeldung string // user:password; "" = none
	Wurzeln   *x509.CertPool
}

const (
	stempelWartezeit = 30 * time.Second
	maxStempel       = 1 << 20
)

// Publish has the line of an anchor stamped and returns the token.
func (d Zeitstempeldienst) Publish(ctx context.Context, _, zeile string) ([]byte, error) {
	return d.Stamp(ctx, casework.Ankerdaten(zeile))
}

// Stamp returns the token for some data. What it says is checked before it is kept: one that does not hold later is
// none.
func (d Zeitstempeldienst) Stamp(ctx context.Context, daten []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	request, err := timestamp.CreateRequest(bytes.NewReader(daten), &timestamp.RequestOptions{Hash: crypto.SHA256,
		Certificates: true, Nonce: nonce})
	if err != nil {
		return nil, err
	}
	raw, err := d.ask(ctx, request)
	if err != nil {
		return nil, err
	}
	antwort, err := timestamp.ParseResponse(raw)
	if err != nil {
		return nil, fmt.Errorf("time stamp: %w", err)
	}
	if antwort.Nonce == nil || antwort.Nonce.Cmp(nonce) != 0 {
		return nil, errors.New("time stamp: the answer is to another request")
	}
	s, err := Stempelpruefer(d.Wurzeln)(antwort.RawToken, daten)
	if err == nil && !s.Vertraut {
		err = errors.New("its certificate leads to none of the roots")
	}
	if err != nil {
		return nil, fmt.Errorf("time stamp: %w", err)
	}
	return antwort.RawToken, nil
}

func (d Zeitstempeldienst) ask(ctx context.Context, request []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, stempelWartezeit)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, d.URL, bytes.NewReader(request))
	if err != nil {
		return nil, err
	}
	q.Header.Set("Content-Type", "application/timestamp-query")
	if name, passwort, ok := strings.Cut(d.Anmeldung, ":"); ok {
		q.SetBasicAuth(name, passwort)
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("time stamp: the service answers %d", r.StatusCode)
	}
	return io.ReadAll(io.LimitReader(r.Body, maxStempel))
}

// Stempelpruefer checks time stamps; roots nil = of none is known whose it is.
func Stempelpruefer(wurzeln *x509.CertPool) casework.Stempelpruefer {
	return func(beleg, daten []byte) (casework.Stempel, error) {
		t, n, err := readStempel(beleg, daten)
		if err != nil {
			return casework.Stempel{}, err
		}
		s := casework.Stempel{Zeit: t.Time.UTC(), Von: nameOf(n.zeichner)}
		if wurzeln != nil {
			_, err = n.zeichner.Verify(x509.VerifyOptions{Roots: wurzeln, Intermediates: n.dazwischen(),
				CurrentTime: t.Time, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}})
			if err != nil {
				return s, errors.New("sein Zertifikat führt zu keiner der eingestellten Wurzeln")
			}
			s.Vertraut = true
		}
		return s, nil
	}
}

// readStempel reads a token and compares it with the data it is of.
func readStempel(beleg, daten []byte) (*timestamp.Timestamp, *nachricht, error) {
	n, err := readCMS(beleg, nil, oidTSTInfo)
	if err != nil {
		return nil, nil, err
	}
	t, err := timestamp.Parse(beleg)
	if err != nil {
		return nil, nil, fmt.Errorf("nicht lesbar: %w", err)
	}
	stark := slices.Contains([]crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512}, t.HashAlgorithm)
	if !stark || !bytes.Equal(t.HashedMessage, sum(t.HashAlgorithm, daten)) {
		return nil, nil, errors.New("ist von etwas anderem")
	}
	if !mayStamp(n.zeichner) {
		return nil, nil, errors.New("mit einem Zertifikat gezeichnet, das nicht für Zeitstempel ist")
	}
	return t, n, nil
}

// mayStamp: its only purpose is time stamping, and said so that nobody may overlook it (RFC 3161, 2.3).
func mayStamp(c *x509.Certificate) bool {
	return len(c.UnknownExtKeyUsage) == 0 && slices.Equal(c.ExtKeyUsage,
		[]x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}) && slices.ContainsFunc(c.Extensions,
		func(e pkix.Extension) bool { return e.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 37}) && e.Critical })
}
