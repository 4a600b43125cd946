package formsolutions_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/formsolutions"
	"kontor/adapters/mailbox/standin"
)

// mailZugang is the adapter with the settings of a Zugang.
type mailZugang struct {
	formsolutions.Adapter
	settings map[string]string
}

func (z mailZugang) Parse(ctx context.Context, d adapters.Delivery,
	files adapters.Files) (*adapters.Submission, error) {
	d.Settings, d.ReceivedAt = z.settings, time.Date(2025, 5, 22, 8, 0, 0, 0, time.UTC)
	return z.Adapter.Parse(ctx, d, files)
}

func mailed(more ...string) mailZugang {
	z := mailZugang{settings: map[string]string{"weg": "mail", "absender": "@formulare.example"}}
	for i := 0; i+1 < len(more); i += 2 {
		z.settings[more[i]] = more[i+1]
	}
	return z
}

const mailHead = "From: formularserver@formulare.example\r\nSubject: Neuer Antrag\r\nDate: Thu, 22 May 2025 09:32:14 +0200\r\nMessage-ID: <fs-1@formulare.example>\r\n"

const mailXML = `<antrag><feld name="zone" bezeichnung="Parkzone">C</feld><feld name="INFOTEXT">P-1</feld>
<secureData><Origin>BUNDID</Origin><LastName>Erdacht</LastName><StorkQaaLevel>STORK-QAA-Level-4</StorkQaaLevel></secureData></antrag>`

func mailWithFiles(files ...[2]string) []byte {
	raw := mailHead + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nEs liegt ein neuer Antrag vor."
	for _, f := range files {
		raw += "\r\n--x\r\nContent-Type: application/octet-stream; name=\"" + f[0] +
			"\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(f[1]))
	}
	return []byte(raw + "\r\n--x--\r\n")
}

func mailWithLinks(base string, names ...string) []byte {
	text := mailHead + "Content-Type: text/plain; charset=utf-8\r\n\r\nEs liegt ein neuer Antrag vor.\r\nhttps://formulare.example/hilfe.pdf\r\n"
	for _, n := range names {
		text += base + "/cust/99990000-0001_stadt/process/" + n + "\r\n"
	}
	return []byte(text)
}

var (
	pdf     = "%PDF-1.4\nSeite"
	uploads = string(adaptertest.Zip([2]string{"Foto.png", "\x89PNG\r\n\x1a\n0000"}))
)

func TestMailConformance(t *testing.T) {
	const typ = "message/rfc822"
	adaptertest.Run(t, mailed("mandantennummer", "99990000-0001"), []adaptertest.Case{
		{Name: "mail with files", Type: typ, Body: mailWithFiles([2]string{"AS_1-abcdefgh.pdf", pdf}, [2]string{"AS_1-abcdefgh.xml", mailXML}, [2]string{"AS_1-abcdefgh_attachments.zip", uploads})},
		{Name: "mail with pdf only", Type: typ, Body: mailWithFiles([2]string{"AS_1-abcdefgh.pdf", pdf})},
		{Name: "links", Type: typ, Reason: "link_host_not_allowed", Body: mailWithLinks("https://formulare.example", "AS_1-abcdefgh.pdf")},
		{Name: "no submission", Type: typ, Reason: "mail_without_submission", Body: mailWithFiles([2]string{"Newsletter.pdf", pdf})},
		{Name: "two submissions", Type: typ, Reason: "several_submissions", Body: mailWithFiles([2]string{"AS_1-abcdefgh.pdf", pdf}, [2]string{"AS_1-bcdefghi.pdf", pdf})},
		{Name: "broken uploads", Type: typ, Reason: "zip_unreadable", Body: mailWithFiles([2]string{"AS_1-abcdefgh.pdf", pdf}, [2]string{"AS_1-abcdefgh_attachments.zip", uploads[:60]})},
		{Name: "stranger", Type: typ, Reason: "sender_not_allowed", Body: bytes.Replace(mailWithFiles([2]string{"AS_1-abcdefgh.pdf", pdf}), []byte("formulare.example"), []byte("boese.example"), 1)},
	})
	if _, err := adaptertest.Parse(mailed("link_hosts", "formulare.example"), adaptertest.Case{Type: typ,
		Body: mailWithLinks("https://formulare.example", "AS_1-abcdefgh.pdf")}); cause(err) != "links_not_fetched" {
		t.Errorf("posted links: %v", err)
	}
	if _, err := adaptertest.Parse(formsolutions.New(), adaptertest.Case{Type: typ, Body: mailWithFiles()}); cause(
		err) != "setting_missing" {
		t.Errorf("nobody allowed: %v", err)
	}
}

func cause(err error) string {
	var known *adapters.Error
	if !errors.As(err, &known) {
		return ""
	}
	return known.Reason
}

