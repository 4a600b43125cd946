package workflow

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// free are the holidays of a place in some years, as the tests need them: the whole Land, and days of one town.
var free = map[string]string{
	"ST": `2025-04-18 2025-04-21 2025-05-01 2025-05-29 2025-06-09 2026-01-01 2026-01-06 2026-04-03 2026-04-06 2026-05-01 2026-05-14
		2026-05-25 2026-10-03 2026-10-31 2026-12-25 2026-12-26 2027-01-01 2027-01-06 2027-03-26 2027-03-29`,
	"NW": `2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-06-04 2026-10-03 2026-11-01 2026-12-25
		2026-12-26 2027-01-01 2027-03-26 2027-03-29`,
	"MV":       "2026-01-01 2026-03-08 2026-04-03 2026-04-06 2026-12-25 2026-12-26 2027-01-01 2027-03-08 2027-03-26 2027-03-29",
	"SN":       "2026-11-18 2026-12-25 2026-12-26",
	"Augsburg": "2025-08-08 2025-08-15 2026-08-15 2026-12-25 2026-12-26",
}

// calendar is a Kalender of the places above.
func calendar(place string) func(time.Time) bool {
	days, known := free[place]
	if !known {
		return nil
	}
	return func(d time.Time) bool {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		return !weekend && !slices.Contains(strings.Fields(days), d.Format(time.DateOnly))
	}
}

var berlin = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return zone
}()

func berlinDay(text string) time.Time {
	d, err := time.ParseInLocation(time.DateOnly, text, berlin)
	if err != nil {
		panic(err)
	}
	return d
}

func TestFristende(t *testing.T) {
	for _, c := range []struct{ place, ab, dauer, want, why string }{
		{"ST", "2026-12-11", "P14D", "2026-12-28", "Christmas and a weekend"},
		{"ST", "2026-12-11", "P2W", "2026-12-28", "weeks end on the same weekday, BGB §188(2)"},
		{"ST", "2026-12-11", "10 Arbeitstage", "2026-12-28", "25 December does not count"},
		{"ST", "2026-11-28", "P1W", "2026-12-07", "a Saturday"},
		{"ST", "2026-11-29", "P1W", "2026-12-07", "a Sunday"},
		{"ST", "2026-11-27", "P1W", "2026-12-04", "a Friday stays"},
		{"NW", "2026-02-02", "P2W", "2026-02-16", "Rosenmontag is no holiday"},
		{"NW", "2026-02-02", "10 Arbeitstage", "2026-02-16", "nor is it left out"},
		{"ST", "2026-12-10", "P2W", "2026-12-24", "Christmas Eve is a working day"},
		{"ST", "2026-12-17", "P2W", "2026-12-31", "so is New Year's Eve"},
		{"ST", "2026-12-23", "P2W", "2027-01-07", "6 January in ST"},
		{"NW", "2026-12-23", "P2W", "2027-01-06", "but not in NW"},
		{"NW", "2026-05-21", "P2W", "2026-06-05", "Corpus Christi in NW"},
		{"ST", "2026-05-21", "P2W", "2026-06-04", "but not in ST"},
		{"SN", "2026-10-18", "P1M", "2026-11-19", "Buß- und Bettag in SN"},
		{"ST", "2026-10-18", "P1M", "2026-11-18", "but not in ST"},
		{"MV", "2027-02-08", "P1M", "2027-03-09", "8 March in MV"},
		{"ST", "2027-02-08", "P1M", "2027-03-08", "but not in ST"},
		{"Augsburg", "2025-08-01", "P1W", "2025-08-11", "a holiday of one town"},
		{"ST", "2025-08-01", "P1W", "2025-08-08", "and of no other"},
		{"ST", "2026-01-31", "P1M", "2026-03-02", "no 31 February, BGB §188(3), then a Saturday"},
		{"ST", "2027-12-31", "P2M", "2028-02-29", "a leap year"},
		{"ST", "2026-02-28", "P1M", "2026-03-30", "the 28th, not the last day of March; a Saturday"},
		{"ST", "2025-11-30", "P3M", "2026-03-02", "over the year's end"},
		{"ST", "2026-12-01", "P1M", "2027-01-04", "New Year's Day is a Friday"},
		{"ST", "2024-02-29", "P1Y", "2025-02-28", "a year from 29 February"},
		{"ST", "2026-03-27", "P3D", "2026-03-30", "the clocks change on the 29th"},
		{"ST", "2026-10-23", "1 Arbeitstag", "2026-10-26", "and back on the 25th"},
		{"ST", "2026-03-28", "1 Arbeitstag", "2026-03-30", "from a Saturday"},
		{"ST", "2026-04-02", "2 Arbeitstage", "2026-04-08", "Easter"},
		{"", "2026-12-11", "P14D", "2026-12-25", "without a place every day is a working day"},
		{"", "2026-12-11", "10 Arbeitstage", "2026-12-21", "also here"},
	} {
		got, err := Fristende(berlinDay(c.ab).Add(15*time.Hour), c.dauer, calendar(c.place))
		if err != nil || !got.Equal(berlinDay(c.want)) {
			t.Errorf("%s: %s + %s ends on %s %v, want %s", c.why, c.ab, c.dauer, got.Format(time.DateOnly), err, c.want)
		}
	}
	for _, bad := range []string{"", "P0D", "PT4H", "P1DT1H", "14", "0 Arbeitstage", "-1 Arbeitstage", "10 Tage",
		"P9999Y"} {
		if _, err := Fristende(monday, bad, nil); err == nil {
			t.Errorf("%q accepted", bad)
		}
	}
	never := func(time.Time) bool { return false }
	if _, err := Fristende(monday, "P1D", never); err == nil {
		t.Error("a calendar without working days ends a period")
	}
}

