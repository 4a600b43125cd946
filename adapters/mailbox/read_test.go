package mailbox_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/mailbox"
)

// read reads a message of a header, an empty line and a body, written with \n.
func read(t *testing.T, raw string) (*mailbox.Mail, *adaptertest.MemoryFiles, error) {
	t.Helper()
	files := adaptertest.NewMemoryFiles()
	m, err := mailbox.Read(strings.NewReader(strings.ReplaceAll(raw, "\n", "\r\n")), files,
		adapters.DefaultLimits(), nil)
	return m, files, err
}

func mustRead(t *testing.T, raw string) (*mailbox.Mail, []string) {
	t.Helper()
	m, files, err := read(t, raw)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range m.Files {
		r, err := files.Open(f.Datei)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, f.Name+"="+string(content))
	}
	return m, found
}

func notes(m *mailbox.Mail) (codes []string) {
	for _, h := range m.Hinweise {
		codes = append(codes, h.Code)
	}
	return codes
}

const head = "From: a@example.org\nMessage-ID: <1@example.org>\n"

func TestTextOfBodies(t *testing.T) {
	mixed := func(parts ...string) string {
		return head + "Content-Type: multipart/mixed; boundary=x\n\n--x\n" +
			strings.Join(parts, "\n--x\n") + "\n--x--\n"
	}
	for name, c := range map[string]struct{ raw, want string }{
		"no type, Latin-1":           {head + "\nGr\xfc\xdfe", "Grüße"},
		"declared Latin-1":           {head + "Content-Type: text/plain; charset=iso-8859-1\n\nGr\xfc\xdfe \x80", "Grüße €"},
		"declared UTF-8, is not":     {head + "Content-Type: text/plain; charset=utf-8\n\nGr\xfc\xdfe", "Grüße"},
		"KOI8":                       {head + "Content-Type: text/plain; charset=koi8-r\n\n\xf0\xd2\xc9\xd7\xc5\xd4", "Привет"},
		"unknown charset":            {head + "Content-Type: text/plain; charset=klingonisch\n\nGrüße", "Grüße"},
		"quoted-printable, broken":   {head + "Content-Transfer-Encoding: quoted-printable\n\nA =FC=DFe=\nB = C =zz =  \nD" + strings.Repeat("e", 9000), "A üßeB = C =zz D" + strings.Repeat("e", 9000)},
		"base64, line by line":       {head + "Content-Transfer-Encoding: BASE64\n\n" + b64("eins") + "\n" + b64("zwei!") + "\n!\n" + strings.TrimRight(b64("drei"), "="), "einszwei!drei"},
		"flowed":                     {head + "Content-Type: text/plain; format=flowed\n\nein langer \nSatz\n-- \nGruß", "ein langer Satz\n-- \nGruß"},
		"alternative":                {head + "Content-Type: multipart/alternative; boundary=y\n\n--y\n\nschlicht\n--y\nContent-Type: text/html\n\n<b>bunt</b>\n--y--\n", "schlicht"},
		"alternative, empty text":    {head + "Content-Type: multipart/alternative; boundary=y\n\n--y\n\n \n--y\nContent-Type: text/html\n\n<b>bunt</b>\n--y--\n", "bunt"},
		"two texts":                  {mixed("\neins", "\nzwei"), "eins\n\nzwei"},
		"inner end missing":          {mixed("Content-Type: multipart/related; boundary=y\n\n--y\n\nohne Ende"), "ohne Ende"},
		"script and style":           {head + "Content-Type: text/html\n\n<html><head><title>T</title><style>p{}</style></head><body><script>alert('x')</script><p>Ein&nbsp;Absatz\n mit &lt;b&gt;</p><p>Zwei<br>Zeilen</p>", "Ein Absatz mit <b>\n\nZwei\nZeilen"},
		"table":                      {head + "Content-Type: text/html\n\n<table><tr><td>Name</td><td><b>Ute</b> Erdacht</td></tr><tr><td>Ort:</td><td></td></tr></table>Ende", "Name\tUte Erdacht\nOrt:\n\nEnde"},
		"link":                       {head + "Content-Type: text/html\n\n<a href='https://a.example/x.pdf'>PDF</a>, <a href=\"javascript:x\">y</a>, <a href=https://b.example>https://b.example</a>", "PDF https://a.example/x.pdf , y, https://b.example"},
		"text before the first part": {head + "Content-Type: multipart/mixed; boundary=x\n\nVorspann\n--x\n\nText\n--x--\nNachspann", "Text"},
	} {
		m, _ := mustRead(t, c.raw)
		if m.Text != c.want {
			t.Errorf("%s: %.200q, want %.200q (notes %v)", name, m.Text, c.want, notes(m))
		}
	}
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func TestNamesOfFiles(t *testing.T) {
	for header, want := range map[string]string{
		`Content-Disposition: attachment; filename="Lage plan.pdf"`:                                                "Lage plan.pdf",
		`Content-Disposition: attachment; filename="=?iso-8859-1?Q?Gr=FC=DFe.pdf?="`:                               "Grüße.pdf",
		"Content-Disposition: attachment; filename=\"Gr\xfc\xdfe.pdf\"":                                            "Grüße.pdf",
		`Content-Disposition: attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf`:                                    "Grüße.pdf",
		`Content-Disposition: attachment; filename*0*=iso-8859-1'de'Gr%FC; filename*1="; x"; filename*2*=%DFe.pdf`: "Grü; xße.pdf",
		`Content-Type: application/pdf; name="=?utf-8?B?` + b64("Übersicht.pdf") +
			`?="`: "Übersicht.pdf",
		`Content-Disposition: attachment; filename="..\..\C:\Windows\cmd.exe"`:             "cmd.exe",
		`Content-Disposition: attachment; filename="../../etc/passwd"`:                     "passwd",
		`Content-Disposition: attachment; filename=""`:                                     "Anlage.txt",
		`Content-Type: application/pdf`:                                                    "Anlage.pdf",
		`Content-Type: message/rfc822`:                                                     "Anlage.eml",
		`Content-Type: message/rfc822; name="Weitergeleitet: Antrag"`:                      "Weitergeleitet_ Antrag.eml",
		`Content-Disposition: attachment; filename="=?utf-8?Q?rechnung=E2=80=AEfdp.exe?="`: "rechnungfdp.exe",
		`Content-Type: application/x-gibt-es-nicht`:                                        "Anlage",
	} {
		m, _ := mustRead(t, head+"Content-Type: multipart/mixed; boundary=x\n\n--x\n"+header+"\n\nInhalt\n--x--\n")
		if len(m.Files) != 1 || m.Files[0].Name != want {
			t.Errorf("%s: %+v, want %q", header, m.Files, want)
		}
	}
}

func TestFilesStayWhatTheyAre(t *testing.T) {
	m, files := mustRead(t, head+"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\n\nTNEF\n--x\n"+
		"Content-Type: message/rfc822\n\nFrom: b@example.org\nContent-Type: multipart/mixed; boundary=z\n\n--z\nContent-Type: application/pdf\n\nPDF\n--z--\n--x\n"+
		"Content-Type: application/octet-stream; name=kaputt.bin\nContent-Transfer-Encoding: base64\n\n"+
		b64("ganz")+"$$$\n--x--\n")
	if len(files) != 3 || files[0] != "winmail.dat=TNEF" ||
		!strings.HasPrefix(files[1], "Anlage.eml=From: b@example.org\r\n") || files[2] != "kaputt.bin=ganz" {
		t.Errorf("%q", files)
	}
	if got := notes(m); !slices.Equal(got, []string{"winmail_dat", "transfer_encoding_broken"}) {
		t.Errorf("notes %v", got)
	}
}

func TestHeaders(t *testing.T) {
	m, _ := mustRead(t, "Received: x\n>From kaputt\nFROM: =?utf-8?Q?B=C3=BCro?= <Formulare@Stadt.Example>\nSubject: =?iso-8859-1?Q?Antr=E4ge?=\n =?utf-8?Q?_neu?=\n"+
		"Date: Thu, 22 May 2025 09:32:14 +0200 (CEST)\nMessage-Id:  <abc@stadt.example> \n\nx")
	if m.From != "formulare@stadt.example" || m.Subject != "Anträge neu" || m.ID != "abc@stadt.example" ||
		m.Date.Format("15:04 MST") != "07:32 UTC" || len(m.Hinweise) != 1 {
		t.Errorf("%+v", m)
	}
	for from, want := range map[string]string{
		"From: a@b.example, c@d.example":              "",
		"From: a@b.example\nFrom: c@d.example":        "",
		"From: formular@stadt.de <f@stadt.de>":        "f@stadt.de",
		"From: \"<a@gut.example>\" <b@boese.example>": "b@boese.example",
		"From: <a@gut.example> <b@boese.example>":     "",
		"From: nur ein Name":                          "",
		"From: M\xfcller <m@stadt.de>":                "m@stadt.de",
		"From: Gruppe: a@b.example;":                  "a@b.example",
		"Date: morgen":                                "",
	} {
		if m, _ := mustRead(t, from+"\nMessage-ID: <1>\n\nx"); m.From != want || m.Date != nil {
			t.Errorf("%q: from %q, want %q", from, m.From, want)
		}
	}
}

func TestAutomaticMessages(t *testing.T) {
	for header, want := range map[string]mailbox.Automatic{
		"Content-Type: multipart/report; report-type=delivery-status; boundary=x": mailbox.Bounce,
		"Return-Path: <>\nFrom: MAILER-DAEMON@example.org":                        mailbox.Bounce,
		"Auto-Submitted: auto-replied (vacation)\nFrom: a@example.org":            mailbox.Reply,
		"Auto-Submitted: auto-generated\nFrom: a@example.org":                     "", // form servers do
		"Return-Path: <>\nFrom: formulare@example.org":                            "",
	} {
		m, _, err := read(t, "Message-ID: <1>\n"+header+"\n\n--x--\n")
		if err != nil || m.Automatic != want {
			t.Errorf("%q: %v, %v", header, m, err)
		}
	}
}

func TestLimits(t *testing.T) {
	deep := head
	for i := range 70 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n", i, i)
	}
	many := head + "Content-Type: multipart/mixed; boundary=x\n\n" +
		strings.Repeat("--x\nContent-Type: a/b\n\n", 600) + "--x--\n"
	empty := head + "Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\n\n\n", 900) + "--x--\n"
	for want, raw := range map[string]string{
		"mail_too_deep": deep, "too_many_files": many, "mail_too_many_parts": empty,
		"mail_malformed": "{\"kein\": \"Brief\"}", "body_truncated": head +
			"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nx\n", "mail_truncated": head +
			"Content-Type: multipart/mixed; boundary=x\n\nText",
		"document_too_large": head + "X: " + strings.Repeat("y", 17<<20) + "\n\n", "content_truncated": head +
			"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: a/b\n\nabc",
	} {
		if _, _, err := read(t, raw); reason(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	wide := head + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=y\n\n--y\nX: " + strings.Repeat("y", 2<<20) + "\n\n--y--\n--x--\n"
	if _, _, err := read(t, wide); reason(err) != "document_too_large" {
		t.Errorf("header of a part: %v", err)
	}
	long := head + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + strings.Repeat("y", 9<<20) + "\n--x\n\n" +
		strings.Repeat("y", 9<<20) + "\n--x--\n"
	if _, _, err := read(t, long); !adapters.HasCode(err, adapters.TooLarge) {
		t.Errorf("two long texts: %v", err)
	}
}

// TestBigAttachment: a file of 64 MB goes to the storage without being held.
func TestBigAttachment(t *testing.T) {
	const size = 64 << 20
	line := strings.Repeat("QUJD", 19) + "\r\n"
	body, length := adaptertest.Generated(
		adaptertest.Segment{Text: "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"},
		adaptertest.Segment{Pattern: line, Size: size / 57 * 78}, adaptertest.Segment{Text: "--x--\r\n"})
	files := adaptertest.NewDirFiles(t)
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	peak := before.HeapAlloc
	files.Peak = func() { runtime.ReadMemStats(&now); peak = max(peak, now.HeapAlloc) }
	in, err := adapters.OpenBody(context.Background(), adapters.Delivery{Header: http.Header{},
		Body: body, Size: length})
	if err != nil {
		t.Fatal(err)
	}
	m, err := mailbox.Read(in, files, adapters.DefaultLimits(), nil)
	if err != nil || m.Files[0].Datei.Groesse != size/57*57 || (peak-before.HeapAlloc)>>20 > 24 {
		t.Errorf("%v, %+v, the heap grew by %d MB", err, m, (peak-before.HeapAlloc)>>20)
	}
}

func TestStorageThatFails(t *testing.T) {
	_, err := mailbox.Read(io.MultiReader(strings.NewReader(head+
		"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nText"), broken{}), adaptertest.NewMemoryFiles(),
		adapters.DefaultLimits(), nil)
	if !errors.Is(err, errDisk) {
		t.Errorf("%v", err)
	}
}

var errDisk = adapters.Fail(adapters.Unavailable, "body_unreadable", "Der Speicher ist nicht erreichbar.")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errDisk }

