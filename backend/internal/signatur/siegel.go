package signatur

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/digitorus/pkcs7"

	"kontor/backend/internal/casework"
)

// Siegler puts the seal of the authority on a letter: PAdES (ETSI EN 319 142-1, level B-B). The keys are at hand; one
// in a device is a crypto.Signer of its own.
type Siegler struct{ Schluessel []crypto.Signer }

// ReadSchluessel reads private keys in PEM, one after the other.
func ReadSchluessel(text []byte) (out []crypto.Signer, err error) {
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			break
		}
		key, err := parseSchluessel(block)
		if err != nil {
			return nil, err
		}
		if key != nil {
			out = append(out, key)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("there is no private key in PEM")
	}
	return out, nil
}

// parseSchluessel returns nil for what is no key.
func parseSchluessel(block *pem.Block) (crypto.Signer, error) {
	var key any
	var err error
	switch block.Type {
	case "PRIVATE KEY":
		key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		key, err = x509.ParseECPrivateKey(block.Bytes)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, errors.New("a private key cannot be read") // says nothing of what stands there
	}
	switch k := key.(type) {
	case *rsa.PrivateKey:
		return k, nil
	case *ecdsa.PrivateKey:
		return k, nil
	}
	return nil, errors.New("a private key is neither RSA nor ECDSA")
}

// Ready says why nothing can be sealed with a certificate (PEM, that of the seal first) at a time; nil = it can.
func (s Siegler) Ready(zertifikat string, jetzt time.Time) error {
	_, _, err := s.choose(zertifikat, jetzt)
	return err
}

func (s Siegler) choose(zertifikat string, jetzt time.Time) (crypto.Signer, []*x509.Certificate, error) {
	kette, err := ReadZertifikate([]byte(zertifikat))
	if err != nil {
		return nil, nil, err
	}
	c := kette[0]
	switch {
	case jetzt.Before(c.NotBefore) || jetzt.After(c.NotAfter):
		return nil, nil, fmt.Errorf("the certificate of the seal is of %s to %s", c.NotBefore.Format(time.DateOnly),
			c.NotAfter.Format(time.DateOnly))
	case c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0:
		return nil, nil, errors.New("the certificate of the seal is not for signing")
	}
	for _, k := range s.Schluessel {
		if p, ok := k.Public().(interface{ Equal(crypto.PublicKey) bool }); ok && p.Equal(c.PublicKey) {
			return k, kette, nil
		}
	}
	return nil, nil, errors.New("no key of KONTOR_SIEGEL_SCHLUESSEL belongs to the certificate of the seal")
}

// Seal returns the letter with its seal, and what a check of it says: nothing leaves unchecked.
func (s Siegler) Seal(_ context.Context, zertifikat string, pdf []byte, jetzt time.Time) ([]byte, casework.Signatur,
	error) {
	var keine casework.Signatur
	key, kette, err := s.choose(zertifikat, jetzt)
	if err != nil {
		return nil, keine, err
	}
	platz := 2048 // attributes, signature and names
	for _, c := range kette {
		platz += len(c.Raw)
	}
	out, von, bis, err := addSignaturfeld(pdf, platz, jetzt)
	if err != nil {
		return nil, keine, err
	}
	cms, err := signCMS(key, kette, append(bytes.Clone(out[:von]), out[bis:]...))
	if err != nil {
		return nil, keine, err
	}
	if len(cms) > platz {
		return nil, keine, errors.New("the seal does not fit into its place")
	}
	for i, b := range cms {
		copy(out[von+1+2*i:], fmt.Sprintf("%02x", b))
	}
	gefunden := Pruefer{Wurzeln: pool(kette[0])}.check(out, jetzt)
	if len(gefunden) != 1 || gefunden[0].Ergebnis != casework.SignaturGueltig {
		return nil, keine, fmt.Errorf("the seal does not hold: %+v", gefunden)
	}
	gefunden[0].Art = casework.SignaturSiegel // whatever the certificate says: it is used for one
	return out, gefunden[0], nil
}

