package signatur_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"kontor/backend/internal/signatur"
	"kontor/backend/internal/testkit"
)

// A stamp says when something was there and who says so, and holds for nothing else.
func TestAStampIsOfOneThing(t *testing.T) {
	ca := testkit.Wurzel(t)
	d := signatur.Zeitstempeldienst{URL: testkit.Zeitstempeldienst(t, testkit.Zeitstempelstelle(t, ca), nil),
		Wurzeln: testkit.Pool(ca)}
	beleg, err := d.Stamp(t.Context(), []byte("Zeile\n"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := signatur.Stempelpruefer(testkit.Pool(ca))(beleg, []byte("Zeile\n"))
	if err != nil || !s.Vertraut || s.Von != "Zeitstempel 1, Zeitdienst" || time.Since(s.Zeit) > time.Minute {
		t.Errorf("%+v %v", s, err)
	}
	if s, err := signatur.Stempelpruefer(nil)(beleg, []byte("Zeile\n")); err != nil || s.Vertraut {
		t.Errorf("nobody knows the root: %+v %v", s, err)
	}
	fremd := testkit.Pool(testkit.Wurzel(t))
	for name, c := range map[string]struct {
		beleg, daten []byte
		wurzeln      *x509.CertPool
	}{
		"of something else": {beleg, []byte("Zeilf\n"), testkit.Pool(ca)}, "of another root": {beleg, []byte("Zeile\n"), fremd},
		"cut": {beleg[:len(beleg)-9], []byte("Zeile\n"), testkit.Pool(ca)}, "none": {[]byte("x"), []byte("Zeile\n"), testkit.Pool(ca)},
		"empty": {nil, []byte("Zeile\n"), testkit.Pool(ca)},
	} {
		if s, err := signatur.Stempelpruefer(c.wurzeln)(c.beleg, c.daten); err == nil || s.Vertraut {
			t.Errorf("%s: %+v", name, s)
		}
	}
	for i := range beleg { // no byte of it may be another, except where nothing is said
		spoilt := bytes.Clone(beleg)
		spoilt[i] ^= 1
		if got, err := signatur.Stempelpruefer(testkit.Pool(ca))(spoilt, []byte("Zeile\n")); err == nil &&
			(!got.Zeit.Equal(s.Zeit) || got.Von != s.Von || !got.Vertraut) {
			t.Errorf("byte %d: %+v", i, got)
		}
	}
}

// What a service answers is kept only if it will hold.
func TestAnAnswerThatWouldNotHoldIsRefused(t *testing.T) {
	ca := testkit.Wurzel(t)
	for name, c := range map[string]struct {
		s       *testkit.Stelle
		aendern func(*timestamp.Timestamp)
		want    string
	}{
		"of another request": {testkit.Zeitstempelstelle(t, ca), func(ts *timestamp.Timestamp) { ts.Nonce = big.NewInt(1) }, "another request"},
		"without its number": {testkit.Zeitstempelstelle(t, ca), func(ts *timestamp.Timestamp) { ts.Nonce = nil }, "another request"},
		"of other data": {testkit.Zeitstempelstelle(t, ca), func(ts *timestamp.Timestamp) { ts.HashedMessage = make([]byte, 32) },
			"von etwas anderem"},
		"without certificate": {testkit.Zeitstempelstelle(t, ca), func(ts *timestamp.Timestamp) { ts.AddTSACertificate = false }, "Zertifikat nicht"},
		"of another root":     {testkit.Zeitstempelstelle(t, testkit.Wurzel(t)), nil, "keiner der eingestellten Wurzeln"},
		"by who may sign anything": {testkit.Zertifikat(t, ca, &x509.Certificate{KeyUsage: x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping, x509.ExtKeyUsageServerAuth}}), nil, "nicht für Zeitstempel"},
		"before its certificate": {testkit.Zeitstempelstelle(t, ca), func(ts *timestamp.Timestamp) { ts.Time = time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC) },
			"Wurzeln"},
	} {
		d := signatur.Zeitstempeldienst{URL: testkit.Zeitstempeldienst(t, c.s, c.aendern), Wurzeln: testkit.Pool(ca)}
		if _, err := d.Stamp(t.Context(), []byte("x")); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	weg := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(weg.Close)
	if _, err := (signatur.Zeitstempeldienst{URL: weg.URL}).Stamp(context.Background(), []byte("x")); err == nil {
		t.Error("a page that is not there")
	}
}
