package workflow

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// A Frist is a period of law, where a duration is one by the clock. It begins on the day after the one it is counted
// from (BGB §187(1)) and lasts to the end of its last day (§188); where nobody works on that day, to the end of the
// next on which people do (§193, VwVfG §31(3)).

// Frist is what kontor:frist says of a timer event.
type Frist struct {
	Dauer *Expression // P2W, P1M or "10 Arbeitstage"; nil = Ende alone counts
	Ab    string      // one of the Ab constants, "" = AbTag
	AbTag *Expression // the day it is counted from
	Ende  *Expression // a day somebody named: where one is stated, it goes before Dauer
}

// What a Frist is counted from.
const (
	AbHeute       = "heute"       // the day on which the event is reached
	AbEingang     = "eingang"     // the day the application came
	AbBekanntgabe = "bekanntgabe" // the day on which the letter sent last became known
)

// Brief is the letter a Frist may be counted from: the one sent last.
type Brief struct {
	ID      string
	Bekannt time.Time // day of its Bekanntgabe; zero = not known yet
}

// CountsFromBekanntgabe tells whether a Frist of the process, or of one it calls, begins with the Bekanntgabe of a
// letter.
func (p *Process) CountsFromBekanntgabe() bool { return countsFrom(p, map[*Process]bool{}) }

func countsFrom(p *Process, seen map[*Process]bool) bool {
	if seen[p] {
		return false
	}
	seen[p] = true
	return slices.ContainsFunc(p.Elements, func(e *Element) bool {
		q, _, ok := p.callee(e.Called)
		return e.Timer != nil && e.Timer.Frist != nil && e.Timer.Frist.Ab == AbBekanntgabe || ok && countsFrom(q, seen)
	})
}

// workdays is a length in working days: 1 Arbeitstag, 10 Arbeitstage.
var workdays = regexp.MustCompile(`^([1-9]\d{0,3}) Arbeitstage?$`)

func parseWorkdays(text string) (int, bool) {
	m := workdays.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

// checkLength says what is wrong with the length of a Frist.
func checkLength(text string) error {
	if _, ok := parseWorkdays(text); ok {
		return nil
	}
	s, err := parseSpan(text)
	switch {
	case err != nil:
		return fmt.Errorf("„%s“ ist keine Länge einer Frist (Beispiele: P14D, P2W, P1M, 10 Arbeitstage)", text)
	case s.seconds != 0:
		return fmt.Errorf("„%s“ zählt Stunden; eine Frist zählt ganze Tage, Wochen, Monate oder Arbeitstage",
			text)
	case s == (span{}):
		return fmt.Errorf("„%s“ ist keine Zeit", text)
	}
	return nil
}

// Fristende is the last day, at its midnight, of a Frist of this length that is counted from a day. arbeitstag tells
// whether people work on a day at the place; nil = on every day.
func Fristende(ab time.Time, dauer string, arbeitstag func(time.Time) bool) (time.Time, error) {
	if err := checkLength(dauer); err != nil {
		return time.Time{}, err
	}
	day := dayOf(ab)
	if n, ok := parseWorkdays(dauer); ok {
		var err error
		for ; n > 0 && err == nil; n-- {
			day, err = NextWorkday(day.AddDate(0, 0, 1), arbeitstag)
		}
		return day, err
	}
	day, err := AddISO(day, dauer)
	if err != nil {
		return day, err
	}
	return NextWorkday(day, arbeitstag)
}

// maxRest is how many days in a row may be free: a calendar with more of them is broken.
const maxRest = 60

// NextWorkday returns the day itself where people work on it, else the next one on which they do.
func NextWorkday(day time.Time, arbeitstag func(time.Time) bool) (time.Time, error) {
	if arbeitstag == nil {
		return day, nil
	}
	for range maxRest {
		if arbeitstag(day) {
			return day, nil
		}
		day = day.AddDate(0, 0, 1)
	}
	return day, fmt.Errorf("im Kalender folgt auf den %s kein Arbeitstag", day.Format("02.01.2006"))
}

// dayOf is the midnight with which the day of t begins.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// endOf is the first moment after a day: periods end at 24:00.
func endOf(day time.Time) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, day.Location())
}

// day reads a stated day; a point in time stands for its day.
func (r *run) day(value any) (time.Time, error) {
	zone := r.facts.Now.Location()
	switch v := value.(type) {
	case time.Time:
		return dayOf(v.In(zone)), nil
	case string:
		if d, err := time.ParseInLocation(time.DateOnly, v, zone); err == nil {
			return d, nil
		}
		t, err := parseMoment(v, zone)
		return dayOf(t.In(zone)), err
	}
	return time.Time{}, fmt.Errorf("%v ist kein Tag", value)
}

// frist works out when the Frist of a timer ends. Where the Bekanntgabe it is counted from is not known, the wait has
// no due time: it never fires by a guess, and begins with Announced or MoveTimer.
func (r *run) frist(scope string, f *Frist, w *Wait) error {
	env := r.env(scope)
	if f.Ende != nil {
		ende, err := f.Ende.eval(env)
		if err != nil {
			return err
		}
		if f.Dauer == nil || ende != nil && ende != "" {
			return r.endsOn(ende, w)
		}
	}
	dauer, err := f.Dauer.eval(env)
	if err != nil {
		return err
	}
	length := fmt.Sprint(dauer)
	if err := checkLength(length); err != nil {
		return err
	}
	ab, err := r.beginOf(env, f)
	if err != nil {
		return err
	}
	if ab.IsZero() {
		w.Frist, w.Brief = length, r.facts.Brief.ID
		return nil
	}
	if f.Ab == AbBekanntgabe {
		w.Counted, w.Length = r.facts.Brief.ID, length
	}
	return r.runsFrom(ab, length, w)
}

