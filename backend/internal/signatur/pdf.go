package signatur

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"time"

	"github.com/digitorus/pkcs7"

	"kontor/backend/internal/casework"
)

const (
	// maxPDF is the largest file whose signatures are looked at; it is held in memory.
	maxPDF = 64 << 20
	// maxSignaturen: each is a pass over the whole file.
	maxSignaturen = 10
)

var (
	byteRange = regexp.MustCompile(`^/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]`)
	subFilter = regexp.MustCompile(`/SubFilter\s*/([A-Za-z0-9.]+)`)
	zeitpunkt = regexp.MustCompile(`/M\s*\(D:(\d{14})(Z|[+-]\d\d'?\d\d)?`)
)

// Pruefer looks at the signatures in a document; roots nil = of nobody is certain who they are.
type Pruefer struct{ Wurzeln *x509.CertPool }

// Check returns the signatures in a PDF; nil = there is none. It reads no structure of the file: a signature names the
// bytes it covers, and only one that covers every byte beside itself is taken for one of the file.
func (p Pruefer) Check(r io.Reader, jetzt time.Time) (casework.Signaturen, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxPDF+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxPDF {
		return casework.Signaturen{ungeprueft("zu_gross")}, nil
	}
	return p.check(raw, jetzt), nil
}

func (p Pruefer) check(raw []byte, jetzt time.Time) (out casework.Signaturen) {
	for at := 0; ; {
		i := bytes.Index(raw[at:], []byte("/ByteRange"))
		if i < 0 {
			return out
		}
		at += i
		m := byteRange.FindSubmatch(raw[at:min(at+200, len(raw))])
		if m == nil { // a word in a text
			at += len("/ByteRange")
			continue
		}
		if len(out) == maxSignaturen {
			return append(out, ungeprueft("zu_viele"))
		}
		out = append(out, p.checkBereich(raw, at, m, jetzt))
		at += len(m[0])
	}
}

func ungeprueft(grund string) casework.Signatur {
	return casework.Signatur{Art: casework.SignaturPerson, Ergebnis: casework.SignaturUngeprueft, Grund: grund}
}

func ungueltig(grund string) casework.Signatur {
	return casework.Signatur{Art: casework.SignaturPerson, Ergebnis: casework.SignaturUngueltig, Grund: grund}
}

// checkBereich of one signature dictionary, which stands at a place in the file.
func (p Pruefer) checkBereich(raw []byte, at int, m [][]byte, jetzt time.Time) casework.Signatur {
	var z [4]int
	for i := range z {
		z[i], _ = strconv.Atoi(string(m[i+1])) // ten digits
	}
	ende := z[2] + z[3]
	if z[0] != 0 || z[1] > z[2] || z[2] > len(raw) || ende > len(raw) {
		return ungueltig("nicht_lesbar")
	}
	cms, err := readLuecke(raw[z[1]:z[2]])
	if err != nil {
		return ungueltig("nicht_lesbar")
	}
	inhalt := append(bytes.Clone(raw[:z[1]]), raw[z[2]:ende]...)
	s := p.checkCMS(cms, inhalt, filterOf(raw, at, z[1], z[2]), jetzt)
	if m := zeitpunkt.FindSubmatch(umgebung(raw, at, z[1], z[2])); m != nil && s.Am == nil {
		s.Am = pdfZeit(m)
	}
	if s.Ergebnis != casework.SignaturUngueltig && len(bytes.Trim(raw[ende:], "\x00\t\n\f\r ")) > 0 {
		if s.Ergebnis == casework.SignaturGueltig || s.Ergebnis == casework.SignaturUnbestaetig {
			s.Ergebnis, s.Grund = casework.SignaturUnbestaetig, "danach_ergaenzt"
		}
	}
	return s
}

// readLuecke is what stands in the bytes that are not covered: the signature in hex and nothing else.
func readLuecke(raw []byte) ([]byte, error) {
	if len(raw) < 2 || raw[0] != '<' || raw[len(raw)-1] != '>' {
		return nil, errors.New("no string in hex")
	}
	raw = raw[1 : len(raw)-1]
	out := make([]byte, hex.DecodedLen(len(raw)))
	if _, err := hex.Decode(out, raw); err != nil {
		return nil, err
	}
	var der asn1.RawValue
	rest, err := asn1.Unmarshal(out, &der)
	if err != nil {
		return out, nil //nolint:nilerr // not DER: the parser of CMS reads BER
	}
	if len(bytes.Trim(rest, "\x00")) > 0 {
		return nil, errors.New("something after the signature")
	}
	return der.FullBytes, nil
}

// umgebung is the dictionary of a signature, roughly: what stands around its ByteRange and its value.
func umgebung(raw []byte, at, von, bis int) []byte {
	a, b := min(at, von), max(at, bis)
	text := bytes.Clone(raw[max(0, a-2000):von])
	if i := bytes.LastIndex(text, []byte(" obj")); i >= 0 {
		text = text[i:]
	}
	danach := raw[bis:min(len(raw), b+2000)]
	if i := bytes.Index(danach, []byte("endobj")); i >= 0 {
		danach = danach[:i]
	}
	return append(text, danach...)
}

func filterOf(raw []byte, at, von, bis int) string {
	if m := subFilter.FindSubmatch(umgebung(raw, at, von, bis)); m != nil {
		return string(m[1])
	}
	return ""
}

func pdfZeit(m [][]byte) *time.Time {
	zone := bytes.ReplaceAll(m[2], []byte("'"), nil)
	if len(zone) == 0 || string(zone) == "Z" {
		zone = []byte("+0000")
	}
	t, err := time.Parse("20060102150405-0700", string(m[1])+string(zone))
	if err != nil {
		return nil
	}
	t = t.UTC()
	return &t
}

