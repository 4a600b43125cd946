package zbp_test

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"flag"
	"maps"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"software.sslmate.com/src/go-pkcs12"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/kanaltest"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/postfach/zbp"
)

var update = flag.Bool("update", false, "write golden files")

const (
	box    = "7a1f0a3e-0b1c-4d5e-8f90-1234567890ab"
	antrag = "11111111-2222-4333-8444-555555555555"
)

// The keys of a run are made once: that takes time.
var (
	issuer = sync.OnceValue(func() *standin.Authority { return must(standin.NewAuthority()) })
	client = sync.OnceValue(func() string {
		return must(issuer().Client("Stadt Lindenfurt", time.Now().Add(12*time.Hour)))
	})
)

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

type far struct {
	*standin.ZBP
	t        *testing.T
	settings map[string]string
}

func open(t *testing.T) *far {
	t.Helper()
	b := standin.NewZBP()
	b.AddMailbox(box)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.ServeMutual(l, b, issuer())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	return &far{b, t, map[string]string{"url": door.URL, "wurzeln": issuer().PEM, "zertifikat": client()}}
}

func (f *far) postfach() *zbp.Postfach {
	f.t.Helper()
	p, err := zbp.New(f.settings)
	if err != nil {
		f.t.Fatal(err)
	}
	return p
}

func TestContract(t *testing.T) {
	kanaltest.Run(t, func(t *testing.T) *kanaltest.Ferne {
		f := open(t)
		return &kanaltest.Ferne{Open: func() kanaltest.Postfach { return f.postfach() }, Faults: f.Faults,
			Adresse: box, Sent: func() int { return len(f.Sent()) }, Gone: func() { f.DeleteMailbox(box) },
			Senden: "PUT /v6/mailbox/messages"}
	})
}

func zustellung() casework.Zustellung {
	return casework.Zustellung{Sendung: uuid.MustParse("01900000-0000-7000-8000-00003f2a9c1b"),
		Vorgangsnummer: "LF-2026-00017", Betreff: "Ihr Antrag <Rosenweg & Söhne>",
		Text: "Guten Tag,\nbitte lesen Sie die Anlagen.\n\nEs grüßt „Ihre“ Stadt & Co.", Vertrauensniveau: 3,
		Antwort: casework.AntwortMoeglich, Adresse: box, AntragID: antrag, Antragsstatus: "mitwirkung",
		Link: "https://kontor.example/antragsraum", Behoerde: "Stadt Lindenfurt", Dienst: "Sondernutzung"}
}

// What is signed, byte by byte.
func TestSignedText(t *testing.T) {
	f := open(t)
	for name, form := range map[string]string{"message-html": "html", "message-text": "text"} {
		f.settings["form"] = form
		raw, err := f.postfach().Message(zustellung())
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, raw)
	}
	golden(t, "state", f.postfach().Status(zustellung(), time.Date(2026, 12, 1, 13, 4, 5, 60e6, time.FixedZone("", 3600))))
}

