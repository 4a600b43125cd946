package signatur_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/signatur"
	"kontor/backend/internal/testkit"
)

// brief is a letter in the layout of our renderer, as small as can be.
func brief() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\x80\x80\x80\x80\n\n")
	var offsets []int
	for i, body := range []string{"<<\n  /Type /Pages\n  /Count 1\n  /Kids [2 0 R]\n>>",
		"<<\n  /Type /Page\n  /Parent 1 0 R\n  /MediaBox [0 0 595 842]\n  /Resources <<>>\n>>",
		"<<\n  /Type /Catalog\n  /Pages 1 0 R\n  /Lang (de-DE)\n>>"} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n\n", i+1, body)
	}
	xref := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f\r\n")
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n\r\n", o)
	}
	fmt.Fprintf(&b, "trailer\n<<\n  /Size 4\n  /Root 3 0 R\n  /ID [(a) (b)]\n>>\nstartxref\n%d\n%%%%EOF", xref)
	return b.Bytes()
}

func pemOf(s ...*testkit.Stelle) string {
	var b strings.Builder
	for _, x := range s {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: x.Cert.Raw}))
	}
	return b.String()
}

func siegelstelle(t *testing.T, von *testkit.Stelle) *testkit.Stelle {
	return testkit.Zertifikat(t, von, &x509.Certificate{Subject: pkix.Name{CommonName: "Siegel der Stadt Lindenfurt",
		Organization: []string{"Stadt Lindenfurt"}}, KeyUsage: x509.KeyUsageContentCommitment})
}

var heute = time.Date(2026, 11, 30, 18, 0, 0, 0, time.UTC)

