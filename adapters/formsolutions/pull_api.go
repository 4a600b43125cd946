package formsolutions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"kontor/adapters"
)

// maxFailures in a row end a run: the server, or our storage, is then down.
const maxFailures = 3

// puller is one run of the way api.
type puller struct {
	apiOptions
	source  adapters.Source
	deliver func(context.Context, adapters.Pulled) error
	cursor  *apiCursor
	now     func() time.Time
	reached bool            // one request at least was answered with 2xx
	failed  int             // failures in a row that lie in the network, the server or our storage
	stop    error           // why the run ended early
	atLeast time.Duration   // what Retry-After asked for
	members map[string]bool // of the first submission that was listed
	checked bool            // they were compared with the version
}

// apiOptions are the settings of the way api, checked.
type apiOptions struct {
	options
	forms   []string
	version version
	filter  []string
	report  bool
	status  string // to report
	method  string
	from    int64 // nothing submitted earlier is fetched, unix milliseconds
	overlap time.Duration
}

func readAPIOptions(settings map[string]string) (o apiOptions, err error) {
	o.options = settings
	if o.forms = o.list("formulare"); len(o.forms) == 0 {
		return o, adapters.Fail(adapters.Incomplete, "setting_missing",
			"In der Einstellung formulare steht keine Formularnummer. Bitte sie am Zugang eintragen.")
	}
	var report string
	var days int
	var errs [7]error
	o.version, errs[0] = o.options.version()
	o.filter, errs[1] = o.statusFilter()
	report, errs[2] = o.choice("rueckmeldung")
	o.status, errs[3] = o.choice("status_wert")
	o.method, errs[4] = o.choice("status_methode")
	o.from, errs[5] = o.day("abholen_ab")
	days, errs[6] = o.number("ueberlappung_tage", 1, 365)
	o.report, o.overlap = report == "ja", time.Duration(days)*24*time.Hour
	for _, err := range errs {
		if err != nil {
			return o, err
		}
	}
	return o, nil
}

// pullAPI fetches every submission with a wanted status that was not taken yet. One that cannot be fetched or taken is
// asked for again later; all problems are returned together.
func pullAPI(ctx context.Context, source adapters.Source, deliver func(context.Context, adapters.Pulled) error) error {
	o, err := readAPIOptions(source.Settings)
	if err != nil {
		return err
	}
	if source.Client == nil {
		source.Client = http.DefaultClient
	}
	p := &puller{apiOptions: o, source: source, deliver: deliver, now: time.Now}
	quelle := fingerprint(16, source.URL, source.User, o.version.name, strings.Join(o.filter, ","),
		o.text("abholen_ab"))
	// four digits notice a change and give nothing away
	access := fingerprint(4, source.URL, source.User, source.Password)
	p.cursor = readCursor(source.Cursor, func(c *apiCursor) bool { return c.Weg == wegAPI && c.Quelle == quelle })
	p.cursor.Weg, p.cursor.Quelle = wegAPI, quelle
	if err := p.cursor.Pause.due(p.now(), access); err != nil {
		return err
	}
	var problems []error
	for _, form := range p.forms {
		problems = append(problems, p.pullForm(ctx, form)...)
		if ctx.Err() != nil || p.stop != nil {
			break
		}
	}
	return errors.Join(append(problems, p.finish(ctx, access, errors.Join(problems...)))...)
}

// finish stores where the run ended, and a pause if the source is not well.
func (p *puller) finish(ctx context.Context, access string, cause error) error {
	for form := range p.cursor.Formulare {
		if !slices.Contains(p.forms, form) {
			delete(p.cursor.Formulare, form)
		}
	}
	switch {
	case ctx.Err() != nil: // we were stopped, the source may be well
	case p.stop != nil:
		p.cursor.Pause = p.cursor.Pause.rest(p.now(), access, p.stop, p.atLeast)
	case p.reached:
		p.cursor.Pause = nil
	default:
		p.cursor.Pause = p.cursor.Pause.rest(p.now(), access, cause, p.atLeast)
	}
	return p.save(ctx)
}