func golden(t *testing.T, name string, raw []byte) {
	t.Helper()
	path := "testdata/" + name + ".golden.json"
	if *update {
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(raw, want) {
		t.Errorf("%s: %v\n%s", name, err, raw)
	}
}

// The far end checks signature and hashes; what it kept is what was meant.
func TestMessageAsItLiesThere(t *testing.T) {
	f := open(t)
	f.AddApplication(antrag)
	q, err := f.postfach().Deliver(t.Context(), zustellung())
	if err != nil {
		t.Fatal(err)
	}
	m := f.Sent()[0]
	if m.Mailbox != box || m.Level != 3 || m.Sender != "Stadt Lindenfurt" || m.Reference != "LF-2026-00017/3f2a9c1b" ||
		m.SenderURL != "https://kontor.example/antragsraum" || m.ReplyAddress != m.SenderURL ||
		m.ApplicationID == nil || *m.ApplicationID != antrag || !m.Opens(4) || m.Opens(1) {
		t.Errorf("%+v", m)
	}
	states := f.States()
	if len(states) != 1 || states[0].Status != "ACTION_REQUIRED" || q.Nachweis["status"] != "ACTION_REQUIRED" {
		t.Errorf("%+v, %v", states, q.Nachweis)
	}
}

// What the status monitor does not take does not send the message again.
func TestStatusThatFails(t *testing.T) {
	f := open(t)
	q, err := f.postfach().Deliver(t.Context(), zustellung()) // the application is unknown there
	if err != nil || len(f.Sent()) != 1 || q.Nachweis["status"] == "ACTION_REQUIRED" {
		t.Errorf("%v, %d, %v", err, len(f.Sent()), q.Nachweis)
	}
	z := zustellung()
	z.AntragID = ""
	if q, err = f.postfach().Deliver(t.Context(), z); err != nil || q.Nachweis["status"] != nil {
		t.Errorf("%v, %v", err, q.Nachweis)
	}
}

func TestLevels(t *testing.T) {
	f := open(t)
	for ours, there := range map[int]int{1: 1, 2: 3, 3: 3, 4: 4} {
		z := zustellung()
		z.Vertrauensniveau = ours
		if _, err := f.postfach().Deliver(t.Context(), z); err != nil {
			t.Fatal(err)
		}
		if all := f.Sent(); all[len(all)-1].Level != there {
			t.Errorf("%d is sent as %d", ours, all[len(all)-1].Level)
		}
	}
}

func TestBounds(t *testing.T) {
	f := open(t)
	long := strings.Repeat("ä", 2000)
	for name, c := range map[string]struct {
		change func(*casework.Zustellung)
		want   casework.Fehlerklasse // "" = it goes
	}{
		"title as long as it may be":  {func(z *casework.Zustellung) { z.Betreff = long[:2*1024] }, ""},
		"title too long":              {func(z *casework.Zustellung) { z.Betreff = long }, casework.Ungueltig},
		"no title":                    {func(z *casework.Zustellung) { z.Betreff = "" }, casework.Ungueltig},
		"sender is shortened":         {func(z *casework.Zustellung) { z.Behoerde, z.Dienst = long, long }, ""},
		"no sender":                   {func(z *casework.Zustellung) { z.Behoerde = "" }, casework.Ungueltig},
		"a link too long is left out": {func(z *casework.Zustellung) { z.Link = "https://x/" + long }, ""},
		"text too long":               {func(z *casework.Zustellung) { z.Text = strings.Repeat(long, 300) }, casework.ZuGross},
		"no UUID":                     {func(z *casework.Zustellung) { z.Adresse = "pk-1" }, casework.OhnePostfach},
	} {
		z := zustellung()
		c.change(&z)
		n := len(f.Sent())
		_, err := f.postfach().Deliver(t.Context(), z)
		var zf *casework.Zustellfehler
		if (c.want == "") != (err == nil) || err != nil && (!errors.As(err, &zf) || zf.Klasse() != c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if c.want != "" && len(f.Sent()) != n {
			t.Errorf("%s: sent", name)
		}
	}
}

// Neither a certificate of somebody else nor one that is over gets a message in, and the channel stops.
func TestWrongCertificate(t *testing.T) {
	other := must(standin.NewAuthority())
	for name, change := range map[string]map[string]string{
		"of another issuer":             {"zertifikat": must(other.Client("Stadt Lindenfurt", time.Now().Add(time.Hour)))},
		"their issuer is unknown to us": {"wurzeln": other.PEM},
	} {
		f := open(t)
		maps.Copy(f.settings, change)
		_, err := f.postfach().Deliver(t.Context(), zustellung())
		var zf *casework.Zustellfehler
		if !errors.As(err, &zf) || !zf.Haelt || len(f.Sent()) > 0 {
			t.Errorf("%s: %v", name, err)
		}
		if err := f.postfach().Check(t.Context()); !errors.As(err, &zf) || !zf.Haelt {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A clock that is wrong by an hour makes our token worthless there: the channel stops, nothing is guessed.
func TestWrongClock(t *testing.T) {
	f := open(t)
	f.Now = func() time.Time { return time.Now().Add(time.Hour) }
	_, err := f.postfach().Deliver(t.Context(), zustellung())
	var zf *casework.Zustellfehler
	if !errors.As(err, &zf) || zf.Klasse() != casework.Zugangsfehler {
		t.Errorf("%v", err)
	}
}

func TestCheckSendsNothing(t *testing.T) {
	f := open(t)
	if err := f.postfach().Check(t.Context()); err != nil || len(f.Sent()) != 0 {
		t.Errorf("%v", err)
	}
	f.settings["url"] += "/gibtesnicht"
	if err := f.postfach().Check(t.Context()); err == nil {
		t.Error("a path that is not there passes")
	}
}

func TestSettingsAreChecked(t *testing.T) {
	blocks := strings.SplitAfter(client(), "-----END CERTIFICATE-----\n")
	p12 := base64.StdEncoding.EncodeToString(must(pkcs12.Modern.Encode(parsed(t, blocks))))
	for name, c := range map[string]struct {
		change map[string]string
		field  string
		reason string
	}{
		"plain http":       {map[string]string{"url": "http://zbp.example"}, "url", "https_required"},
		"no certificate":   {map[string]string{"zertifikat": ""}, "zertifikat", "required"},
		"rubbish":          {map[string]string{"zertifikat": "x"}, "zertifikat", anruf.GrundZertifikat},
		"key missing":      {map[string]string{"zertifikat": blocks[0]}, "zertifikat", anruf.GrundSchluessel},
		"key of another":   {map[string]string{"zertifikat": blocks[0] + otherKey()}, "zertifikat", anruf.GrundSchluessel},
		"in one line":      {map[string]string{"zertifikat": strings.ReplaceAll(client(), "\n", " ")}, "", ""},
		"expired":          {map[string]string{"zertifikat": expired()}, "zertifikat", anruf.GrundAbgelaufen},
		"roots unreadable": {map[string]string{"wurzeln": "x"}, "wurzeln", anruf.GrundZertifikat},
		"no number":        {map[string]string{"datei_mb": "viel"}, "datei_mb", "format"},
		"PKCS#12":          {map[string]string{"zertifikat": p12, "zertifikat_passwort": "geheim"}, "", ""},
		"its password": {map[string]string{"zertifikat": p12, "zertifikat_passwort": "falsch"},
			"zertifikat_passwort", anruf.GrundPasswort},
	} {
		e := map[string]string{"url": "https://zbp.example", "zertifikat": client()}
		maps.Copy(e, c.change)
		_, err := zbp.New(e)
		var ce *casework.Error
		if c.field == "" && err != nil || c.field != "" && (!errors.As(err, &ce) || ce.Fields[c.field] != c.reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func otherKey() string {
	whole := must(issuer().Client("Andere", time.Now().Add(time.Hour)))
	_, key, _ := strings.Cut(whole, "-----END CERTIFICATE-----\n")
	return key
}

func expired() string { return must(issuer().Client("Stadt Lindenfurt", time.Now().Add(-time.Minute))) }

// parsed is what goes into a container, with its password.
func parsed(t *testing.T, blocks []string) (key any, cert *x509.Certificate, chain []*x509.Certificate,
	passwort string) {
	t.Helper()
	c, _ := pem.Decode([]byte(blocks[0]))
	k, _ := pem.Decode([]byte(blocks[1]))
	return must(x509.ParsePKCS8PrivateKey(k.Bytes)), must(x509.ParseCertificate(c.Bytes)), nil, "geheim"
}

// What nobody has seen is said to be so.
func TestAssumptionsNameTheirEvidence(t *testing.T) {
	for _, a := range zbp.Annahmen {
		if a.Was == "" || a.Beleg != anruf.Gesehen && a.Beleg != anruf.Abgeleitet && a.Beleg != anruf.Erinnert {
			t.Errorf("%+v", a)
		}
	}
}
