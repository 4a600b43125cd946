package testkit

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
)

// Stelle is whoever a certificate is of; it may issue others.
type Stelle struct {
	Cert *x509.Certificate
	Key  *ecdsa.PrivateKey
}

var laufend atomic.Int64

// Zertifikat issues one, of 2020 to 2040 unless the template says otherwise; von nil = by itself.
func Zertifikat(t testing.TB, von *Stelle, vorlage *x509.Certificate) *Stelle {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	vorlage.SerialNumber = big.NewInt(laufend.Add(1))
	if vorlage.NotBefore.IsZero() {
		vorlage.NotBefore = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		vorlage.NotAfter = vorlage.NotBefore.AddDate(20, 0, 0)
	}
	parent := &Stelle{vorlage, key}
	if von != nil {
		parent = von
	}
	raw, err := x509.CreateCertificate(rand.Reader, vorlage, parent.Cert, &key.PublicKey, parent.Key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return &Stelle{cert, key}
}

// Wurzel is a root.
func Wurzel(t testing.TB) *Stelle {
	return Zertifikat(t, nil, &x509.Certificate{Subject: pkix.Name{CommonName: "Wurzel"}, IsCA: true,
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign})
}

var stempelzweck = pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true,
	Value: []byte{0x30, 0x0a, 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08}} // timeStamping only

// Zeitstempelstelle may stamp.
func Zeitstempelstelle(t testing.TB, von *Stelle) *Stelle {
	return Zertifikat(t, von, &x509.Certificate{Subject: pkix.Name{CommonName: "Zeitstempel 1",
		Organization: []string{"Zeitdienst"}}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{stempelzweck}})
}

// Zeitstempeldienst is the address of a time stamping authority; aendern spoils its answer.
func Zeitstempeldienst(t testing.TB, s *Stelle, aendern func(*timestamp.Timestamp)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		raw, _ := io.ReadAll(q.Body)
		frage, err := timestamp.ParseRequest(raw)
		if err != nil || q.Header.Get("Content-Type") != "application/timestamp-query" {
			http.Error(w, "no query", http.StatusBadRequest)
			return
		}
		ts := &timestamp.Timestamp{HashAlgorithm: frage.HashAlgorithm, HashedMessage: frage.HashedMessage,
			Time: time.Now(), Nonce: frage.Nonce, Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: true}
		if aendern != nil {
			aendern(ts)
		}
		ts.Time = ts.Time.UTC() // RFC 3161, 2.4.2
		antwort, err := ts.CreateResponseWithOpts(s.Cert, s.Key, crypto.SHA256)
		if err != nil {
			t.Error(err)
		}
		_, _ = w.Write(antwort)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// Pool holds roots.
func Pool(s ...*Stelle) *x509.CertPool {
	p := x509.NewCertPool()
	for _, x := range s {
		p.AddCert(x.Cert)
	}
	return p
}