// TestMailedTrustLevel: a level in a mail nobody vouches for is worth nothing.
func TestMailedTrustLevel(t *testing.T) {
	raw := mailWithFiles([2]string{"AS_1-abcdefgh.xml", mailXML})
	for verifier, want := range map[string]int{"": 1, "mx.stadt.example": 4} {
		signed := append([]byte("Authentication-Results: mx.stadt.example; dkim=pass header.d=formulare.example\r\n"),
			raw...)
		s, err := adaptertest.Parse(mailed("pruefserver", verifier),
			adaptertest.Case{Type: "message/rfc822", Body: signed})
		if err != nil || s.Antragsteller.Vertrauensniveau != want {
			t.Errorf("pruefserver %q: %v, %+v", verifier, err, s)
		}
	}
}

// formServer holds the files behind the links.
type formServer struct {
	*httptest.Server
	answers map[string]func(http.ResponseWriter, *http.Request) // by file name
	asked   []string
}

func newFormServer(t *testing.T) *formServer {
	s := &formServer{answers: map[string]func(http.ResponseWriter, *http.Request){}}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Base(r.URL.Path)
		s.asked = append(s.asked, name)
		if user, password, _ := r.BasicAuth(); user != "htuser" || password != "htgeheim" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if answer := s.answers[name]; answer != nil {
			answer(w, r)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(s.Close)
	for name, content := range map[string]string{"AS_1-abcdefgh.pdf": pdf, "AS_1-abcdefgh.xml": mailXML,
		"AS_1-abcdefgh_attachments.zip": uploads} {
		s.answers[name] = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, content) }
	}
	return s
}

// post is a mailbox, a form server and a host that parses what arrives.
type post struct {
	*testing.T
	forms  *formServer
	box    *standin.Server
	source adapters.Source
	z      mailZugang
	taken  []*adapters.Submission
	bodies [][]byte
}

func newPost(t *testing.T) *post {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box, err := standin.Start(listener, standin.Config{User: "verkehr", Password: "p"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close() })
	p := &post{T: t, forms: newFormServer(t), box: box}
	host := strings.TrimPrefix(p.forms.URL, "https://")
	p.z = mailed("link_hosts", "andere.example, "+host, "link_benutzer", "htuser", "link_passwort", "htgeheim")
	p.source = adapters.Source{URL: box.URL(), User: "verkehr", Password: "p", Settings: p.z.settings,
		Client: p.forms.Client()}
	p.source.Save = func(_ context.Context, cursor string) error { p.source.Cursor = cursor; return nil }
	return p
}

var all = []string{"AS_1-abcdefgh.pdf", "AS_1-abcdefgh.xml", "AS_1-abcdefgh_attachments.zip"}

func (p *post) send(raw []byte) {
	p.Helper()
	if err := p.box.Append("INBOX", raw); err != nil {
		p.Fatal(err)
	}
}

// pull runs once; the host stores first and then parses, as in service.
func (p *post) pull() error {
	p.taken, p.bodies, p.forms.asked = nil, nil, nil
	p.source.Cursor = "" // no pause after a failure
	return p.z.Pull(p.Context(), p.source, func(ctx context.Context, pulled adapters.Pulled) error {
		var raw bytes.Buffer
		if _, err := raw.ReadFrom(pulled.Body); err != nil {
			return adapters.Fail(adapters.Malformed, "delivery_truncated", "Die Lieferung brach ab.")
		}
		p.bodies = append(p.bodies, raw.Bytes())
		s, err := p.z.Parse(ctx, adapters.Delivery{Header: pulled.Header, Body: adaptertest.Bytes(raw.Bytes()),
			Size: int64(raw.Len())}, adaptertest.NewMemoryFiles())
		if err == nil {
			p.taken = append(p.taken, s)
		}
		return err
	})
}

func (p *post) folders(inbox, done, failed int) {
	p.Helper()
	if i, d, f := p.box.Count("INBOX"), p.box.Count("Kontor-erledigt"), p.box.Count("Kontor-ungeklaert"); i != inbox ||
		d != done || f != failed {
		p.Errorf("INBOX %d, erledigt %d, ungeklaert %d; want %d, %d, %d", i, d, f, inbox, done, failed)
	}
}