func pool(c *x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(c) // the certificate in the tenant's row is trusted by itself
	return p
}

type attribut struct {
	Typ   asn1.ObjectIdentifier
	Werte asn1.RawValue
}

type ausstellerUndNummer struct {
	Aussteller asn1.RawValue
	Nummer     *big.Int
}

// signCMS writes a detached signature with the attributes that CAdES wants; the time stands in the PDF alone.
func signCMS(key crypto.Signer, kette []*x509.Certificate, inhalt []byte) ([]byte, error) {
	sha := pkix.AlgorithmIdentifier{Algorithm: pkcs7.OIDDigestAlgorithmSHA256}
	digest := sha256.Sum256(inhalt)
	zertifikat := sha256.Sum256(kette[0].Raw)
	aussteller := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 4, IsCompound: true, Bytes: kette[0].RawIssuer}
	type essCertIDv2 struct {
		Hash         []byte
		IssuerSerial struct {
			Aussteller []asn1.RawValue
			Nummer     *big.Int
		}
	}
	ess := essCertIDv2{Hash: zertifikat[:]}
	ess.IssuerSerial.Aussteller = []asn1.RawValue{aussteller}
	ess.IssuerSerial.Nummer = kette[0].SerialNumber
	var attribute []attribut
	var fehler []error
	add := func(typ asn1.ObjectIdentifier, wert any) {
		raw, err := asn1.Marshal(wert)
		fehler = append(fehler, err)
		attribute = append(attribute, attribut{typ, asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: raw}})
	}
	add(pkcs7.OIDAttributeContentType, pkcs7.OIDData)
	add(pkcs7.OIDAttributeMessageDigest, digest[:])
	add(oidSigningCertV2, struct{ Certs []essCertIDv2 }{[]essCertIDv2{ess}})
	signed, err := asn1.MarshalWithParams(attribute, "set")
	if err = errors.Join(append(fehler, err)...); err != nil {
		return nil, err
	}
	d := sha256.Sum256(signed)
	zeichen, err := key.Sign(rand.Reader, d[:], crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	alg := pkix.AlgorithmIdentifier{Algorithm: pkcs7.OIDDigestAlgorithmECDSASHA256}
	if _, ok := key.Public().(*rsa.PublicKey); ok {
		alg = pkix.AlgorithmIdentifier{Algorithm: pkcs7.OIDEncryptionAlgorithmRSASHA256, Parameters: asn1.NullRawValue}
	}
	var certs []byte
	for _, c := range kette {
		certs = append(certs, c.Raw...)
	}
	type signerInfo struct {
		Version  int
		Von      ausstellerUndNummer
		Digest   pkix.AlgorithmIdentifier
		Attribut asn1.RawValue
		Alg      pkix.AlgorithmIdentifier
		Zeichen  []byte
	}
	signed[0] = 0xa0 // [0] IMPLICIT in place of SET
	sd, err := asn1.Marshal(struct {
		Version     int
		Digests     []pkix.AlgorithmIdentifier `asn1:"set"`
		Inhalt      struct{ Typ asn1.ObjectIdentifier }
		Zertifikate asn1.RawValue
		Zeichner    []signerInfo `asn1:"set"`
	}{1, []pkix.AlgorithmIdentifier{sha}, struct{ Typ asn1.ObjectIdentifier }{pkcs7.OIDData},
		asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certs},
		[]signerInfo{{1, ausstellerUndNummer{asn1.RawValue{FullBytes: kette[0].RawIssuer}, kette[0].SerialNumber}, sha,
			asn1.RawValue{FullBytes: signed}, alg, zeichen}}})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(struct {
		Typ    asn1.ObjectIdentifier
		Inhalt asn1.RawValue
	}{pkcs7.OIDSignedData, asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: sd}})
}