// save also stores what was done when the run is being stopped.
func (p *puller) save(ctx context.Context) error {
	raw, err := json.Marshal(p.cursor)
	if err != nil {
		return err
	}
	return p.source.Save(context.WithoutCancel(ctx), string(raw))
}

func (p *puller) pullForm(ctx context.Context, form string) (problems []error) {
	state := p.cursor.form(form)
	var since int64
	if !p.report { // with reports, whatever still has the status was not taken: nothing may hide it
		since = state.since(p.overlap, p.now())
	}
	list, err := p.list(ctx, form, max(since, p.from))
	if err != nil {
		problems = append(problems, err)
	}
	if err := p.checkVersion(); err != nil {
		problems = append(problems, err)
	}
	for _, item := range list {
		if ctx.Err() != nil {
			return append(problems, ctx.Err())
		}
		if e := p.pullOne(ctx, form, state, item); e != nil {
			problems = append(problems, fmt.Errorf("submission %q: %w", item.TransID, e))
		}
		if p.stop != nil || ctx.Err() != nil {
			return problems
		}
	}
	if err == nil {
		state.settle(list, p.overlap, p.now())
	}
	return problems
}

// pullOne fetches what was not taken yet and reports what was.
func (p *puller) pullOne(ctx context.Context, form string, state *formState, item listed) error {
	waiting, failedBefore := state.Spaeter[item.TransID]
	if failedBefore && !waiting.due(p.now()) {
		return nil
	}
	waiting.Am = item.at
	if _, taken := state.Genommen[item.TransID]; !taken {
		b, err := p.fetch(ctx, form, item.TransID)
		if err != nil && p.stop == nil && ctx.Err() == nil {
			state.Spaeter[item.TransID] = waiting.again(p.now(), b)
		}
		if err != nil {
			return err
		}
		delete(state.Spaeter, item.TransID)
		state.Genommen[item.TransID] = item.at
		if item.at == 0 {
			state.Genommen[item.TransID] = p.now().UnixMilli()
		}
		if err := p.save(ctx); err != nil {
			return err
		}
		waiting = later{Am: item.at}
	}
	if !p.report || item.Status == p.status {
		return nil
	}
	if err := p.tell(ctx, form, item.TransID); err != nil {
		if p.stop == nil && ctx.Err() == nil {
			state.Spaeter[item.TransID] = waiting.again(p.now(), afterOurs)
		}
		return err
	}
	delete(state.Spaeter, item.TransID)
	return nil
}

// fetch hands one submission over. The backoff says how soon to try again after an error.
func (p *puller) fetch(ctx context.Context, form, id string) (backoff, error) {
	resp, err := p.call(ctx, http.MethodGet, p.address("detail_pfad", form, id), nil, 0)
	if err != nil {
		return afterOutage, err
	}
	defer resp.Body.Close()
	body := &watched{r: resp.Body}
	err = p.deliver(ctx, adapters.Pulled{Header: http.Header{"Content-Type": {resp.Header.Get("Content-Type")}},
		Body: body})
	switch {
	case err == nil:
		p.failed = 0
		return backoff{}, nil
	case body.err != nil:
		e := unavailable("source_truncated",
			"Die Submission-API brach die Übertragung eines Antrags ab. Bitte Netz und Zeitgrenzen prüfen; Kontor versucht es erneut.", body.err)
		p.fail(e)
		return afterOutage, e
	case adapters.HasCode(err, adapters.Unavailable):
		p.fail(err)
	default:
		p.failed = 0
	}
	return patience(err), err
}

// fail counts a failure that does not lie in a submission.
func (p *puller) fail(err error) {
	if p.failed++; p.failed >= maxFailures && p.stop == nil {
		p.stop = err
	}
}

// tell reports that a submission was taken.
func (p *puller) tell(ctx context.Context, form, id string) error {
	body, err := json.Marshal(map[string]string{"status": p.status})
	if err != nil {
		return err
	}
	done, err := p.call(ctx, p.method, p.address("status_pfad", form, id), strings.NewReader(string(body)), 0)
	if err != nil {
		return err
	}
	return done.Body.Close()
}

// watched remembers whether reading failed.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}
