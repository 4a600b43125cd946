package formsolutions

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"kontor/adapters"
)

// get fetches one file with preemptive Basic. The response is nil where the file is gone for good.
func (p *linkPuller) get(ctx context.Context, l link) (*http.Response, error) {
	if p.refused {
		return nil, linkRefused()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url.String(), nil)
	if err != nil {
		return nil, unavailable("link_failed",
			"Ein Link der E-Mail lässt sich nicht abrufen. Bitte die Einstellungen am Zugang prüfen.", nil)
	}
	if user := p.settings["link_benutzer"]; user != "" {
		req.SetBasicAuth(user, p.settings["link_passwort"])
	}
	req.Header.Set("Accept-Encoding", "identity") // files, byte by byte
	resp, err := p.client.Do(req)
	if err != nil {
		return nil, unavailable("link_unreachable",
			"Der Server der verlinkten Dateien ist nicht erreichbar. Bitte Netz und Zertifikat prüfen; die nächste Abholung versucht es erneut.", withoutAddress(err))
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return noPage(resp)
	case http.StatusNotFound, http.StatusGone:
		_ = resp.Body.Close()
		return nil, nil
	case http.StatusUnauthorized, http.StatusForbidden:
		_ = resp.Body.Close()
		p.refused = true
		return nil, linkRefused()
	}
	_ = resp.Body.Close()
	return nil, unavailable("link_status",
		fmt.Sprintf("Der Server der verlinkten Dateien antwortet mit HTTP %d. Die nächste Abholung versucht es erneut.", resp.StatusCode), nil)
}

func linkRefused() error {
	return adapters.Fail(adapters.Unauthenticated, "link_refused",
		"Der Server der verlinkten Dateien lehnt die Anmeldung ab. Bitte link_benutzer und link_passwort am Zugang prüfen.")
}

// noPage turns down a login or error page that comes with status 200 in place of the file.
func noPage(resp *http.Response) (*http.Response, error) {
	in := bufio.NewReader(resp.Body)
	head, err := in.Peek(512)
	if err != nil && err != io.EOF {
		_ = resp.Body.Close()
		return nil, unavailable("link_interrupted",
			"Der Formularserver brach die Übertragung einer verlinkten Datei ab. Die nächste Abholung versucht es erneut.", err)
	}
	if strings.HasPrefix(http.DetectContentType(head), "text/html") {
		_ = resp.Body.Close()
		return nil, unavailable("link_not_a_file",
			"Der Server der verlinkten Dateien liefert eine Webseite statt der Datei. Bitte link_benutzer und link_passwort am Zugang prüfen.", nil)
	}
	resp.Body = readCloser{in, resp.Body}
	return resp, nil
}

type readCloser struct {
	io.Reader
	io.Closer
}

// withoutAddress is the cause alone: the address names the transaction.
func withoutAddress(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