func (p Pruefer) checkCMS(cms, inhalt []byte, filter string, jetzt time.Time) casework.Signatur {
	switch filter {
	case "ETSI.RFC3161":
		return p.checkDokumentstempel(cms, inhalt)
	case "adbe.pkcs7.detached", "ETSI.CAdES.detached":
	default:
		return ungeprueft("verfahren_unbekannt")
	}
	n, err := readCMS(cms, inhalt, pkcs7.OIDData)
	var s casework.Signatur
	if n != nil {
		s = angabenOf(n.zeichner)
		s.Am = n.zeit()
	}
	if n == nil {
		s.Art = casework.SignaturPerson
	}
	switch {
	case errors.Is(err, errUnbekannt):
		s.Ergebnis, s.Grund = casework.SignaturUngeprueft, "verfahren_unbekannt"
		return s
	case errors.Is(err, errNichtGezeichnt):
		s.Ergebnis, s.Grund = casework.SignaturUngueltig, "inhalt_veraendert"
		return s
	case err != nil: // that nobody here can read it is not its fault
		s.Ergebnis, s.Grund = casework.SignaturUngeprueft, "nicht_lesbar"
		return s
	}
	if t := n.stempel(p.Wurzeln); t != nil {
		s.Stempel, jetzt = &t.Zeit, t.Zeit
	}
	p.confirm(&s, n, jetzt)
	return s
}

// confirm says whether it is certain whose signature it is.
func (p Pruefer) confirm(s *casework.Signatur, n *nachricht, zur time.Time) {
	s.Ergebnis = casework.SignaturGueltig
	if p.Wurzeln == nil {
		s.Ergebnis, s.Grund = casework.SignaturUnbestaetig, "aussteller_unbekannt"
		return
	}
	darf := n.zeichner.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) != 0
	_, err := n.zeichner.Verify(x509.VerifyOptions{Roots: p.Wurzeln, Intermediates: n.dazwischen(), CurrentTime: zur,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	if err != nil || !darf {
		s.Ergebnis, s.Grund = casework.SignaturUnbestaetig, "kette_unvollstaendig"
	}
}

func (p Pruefer) checkDokumentstempel(cms, inhalt []byte) casework.Signatur {
	s := casework.Signatur{Art: casework.SignaturStempel, Ergebnis: casework.SignaturUngueltig,
		Grund: "inhalt_veraendert"}
	t, n, err := readStempel(cms, inhalt)
	if err != nil {
		return s
	}
	s = angabenOf(n.zeichner)
	zeit := t.Time.UTC()
	s.Art, s.Niveau, s.Stempel = casework.SignaturStempel, "", &zeit
	p.confirm(&s, n, zeit)
	return s
}

// angabenOf a certificate: whose it is and what it says of itself.
func angabenOf(c *x509.Certificate) casework.Signatur {
	art, niveau := qualifikation(c)
	return casework.Signatur{Art: art, Von: nameOf(c), Aussteller: nameOf(&x509.Certificate{Subject: c.Issuer}),
		Serie: fmt.Sprintf("%x", c.SerialNumber), Niveau: niveau}
}

var (
	oidQcStatements = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 3}
	oidQcCompliance = asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 1}
	oidQcSSCD       = asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 4}
	oidQcType       = asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 6}
	oidQcSeal       = asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 6, 2}
)

// qualifikation reads the QcStatements (ETSI EN 319 412-5).
func qualifikation(c *x509.Certificate) (art, niveau string) {
	art, niveau = casework.SignaturPerson, casework.NiveauFortgeschritten
	qualifiziert, geraet := false, false
	for _, e := range c.Extensions {
		var angaben []struct {
			ID   asn1.ObjectIdentifier
			Info asn1.RawValue `asn1:"optional"`
		}
		if !e.Id.Equal(oidQcStatements) {
			continue
		}
		if _, err := asn1.Unmarshal(e.Value, &angaben); err != nil {
			continue
		}
		for _, a := range angaben {
			var typen []asn1.ObjectIdentifier
			switch {
			case a.ID.Equal(oidQcCompliance):
				qualifiziert = true
			case a.ID.Equal(oidQcSSCD):
				geraet = true
			case a.ID.Equal(oidQcType):
				_, err := asn1.Unmarshal(a.Info.FullBytes, &typen)
				if err == nil && len(typen) == 1 && typen[0].Equal(oidQcSeal) {
					art = casework.SignaturSiegel
				}
			}
		}
	}
	switch {
	case qualifiziert && geraet:
		niveau = casework.NiveauQualifiziert
	case qualifiziert:
		niveau = casework.NiveauQualZertifikat
	}
	return art, niveau
}

// zeit as who signed says.
func (n *nachricht) zeit() *time.Time {
	var t time.Time
	if n.UnmarshalSignedAttribute(pkcs7.OIDAttributeSigningTime, &t) != nil {
		return nil
	}
	t = t.UTC()
	return &t
}

// stempel is the time stamp of the signature; nil = there is none that holds and leads to a root.
func (n *nachricht) stempel(wurzeln *x509.CertPool) *casework.Stempel {
	if wurzeln == nil {
		return nil
	}
	for _, a := range n.Signers[0].UnauthenticatedAttributes {
		if !a.Type.Equal(oidZeitstempel) {
			continue
		}
		if s, err := Stempelpruefer(wurzeln)(a.Value.Bytes, n.Signers[0].EncryptedDigest); err == nil && s.Vertraut {
			return &s
		}
	}
	return nil
}