// A Frist ends on a working day of the place, and lasts at least as long as was said.
func TestFristIsNeverCutShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arbeitstag := calendar(rapid.SampledFrom(sortedKeys(free)).Draw(t, "place"))
		ab := time.Date(2025, 1, 1, 0, 0, 0, 0, berlin).Add(time.Duration(rapid.IntRange(0, 3*365*24*60).Draw(t,
			"minute")) * time.Minute)
		dauer := rapid.SampledFrom(strings.Fields("P1D P14D P1W P2W P6W P1M P3M P1Y P1M10D")).Draw(t, "dauer")
		ende, err := Fristende(ab, dauer, arbeitstag)
		if err != nil {
			t.Fatal(err)
		}
		clock, err := AddISO(ab, dauer)
		if err != nil {
			t.Fatal(err)
		}
		if !arbeitstag(ende) || endOf(ende).Before(clock) || ende.After(dayOf(clock).AddDate(0, 0, 6)) {
			t.Fatalf("%s + %s ends on %s", ab, dauer, ende)
		}
		n := rapid.IntRange(1, 60).Draw(t, "n")
		ende, err = Fristende(ab, fmt.Sprint(n, " Arbeitstage"), arbeitstag)
		worked := 0
		for d := dayOf(ab).AddDate(0, 0, 1); !d.After(ende); d = d.AddDate(0, 0, 1) {
			if arbeitstag(d) {
				worked++
			}
		}
		if err != nil || worked != n || !arbeitstag(ende) {
			t.Fatalf("%d working days from %s end on %s, %d were worked (%v)", n, ab, ende, worked, err)
		}
	})
}

// frist is a timer event with a Frist.
func frist(tag, id, attributes string, more ...string) string {
	return `<` + tag + ` id="` + id + `" ` + strings.Join(more, " ") + `><extensionElements><k:frist ` + attributes +
		`/></extensionElements><timerEventDefinition/></` + tag + `>`
}

// letterThenFrist plays a task that writes, and a Frist behind it.
func letterThenFrist(t *testing.T, attributes string) *sim {
	p := parse(t, wrap(start("s")+user("a", `aktion="nachricht"`)+frist("intermediateCatchEvent", "f", attributes)+
		user("b", `faellig="5 Arbeitstage"`)+end("e"), "s>a", "a>f", "f>b", "b>e"))
	return play(t, p).place("ST", "2026-12-11 15:00")
}

// place puts the run into a town and a time in Berlin.
func (s *sim) place(land, now string) *sim {
	at, err := time.ParseInLocation("2006-01-02 15:04", now, berlin)
	if err != nil {
		s.t.Fatal(err)
	}
	s.facts.Now, s.facts.Arbeitstag = at, calendar(land)
	return s
}

