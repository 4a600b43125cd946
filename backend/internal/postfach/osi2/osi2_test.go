package osi2_test

import (
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/kanaltest"
	"kontor/backend/internal/postfach/osi2"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/testkit"
)

const (
	scope    = "access_urn_some_scope"
	resource = "urn:dataport:osi:postfach:rz2:dev:st"
	konto    = "konto-4711"
)

type far struct {
	*standin.OSI2
	t        *testing.T
	settings map[string]string
	client   *http.Client
}

func open(t *testing.T, change ...func(*standin.OSI2Config)) *far {
	t.Helper()
	c := standin.OSI2Config{Client: "kontor", Secret: "geheim", Scope: scope, Resource: resource, Tenant: "ST",
		ScanDelay: 5 * time.Millisecond}
	for _, f := range change {
		f(&c)
	}
	o := standin.NewOSI2(c)
	o.AddMailbox(konto, standin.OSI2Mailbox{ID: "pf-sh", Tenant: "SH"}, standin.OSI2Mailbox{ID: "pf-st", Tenant: "ST"})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.Serve(l, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	return &far{o, t, settings(door.URL), anruf.NewClient(nil)}
}

func settings(url string) map[string]string {
	return map[string]string{"url": url + "/api/osi_postfach/1.0.0", "token_url": url + "/webidp2/connect/token",
		"client_id": "kontor", "client_secret": "geheim", "scope": scope, "resource": resource, "mandant": "ST",
		"teil_kb": "1"}
}

func (f *far) postfach() *osi2.Postfach {
	f.t.Helper()
	p, err := osi2.New(f.settings, f.client)
	if err != nil {
		f.t.Fatal(err)
	}
	p.ScanPause = time.Millisecond
	return p
}

func TestContract(t *testing.T) {
	kanaltest.Run(t, func(t *testing.T) *kanaltest.Ferne {
		f := open(t)
		return &kanaltest.Ferne{Open: func() kanaltest.Postfach { return f.postfach() }, Faults: f.Faults,
			Adresse: konto, Sent: func() int { return len(f.Sent()) }, Gone: func() { f.DeleteAccount(konto) },
			Senden: "POST /api/osi_postfach/1.0.0/MessageExchange/v1/Send/", Befaellt: testkit.EICAR()}
	})
}

func zustellung() casework.Zustellung {
	return casework.Zustellung{Vorgangsnummer: "LF-1", Betreff: "Betreff", Text: "Text", Vertrauensniveau: 4,
		Antwort: casework.AntwortErforderlich, Adresse: konto, Behoerde: "Stadt", Dienst: "Sondernutzung"}
}

func TestMessageAsItLiesThere(t *testing.T) {
	f := open(t)
	if _, err := f.postfach().Deliver(t.Context(), zustellung()); err != nil {
		t.Fatal(err)
	}
	m := f.Sent()[0]
	if m.Mailbox != "pf-st" || m.Vorgang != "LF-1" || m.Level != "High" || m.ReplyAction != "Mandatory" ||
		m.OriginSender != "Stadt" || m.DisplayName != "Sondernutzung" || m.Body != "Text\n\n[Vorgang LF-1]" {
		t.Errorf("%+v", m)
	}
	if casework.FindMarke("> "+m.Body) != "LF-1" {
		t.Error("an answer that quotes it does not find its Vorgang")
	}
}

// The matrix of the identity provider: each wrong setting stops the channel, and none is tried for ever.
func TestWrongSettingsStopTheChannel(t *testing.T) {
	for name, change := range map[string]map[string]string{
		"wrong resource": {"resource": "urn:x"}, "no scope": {"scope": "falsch"}, "secret": {"client_secret": "falsch"},
		"path": {"url": "/"},
	} {
		f := open(t)
		maps.Copy(f.settings, change)
		if name == "path" {
			f.settings["url"] = strings.Replace(f.settings["token_url"], "/webidp2/connect/token", "/gibtesnicht", 1)
		}
		p := f.postfach()
		var z *casework.Zustellfehler
		for range 4 {
			_, err := p.Deliver(t.Context(), zustellung())
			if !errors.As(err, &z) {
				t.Fatal(err)
			}
		}
		if want := name != "path"; !z.Haelt && want {
			t.Errorf("%s: %v", name, z)
		}
		if len(f.Sent()) > 0 {
			t.Error("sent")
		}
	}
}

// A token that is taken no longer is replaced, whatever its time says.
func TestTokenIsRenewed(t *testing.T) {
	now := time.Now()
	f := open(t, func(c *standin.OSI2Config) { c.Now = func() time.Time { return now } })
	p := f.postfach()
	for range 2 {
		if _, err := p.Deliver(t.Context(), zustellung()); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Hour)
	}
	if n := f.Seen("connect/token"); n != 2 {
		t.Errorf("%d tokens", n)
	}
}

func TestExpiredCertificateStopsTheChannel(t *testing.T) {
	o := standin.NewOSI2(standin.OSI2Config{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.ServeTLS(l, o, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	f := &far{o, t, settings(door.URL), anruf.NewClient(anruf.Trust(door.Roots))}
	_, err = f.postfach().Deliver(t.Context(), zustellung())
	var z *casework.Zustellfehler
	if !errors.As(err, &z) || !z.Haelt {
		t.Errorf("%v", err)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	for name, c := range map[string]struct{ field, value, reason string }{
		"plain http": {"url", "http://postfach.example/api", "https_required"},
		"empty":      {"resource", "", "required"}, "no number": {"datei_mb", "viel", "format"},
		"credentials in the address": {"token_url", "https://a:b@idp.example/token", "https_required"},
	} {
		e := settings("https://gateway.example")
		e[c.field] = c.value
		_, err := osi2.New(e, nil)
		var ce *casework.Error
		if !errors.As(err, &ce) || ce.Fields[c.field] != c.reason {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReceive(t *testing.T) {
	f := open(t)
	p := f.postfach()
	f.Receive(standin.OSI2Message{Vorgang: "LF-1", Subject: "Re", Body: "Anbei", Level: "Substantial",
		Attachments: []standin.OSI2File{{Name: "a.pdf", Type: "application/pdf", Content: []byte("%PDF-")}}})
	for range 120 {
		f.Receive(standin.OSI2Message{Vorgang: "LF-1", Subject: "Re"})
	}
	ids, err := p.Poll(t.Context())
	if err != nil || len(ids) != 100 {
		t.Fatalf("%d, %v", len(ids), err)
	}
	r, err := p.Fetch(t.Context(), ids[0])
	if err != nil || r.Faden != "LF-1" || r.Niveau != 3 || len(r.Dateien) != 1 || r.GesendetAm.IsZero() {
		t.Fatalf("%+v, %v", r, err)
	}
	file, err := r.Dateien[0].Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if raw, err := io.ReadAll(file); err != nil || string(raw) != "%PDF-" {
		t.Errorf("%q, %v", raw, err)
	}
	for range 2 { // twice is as good as once
		if err := p.Acknowledge(t.Context(), ids[0]); err != nil {
			t.Fatal(err)
		}
	}
	_, err = p.Fetch(t.Context(), ids[0])
	var ce *casework.Error
	if !errors.As(err, &ce) || ce.Code != casework.NotFound {
		t.Errorf("%v", err)
	}
}

// What nobody has seen is said to be so.
func TestAssumptionsNameTheirEvidence(t *testing.T) {
	for _, a := range osi2.Annahmen {
		if a.Was == "" || a.Beleg != osi2.Gesehen && a.Beleg != osi2.Abgeleitet && a.Beleg != osi2.Erinnert {
			t.Errorf("%+v", a)
		}
	}
}