func TestMailsWithLinksAndWithFiles(t *testing.T) {
	p := newPost(t)
	p.send(mailWithLinks(p.forms.URL, all...))
	p.send(bytes.ReplaceAll(mailWithFiles([2]string{"AS_1-bcdefghi.pdf", pdf}), []byte("fs-1"), []byte("fs-2")))
	if err := p.pull(); err != nil || len(p.taken) != 2 {
		t.Fatalf("%v, %d taken", err, len(p.taken))
	}
	p.folders(0, 2, 0)
	s := p.taken[0]
	adaptertest.Check(t, s)
	if s.Kennung != "99990000-0001/AS_1-abcdefgh" || s.Formular.Schluessel != "AS_1" || len(s.Dokumente) != 2 ||
		s.Antragsteller.Vertrauensniveau != 4 || len(s.Hinweise) != 0 {
		t.Errorf("%+v", s)
	}
	first := p.bodies[0]
	p.send(mailWithLinks(p.forms.URL, all...))
	if err := p.pull(); err != nil || !bytes.Equal(first, p.bodies[0]) {
		t.Errorf("the same mail gives other bytes (%v)", err)
	}
}

func TestLinksThatFailComeAgain(t *testing.T) {
	p := newPost(t)
	p.send(mailWithLinks(p.forms.URL, all...))
	good := p.forms.answers["AS_1-abcdefgh.xml"]
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request){
		"server error": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"login page": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w,
				"<!DOCTYPE html><title>Anmeldung</title>")
		},
		"elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://fremd.example/x.xml", http.StatusFound)
		},
		"plain http": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://"+r.Host+r.URL.Path, http.StatusFound)
		},
		"in circles": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path,
				http.StatusFound)
		},
		"cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			fmt.Fprint(w, mailXML)
		},
		"cut early": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "<a")
		},
	} {
		p.forms.answers["AS_1-abcdefgh.xml"] = answer
		if err := p.pull(); !adapters.HasCode(err, adapters.Unavailable) || len(p.taken)+len(p.bodies) != 0 ||
			strings.Contains(err.Error(), "abcdefgh") {
			t.Errorf("%s: %v, %d delivered", name, err, len(p.bodies))
		}
		p.folders(1, 0, 0)
	}
	p.forms.answers["AS_1-abcdefgh.xml"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/neu/AS_1-neu.xml", http.StatusFound)
	}
	p.forms.answers["AS_1-neu.xml"] = good
	if err := p.pull(); err != nil || len(p.taken) != 1 {
		t.Errorf("a redirect on the same server: %v", err)
	}
	p.folders(0, 1, 0)
}

func TestWrongCredentialsAreTriedOnce(t *testing.T) {
	p := newPost(t)
	p.source.Settings = mailed("link_hosts", p.z.settings["link_hosts"], "link_benutzer", "htuser",
		"link_passwort", "falsch").settings
	p.send(mailWithLinks(p.forms.URL, all...))
	p.send(mailWithLinks(p.forms.URL, all...))
	if err := p.pull(); !adapters.HasCode(err, adapters.Unauthenticated) || strings.Contains(err.Error(), "falsch") ||
		len(p.forms.asked) != 1 {
		t.Errorf("%v, asked %v", err, p.forms.asked)
	}
	p.folders(2, 0, 0)
}

// TestLinksThatAreGone: a person sees what came, together with the files that were there.
func TestLinksThatAreGone(t *testing.T) {
	p := newPost(t)
	delete(p.forms.answers, "AS_1-abcdefgh_attachments.zip")
	p.send(mailWithLinks(p.forms.URL, all...))
	if err := p.pull(); cause(err) != "link_gone" || len(p.bodies) != 1 || !bytes.Contains(p.bodies[0], []byte(pdf)) {
		t.Errorf("%v", err)
	}
	p.folders(0, 0, 1)
}

// TestOnlyListedHostsAreAsked: nothing else gets the credentials, or a request at all.
func TestOnlyListedHostsAreAsked(t *testing.T) {
	p := newPost(t)
	host := strings.TrimPrefix(p.forms.URL, "https://")
	for i, base := range []string{"https://fremd.example", "http://andere.example", "https://andere.example@" + host,
		"https://" + host + "@fremd.example", "https://andere.example.fremd.example",
		"https://andere.example:8443", "https://127.0.0.1", "https://[::1]:443"} {
		p.send(mailWithLinks(base, "AS_1-abcdefgh.pdf"))
		if err := p.pull(); cause(err) != "link_host_not_allowed" || len(p.forms.asked) != 0 {
			t.Errorf("%s: %v, asked %v", base, err, p.forms.asked)
		}
		p.folders(0, 0, i+1)
	}
	p.send(slices.Concat(mailWithLinks(p.forms.URL, all...), []byte("https://fremd.example/AS_1-abcdefgh.fdf\r\n")))
	if err := p.pull(); cause(err) != "link_host_not_allowed" || len(p.forms.asked) != 0 {
		t.Errorf("one of several: %v, asked %v", err, p.forms.asked)
	}
	stranger := bytes.Replace(mailWithLinks(p.forms.URL, all...), []byte("formularserver@formulare.example"),
		[]byte("x@boese.example"), 1)
	p.send(stranger)
	if err := p.pull(); cause(err) != "sender_not_allowed" || len(p.forms.asked) != 0 {
		t.Errorf("stranger: %v, asked %v", err, p.forms.asked)
	}
}

