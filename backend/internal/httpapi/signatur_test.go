package httpapi_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/signatur"
	"kontor/backend/internal/testkit"
)

func zertifikatPEM(s *testkit.Stelle) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Cert.Raw}))
}

func zeichnerin(t *testing.T, von *testkit.Stelle, name string) *testkit.Stelle {
	return testkit.Zertifikat(t, von, &x509.Certificate{Subject: pkix.Name{CommonName: name},
		KeyUsage: x509.KeyUsageContentCommitment})
}

type signierteDatei struct {
	ID, Dateiname, Rolle string
	Signaturen           []struct{ Art, Ergebnis, Grund, Von, Aussteller, Niveau, Am string }
}

func (a *akte) dateien() (out []signierteDatei) {
	a.t.Helper()
	var v struct{ Dokumente []signierteDatei }
	a.sb.Get(a.base).Is(200).JSON(&v)
	return v.Dokumente
}

func (a *akte) datei(name string) signierteDatei {
	a.t.Helper()
	alle := a.dateien()
	i := slices.IndexFunc(alle, func(d signierteDatei) bool { return strings.HasPrefix(d.Dateiname, name) })
	if i < 0 {
		a.t.Fatalf("no %s in %+v", name, alle)
	}
	return alle[i]
}

func (a *akte) bytesOf(d signierteDatei) []byte {
	a.t.Helper()
	return a.sb.Get(a.base + "/dokumente/" + d.ID).Is(200).Body
}

var bewilligt = map[string]any{"ergebnis": "bewilligt", "kanal": "post"}

// A tenant with a seal sends no letter without it; what it is of is seen on the desk and in the record.
func TestLettersAreSealed(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	siegel := zeichnerin(t, nil, "Siegel der Stadt Lindenfurt")
	setSiegel := func(text string) {
		t.Helper()
		if _, err := o.superuser().Exec("update mandant set siegel_zertifikat = $1", text); err != nil {
			t.Fatal(err)
		}
	}

	offen := o.antrag().act("/bescheid", bewilligt)
	o.MustWork()
	if d := offen.datei("Bescheid_"); d.Signaturen == nil || len(d.Signaturen) != 0 {
		t.Errorf("no seal is set: %+v", d)
	}

	setSiegel(zertifikatPEM(siegel))
	a := o.antrag()
	for name, s := range map[string]*signatur.Siegler{"no sealer": nil, "no key": {}, "another key": {
		Schluessel: []crypto.Signer{testkit.Wurzel(t).Key}}} {
		if o.Brief.Sealer = nil; s != nil {
			o.Brief.Sealer = *s
		}
		a.sb.Post(a.base+"/bescheid", a.mit(bewilligt)).Problem(503, "seal_not_ready")
		if len(a.load().Bescheide) != 0 {
			t.Errorf("%s: decided, with nothing to send", name)
		}
	}
	o.Brief.Sealer = signatur.Siegler{Schluessel: []crypto.Signer{siegel.Key}}
	a.act("/bescheid", bewilligt)
	o.MustWork()
	d := a.load().datei("Bescheid_")
	if len(d.Signaturen) != 1 || d.Signaturen[0].Art != "siegel" || d.Signaturen[0].Ergebnis != "gueltig" ||
		d.Signaturen[0].Von != "Siegel der Stadt Lindenfurt" || d.Signaturen[0].Am != "2026-03-10T09:00:00Z" {
		t.Errorf("%+v", d)
	}
	pdf := a.bytesOf(d)
	if path := os.Getenv("KONTOR_SIEGEL_SAMPLE"); path != "" { // to look at it with other tools
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := signatur.Pruefer{Wurzeln: testkit.Pool(siegel)}
	gefunden, err := p.Check(bytes.NewReader(pdf), berlin("2026-03-11 10:00"))
	if err != nil || len(gefunden) != 1 || gefunden[0].Ergebnis != casework.SignaturGueltig {
		t.Errorf("what was kept: %+v %v", gefunden, err)
	}
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	a.act("/bescheid/"+a.Bescheide[0].ID+"/adressaten", map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	for _, d := range a.dateien() {
		if d.Rolle == "bescheid" && len(d.Signaturen) != 1 {
			t.Errorf("a letter to somebody else: %+v", d)
		}
	}
	if text := worte(a.nachweis(a.Bescheide[0].ID)); !strings.Contains(text, "Elektronische Signatur: Elektronisches "+
		"Siegel von Siegel der Stadt Lindenfurt: gültig; ") {
		t.Error(text)
	}
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Fatal(report)
	}
	a.forgedWith(`update dokument set signaturen = jsonb_set(signaturen, '{0,von}', '"Siegel der Stadt Anderswo"') where id = $1`, d.ID)
	o.finds("Dokument " + d.ID)
}

// Of a file that comes in it is seen whether it is as somebody signed it, who that is, on which level, and how certain.
func TestSignaturesThatComeIn(t *testing.T) {
	o := open(t)
	ca := testkit.Wurzel(t)
	o.Vorgang.Signaturen = signatur.Pruefer{Wurzeln: testkit.Pool(ca)}
	muster := o.antrag().act("/bescheid", bewilligt)
	o.MustWork()
	anna := zeichnerin(t, ca, "Anna Bauherrin")
	signiert, _, err := signatur.Siegler{Schluessel: []crypto.Signer{anna.Key}}.Seal(t.Context(), zertifikatPEM(anna),
		muster.load().bytesOf(muster.datei("Bescheid_")), berlin("2026-03-09 12:00"))
	if err != nil {
		t.Fatal(err)
	}
	veraendert := bytes.Replace(signiert, []byte("/Lang (de-DE)"), []byte("/Lang (de-AT)"), 1)
	fremd := zeichnerin(t, nil, "Selbst Gemacht")
	selbst, _, err := signatur.Siegler{Schluessel: []crypto.Signer{fremd.Key}}.Seal(t.Context(), zertifikatPEM(fremd),
		muster.bytesOf(muster.datei("Bescheid_")), berlin("2026-03-09 12:00"))
	if err != nil {
		t.Fatal(err)
	}
	o.antraege++
	o.Form("ozgcloud").PostParts("/eingang/ozgcloud",
		testkit.Part{Name: "formData", Inhalt: strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"t-%d"`, o.antraege), 1)},
		testkit.Part{Name: "attachments", Dateiname: "signiert.pdf", Inhalt: string(signiert)},
		testkit.Part{Name: "attachments", Dateiname: "veraendert.pdf", Inhalt: string(veraendert)},
		testkit.Part{Name: "attachments", Dateiname: "selbst.pdf", Inhalt: string(selbst)},
		testkit.Part{Name: "attachments", Dateiname: "ohne.pdf", Inhalt: "%PDF-1.4 ohne"}).Is(200)
	a := o.newest([]string{muster.ID})
	o.MustWork()
	for name, want := range map[string]string{"signiert": "signatur gueltig  Anna Bauherrin Wurzel fortgeschritten 2026-03-09T11:00:00Z",
		"veraendert": "signatur ungueltig inhalt_veraendert Anna Bauherrin Wurzel fortgeschritten 2026-03-09T11:00:00Z",
		"selbst":     "signatur unbestaetigt kette_unvollstaendig Selbst Gemacht Selbst Gemacht fortgeschritten 2026-03-09T11:00:00Z", "ohne": ""} {
		got := ""
		for _, s := range a.datei(name).Signaturen {
			got += strings.Join([]string{s.Art, s.Ergebnis, s.Grund, s.Von, s.Aussteller, s.Niveau, s.Am}, " ")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Fatal(report)
	}
}
