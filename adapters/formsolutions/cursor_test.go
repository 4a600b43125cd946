package formsolutions_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"kontor/adapters"
)

// cut lets details break off in the middle.
type cut struct{ http.RoundTripper }

func (c cut) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.RoundTripper.RoundTrip(r)
	if err == nil && !r.URL.Query().Has("status") {
		resp.Body = io.NopCloser(io.MultiReader(io.LimitReader(resp.Body, 5), broken{}))
	}
	return resp, err
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// world is a form server with submissions that come on time or late, and an office where things fail.
type world struct {
	office    *office
	stock     []item // in the order in which they appear
	narrows   bool   // the server heeds Last-Modified
	down      bool
	half      bool                     // the second page of a list is down
	trouble   map[string]adapters.Code // by id: why it is not taken
	disturbed bool                     // something happened that may cost repetitions
}

type item struct {
	id, status string
	at         int64
}

func newWorld(p plan) *world {
	w := &world{trouble: map[string]adapters.Code{}, narrows: p.Narrows}
	w.office = newOffice((&api{serve: w.serve}).client(), forms("rueckmeldung", p.Report))
	w.office.judge = func(id string) error {
		if code, bad := w.trouble[id]; bad {
			return adapters.Fail(code, "trouble", "Das ging schief.")
		}
		return nil
	}
	return w
}

func (w *world) serve(rw http.ResponseWriter, r *http.Request) {
	if w.down {
		rw.WriteHeader(http.StatusBadGateway)
		return
	}
	if r.Method == http.MethodPut {
		for i := range w.stock {
			if strings.Contains(r.URL.Path, w.stock[i].id+"/") {
				w.stock[i].status = "READ"
			}
		}
		return
	}
	if !r.URL.Query().Has("status") {
		fmt.Fprintf(rw, `{"transID": %q}`, r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:])
		return
	}
	w.list(rw, r)
}

// list has two pages, with the latest appearance first.
func (w *world) list(rw http.ResponseWriter, r *http.Request) {
	second := r.URL.Query().Has("page")
	if second && w.half {
		rw.WriteHeader(http.StatusBadGateway)
		return
	}
	since, _ := http.ParseTime(r.Header.Get("Last-Modified"))
	var items []string
	for _, i := range slices.Backward(w.stock) {
		if i.status == "NEW" && (!w.narrows || since.IsZero() || !time.UnixMilli(i.at).Before(since)) {
			items = append(items, fmt.Sprintf(`{"transID": %q, "status": "NEW", "submissionDate": %d}`, i.id, i.at))
		}
	}
	first := min(2, len(items))
	if second {
		items = items[first:]
	} else {
		items = items[:first]
		rw.Header().Set("Link", `<?page=2&status=NEW>; rel="next"`)
	}
	fmt.Fprintf(rw, "[%s]", strings.Join(items, ","))
}

// plan is drawn first and played in a bubble of its own, where time flies.
type plan struct {
	Narrows bool
	Report  string
	Steps   []step
}

type step struct {
	What string
	N    int
}

var draw = rapid.Custom(func(t *rapid.T) plan {
	return plan{rapid.Bool().Draw(t, "narrows"), rapid.SampledFrom([]string{"ja", "nein"}).Draw(t, "rueckmeldung"),
		rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
			return step{rapid.SampledFrom([]string{"submit", "submit", "late", "fast clock", "trouble", "trouble",
				"heal", "run", "run", "run", "run", "run", "run",
				"crash", "down", "half", "lose", "unsaved", "wait", "wait", "wait"}).Draw(t, "what"), rapid.IntRange(0,
				1_000_000).Draw(t, "n")}
		}), 40, 60).Draw(t, "steps")}
})

// act lets one thing happen.
func (w *world) act(s step) {
	hours := func(most int) time.Duration { return time.Duration(s.N%(most+1)) * time.Hour }
	switch s.What {
	case "submit":
		w.submit(0)
	case "late": // submitted long ago, released only now
		w.submit(-hours(13 * 24))
	case "fast clock":
		w.submit(hours(24 * 365))
	case "trouble": // one is submitted that is not taken
		w.submit(0)
		w.trouble[w.stock[len(w.stock)-1].id] = []adapters.Code{adapters.Malformed, adapters.Conflict,
			adapters.Unavailable}[s.N%3]
	case "heal":
		clear(w.trouble)
		w.office.broken = nil
	case "run":
		_ = w.office.run()
	case "crash":
		w.office.crash, w.disturbed = true, true
		_ = w.office.run()
		w.office.crash = false
	case "unsaved":
		w.office.broken, w.disturbed = errors.New("no database"), true
	case "down":
		w.down = !w.down
	case "half":
		w.half = !w.half
	case "lose":
		w.disturbed = true
		w.office.Cursor = []string{"", "kaputt", w.office.Cursor[:len(w.office.Cursor)/2]}[s.N%3]
	case "wait":
		time.Sleep(hours(24 * 20))
	}
	time.Sleep(time.Minute)
}

func (w *world) submit(ago time.Duration) {
	w.stock = append(w.stock, item{fmt.Sprintf("AS_1-%08d", len(w.stock)), "NEW", time.Now().Add(ago).UnixMilli()})
}

// play returns what went wrong.
func (p plan) play() string {
	w := newWorld(p)
	for _, s := range p.Steps {
		w.act(s)
	}
	w.down, w.half, w.office.broken = false, false, nil
	clear(w.trouble)
	for range 12 { // a broken one waits a day at most
		time.Sleep(6 * time.Hour)
		_ = w.office.run()
	}
	if err := w.office.run(); err != nil {
		return err.Error()
	}
	for _, i := range w.stock {
		if n := w.office.taken[i.id]; n == 0 || n > 1 && !w.disturbed {
			return fmt.Sprintf("%s was taken %d times; cursor %s", i.id, n, w.office.Cursor)
		}
	}
	return ""
}

// Whatever happens, every submission is taken at least once, and only crashes and lost cursors repeat any.
func TestPullSkipsNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := draw.Draw(r, "plan")
		wrong := ""
		synctest.Test(t, func(*testing.T) { wrong = p.play() })
		if wrong != "" {
			r.Fatal(wrong)
		}
	})
}

// What failed long ago, or was released at the last moment, is still asked for when newer ones moved the cursor on.
func TestPullNeverMovesPastAFailure(t *testing.T) {
	month := []step{{"wait", 480}, {"submit", 0}, {"run", 0}, {"wait", 480}, {"submit", 0}, {"run", 0}}
	for name, begin := range map[string][]step{
		"broken":    {{"trouble", 0}, {"run", 0}},
		"ours":      {{"trouble", 2}, {"run", 0}},
		"half list": {{"submit", 0}, {"submit", 0}, {"submit", 0}, {"half", 0}, {"run", 0}},
		"late":      {{"submit", 0}, {"run", 0}, {"late", 13 * 24}},
		"clock":     {{"fast clock", 24 * 365}, {"run", 0}},
	} {
		synctest.Test(t, func(t *testing.T) {
			if wrong := (plan{Narrows: true, Report: "nein", Steps: slices.Concat(begin, month)}).play(); wrong != "" {
				t.Errorf("%s: %s", name, wrong)
			}
		})
	}
}