// due holds the end of the wait at f against a time in Berlin; "" = it is not known.
func (s *sim) due(want string) *sim {
	s.t.Helper()
	got := ""
	if w := s.waitOf("f"); !w.Due.IsZero() {
		got = w.Due.In(berlin).Format("2006-01-02 15:04")
	}
	if got != want {
		s.t.Fatalf("due %q, want %q", got, want)
	}
	return s
}

func TestFristOfATimer(t *testing.T) {
	letterThenFrist(t, `dauer="P14D"`).complete("a").due("2026-12-29 00:00") // to the end of the 28th
	letterThenFrist(t, `dauer="P14D" ab="heute"`).complete("a").due("2026-12-29 00:00")
	letterThenFrist(t, `dauer="=&quot;P&quot; + string(7 * 2) + &quot;D&quot;"`).complete("a").due("2026-12-29 00:00")
	letterThenFrist(t, `dauer="10 Arbeitstage"`).complete("a").due("2026-12-29 00:00")
	s := letterThenFrist(t, `dauer="P1M" ab="eingang"`)
	s.facts.Vorgang["eingang"] = "2026-11-12"
	s.complete("a").due("2026-12-15 00:00") // 12 December is a Saturday
	s = letterThenFrist(t, `dauer="P1M" ab="=antrag.seit"`)
	s.facts.Antrag["seit"] = "2026-11-30"
	s.complete("a").due("2026-12-31 00:00")
	letterThenFrist(t, `dauer="P1M" ab="=antrag.seit"`).complete("a").want("f:stoerung") // nobody stated it
}

// A day somebody named goes before the length; it moves as every period does (VwVfG §31(3)).
func TestFristEndsOnANamedDay(t *testing.T) {
	for day, due := range map[string]string{"2026-12-26": "2026-12-29 00:00", "2026-12-23": "2026-12-24 00:00",
		"": "2026-12-29 00:00"} {
		s := letterThenFrist(t, `dauer="P2W" ende="=werte.frist"`)
		s.do(CompleteTask{Token: s.token("a"), Actor: "anna", Values: map[string]any{"frist": day}}).due(due)
	}
	letterThenFrist(t, `ende="=werte.frist"`).complete("a").want("f:stoerung")
}

// Nobody guesses when a letter became known: until it is, the Frist does not run.
func TestFristFromBekanntgabe(t *testing.T) {
	const from = `dauer="P2W" ab="bekanntgabe"`
	letterThenFrist(t, from).complete("a").want("f:stoerung") // no letter at all
	s := letterThenFrist(t, from)
	s.facts.Brief = Brief{ID: "n1", Bekannt: berlinDay("2026-12-10")}
	s.complete("a").due("2026-12-25 00:00")
	s = letterThenFrist(t, from)
	s.facts.Brief = Brief{ID: "n1"}
	s.complete("a").due("").want("f:zeit")
	if s.kinds() != "close_task" || !s.p.Picture(s.st).Timers[0].Due.IsZero() {
		t.Errorf("%s, %+v", s.kinds(), s.p.Picture(s.st).Timers)
	}
	w := s.waitOf("f")
	s.facts.Now = s.facts.Now.AddDate(1, 0, 0)
	s.do(TimerDue{Token: w.ID}).want("f:zeit") // a year later it has still not begun
	s.do(HoldTimer{Token: w.ID}).due("").do(Announced{Brief: "n2", Am: s.facts.Now}).due("")
	if s.waitOf("f").Held {
		t.Error("a clock that does not run was stopped")
	}
	s.do(Announced{Brief: "n1", Am: berlinDay("2026-12-13")}).due("2026-12-29 00:00") // a Sunday; the 27th is one, too
	if s.kinds() != "start_timer" {
		t.Error(s.kinds())
	}
	s.do(Announced{Brief: "n1", Am: berlinDay("2026-12-20")}).due("2026-12-29 00:00") // the first one counts
	s.fire("f").want("b:aufgabe")
}

