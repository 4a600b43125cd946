package formsolutions

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"

	"kontor/adapters"
	"kontor/adapters/mailbox"
)

// maxLinkMail is the size up to which a mail may consist of links; a larger one has files. maxLinked bounds one file
// behind a link. Both in bytes.
const (
	maxLinkMail = 1 << 20
	maxLinked   = 512 << 20
)

// pullMail fetches the mails of the form server and, where they carry links only, the files behind them. A mail whose
// files cannot be had now comes again; one whose files are gone is delivered for a person to see.
func pullMail(ctx context.Context, source adapters.Source, deliver func(context.Context, adapters.Pulled) error) error {
	senders, err := mailbox.NewSenders(source.Settings)
	if err != nil {
		return err
	}
	p := &linkPuller{settings: source.Settings, senders: senders, client: linkClient(source.Client), deliver: deliver}
	return mailbox.Pull(ctx, source, p.take)
}

type linkPuller struct {
	settings map[string]string
	senders  mailbox.Senders
	client   *http.Client
	deliver  func(context.Context, adapters.Pulled) error
	refused  bool // more tries with wrong credentials could lock the account
}

// linkClient follows redirects on the same server only: credentials and trust end there.
func linkClient(host *http.Client) *http.Client {
	if host == nil {
		host = http.DefaultClient
	}
	client := *host
	client.Jar = nil
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		first := via[0].URL
		if len(via) > 3 || req.URL.Scheme != first.Scheme || req.URL.Host != first.Host || req.URL.User != nil {
			return http.ErrUseLastResponse
		}
		return nil
	}
	return &client
}

// take passes a mail on as it is, or together with the files behind its links.
func (p *linkPuller) take(ctx context.Context, mail adapters.Pulled) error {
	head, err := io.ReadAll(io.LimitReader(mail.Body, maxLinkMail+1))
	if err != nil {
		return err
	}
	if len(head) > maxLinkMail {
		mail.Body = io.MultiReader(bytes.NewReader(head), mail.Body)
		return p.deliver(ctx, mail)
	}
	links, err := p.links(head)
	if err != nil {
		return err
	}
	if len(links) > 0 {
		b := &mailBundler{puller: p, ctx: ctx}
		err := p.deliver(ctx, b.bundle(head, links))
		b.close()
		if b.err == nil {
			return err
		}
		if !adapters.HasCode(b.err, adapters.TooLarge) {
			return b.err
		}
	}
	mail.Body = bytes.NewReader(head)
	return p.deliver(ctx, mail)
}

// links returns what is to be fetched. Nothing is, for a mail that Parse will turn down or that has its files with it.
func (p *linkPuller) links(raw []byte) ([]link, error) {
	m, err := mailbox.Read(bytes.NewReader(raw), nowhere{}, adapters.DefaultLimits(), p.senders.Check)
	if err != nil {
		return nil, nil
	}
	for _, f := range m.Files {
		if named.MatchString(f.Name) {
			return nil, nil
		}
	}
	links := findLinks(m.Text)
	if len(links) > 0 && len(linkHosts(p.settings)) == 0 {
		return nil, unavailable("links_not_configured",
			"Die E-Mails enthalten Links statt Dateien, aber die Einstellung link_hosts ist leer. Bitte am Zugang eintragen, von welchem Server Kontor die Dateien holen darf.", nil)
	}
	if !allAllowed(links, p.settings) {
		return nil, nil
	}
	return links, nil
}

// nowhere forgets what it is given: this reading only looks for links.
type nowhere struct{}

func (nowhere) Put(r io.Reader) (adapters.File, error) {
	_, err := io.Copy(io.Discard, r)
	return adapters.File{}, err
}

func (nowhere) Open(adapters.File) (adapters.FileReader, error) {
	return nil, io.ErrUnexpectedEOF
}

// mailBundler streams a mail and the files behind its links as one delivery. The same mail and files make the same
// bytes.
type mailBundler struct {
	puller *linkPuller
	ctx    context.Context
	err    error // of a link; the delivery then fails whatever the host makes of it
	open   io.Closer
}

func (b *mailBundler) close() {
	if b.open != nil {
		_ = b.open.Close()
		b.open = nil
	}
}

func (b *mailBundler) bundle(mail []byte, links []link) adapters.Pulled {
	sum := sha256.Sum256(mail)
	boundary := "kontor-" + hex.EncodeToString(sum[:16])
	readers := []io.Reader{
		strings.NewReader("--" + boundary + "\r\nContent-Type: " + mailbox.MessageType +
			"\r\nContent-Transfer-Encoding: binary\r\n\r\n"),
		bytes.NewReader(mail),
	}
	for _, l := range links {
		readers = append(readers, &linkedFile{b: b, link: l, lead: "\r\n--" + boundary})
	}
	readers = append(readers, strings.NewReader("\r\n--"+boundary+"--\r\n"))
	typ := fmt.Sprintf("%s; type=%q; files=%d; boundary=%q", mailBundle, mailbox.MessageType, len(links), boundary)
	return adapters.Pulled{Header: http.Header{"Content-Type": {typ}}, Body: io.MultiReader(readers...)}
}

// linkedFile is one part, fetched when it is read.
type linkedFile struct {
	b    *mailBundler
	link link
	lead string
	r    io.Reader
}

func (f *linkedFile) Read(p []byte) (int, error) {
	if f.b.err != nil {
		return 0, f.b.err
	}
	if f.r == nil {
		if f.b.err = f.open(); f.b.err != nil {
			return 0, f.b.err
		}
	}
	n, err := f.r.Read(p)
	if err != nil {
		f.b.close()
	}
	if err != nil && err != io.EOF {
		f.b.err = adapters.AsError(err, unavailable("link_interrupted",
			"Der Formularserver brach die Übertragung einer verlinkten Datei ab. Die nächste Abholung versucht es erneut.", err))
		return n, f.b.err
	}
	return n, err
}

func (f *linkedFile) open() error {
	resp, err := f.b.puller.get(f.b.ctx, f.link)
	if err != nil {
		return err
	}
	name := ""
	if resp == nil {
		name = `; name="` + goneName + `"`
	}
	head := f.lead + "\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nContent-Disposition: attachment" + name +
		`; filename="` + f.link.base + "\"\r\n\r\n" // safeName needs no quoting
	if resp == nil {
		f.r = strings.NewReader(head)
		return nil
	}
	f.b.open = resp.Body
	f.r = io.MultiReader(strings.NewReader(head), &bounded{r: resp.Body, left: maxLinked})
	return nil
}

// bounded ends in an error after left bytes.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, adapters.Fail(adapters.TooLarge, "link_too_large",
			"Eine verlinkte Datei ist größer als erlaubt. Bitte den Antrag auf anderem Weg holen.")
	}
	return n, err
}