func (r *run) endsOn(value any, w *Wait) error {
	day, err := r.day(value)
	if err != nil {
		return err
	}
	day, err = NextWorkday(day, r.facts.Arbeitstag)
	w.Due = fixed(endOf(day))
	return err
}

func (r *run) runsFrom(ab time.Time, length string, w *Wait) error {
	day, err := Fristende(ab, length, r.facts.Arbeitstag)
	w.Due = fixed(endOf(day))
	return err
}

// beginOf is the day a Frist is counted from; zero = not known yet.
func (r *run) beginOf(env map[string]any, f *Frist) (time.Time, error) {
	switch f.Ab {
	case AbHeute:
		return dayOf(r.facts.Now), nil
	case AbEingang:
		return r.day(r.facts.Vorgang["eingang"])
	case AbBekanntgabe:
		if r.facts.Brief.ID == "" {
			return time.Time{}, fmt.Errorf("es ist kein Brief verschickt, dessen Bekanntgabe die Frist beginnen lässt")
		}
		if r.facts.Brief.Bekannt.IsZero() {
			return time.Time{}, nil
		}
		return r.day(r.facts.Brief.Bekannt)
	}
	value, err := f.AbTag.eval(env)
	if err != nil {
		return time.Time{}, err
	}
	return r.day(value)
}

// faellig works out when a task is due: an internal target. With a calendar it is the midnight with which a working
// day begins, whatever was counted or named; without one a duration goes by the clock.
func (r *run) faellig(scope string, x *Expression) (time.Time, error) {
	value, err := x.eval(r.env(scope))
	if err != nil {
		return time.Time{}, err
	}
	text, _ := value.(string)
	if _, counted := parseWorkdays(text); counted || r.facts.Arbeitstag != nil && checkLength(text) == nil {
		day, err := Fristende(r.facts.Now, text, r.facts.Arbeitstag)
		return fixed(day), err
	}
	due, err := r.point(value)
	if err != nil || r.facts.Arbeitstag == nil {
		return due, err
	}
	day, notDate := time.ParseInLocation(time.DateOnly, text, r.facts.Now.Location())
	if notDate != nil {
		day = dayOf(due.In(r.facts.Now.Location()))
	}
	day, err = NextWorkday(day, r.facts.Arbeitstag)
	return fixed(day), err
}

// announced lets the Fristen begin that wait for the Bekanntgabe of a letter.
func (r *run) announced(c Announced) (bool, error) {
	changed := false
	for i := range r.st.Waits {
		w := &r.st.Waits[i]
		if w.Frist == "" || w.Brief != c.Brief || c.Brief == "" || c.Am.IsZero() {
			continue
		}
		ab, err := r.day(c.Am)
		if err == nil {
			err = r.runsFrom(ab, w.Frist, w)
		}
		if err != nil {
			return false, &Error{Code: CodeAusdruck, Element: w.Element, Reason: sentence(err)}
		}
		w.Counted, w.Length = w.Brief, w.Frist
		w.Frist, w.Brief, changed = "", "", true
		r.arm(*w)
		r.noteTimer(*w, "„%s“: Die Frist läuft ab der Bekanntgabe, bis an %s.", r.inWords(w.Due))
	}
	return changed, nil
}

// reannounced counts again what was counted from the letter, and looks at what has ended by it (recount).
func (r *run) reannounced(c Reannounced) (bool, error) {
	changed, err := r.recount(c)
	if err != nil {
		return false, &Error{Code: CodeAusdruck, Reason: sentence(err)}
	}
	for i := range r.st.Waits {
		w := &r.st.Waits[i]
		if c.Brief == "" || w.Counted != c.Brief {
			continue
		}
		before := w.Due
		if c.Am.IsZero() {
			w.waitAgain()
		} else if err := r.countAgain(w, c.Am); err != nil {
			return false, &Error{Code: CodeAusdruck, Element: w.Element, Reason: sentence(err)}
		}
		if w.Due.Equal(before) {
			continue
		}
		changed = true
		r.effects = append(r.effects, CancelTimer{Token: w.ID})
		r.arm(*w)
		if w.Due.IsZero() {
			r.noteTimer(*w, "„%s“: Die Bekanntgabe wurde zurückgenommen, die Frist läuft nicht mehr.")
		} else {
			r.noteTimer(*w, "„%s“: Die Bekanntgabe wurde berichtigt, die Frist läuft jetzt bis an %s.", r.inWords(w.Due))
		}
	}
	return changed, nil
}

func (r *run) countAgain(w *Wait, am time.Time) error {
	ab, err := r.day(am)
	if err != nil {
		return err
	}
	return r.runsFrom(ab, w.Length, w)
}

// forgetLetter: a person said when it ends, so no letter does any more.
func (w *Wait) forgetLetter() { w.Frist, w.Brief, w.Counted, w.Length = "", "", "", "" }

// noteTimer writes a line about a timer; format takes its name first.
func (r *run) noteTimer(w Wait, format string, more ...any) {
	if scope, ok := r.scopeOf(w); ok {
		if e := r.find(scope, w.Element); e != nil {
			r.journal(JournalFrist, e, fmt.Sprintf(format, append([]any{e.Label()}, more...)...))
		}
	}
}

// inWords says a due time; what is due at midnight ends with the day before.
func (r *run) inWords(due time.Time) string {
	due = due.In(r.facts.Now.Location())
	if due.Equal(dayOf(due)) {
		return "das Ende des " + due.AddDate(0, 0, -1).Format("02.01.2006")
	}
	return "den " + due.Format("02.01.2006 15:04")
}
