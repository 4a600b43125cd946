package workflow

import "testing"

// ended is a run whose Frist of two weeks, counted from letter n1 of 8 December, has just ended.
func ended(t *testing.T) *sim {
	s := letterThenFrist(t, `dauer="P2W" ab="bekanntgabe"`)
	s.facts.Brief = Brief{ID: "n1", Bekannt: berlinDay("2026-12-08")}
	s.complete("a").due("2026-12-23 00:00")
	s.facts.Now = berlinDay("2026-12-23")
	return s.fire("f").want("b:aufgabe")
}

// A Frist that ended on a day that was put right is called back as long as nobody has gone on from there: the task that
// came of it goes, and the Frist runs to the day that counts.
func TestAFristThatEndedTooEarlyIsCalledBack(t *testing.T) {
	s := ended(t).do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-13")}).want("f:zeit").due("2026-12-29 00:00")
	if s.kinds() != "close_task start_timer" {
		t.Error(s.kinds())
	}
	s.facts.Now = berlinDay("2026-12-29")
	s.fire("f").want("b:aufgabe")
	s.do(Reannounced{Brief: "n1"}).want("f:zeit").due("") // taken back: it waits for the letter again
	s.do(Announced{Brief: "n1", Am: berlinDay("2026-12-20")}).due("2027-01-05 00:00")
}

// What has ended by the day that counts, too, stays as it is, and can still be called back later.
func TestAFristThatEndedInTimeStays(t *testing.T) {
	s := ended(t).do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-07")}).want("b:aufgabe")
	if s.kinds() != "" {
		t.Error(s.kinds())
	}
	s.do(Reannounced{Brief: "n2", Am: berlinDay("2026-12-20")}).want("b:aufgabe")
	s.do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-13")}).want("f:zeit").due("2026-12-29 00:00")
}

// Once somebody has gone on nothing is taken back: a person is told, once for each day.
func TestWhatCameOfAFristIsNotTakenBack(t *testing.T) {
	s := ended(t).complete("b")
	for i, want := range []string{"overtaken", ""} {
		s.do(Reannounced{Brief: "n1", Am: berlinDay("2026-12-13")})
		if s.kinds() != want {
			t.Errorf("%d: %s", i, s.kinds())
		}
	}
	s.do(Reannounced{Brief: "n1"})
	if s.kinds() != "overtaken" {
		t.Error(s.kinds())
	}
}
