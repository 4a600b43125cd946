package formsolutions

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
)

// Bounds of one list.
const (
	maxPages    = 100
	maxListPage = 64 << 20 // bytes
)

// listed is one submission as a list names it.
type listed struct {
	TransID string
	Status  string
	at      int64           // submitted, unix milliseconds; 0 = not said
	members map[string]bool // names of all its members, kept of the first one
}

// UnmarshalJSON reads the members we want and remembers the names of all.
func (l *listed) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	l.members = map[string]bool{}
	for name := range raw {
		l.members[name] = true
	}
	_ = json.Unmarshal(raw["transID"], &l.TransID) // what is no text stays empty and is left out of the list
	_ = json.Unmarshal(raw["status"], &l.Status)
	l.at, _ = strconv.ParseInt(string(bytes.Trim(raw["submissionDate"], `"`)), 10, 64)
	l.at = max(l.at, 0)
	return nil
}

// list returns the submissions with a wanted status, oldest first. It follows Link: rel="next" on the same server,
// should a server page; paging was not seen. With an error the list may be incomplete.
func (p *puller) list(ctx context.Context, form string, since int64) (found []listed, err error) {
	next := p.address("liste_pfad", form, "") + "?" + url.Values{"status": p.filter}.Encode()
	for page := 0; next != ""; page++ {
		if page == maxPages {
			err = adapters.Fail(adapters.Unavailable, "list_endless",
				"Die Liste der Submission-API hat mehr Seiten als erlaubt. Bitte am Zugang abholen_ab setzen oder den Status der alten Anträge ändern.")
			break
		}
		var resp *http.Response
		if resp, err = p.call(ctx, http.MethodGet, next, nil, since); err != nil {
			break
		}
		if found, err = readList(resp, found); err != nil {
			p.fail(err)
			break
		}
		p.failed = 0
		next = nextPage(next, resp.Header.Get("Link"))
	}
	if len(found) > 0 && p.members == nil {
		p.members = found[0].members
	}
	found = slices.DeleteFunc(found, func(l listed) bool {
		return l.TransID == "" || !slices.Contains(p.filter, l.Status) || l.at != 0 && l.at < p.from
	})
	slices.SortStableFunc(found, func(a, b listed) int { return cmp.Compare(a.at, b.at) })
	return found, err
}

// readList appends one page, element by element. 204 is a list without any.
func readList(resp *http.Response, found []listed) ([]listed, error) {
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return found, nil
	}
	dec := json.NewDecoder(io.LimitReader(resp.Body, maxListPage))
	unreadable := adapters.Fail(adapters.Malformed, "list_unreadable",
		"Die Liste der Submission-API ist nicht lesbar, unvollständig oder zu lang. Bitte Adresse und Version am Zugang prüfen; gegen eine zu lange Liste hilft abholen_ab.")
	start, err := dec.Token()
	if err != nil || start != json.Delim('[') {
		return found, unreadable
	}
	for dec.More() {
		var l listed
		if err := dec.Decode(&l); err != nil {
			return found, unreadable
		}
		if len(found) > 0 {
			l.members = nil // one tells what the server knows
		}
		found = append(found, l)
	}
	if _, err := dec.Token(); err != nil {
		return found, unreadable
	}
	return found, nil
}

// checkVersion tells the IT once a run that the server is older than the version that was set.
func (p *puller) checkVersion() error {
	if p.members == nil || p.checked {
		return nil
	}
	p.checked = true
	for _, name := range p.version.members {
		if !p.members[name] {
			return adapters.Fail(adapters.Incomplete, "version_mismatch",
				"Die Liste der Submission-API sieht nicht nach Version "+p.version.name+
					" aus, ihr fehlt "+name+
					". Die Anträge werden trotzdem abgeholt. Bitte die Einstellung version am Zugang prüfen.")
		}
	}
	return nil
}

func nextPage(current, link string) string {
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
		if to := base.ResolveReference(ref); to.Host == base.Host && to.Scheme == base.Scheme &&
			to.String() != current {
			return to.String()
		}
	}
	return ""
}

var endsWithVersion = regexp.MustCompile(`/v\d+(\.\d+)*$`)

func (p *puller) address(setting, form, id string) string {
	path := p.text(setting)
	if path == "" {
		path = p.version.paths[setting]
	}
	base := strings.TrimRight(p.source.URL, "/")
	if !endsWithVersion.MatchString(base) {
		base += p.version.prefix
	}
	return base + strings.NewReplacer("{mandant}", url.PathEscape(p.source.User), "{formular}", url.PathEscape(form),
		"{transid}", url.PathEscape(id)).Replace(path)
}

// call sends one request with preemptive Basic (SEEN) and wants 2xx. since narrows a list by time of submission through
// the header Last-Modified, odd as that is (SEEN); 0 = not at all.
func (p *puller) call(ctx context.Context, method, address string, body io.Reader,
	since int64) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, adapters.Fail(adapters.Unavailable, "address_invalid",
			"Die Adresse der Submission-API ist ungültig. Bitte die Einstellungen am Zugang prüfen.")
	}
	req.SetBasicAuth(p.source.User, p.source.Password)
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if since > 0 {
		req.Header.Set("Last-Modified", time.UnixMilli(since).UTC().Format(http.TimeFormat))
	}
	resp, err := p.source.Client.Do(req)
	if err != nil {
		e := unavailable("source_unreachable",
			"Die Submission-API ist nicht erreichbar. Bitte Adresse, Netz und Zertifikat prüfen.", err)
		p.fail(e)
		return nil, e
	}
	if resp.StatusCode/100 == 2 {
		p.reached = true
		return resp, nil
	}
	_ = resp.Body.Close()
	return nil, p.refused(method, resp)
}

// refused judges an answer that is not 2xx.
func (p *puller) refused(method string, resp *http.Response) error {
	status, pause := resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"), p.now())
	p.atLeast = max(p.atLeast, pause)
	reading := method == http.MethodGet // a report may be forbidden to a key that may read
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden && reading:
		p.stop = adapters.Fail(adapters.Unauthenticated, "source_refused",
			"Die Submission-API lehnt die Anmeldung ab. Bitte Mandantennummer und API-Schlüssel am Zugang prüfen.")
		return p.stop // more tries could lock the account
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && pause > 0:
		p.stop = adapters.Fail(adapters.Unavailable, "source_busy",
			fmt.Sprintf("Die Submission-API bittet um eine Pause (HTTP %d). Kontor fragt später von selbst wieder.",
				status))
		return p.stop
	}
	e := adapters.Fail(adapters.Unavailable, "source_status",
		fmt.Sprintf("Die Submission-API antwortet mit HTTP %d. Bitte Adresse, Version und Formularnummer am Zugang prüfen.", status))
	if !reading {
		e = adapters.Fail(adapters.Unavailable, "report_refused",
			fmt.Sprintf("Die Submission-API nimmt den gemeldeten Status nicht an (HTTP %d). Der Antrag selbst ist übernommen. Bitte status_pfad und status_methode am Zugang prüfen.", status))
	}
	if status >= 500 {
		p.fail(e)
	}
	return e
}

// retryAfter reads seconds or a date; what is neither is no wish.
func retryAfter(value string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		return time.Duration(min(max(n, 0), int(longestWait/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), longestWait)
	}
	return 0
}