func gesiegelt(t *testing.T, s *testkit.Stelle, weitere ...*testkit.Stelle) []byte {
	t.Helper()
	out, _, err := signatur.Siegler{Schluessel: []crypto.Signer{s.Key}}.Seal(t.Context(),
		pemOf(append([]*testkit.Stelle{s}, weitere...)...), brief(), heute)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func check(t *testing.T, pdf []byte, wurzeln ...*testkit.Stelle) casework.Signaturen {
	t.Helper()
	p := signatur.Pruefer{}
	if len(wurzeln) > 0 {
		p.Wurzeln = testkit.Pool(wurzeln...)
	}
	out, err := p.Check(bytes.NewReader(pdf), heute)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A letter carries the seal of the authority; no byte of it may be another.
func TestALetterIsSealed(t *testing.T) {
	ca := testkit.Wurzel(t)
	s := siegelstelle(t, ca)
	siegler := signatur.Siegler{Schluessel: []crypto.Signer{testkit.Wurzel(t).Key, s.Key}}
	out, x, err := siegler.Seal(t.Context(), pemOf(s, ca), brief(), heute)
	if err != nil {
		t.Fatal(err)
	}
	if x.Art != casework.SignaturSiegel || x.Ergebnis != casework.SignaturGueltig || !x.Am.Equal(heute) ||
		x.Von != "Siegel der Stadt Lindenfurt, Stadt Lindenfurt" || x.Aussteller != "Wurzel" {
		t.Errorf("%+v", x)
	}
	if !bytes.HasPrefix(out, brief()) {
		t.Error("the letter itself was changed")
	}
	if path := os.Getenv("KONTOR_SIEGEL_SAMPLE"); path != "" { // to look at it with other tools
		for name, inhalt := range map[string]string{"brief.pdf": string(out), "ca.pem": pemOf(ca)} {
			if err := os.WriteFile(path+"/"+name, []byte(inhalt), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	von, bis := bytes.Index(out, []byte("/Contents <"))+11, bytes.Index(out, []byte("> >>"))
	for i := range out {
		if i > von+200 && i < bis { // of the value itself the end of its head is enough
			continue
		}
		spoilt := bytes.Clone(out)
		spoilt[i] ^= 1
		for _, got := range check(t, spoilt, ca) {
			if got.Ergebnis == casework.SignaturGueltig && (i < von || i > bis) {
				t.Fatalf("byte %d (%q) may be another", i, out[max(0, i-20):i+1])
			}
		}
	}
}

// A key of RSA does as well.
func TestASealWithRSA(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	vorlage := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Siegel"},
		NotBefore: heute.AddDate(-1, 0, 0), NotAfter: heute.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature}
	raw, err := x509.CreateCertificate(rand.Reader, vorlage, vorlage, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := signatur.ReadSchluessel(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	if err != nil {
		t.Fatal(err)
	}
	cert := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}))
	if _, x, err := (signatur.Siegler{Schluessel: keys}).Seal(t.Context(), cert, brief(), heute); err != nil ||
		x.Ergebnis != casework.SignaturGueltig {
		t.Errorf("%+v %v", x, err)
	}
}

// What cannot be sealed rightly is not sealed at all.
func TestNothingIsSealedWrongly(t *testing.T) {
	s := siegelstelle(t, nil)
	eigene := signatur.Siegler{Schluessel: []crypto.Signer{s.Key}}
	kein := testkit.Zertifikat(t, nil, &x509.Certificate{KeyUsage: x509.KeyUsageCertSign})
	for name, c := range map[string]struct {
		siegler    signatur.Siegler
		zertifikat string
		jetzt      time.Time
	}{
		"another key":           {signatur.Siegler{Schluessel: []crypto.Signer{kein.Key}}, pemOf(s), heute},
		"no key":                {signatur.Siegler{}, pemOf(s), heute},
		"after its end":         {eigene, pemOf(s), heute.AddDate(20, 0, 0)},
		"no certificate":        {eigene, "nichts", heute},
		"a certificate of a CA": {signatur.Siegler{Schluessel: []crypto.Signer{kein.Key}}, pemOf(kein), heute},
	} {
		if err := c.siegler.Ready(c.zertifikat, c.jetzt); err == nil {
			t.Errorf("%s: ready", name)
		}
		if _, _, err := c.siegler.Seal(t.Context(), c.zertifikat, brief(), c.jetzt); err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
	for name, pdf := range map[string][]byte{"nothing": nil, "no PDF": []byte("x"), "cut": brief()[:300],
		"sealed already": gesiegelt(t, s), "another layout": bytes.Replace(brief(), []byte("/Type /Catalog\n"), []byte("/Type/Catalog "), 1)} {
		if _, _, err := eigene.Seal(t.Context(), pemOf(s), pdf, heute); err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
	for _, text := range []string{"", "x", pemOf(s)} {
		if _, err := signatur.ReadSchluessel([]byte(text)); err == nil {
			t.Errorf("a key in %q", text)
		}
	}
}

func qc(t *testing.T, oids ...asn1.ObjectIdentifier) pkix.Extension {
	t.Helper()
	type angabe struct {
		ID   asn1.ObjectIdentifier
		Info asn1.RawValue `asn1:"optional"`
	}
	var angaben []angabe
	for _, oid := range oids {
		a := angabe{ID: oid}
		if len(oid) > 6 { // a type
			typ, err := asn1.Marshal([]asn1.ObjectIdentifier{oid})
			if err != nil {
				t.Fatal(err)
			}
			a = angabe{oid[:6], asn1.RawValue{FullBytes: typ}}
		}
		angaben = append(angaben, a)
	}
	raw, err := asn1.Marshal(angaben)
	if err != nil {
		t.Fatal(err)
	}
	return pkix.Extension{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 3}, Value: raw}
}

// Of a document that came in it is said whether it is as it was signed, by whom, on which level and how sure that is.
func TestASignatureThatCameIn(t *testing.T) {
	ca := testkit.Wurzel(t)
	qualifiziert, geraet := asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 1}, asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 4}
	person := testkit.Zertifikat(t, ca, &x509.Certificate{Subject: pkix.Name{CommonName: "Anna Bauherrin"},
		KeyUsage: x509.KeyUsageContentCommitment, ExtraExtensions: []pkix.Extension{qc(t, qualifiziert, geraet)}})
	siegel := testkit.Zertifikat(t, ca, &x509.Certificate{Subject: pkix.Name{Organization: []string{"Planbüro GmbH"}},
		KeyUsage:        x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{qc(t, qualifiziert, asn1.ObjectIdentifier{0, 4, 0, 1862, 1, 6, 2})}})
	einfach := testkit.Zertifikat(t, ca, &x509.Certificate{Subject: pkix.Name{CommonName: "Bernd"},
		KeyUsage: x509.KeyUsageDigitalSignature})
	pdf := gesiegelt(t, person)
	veraendert := bytes.Replace(pdf, []byte("/Lang (de-DE)"), []byte("/Lang (en-US)"), 1)
	for name, c := range map[string]struct {
		pdf     []byte
		wurzeln []*testkit.Stelle
		want    casework.Signatur
	}{
		"a person":         {pdf, []*testkit.Stelle{ca}, casework.Signatur{Art: "signatur", Ergebnis: "gueltig", Von: "Anna Bauherrin", Niveau: "qualifiziert"}},
		"a seal":           {gesiegelt(t, siegel), []*testkit.Stelle{ca}, casework.Signatur{Art: "siegel", Ergebnis: "gueltig", Von: "Planbüro GmbH", Niveau: "qualifiziertes_zertifikat"}},
		"of any kind":      {gesiegelt(t, einfach), []*testkit.Stelle{ca}, casework.Signatur{Art: "signatur", Ergebnis: "gueltig", Von: "Bernd", Niveau: "fortgeschritten"}},
		"nobody said":      {pdf, nil, casework.Signatur{Art: "signatur", Ergebnis: "unbestaetigt", Grund: "aussteller_unbekannt", Von: "Anna Bauherrin", Niveau: "qualifiziert"}},
		"of others":        {pdf, []*testkit.Stelle{testkit.Wurzel(t)}, casework.Signatur{Art: "signatur", Ergebnis: "unbestaetigt", Grund: "kette_unvollstaendig", Von: "Anna Bauherrin", Niveau: "qualifiziert"}},
		"changed":          {veraendert, []*testkit.Stelle{ca}, casework.Signatur{Art: "signatur", Ergebnis: "ungueltig", Grund: "inhalt_veraendert", Von: "Anna Bauherrin", Niveau: "qualifiziert"}},
		"added to":         {append(bytes.Clone(pdf), "5 0 obj\n<<>>\nendobj\n"...), []*testkit.Stelle{ca}, casework.Signatur{Art: "signatur", Ergebnis: "unbestaetigt", Grund: "danach_ergaenzt", Von: "Anna Bauherrin", Niveau: "qualifiziert"}},
		"only its end":     {append(bytes.Clone(pdf), "\r\n"...), []*testkit.Stelle{ca}, casework.Signatur{Art: "signatur", Ergebnis: "gueltig", Von: "Anna Bauherrin", Niveau: "qualifiziert"}},
		"of a kind of old": {bytes.Replace(pdf, []byte("ETSI.CAdES.detached"), []byte("adbe.x509.rsa_sha1 "), 1), nil, casework.Signatur{Art: "signatur", Ergebnis: "ungeprueft", Grund: "verfahren_unbekannt"}},
	} {
		got := check(t, c.pdf, c.wurzeln...)
		if len(got) != 1 {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		x := got[0]
		if x.Art != c.want.Art || x.Ergebnis != c.want.Ergebnis || x.Grund != c.want.Grund || x.Von != c.want.Von ||
			x.Niveau != c.want.Niveau {
			t.Errorf("%s: %+v", name, x)
		}
	}
}

// A signature speaks for the bytes it covers, whatever a file claims.
func TestASignatureCannotBeBorrowed(t *testing.T) {
	ca := testkit.Wurzel(t)
	pdf := gesiegelt(t, testkit.Zertifikat(t, ca, &x509.Certificate{Subject: pkix.Name{CommonName: "Anna"},
		KeyUsage: x509.KeyUsageDigitalSignature}))
	i := bytes.Index(pdf, []byte("/ByteRange ["))
	bereich := string(pdf[i : i+bytes.IndexByte(pdf[i:], ']')+1])
	var von, bis, rest int
	if _, err := fmt.Sscanf(bereich, "/ByteRange [0 %d %d %d]", &von, &bis, &rest); err != nil {
		t.Fatal(err)
	}
	andere := func(text string) []byte { return bytes.Replace(pdf, []byte(bereich), []byte(text), 1) }
	wert := string(pdf[von:bis])
	for name, c := range map[string][]byte{
		"not from the start":   andere(fmt.Sprintf("/ByteRange [9 %010d %010d %010d]", von-9, bis, rest)),
		"a wider gap":          andere(fmt.Sprintf("/ByteRange [0 %010d %010d %010d]", von-5, bis, rest)),
		"behind the end":       andere(fmt.Sprintf("/ByteRange [0 %010d %010d %010d]", von, bis, rest+1)),
		"backwards":            andere(fmt.Sprintf("/ByteRange [0 %010d %010d %010d]", bis, von, rest)),
		"something in the gap": bytes.Replace(pdf, []byte(wert), []byte(wert[:len(wert)-40]+"> /Evil (eine andere Seite, sichtbar) <"+">"), 1),
		"prefixed":             append([]byte("%PDF-1.7\n9 0 obj\n<<>>\nendobj\n"), pdf...),
		"its value elsewhere": append(brief(), fmt.Sprintf("\n9 0 obj\n<< /SubFilter /ETSI.CAdES.detached /ByteRange [0 %d %d 9] /Contents %s >> endobj",
			len(brief())+83, len(brief())+83+len(wert), wert)...),
	} {
		for _, got := range check(t, c, ca) {
			if got.Ergebnis == casework.SignaturGueltig || got.Ergebnis == casework.SignaturUnbestaetig {
				t.Errorf("%s: %+v", name, got)
			}
		}
	}
	if got := check(t, []byte("%PDF-1.7\n(das Wort /ByteRange im Text) /ByteRange [1 2]"), ca); got != nil {
		t.Errorf("a word in a text: %+v", got)
	}
	got := check(t, bytes.Repeat([]byte("/ByteRange [0 1 1 1]"), 1000), ca)
	if len(got) != 11 || got[10].Grund != "zu_viele" {
		t.Errorf("very many: %d", len(got))
	}
}

// What another program (openssl) has signed is read as well, in each of the ways in use; a way in which one signature
// could pass for another is not judged.
func TestSignaturesOfAnotherProgram(t *testing.T) {
	text, err := os.ReadFile("testdata/wurzel.pem")
	if err != nil {
		t.Fatal(err)
	}
	wurzeln, err := signatur.Wurzeln(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"pkcs1": "gueltig", "pss": "gueltig", "cades": "gueltig",
		"ohne-attribute": "ungeprueft verfahren_unbekannt"} {
		f, err := os.Open("testdata/" + name + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		got, err := signatur.Pruefer{Wurzeln: wurzeln}.Check(f, time.Date(2026, 12, 24, 12, 0, 0, 0, time.UTC))
		if err != nil || len(got) != 1 || strings.TrimSpace(got[0].Ergebnis+" "+got[0].Grund) != want ||
			got[0].Von != "Paula PSS, Büro" {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
}
