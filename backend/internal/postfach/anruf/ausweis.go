package anruf

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// Reasons why a text is no Ausweis.
const (
	GrundZertifikat = "certificate_unreadable" // neither PEM nor PKCS#12
	GrundSchluessel = "certificate_key"        // no key in it, an encrypted one, another one's, or none for RSA
	GrundPasswort   = "certificate_password"
	GrundAbgelaufen = "certificate_expired"
)

// Ausweis is the certificate a channel shows, with its RSA key.
type Ausweis struct {
	TLS        tls.Certificate
	Name       string // CN of its subject
	PEM        string // the certificate alone
	schluessel *rsa.PrivateKey
}

// ReadAusweis reads PEM (certificate, those above it, and the open key, in any order) or the Base64 of a PKCS#12
// container; grund says why that does not work, "" = it does.
func ReadAusweis(text, passwort string) (a *Ausweis, grund string) {
	var key crypto.PrivateKey
	var certs []*x509.Certificate
	if strings.Contains(text, "-----BEGIN") {
		key, certs, grund = readBlocks(text)
	} else {
		key, certs, grund = readContainer(text, passwort)
	}
	if grund != "" {
		return nil, grund
	}
	own, ok := key.(*rsa.PrivateKey)
	if !ok || own.N.BitLen() < 2048 {
		return nil, GrundSchluessel
	}
	return pair(own, certs)
}

func readContainer(text, passwort string) (crypto.PrivateKey, []*x509.Certificate, string) {
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return nil, nil, GrundZertifikat
	}
	key, cert, chain, err := pkcs12.DecodeChain(raw, passwort)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, nil, GrundPasswort
	case err != nil:
		return nil, nil, GrundZertifikat
	}
	return key, append([]*x509.Certificate{cert}, chain...), ""
}

func readBlocks(text string) (key crypto.PrivateKey, certs []*x509.Certificate, grund string) {
	for _, b := range readPEM(text) {
		var err error
		switch b.Type {
		case "CERTIFICATE":
			var c *x509.Certificate
			if c, err = x509.ParseCertificate(b.Bytes); err == nil {
				certs = append(certs, c)
			}
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(b.Bytes)
		case "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(b.Bytes)
		case "ENCRYPTED PRIVATE KEY":
			return nil, nil, GrundSchluessel
		}
		if err != nil {
			return nil, nil, GrundZertifikat
		}
	}
	if len(certs) == 0 {
		return nil, nil, GrundZertifikat
	}
	return key, certs, ""
}

// pair puts the certificate of the key first.
func pair(key *rsa.PrivateKey, certs []*x509.Certificate) (*Ausweis, string) {
	a := &Ausweis{schluessel: key, TLS: tls.Certificate{PrivateKey: key}}
	for _, c := range certs {
		if pub, ok := c.PublicKey.(*rsa.PublicKey); ok && a.TLS.Leaf == nil && pub.Equal(&key.PublicKey) {
			a.TLS.Leaf, a.Name = c, c.Subject.CommonName
			a.PEM = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
			a.TLS.Certificate = append([][]byte{c.Raw}, a.TLS.Certificate...)
			continue
		}
		a.TLS.Certificate = append(a.TLS.Certificate, c.Raw)
	}
	switch {
	case a.TLS.Leaf == nil, a.Name == "":
		return nil, GrundSchluessel
	case time.Now().After(a.TLS.Leaf.NotAfter):
		return nil, GrundAbgelaufen
	}
	return a, ""
}

// Sign is the RSA-SHA512 signature (PKCS#1 v1.5) over exactly these bytes.
func (a *Ausweis) Sign(content []byte) ([]byte, error) {
	sum := sha512.Sum512(content)
	return rsa.SignPKCS1v15(rand.Reader, a.schluessel, crypto.SHA512, sum[:])
}

// TrustMutual is Trust for a far end that asks for our certificate.
func TrustMutual(roots *x509.CertPool, a *Ausweis) *tls.Config {
	conf := Trust(roots)
	conf.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &a.TLS, nil }
	return conf
}

var block = regexp.MustCompile(`(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END ([A-Z0-9 ]+)-----`)

// readPEM takes blocks however they were pasted: with other line ends, or in one line. What is no Base64 is no block.
func readPEM(text string) (out []pem.Block) {
	for _, m := range block.FindAllStringSubmatch(text, -1) {
		raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(m[2]), ""))
		if err == nil && m[1] == m[3] {
			out = append(out, pem.Block{Type: m[1], Bytes: raw})
		}
	}
	return out
}