func TestLinksNeedTheirHosts(t *testing.T) {
	p := newPost(t)
	p.source.Settings = mailed().settings
	p.send(mailWithLinks(p.forms.URL, all...))
	if err := p.pull(); cause(err) != "links_not_configured" || len(p.bodies) != 0 {
		t.Errorf("%v", err)
	}
	p.folders(1, 0, 0)
	p.source.Settings = map[string]string{"weg": "mail"}
	if err := p.pull(); cause(err) != "setting_missing" {
		t.Errorf("%v", err)
	}
}

func TestTruncatedMailBundle(t *testing.T) {
	p := newPost(t)
	p.send(mailWithLinks(p.forms.URL, all...))
	var typ string
	var whole []byte
	err := p.z.Pull(t.Context(), p.source, func(_ context.Context, pulled adapters.Pulled) error {
		var raw bytes.Buffer
		_, err := raw.ReadFrom(pulled.Body)
		typ, whole = pulled.Header.Get("Content-Type"), raw.Bytes()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole)-2; n += 7 {
		if _, err := adaptertest.Parse(p.z, adaptertest.Case{Type: typ, Body: whole[:n]}); err == nil ||
			adapters.HasCode(err, adapters.Unavailable) {
			t.Fatalf("cut at %d of %d: %v", n, len(whole), err)
		}
	}
}

// TestLargeMailsAreNotSearchedForLinks and still arrive whole.
func TestLargeMailsAreNotSearchedForLinks(t *testing.T) {
	p := newPost(t)
	big := pdf + strings.Repeat("x", 3<<20)
	p.send(mailWithFiles([2]string{"AS_1-abcdefgh.pdf", big}))
	if err := p.pull(); err != nil || len(p.taken) != 1 || p.taken[0].Dokumente[0].Datei.Groesse != int64(len(big)) {
		t.Errorf("%v", err)
	}
}

// TestMailSample fetches the files the sample of $KONTOR_SAMPLES links to, here from a server of our own.
func TestMailSample(t *testing.T) {
	dir := os.Getenv("KONTOR_SAMPLES")
	if dir == "" {
		t.Skip("KONTOR_SAMPLES names no directory with the sample deliveries; .ci/run sets it")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "formsolutions", "04-mail-links.eml"))
	if err != nil {
		t.Fatal(err)
	}
	form, err := os.ReadFile(filepath.Join(dir, "formsolutions", "01-antragsdaten.xml"))
	if err != nil {
		t.Fatal(err)
	}
	p := newPost(t)
	for name, content := range map[string]string{"AS_320611-Qm7tVx2b.pdf": pdf, "AS_320611-Qm7tVx2b.xml": string(form),
		"AS_320611-Qm7tVx2b_attachments.zip": uploads} {
		p.forms.answers[name] = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, content) }
	}
	p.z.settings["absender"] = "@formulare.lindenfurt.example"
	trusts := p.forms.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	p.source.Client = &http.Client{Transport: &http.Transport{TLSClientConfig: trusts,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, p.forms.Listener.Addr().String())
		}}}
	p.source.Client.Transport.(*http.Transport).TLSClientConfig.ServerName = "example.com" // of the test certificate
	p.z.settings["link_hosts"] = "formulare.lindenfurt.example"
	p.send(raw)
	if err := p.pull(); err != nil || len(p.taken) != 1 {
		t.Fatalf("%v, asked %v", err, p.forms.asked)
	}
	s := p.taken[0]
	if s.Kennung != "43210000-0001/AS_320611-Qm7tVx2b" || s.Formular.Schluessel != "AS_320611" ||
		s.Antragsteller.Nachname != "Vorbild" || s.Antragsteller.Vertrauensniveau != 4 ||
		len(s.Dokumente) != 2 || len(s.Referenzen) != 1 || len(s.Antragsdaten) < 5 {
		t.Errorf("%+v", s)
	}
}

func FuzzMail(f *testing.F) {
	adaptertest.Fuzz(f, mailed(), []adaptertest.Case{
		{Type: "message/rfc822", Body: mailWithFiles([2]string{"AS_1-abcdefgh.xml", mailXML}, [2]string{"AS_1-abcdefgh_attachments.zip", uploads})},
		{Type: `multipart/mixed; type="message/rfc822"; files=1; boundary=b`, Body: slices.Concat([]byte("--b\r\nContent-Type: message/rfc822\r\n\r\n"), mailWithLinks("https://a.example", all...),
			[]byte("\r\n--b\r\nContent-Disposition: attachment; filename=AS_1-abcdefgh.pdf\r\n\r\n%PDF\r\n--b--\r\n"))},
	})
}
