package email_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/email"
	"kontor/adapters/mailbox/standin"
)

// zugang is the adapter with the settings of a Zugang.
type zugang struct {
	email.Adapter
	settings map[string]string
	received time.Time // zero = as the case says
}

func (z zugang) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	d.Settings = z.settings
	if !z.received.IsZero() {
		d.ReceivedAt = z.received
	}
	return z.Adapter.Parse(ctx, d, files)
}

func open() zugang {
	return zugang{settings: map[string]string{"absender": "@lindenfurt.example"}}
}

const head = "From: Formulare <formulare@lindenfurt.example>\nTo: amt@lindenfurt.example\nSubject: =?utf-8?Q?Antrag_auf_H=C3=BCtte?= [Ref 7]\nDate: Mon, 14 Apr 2025 09:00:00 +0200\nMessage-ID: <1@lindenfurt.example>\n"

func message(raw string) []byte { return []byte(strings.ReplaceAll(raw, "\n", "\r\n")) }

func mixed(text string, files ...[2]string) []byte {
	raw := head + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n" + text
	for _, f := range files {
		raw += "\n--x\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"" + f[0] + "\"\n\n" + base64.StdEncoding.EncodeToString([]byte(f[1]))
	}
	return message(raw + "\n--x--\n")
}

const text = `Guten Tag,

es liegt ein Antrag vor:

Vorname: Ute
Name: Erdacht
Straße: Am Deich 7b
E-Mail: ute.erdacht@example.org
Geburtsdatum: 1.2.1990
- Fläche in m²: 16,8
Begründung:
Wir brauchen Platz.
Viel Platz.

Name: Zweiter Name
Abgabe um 10:30 Uhr, siehe https://lindenfurt.example/hilfe
--
Stadt Lindenfurt
Telefon: 115`