func TestAPersonNamesTheEndOfAnOpenFrist(t *testing.T) {
	s := letterThenFrist(t, `dauer="P2W" ab="bekanntgabe"`)
	s.facts.Brief = Brief{ID: "n1"}
	w := s.complete("a").waitOf("f")
	s.do(MoveTimer{Token: w.ID, Due: berlinDay("2026-12-31")}).due("2026-12-31 00:00")
	s.do(Announced{Brief: "n1", Am: berlinDay("2026-12-13")}).due("2026-12-31 00:00")
}

// A day that was put right moves what was counted from it, back and forth; one that was taken back is waited for again.
func TestABekanntgabeIsPutRight(t *testing.T) {
	const from = `dauer="P2W" ab="bekanntgabe"`
	known := letterThenFrist(t, from)
	known.facts.Brief = Brief{ID: "n1", Bekannt: berlinDay("2026-12-13")}
	known.complete("a")
	later := letterThenFrist(t, from)
	later.facts.Brief = Brief{ID: "n1"}
	later.complete("a").do(Announced{Brief: "n1", Am: berlinDay("2026-12-13")})
	for _, s := range []*sim{known, later} {
		s.due("2026-12-29 00:00").do(Reannounced{Brief: "n2", Am: berlinDay("2026-12-08")}).due("2026-12-29 00:00")
		s.do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-08")}).due("2026-12-23 00:00")
		if s.kinds() != "cancel_timer start_timer" {
			t.Error(s.kinds())
		}
		s.do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-13")}).due("2026-12-29 00:00")
		s.do(Reannounced{Brief: "n1"}).due("")
		if s.kinds() != "cancel_timer" {
			t.Error(s.kinds())
		}
		s.do(Reannounced{Brief: "n1"}).due("") // it is waited for already
		s.do(Announced{Brief: "n1", Am: berlinDay("2026-12-20")}).due("2027-01-05 00:00")
		w := s.waitOf("f")
		s.do(MoveTimer{Token: w.ID, Due: berlinDay("2026-12-31")})
		s.do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-08")}).due("2026-12-31 00:00") // a person has said so
	}
}

func TestTheClockIsStopped(t *testing.T) {
	s := letterThenFrist(t, `dauer="P2W"`).complete("a")
	w := s.waitOf("f")
	s.do(HoldTimer{Token: w.ID}).due("")
	if s.kinds() != "cancel_timer" || !s.p.Picture(s.st).Timers[0].Held {
		t.Errorf("%s, %+v", s.kinds(), s.p.Picture(s.st).Timers)
	}
	s.facts.Now = w.Due.AddDate(1, 0, 0)
	s.do(TimerDue{Token: w.ID, Due: w.Due}).do(TimerDue{Token: w.ID}).want("f:zeit") // the job of before
	s.do(HoldTimer{Token: w.ID})
	if len(s.effects) > 0 {
		t.Error("stopped twice")
	}
	s.do(MoveTimer{Token: w.ID, Due: s.facts.Now.AddDate(0, 0, 3)})
	if s.kinds() != "cancel_timer start_timer" || s.waitOf("f").Held {
		t.Error(s.kinds())
	}
	s.fire("f").want("b:aufgabe")
}

// An internal target is a working day, whatever it was counted in. Without a calendar it goes by the clock, as before.
func TestTasksAreDueOnWorkingDays(t *testing.T) {
	for _, c := range []struct{ place, now, faellig, tag, want string }{
		{"ST", "2026-12-11 15:00", "5 Arbeitstage", "", "2026-12-18"},
		{"ST", "2026-12-18 15:00", "5 Arbeitstage", "", "2026-12-28"},
		{"ST", "2026-12-11 15:00", "P15D", "", "2026-12-28"},
		{"ST", "2026-12-11 15:00", "P1W", "", "2026-12-18"},
		{"ST", "2026-12-11 15:00", "P1DT9H", "", "2026-12-14"},
		{"ST", "2026-12-11 15:00", "PT2H", "", "2026-12-11"},
		{"ST", "2026-12-11 15:00", "werte.frist", "2026-12-26", "2026-12-28"},
		{"ST", "2026-12-11 15:00", "werte.frist", "2026-12-23", "2026-12-23"},
		{"ST", "2026-12-11 15:00", "werte.frist", "2026-12-26T10:00:00+01:00", "2026-12-28"},
		{"", "2026-12-11 15:00", "5 Arbeitstage", "", "2026-12-16"},
		{"", "2026-12-11 15:00", "P15D", "", "2026-12-26"},
	} {
		p := parse(t, wrap(start("s")+user("a", `aktion="nachricht"`)+user("b", `faellig="`+c.faellig+`"`)+end("e"),
			"s>a", "a>b", "b>e"))
		s := play(t, p).place(c.place, c.now)
		s.do(CompleteTask{Token: s.token("a"), Actor: "anna", Values: map[string]any{"nachricht": "n", "frist": c.tag}})
		tasks := 0
		for _, e := range s.effects {
			if task, ok := e.(CreateTask); ok {
				tasks++
				if task.Faellig == nil || task.Faellig.In(berlin).Format(time.DateOnly) != c.want {
					t.Errorf("%+v: due %v", c, task.Faellig)
				}
			}
		}
		if tasks != 1 {
			t.Errorf("%+v: %d tasks", c, tasks)
		}
	}
}

