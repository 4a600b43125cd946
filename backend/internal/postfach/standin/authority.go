package standin

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"time"
)

// Authority is a throw-away issuer of certificates, for both ends.
type Authority struct {
	Roots *x509.CertPool
	PEM   string // its own certificate
	cert  *x509.Certificate
	key   *rsa.PrivateKey
}

// NewAuthority makes one that is good for a day.
func NewAuthority() (*Authority, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	t := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Stand-in CA"}, IsCA: true,
		NotBefore: now.Add(-48 * time.Hour), NotAfter: now.Add(24 * time.Hour), BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign}
	raw, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil, err
	}
	a := &Authority{Roots: x509.NewCertPool(), PEM: toPEM("CERTIFICATE", raw), cert: cert, key: key}
	a.Roots.AddCert(cert)
	return a, nil
}

// Client is a certificate with its open key as PEM, for who calls.
func (a *Authority) Client(name string, until time.Time) (string, error) {
	c, err := a.issue(name, until, x509.ExtKeyUsageClientAuth)
	if err != nil {
		return "", err
	}
	key, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	return toPEM("CERTIFICATE", c.Certificate[0]) + toPEM("PRIVATE KEY", key), err
}

func (a *Authority) issue(name string, until time.Time, usage x509.ExtKeyUsage) (tls.Certificate, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return tls.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		return tls.Certificate{}, err
	}
	t := &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: until.Add(-25 * time.Hour), NotAfter: until, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{usage}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}}
	raw, err := x509.CreateCertificate(rand.Reader, t, a.cert, key.Public(), a.key)
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := x509.ParseCertificate(raw)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: leaf}, err
}

func toPEM(typ string, raw []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: typ, Bytes: raw}))
}
