// Package signatur makes and checks electronic signatures: time stamps (RFC 3161), seals on letters and signatures in
// documents that came in (CMS, RFC 5652).
package signatur

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // names certificates in signatures of before 2007, signs nothing
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/digitorus/pkcs7"
)

var (
	oidTSTInfo        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidSigningCert    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidSigningCertV2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidZeitstempel    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidRSAPSS         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	errUnbekannt      = errors.New("mit einem Verfahren gezeichnet, das Kontor nicht prüfen kann")
	errNichtGezeichnt = errors.New("die Zeichnung passt nicht zum Inhalt")
)

// nachricht is a CMS message with one signer whose signature holds.
type nachricht struct {
	*pkcs7.PKCS7
	zeichner *x509.Certificate
}

// readCMS parses a message and checks its one signature over content; nil = over what is in it. Reading stops at
// nothing hostile: the parser may panic on what is no message.
func readCMS(raw, content []byte, art asn1.ObjectIdentifier) (n *nachricht, err error) {
	defer func() {
		if recover() != nil {
			n, err = nil, errors.New("nicht lesbar")
		}
	}()
	p7, err := pkcs7.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("nicht lesbar: %w", err)
	}
	if content != nil {
		if len(p7.Content) > 0 {
			return nil, errors.New("trägt einen eigenen Inhalt")
		}
		p7.Content = content
	}
	if len(p7.Signers) != 1 {
		return nil, fmt.Errorf("trägt %d Zeichnungen, erwartet ist eine", len(p7.Signers))
	}
	n = &nachricht{PKCS7: p7, zeichner: p7.GetOnlySigner()}
	if n.zeichner == nil {
		return nil, errors.New("enthält das Zertifikat nicht, mit dem gezeichnet wurde")
	}
	return n, n.check(art)
}

// check compares digest, kind of content, certificate and signature. What is signed are the attributes; without them a
// message of one kind could be passed off as one of another.
func (n *nachricht) check(art asn1.ObjectIdentifier) error {
	s := n.Signers[0]
	hash, err := hashOf(s.DigestAlgorithm.Algorithm)
	if err != nil {
		return err
	}
	if len(s.AuthenticatedAttributes) == 0 {
		return errUnbekannt
	}
	var typ asn1.ObjectIdentifier
	var digest []byte
	if n.UnmarshalSignedAttribute(pkcs7.OIDAttributeContentType, &typ) != nil || !typ.Equal(art) ||
		n.UnmarshalSignedAttribute(pkcs7.OIDAttributeMessageDigest, &digest) != nil {
		return errors.New("nicht von der erwarteten Art")
	}
	if !bytes.Equal(digest, sum(hash, n.Content)) {
		return errNichtGezeichnt
	}
	if err := n.checkZertifikat(); err != nil {
		return err
	}
	signed, err := asn1.MarshalWithParams(s.AuthenticatedAttributes, "set")
	if err != nil {
		return errNichtGezeichnt
	}
	return checkZeichen(n.zeichner.PublicKey, s.DigestEncryptionAlgorithm, hash, sum(hash, signed), s.EncryptedDigest)
}

// checkZertifikat: the attributes name the certificate, if they name any, so that none can be put in its place.
func (n *nachricht) checkZertifikat() error {
	var v2 struct {
		Certs []struct {
			HashAlgorithm pkix.AlgorithmIdentifier `asn1:"optional"`
			CertHash      []byte
			IssuerSerial  asn1.RawValue `asn1:"optional"`
		}
		Policies asn1.RawValue `asn1:"optional"`
	}
	if n.UnmarshalSignedAttribute(oidSigningCertV2, &v2) == nil && len(v2.Certs) > 0 {
		hash := crypto.SHA256
		if alg := v2.Certs[0].HashAlgorithm.Algorithm; len(alg) > 0 {
			var err error
			if hash, err = hashOf(alg); err != nil {
				return err
			}
		}
		return sameZertifikat(v2.Certs[0].CertHash, sum(hash, n.zeichner.Raw))
	}
	var v1 struct {
		Certs []struct {
			CertHash     []byte
			IssuerSerial asn1.RawValue `asn1:"optional"`
		}
		Policies asn1.RawValue `asn1:"optional"`
	}
	if n.UnmarshalSignedAttribute(oidSigningCert, &v1) == nil && len(v1.Certs) > 0 {
		h := sha1.Sum(n.zeichner.Raw) //nolint:gosec // see above
		return sameZertifikat(v1.Certs[0].CertHash, h[:])
	}
	return nil
}

func sameZertifikat(genannt, da []byte) error {
	if !bytes.Equal(genannt, da) {
		return fmt.Errorf("%w: sie nennt ein anderes Zertifikat", errNichtGezeichnt)
	}
	return nil
}

// checkZeichen of a digest. What is too weak today is not checked at all: it proves nothing.
func checkZeichen(key any, alg pkix.AlgorithmIdentifier, hash crypto.Hash, digest, zeichen []byte) error {
	ok := false
	switch k := key.(type) {
	case *rsa.PublicKey:
		switch {
		case k.N.BitLen() < 2048:
			return errUnbekannt
		case alg.Algorithm.Equal(oidRSAPSS):
			ok = rsa.VerifyPSS(k, hash, digest, zeichen, &rsa.PSSOptions{Hash: hash}) == nil
		default:
			ok = rsa.VerifyPKCS1v15(k, hash, digest, zeichen) == nil
		}
	case *ecdsa.PublicKey:
		ok = ecdsa.VerifyASN1(k, digest, zeichen)
	default:
		return errUnbekannt
	}
	if !ok {
		return errNichtGezeichnt
	}
	return nil
}

func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, error) {
	switch {
	case oid.Equal(pkcs7.OIDDigestAlgorithmSHA256):
		return crypto.SHA256, nil
	case oid.Equal(pkcs7.OIDDigestAlgorithmSHA384):
		return crypto.SHA384, nil
	case oid.Equal(pkcs7.OIDDigestAlgorithmSHA512):
		return crypto.SHA512, nil
	}
	return 0, errUnbekannt
}

func sum(hash crypto.Hash, daten []byte) []byte {
	h := hash.New()
	h.Write(daten)
	return h.Sum(nil)
}

// dazwischen are the certificates that came along.
func (n *nachricht) dazwischen() *x509.CertPool {
	pool := x509.NewCertPool()
	for _, c := range n.Certificates {
		pool.AddCert(c)
	}
	return pool
}

// ReadZertifikate reads certificates in PEM.
func ReadZertifikate(text []byte) (out []*x509.Certificate, err error) {
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("read a certificate: %w", err)
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, errors.New("there is no certificate in PEM")
	}
	return out, nil
}

// Wurzeln are the roots in a text of PEM.
func Wurzeln(text []byte) (*x509.CertPool, error) {
	certs, err := ReadZertifikate(text)
	pool := x509.NewCertPool()
	for _, c := range certs {
		pool.AddCert(c)
	}
	return pool, err
}

// nameOf a certificate: whom it is of, with the organisation.
func nameOf(c *x509.Certificate) string {
	name := c.Subject.CommonName
	for _, o := range c.Subject.Organization {
		if o != name && name != "" {
			name += ", " + o
		} else {
			name = o
		}
	}
	if name == "" {
		return c.Subject.String()
	}
	return name
}