func TestSenders(t *testing.T) {
	const server = "mx.amt.example"
	check := func(settings map[string]string, raw string) string {
		t.Helper()
		senders, err := mailbox.NewSenders(settings)
		if err != nil {
			return reason(err)
		}
		m, _ := mustRead(t, raw+"\nMessage-ID: <1>\n\nx")
		return reason(senders.Check(m))
	}
	allowed := map[string]string{"absender": "formulare@stadt.example, @kreis.example"}
	verified := map[string]string{"absender": "@stadt.example", "pruefserver": "MX.amt.example"}
	auth := func(verdict string) string { return "Authentication-Results: " + verdict + "\nFrom: a@stadt.example" }
	for _, c := range []struct {
		settings  map[string]string
		raw, want string
	}{
		{nil, "From: a@b.example", "setting_missing"},
		{map[string]string{"absender": "stadt.example"}, "From: a@stadt.example", "setting_missing"},
		{allowed, "From: Formulare@STADT.example", ""},
		{allowed, "From: wer@kreis.example", ""},
		{allowed, "From: andere@stadt.example", "sender_not_allowed"},
		{allowed, "From: wer@unter.kreis.example", "sender_not_allowed"},
		{allowed, "From: wer@boesekreis.example", "sender_not_allowed"},
		{allowed, "From: \"formulare@stadt.example\" <x@boese.example>", "sender_not_allowed"},
		{allowed, "From: formulare@stadt.example\nFrom: x@boese.example", "sender_unreadable"},
		{allowed, "From: x@boese.example\nAuto-Submitted: auto-replied", "mail_automatic_reply"},
		{verified, "From: a@stadt.example", "sender_not_verified"},
		{verified, auth(server + "; dkim=pass (2048-bit key; unprotected) header.d=stadt.example"), ""},
		{verified, auth(server + " 1; spf=pass smtp.mailfrom=bounce@stadt.example; dkim=none"), ""},
		{verified, auth(server + "; dmarc=pass header.from=stadt.example"), ""},
		{verified, auth(server + "; dkim=pass header.d=boese.example; spf=pass smtp.mailfrom=x@boese.example"), "sender_not_verified"},
		{verified, auth(server + "; dkim=pass header.d=example"), "sender_not_verified"},
		{verified, auth(server + "; spf=fail (x; dkim=pass header.d=stadt.example) smtp.mailfrom=x"), "sender_not_verified"},
		{verified, auth(server + "; spf=fail reason=\"; dkim=pass header.d=stadt.example\""), "sender_not_verified"},
		{verified, auth("mx.boese.example; dkim=pass header.d=stadt.example"), "sender_not_verified"},
		{verified, "Authentication-Results: " + server + "; dkim=fail\n" + auth(server+"; dkim=pass header.d=stadt.example"), "sender_not_verified"}, // the lower one came from outside
	} {
		if got := check(c.settings, c.raw); got != c.want {
			t.Errorf("%q: %q, want %q", c.raw, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=FC\n--x--\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := mailbox.Read(strings.NewReader(string(data)), adaptertest.NewMemoryFiles(),
			adapters.Limits{Document: 1 << 20, Depth: 10, Files: 20}, nil)
		var known *adapters.Error
		if err != nil && (!errors.As(err, &known) || known.Code == adapters.Unavailable) {
			t.Fatalf("%T: %v", err, err)
		}
		if err == nil && strings.Contains(m.Subject+m.From, "\n") {
			t.Errorf("a line break in %q, %q", m.Subject, m.From)
		}
	})
}