const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><a:antrag xmlns:a="urn:x" version="2"><a:ort bezeichnung="Ort des Baus">Wehr` + "\xfc" + `</a:ort><tag>1.6.2025</tag><tag>2.6.2025</tag>
<preis currency="EUR">250</preis><leer/><gruppe><ja>true</ja></gruppe>Rest</a:antrag>`

func cases() []adaptertest.Case {
	const typ = "message/rfc822"
	return []adaptertest.Case{
		{Name: "lines, pdf and xml", Type: typ, Body: mixed(text, [2]string{"Skizze.png", "\x89PNG\r\n\x1a\n0000"}, [2]string{"Antrag.pdf", "%PDF-1.4\n"}, [2]string{"Daten.XML", xml}, [2]string{"Noch eins.pdf", "%PDF-1.7\n"})},
		{Name: "html table", Type: typ, Body: message(head + "Content-Type: text/html; charset=utf-8\n\n<h1>Neuer Antrag</h1><table><tr><td>Firma</td><td>Erdachte Werft GmbH</td></tr><tr><td>Ort:</td><td>Seehausen<script>x</script></td></tr></table><p>Mit freundlichen Grüßen</p>\n")},
		{Name: "bare", Type: typ, Body: message("From: a@lindenfurt.example\n\nNur ein Satz.\n")},
		{Name: "hostile xml", Type: typ, Body: mixed("Betreff: x", [2]string{"a.xml", adaptertest.HostileXML()["billion laughs"]}, [2]string{"b.xml", "<a>"})},
		{Name: "stranger", Type: typ, Reason: "sender_not_allowed", Body: message("From: geheim@fremd.example\nMessage-ID: <2@x>\n\nx\n")},
		{Name: "absent", Type: typ, Reason: "mail_automatic_reply", Body: message("Auto-Submitted: auto-replied\n" + head + "\nIch bin nicht da.\n")},
		{Name: "bounce", Type: typ, Reason: "mail_bounce", Body: message("Return-Path: <>\nFrom: MAILER-DAEMON@fremd.example\nMessage-ID: <3@x>\nContent-Type: multipart/report; boundary=x\n\n--x--\n")},
		{Name: "no mail", Type: typ, Reason: "mail_malformed", Body: []byte(`{"geheim": 1}`)},
		{Name: "cut", Type: typ, Reason: "content_truncated", Body: bytes.TrimSuffix(mixed("x", [2]string{"a.pdf", "%PDF-1.4"}), []byte("--x--\r\n"))},
	}
}

func TestConformance(t *testing.T) { adaptertest.Run(t, open(), cases()) }

func TestHostile(t *testing.T) {
	deep, many := head, head+"Content-Type: multipart/mixed; boundary=x\n\n"
	for i := range 80 {
		mark := "x" + strings.Repeat("i", i)
		deep += "Content-Type: multipart/mixed; boundary=" + mark + "\n\n--" + mark + "\n"
	}
	many += strings.Repeat("--x\nContent-Type: a/b\n\ngeheim\n", 600) + "--x--\n"
	adaptertest.Refuse(t, open(), []adaptertest.Case{
		{Name: "deep", Body: message(deep), Reason: "mail_too_deep"}, {Name: "many", Body: message(many), Reason: "too_many_files"},
		{Name: "huge text", Body: message(head + "\n" + strings.Repeat("geheim", 3<<20)), Reason: "document_too_large"},
		{Name: "huge header", Body: message(head + "X: " + strings.Repeat("geheim", 3<<20) + "\n\nx"), Reason: "document_too_large"},
	})
	for name, doc := range adaptertest.HostileXML() {
		s, err := adaptertest.Parse(open(), adaptertest.Case{Body: mixed("x", [2]string{"daten.xml", doc})})
		if err != nil || len(s.Dokumente) != 1 || !noted(s, "xml_refused") && !noted(s, "xml_unreadable") {
			t.Errorf("xml %s: %v, the file must stay and be noted", name, err)
		}
	}
	for name, doc := range map[string]string{"fields": "<x>" + strings.Repeat("<y/>", 15_000) + "</x>",
		"lines": strings.Repeat("a: b\n", 3000), "lines below a label": "A:\n" + strings.Repeat("x\n", 1_000_000)} {
		s, err := adaptertest.Parse(open(), adaptertest.Case{Body: mixed(doc, [2]string{"daten.xml", doc})})
		if err != nil || len(s.Antragsdaten) > 3 {
			t.Errorf("many %s: %v", name, err)
		}
	}
}

func noted(s *adapters.Submission, code string) bool {
	for _, h := range s.Hinweise {
		if h.Code == code {
			return true
		}
	}
	return false
}

func TestNames(t *testing.T) {
	var files [][2]string
	for _, name := range adaptertest.HostileNames {
		files = append(files, [2]string{strings.NewReplacer("\r", "", "\n", "", "\x00", "").Replace(name), "x"})
	}
	s, err := adaptertest.Parse(open(), adaptertest.Case{Body: mixed("x", files...)})
	if err != nil || len(s.Dokumente) != len(files) {
		t.Fatalf("%v", err)
	}
	adaptertest.Check(t, s)
}

func TestNobodyAllowed(t *testing.T) {
	_, err := adaptertest.Parse(email.New(), adaptertest.Case{Body: mixed("x")})
	if why(err) != "setting_missing" {
		t.Errorf("Parse: %v", err)
	}
	err = email.New().Pull(t.Context(), adapters.Source{URL: "imaps://gibt-es-nicht.example"}, nil)
	if why(err) != "setting_missing" {
		t.Errorf("Pull: %v", err)
	}
}

func why(err error) string {
	var known *adapters.Error
	if !errors.As(err, &known) {
		return ""
	}
	return known.Reason
}

// TestDateMustBePlausible: a clock that is wrong shall not move the time of arrival.
func TestDateMustBePlausible(t *testing.T) {
	for date, ok := range map[string]bool{"Mon, 14 Apr 2025 10:31:28 +0200": true,
		"Mon, 21 Apr 2025 10:31:28 +0200": false, "Mon, 14 Apr 1980 10:31:28 +0200": false, "gestern": false} {
		s, err := adaptertest.Parse(open(),
			adaptertest.Case{Body: message("From: a@lindenfurt.example\nDate: " + date + "\n\nx")})
		if err != nil || (s.EingereichtAm != nil) != ok || noted(s, "timestamp_unreadable") == ok {
			t.Errorf("%s: %v, %+v", date, err, s)
		}
	}
}

func TestVerifiedSender(t *testing.T) {
	z := open()
	z.settings["pruefserver"], z.settings["formular"] = "mx.lindenfurt.example", "plakate"
	if _, err := adaptertest.Parse(z, adaptertest.Case{Body: mixed("x")}); why(err) != "sender_not_verified" {
		t.Errorf("%v", err)
	}
	s, err := adaptertest.Parse(z, adaptertest.Case{Body: append(
		[]byte("Authentication-Results: mx.lindenfurt.example; dkim=pass header.d=lindenfurt.example\r\n"),
		mixed("x")...)})
	if err != nil || noted(s, "sender_unverified") || s.Formular.Schluessel != "email/plakate" {
		t.Errorf("%v, %+v", err, s)
	}
}

// TestSampleFitsTheSenders: whoever is allowed, the example comes from them; with nobody allowed it says what is
// missing.
func TestSampleFitsTheSenders(t *testing.T) {
	for _, settings := range []map[string]string{
		{"absender": "@lindenfurt.example"}, {"absender": "formulare@amt.example, @lindenfurt.example"},
		{"absender": " ; @b.example", "pruefserver": "mx.lindenfurt.example"}, {}} {
		p := email.New().Sample("probe-1", settings)
		raw, err := io.ReadAll(p.Body)
		if err != nil {
			t.Fatal(err)
		}
		s, err := adaptertest.Parse(zugang{settings: settings}, adaptertest.Case{Type: "message/rfc822", Body: raw})
		if settings["absender"] == "" {
			if why(err) != "setting_missing" {
				t.Errorf("nobody allowed: %v", err)
			}
			continue
		}
		if err != nil || len(s.Dokumente) != 1 || s.Dokumente[0].Rolle != adapters.Representation ||
			s.Antragsteller.Nachname != "Musterfrau" {
			t.Errorf("%v: %v, %+v", settings, err, s)
		}
	}
}

// TestFromTheMailbox takes a message the whole way, over TCP.
func TestFromTheMailbox(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server, err := standin.Start(listener, standin.Config{User: "amt", Password: "p"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	for _, raw := range [][]byte{mixed(text), message("From: x@fremd.example\nMessage-ID: <9@x>\n\nWerbung")} {
		if err := server.Append("INBOX", raw); err != nil {
			t.Fatal(err)
		}
	}
	z, taken := open(), 0
	source := adapters.Source{URL: server.URL(), User: "amt", Password: "p", Settings: z.settings,
		Save: func(context.Context, string) error { return nil }}
	err = z.Pull(t.Context(), source, func(ctx context.Context, p adapters.Pulled) error {
		files := adaptertest.NewMemoryFiles()
		raw, err := files.Put(p.Body)
		if err != nil {
			return err
		}
		body, err := files.Open(raw)
		if err != nil {
			return err
		}
		_, err = z.Parse(ctx, adapters.Delivery{Header: p.Header, Body: body, Size: raw.Groesse,
			ReceivedAt: time.Now()}, files)
		if err == nil {
			taken++
		}
		return err
	})
	if why(err) != "sender_not_allowed" || taken != 1 || server.Count("Kontor-erledigt") != 1 ||
		server.Count("Kontor-ungeklaert") != 1 {
		t.Errorf("%v, taken %d", err, taken)
	}
}

func TestBigAttachment(t *testing.T) {
	const size = 66 << 20 / 57 * 57
	adaptertest.Big(t, open(), "message/rfc822", size,
		adaptertest.Segment{Text: string(message(head + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"))},
		adaptertest.Segment{Pattern: strings.Repeat("QUJD", 19) + "\r\n", Size: size / 57 * 78},
		adaptertest.Segment{Text: "--x--\r\n"})
}

// TestSample reads the message of $KONTOR_SAMPLES, which is not part of this repository.
func TestSample(t *testing.T) {
	dir := os.Getenv("KONTOR_SAMPLES")
	if dir == "" {
		t.Skip("KONTOR_SAMPLES names no directory with the sample deliveries; .ci/run sets it")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "mail", "01-antrag-pdf.eml"))
	if err != nil {
		t.Fatal(err)
	}
	z := open()
	z.received = time.Date(2025, 5, 22, 8, 0, 0, 0, time.UTC)
	adaptertest.Run(t, z, []adaptertest.Case{{Name: "sample", Type: "message/rfc822", Body: raw}})
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, open(), cases()) }
