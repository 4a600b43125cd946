package workflow

import (
	"strings"
	"testing"
	"time"
)

// A scenario that expects one date finds two open tasks with different ones wrong every time, and not every other.
func TestFaelligOfSeveralTasks(t *testing.T) {
	day := func(text string) *time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return &at
	}
	for name, c := range map[string]struct {
		tasks map[string]CreateTask
		want  string // what is said instead, "" = as expected
	}{
		"none":      {map[string]CreateTask{"1": {}}, "keine"},
		"one":       {map[string]CreateTask{"1": {Faellig: day("2025-04-24")}, "2": {}}, ""},
		"the same":  {map[string]CreateTask{"1": {Faellig: day("2025-04-24")}, "2": {Faellig: day("2025-04-24")}}, ""},
		"different": {map[string]CreateTask{"1": {Faellig: day("2025-04-24")}, "2": {Faellig: day("2025-04-22")}}, "2025-04-22, 2025-04-24"},
	} {
		for range 50 {
			var got []string
			s := &stage{tasks: c.tasks, state: State{}}
			s.facts.Now = time.Date(2025, 4, 1, 12, 0, 0, 0, time.UTC)
			s.compareTexts(Erwartet{Faellig: "2025-04-24"}, func(_, _, actual string) { got = append(got, actual) })
			if strings.Join(got, "; ") != c.want {
				t.Fatalf("%s: %v, want %q", name, got, c.want)
			}
		}
	}
}
