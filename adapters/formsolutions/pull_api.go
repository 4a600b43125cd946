package formsolutions

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"kontor/adapters"
)

// maxPages bounds one listing; maxFailures in a row end a run, the server is then down.
const (
	maxPages    = 100
	maxFailures = 3
)

// defaults of the settings, see the package comment.
var defaults = map[string]string{
	"liste_pfad":     "/submission/{mandant}/{formular}",
	"detail_pfad":    "/submission/{mandant}/{formular}/{transid}",
	"status_pfad":    "/submission/{mandant}/{formular}/{transid}/status",
	"status_methode": http.MethodPut,
	"status_wert":    "READ",
}

type puller struct {
	source  adapters.Source
	deliver func(context.Context, adapters.Pulled) error
	failed  int // requests that failed in a row
}

// pullAPI fetches every submission with status NEW. One that cannot be fetched or taken keeps its status
// and comes again with the next run; all problems are returned together.
func pullAPI(ctx context.Context, source adapters.Source, deliver func(context.Context, adapters.Pulled) error) error {
	if source.Client == nil {
		source.Client = http.DefaultClient
	}
	p := &puller{source: source, deliver: deliver}
	forms := strings.FieldsFunc(source.Settings["formulare"], func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	if len(forms) == 0 {
		return adapters.Fail(adapters.Incomplete, "setting_missing", "In der Einstellung formulare steht keine Formularnummer. Bitte sie am Zugang eintragen.")
	}
	var problems []error
	for _, form := range forms {
		problems = append(problems, p.pullForm(ctx, form)...)
		if ctx.Err() != nil || p.failed >= maxFailures {
			break
		}
	}
	return errors.Join(problems...)
}

func (p *puller) pullForm(ctx context.Context, form string) (problems []error) {
	ids, err := p.list(ctx, form)
	if err != nil {
		problems = append(problems, err)
	}
	for _, id := range ids {
		if ctx.Err() != nil {
			return append(problems, ctx.Err())
		}
		if err := p.pullOne(ctx, form, id); err != nil {
			problems = append(problems, fmt.Errorf("submission %q: %w", id, err))
		}
		if p.failed >= maxFailures {
			return problems
		}
	}
	return problems
}

func (p *puller) pullOne(ctx context.Context, form, id string) error {
	resp, err := p.call(ctx, http.MethodGet, p.address("detail_pfad", form, id), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	header := http.Header{"Content-Type": {resp.Header.Get("Content-Type")}}
	if err := p.deliver(ctx, adapters.Pulled{Header: header, Body: resp.Body}); err != nil {
		return err
	}
	status := p.setting("status_wert")
	if status == "-" {
		return nil
	}
	done, err := p.call(ctx, p.setting("status_methode"), p.address("status_pfad", form, id), strings.NewReader(`{"status":"`+status+`"}`))
	if err != nil {
		return err
	}
	return done.Body.Close()
}

// list returns the ids with status NEW. It follows Link: rel="next" on the same server, should a
// server page; paging was not seen.
func (p *puller) list(ctx context.Context, form string) (ids []string, err error) {
	next := p.address("liste_pfad", form, "") + "?status=NEW"
	for page := 0; next != "" && page < maxPages; page++ {
		resp, err := p.call(ctx, http.MethodGet, next, nil)
		if err != nil {
			return ids, err
		}
		root, err := adapters.ReadJSON(resp.Body, adapters.DefaultLimits(), "")
		_ = resp.Body.Close()
		if err != nil {
			return ids, err
		}
		for _, item := range root.Items {
			if id := item.String("transID"); id != "" && item.String("status") == "NEW" {
				ids = append(ids, id)
			}
		}
		next = p.nextPage(next, resp.Header.Get("Link"))
	}
	return ids, nil
}

func (p *puller) nextPage(current, link string) string {
	for _, l := range strings.Split(link, ",") {
		target, rest, ok := strings.Cut(strings.TrimSpace(l), ">")
		if !ok || !strings.Contains(rest, `rel="next"`) {
			continue
		}
		base, err1 := url.Parse(current)
		ref, err2 := url.Parse(strings.TrimPrefix(target, "<"))
		if err1 != nil || err2 != nil {
			return ""
		}
		// Credentials must not leave for another server.
		if to := base.ResolveReference(ref); to.Host == base.Host && to.Scheme == base.Scheme && to.String() != current {
			return to.String()
		}
	}
	return ""
}

func (p *puller) setting(name string) string {
	if v := p.source.Settings[name]; v != "" {
		return v
	}
	return defaults[name]
}

func (p *puller) address(setting, form, id string) string {
	path := strings.NewReplacer("{mandant}", url.PathEscape(p.source.User), "{formular}", url.PathEscape(form),
		"{transid}", url.PathEscape(id)).Replace(p.setting(setting))
	return strings.TrimRight(p.source.URL, "/") + path
}

// call sends one request with preemptive Basic (SEEN) and wants 2xx.
func (p *puller) call(ctx context.Context, method, address string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, adapters.Fail(adapters.Unavailable, "address_invalid", "Die Adresse der Submission-API ist ungültig. Bitte die Einstellungen am Zugang prüfen.")
	}
	req.SetBasicAuth(p.source.User, p.source.Password)
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := p.source.Client.Do(req)
	if err != nil {
		p.failed++
		e := adapters.Fail(adapters.Unavailable, "source_unreachable", "Die Submission-API ist nicht erreichbar. Bitte Adresse, Netz und Zertifikat prüfen.")
		e.Cause = err
		return nil, e
	}
	if resp.StatusCode/100 == 2 {
		p.failed = 0
		return resp, nil
	}
	_ = resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden {
		p.failed = maxFailures // more tries could lock the account
		return nil, adapters.Fail(adapters.Unauthenticated, "source_refused", "Die Submission-API lehnt die Anmeldung ab. Bitte Mandantennummer und API-Schlüssel am Zugang prüfen.")
	}
	if resp.StatusCode >= 500 {
		p.failed++
	}
	return nil, adapters.Fail(adapters.Unavailable, "source_status", fmt.Sprintf("Die Submission-API antwortet mit HTTP %d. Bitte Adresse und Formularnummer am Zugang prüfen.", resp.StatusCode))
}
