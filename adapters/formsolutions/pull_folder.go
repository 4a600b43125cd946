package formsolutions

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"slices"
	"time"

	"kontor/adapters"
)

// folderPath is Delivery.Path of a bundle from the folder.
const folderPath = "/ordner"

// incompleteFor is how long a submission without PDF or form data waits for them.
const incompleteFor = 30 * time.Minute

// folderCursor is the cursor of the way ordner: what the last look saw.
type folderCursor struct {
	Weg      string                `json:"weg"`
	Antraege map[string]*unitState `json:"antraege,omitempty"` // by unit.key
}

// unitState is what is known of one submission in the folder.
type unitState struct {
	Stand string   `json:"stand"`           // fingerprint of all files
	Seit  int64    `json:"seit"`            // unix seconds of our clock: unchanged since
	Folge later    `json:"folge,omitzero"`  // failures that lie with us
	Datei []string `json:"datei,omitempty"` // marks of the files that were delivered and judged
	Grund string   `json:"grund,omitempty"` // Reason and Detail of the verdict, "" = taken
	Text  string   `json:"text,omitempty"`
	Ziel  string   `json:"ziel,omitempty"` // folder where these files go
}

type folderPuller struct {
	source  adapters.Source
	deliver func(context.Context, adapters.Pulled) error
	cursor  *folderCursor
	tenant  string
	quiet   time.Duration // how long files must lie unchanged
	now     func() time.Time
	failed  int // deliveries in a row that failed through no fault of theirs
}

var tenantNumber = regexp.MustCompile(`^\d{8}-\d{4}$`)

// pullFolder takes what lies complete and at rest in the folder. A submission goes to erledigt/ once it is taken and to
// fehler/ once it is kept as a Klärfall; nothing is deleted or overwritten.
func pullFolder(ctx context.Context, source adapters.Source, deliver func(context.Context,
	adapters.Pulled) error) error {
	o := options(source.Settings)
	seconds, err := o.number("mindestalter_sekunden", 0, 86_400)
	if err != nil {
		return err
	}
	if source.Folder == nil {
		return adapters.Fail(adapters.Incomplete, "folder_missing",
			"Für diesen Zugang gibt es keinen Eingangsordner. Bitte auf dem Server KONTOR_EINGANGSORDNER setzen und darin einen Ordner mit dem Namen des Zugangs anlegen.")
	}
	tenant := o.text("mandantennummer")
	if tenant != "" && !tenantNumber.MatchString(tenant) {
		return adapters.Fail(adapters.Incomplete, "setting_invalid",
			"Die Einstellung mandantennummer muss wie 88888888-8888 aussehen. Bitte am Zugang prüfen.")
	}
	p := &folderPuller{source: source, deliver: deliver, tenant: tenant, quiet: time.Duration(seconds) * time.Second,
		now: time.Now}
	p.cursor = readCursor(source.Cursor, func(c *folderCursor) bool { return c.Weg == wegOrdner })
	p.cursor.Weg = wegOrdner
	units, problems := lookAt(source.Folder)
	states := map[string]*unitState{}
	for _, u := range units {
		if state := p.cursor.Antraege[u.key]; state != nil {
			states[u.key] = state
		}
	}
	p.cursor.Antraege = states // what is gone from the folder is forgotten
	for _, u := range units {
		if ctx.Err() != nil || p.failed >= maxFailures {
			break
		}
		if err := p.step(ctx, u); err != nil {
			problems = append(problems, err)
		}
	}
	return errors.Join(append(problems, ctx.Err(), p.save(ctx))...)
}

// step does what is due for one submission: wait, deliver, move away.
func (p *folderPuller) step(ctx context.Context, u *unit) error {
	marks := u.marks()
	stand := fingerprint(16, marks...)
	s := p.cursor.Antraege[u.key]
	if s != nil && len(s.Datei) > 0 {
		if !slices.ContainsFunc(marks, func(m string) bool { return !slices.Contains(s.Datei, m) }) {
			return p.putAway(ctx, u, s) // interrupted after the verdict
		}
		s = nil // a file came later: the submission is looked at again
	}
	if s == nil || s.Stand != stand {
		p.cursor.Antraege[u.key] = &unitState{Stand: stand, Seit: p.now().Unix()}
		return nil
	}
	wait := p.quiet
	if !u.complete() {
		wait = max(wait, incompleteFor)
	}
	if age := p.now().Sub(time.Unix(s.Seit, 0)); age >= 0 && age < wait || !s.Folge.due(p.now()) {
		return nil
	}
	return p.take(ctx, u, s)
}

func (p *folderPuller) take(ctx context.Context, u *unit, s *unitState) error {
	verdict, err := p.hand(ctx, u)
	if err != nil {
		if ctx.Err() == nil {
			s.Folge = s.Folge.again(p.now(), afterOurs)
		}
		return err
	}
	p.failed = 0
	s.Folge, s.Datei = later{}, u.marks()
	if verdict == nil {
		return p.putAway(ctx, u, s)
	}
	s.Grund, s.Text = verdict.Reason, adapters.OperatorText(verdict)
	return errors.Join(verdict, p.putAway(ctx, u, s))
}

// errNotWanted ends the writing of a bundle that nobody reads any more.
var errNotWanted = errors.New("the delivery was not read to its end")

// hand delivers one submission as a bundle. verdict is why it was refused for a reason that lies in it, nil if it was
// taken; err is a failure that leaves it where it is.
func (p *folderPuller) hand(ctx context.Context, u *unit) (verdict *adapters.Error, err error) {
	r, w := io.Pipe()
	written := make(chan error, 1)
	go func() {
		err := writeBundle(w, p.source.Folder, p.tenant, u)
		w.CloseWithError(err)
		written <- err
	}()
	err = p.deliver(ctx, adapters.Pulled{Path: folderPath, Header: http.Header{"Content-Type": {bundleType}}, Body: r})
	r.CloseWithError(errNotWanted)
	if cause := <-written; cause != nil && !errors.Is(cause, errNotWanted) {
		return nil, cause
	}
	var known *adapters.Error
	switch {
	case err == nil:
		return nil, nil
	case errors.As(err, &known) && known.Code != adapters.Unavailable:
		return known, nil
	}
	p.failed++
	return nil, err
}

func (p *folderPuller) save(ctx context.Context) error {
	raw, err := json.Marshal(p.cursor)
	if err != nil {
		return err
	}
	return p.source.Save(context.WithoutCancel(ctx), string(raw))
}