func TestCheckKnowsTheFrist(t *testing.T) {
	letter, task := user("a", `aktion="nachricht"`), user("a")
	catch := func(attributes string) string { return frist("intermediateCatchEvent", "f", attributes) }
	bare := func(tag, duration string, more ...string) string {
		return timer(tag, "f", "timeDuration", duration, more...)
	}
	event := gateway("eventBasedGateway", "g") + message("intermediateCatchEvent", "m")
	line := []string{"s>a", "a>f", "f>e"}
	beside := []string{"s>g", "g>m", "g>f", "m>e", "f>e"}
	for name, c := range map[string]struct {
		body  string
		flows []string
		want  string // "" = no findings
	}{
		"of weeks":         {letter + catch(`dauer="P2W" ab="bekanntgabe"`), line, ""},
		"of working days":  {letter + catch(`dauer="10 Arbeitstage"`), line, ""},
		"to a day":         {letter + catch(`ende="=werte.frist"`), line, ""},
		"to a bad day":     {letter + catch(`ende="=werte.friste"`), line, "Das Ende der Frist"},
		"without length":   {letter + catch(`ab="heute"`), line, "fehlt die Länge"},
		"of hours":         {letter + catch(`dauer="PT36H"`), line, "zählt Stunden"},
		"of nonsense":      {letter + catch(`dauer="14"`), line, "keine Länge einer Frist"},
		"bad expression":   {letter + catch(`dauer="=werte.gibtsnicht"`), line, "Die Länge der Frist"},
		"bad beginning":    {letter + catch(`dauer="P1D" ab="gestern"`), line, "möglich sind heute, eingang, bekanntgabe"},
		"bad beginning 2":  {letter + catch(`dauer="P1D" ab="=antrag.nix"`), line, "Der Beginn der Frist"},
		"without a letter": {task + catch(`dauer="P1D" ab="bekanntgabe"`), line, "kein Brief verschickt"},
		"and a duration": {letter + strings.Replace(bare("intermediateCatchEvent", "P1D"), "<timer",
			`<extensionElements><k:frist dauer="P1D"/></extensionElements><timer`, 1), line, "nur eine kann gelten"},
		"bare behind a letter": {letter + bare("intermediateCatchEvent", "P14D"), line,
			`<kontor:frist dauer="P14D" ab="bekanntgabe"/>`},
		"bare beside a message": {event + bare("intermediateCatchEvent", "PT48H"), beside,
			`<kontor:frist dauer="P2W"/>`},
		"on a receive task": {
			`<receiveTask id="m" messageRef="m1"/>` + bare("boundaryEvent", "P1D", `attachedToRef="m"`),
			[]string{"s>m", "m>e", "f>e"}, "§ 31 VwVfG"},
		"hours": {letter + bare("intermediateCatchEvent", "PT2H"), line, ""},
		"among ourselves": {
			task + bare("boundaryEvent", "P10D", `attachedToRef="a"`), []string{"s>a", "a>e", "f>e"}, ""},
	} {
		file := wrap(start("s")+c.body+end("e"), c.flows...)
		got := texts(Check(parse(t, file), Schema{}))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}
