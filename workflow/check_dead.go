package workflow

import (
	"slices"
	"time"
)

// Ways that the picture offers and that no case will ever take, whatever is said and done in it.

func (c *checker) deadWays() {
	for _, e := range c.p.Elements {
		switch {
		case e.Kind == ExclusiveGateway && len(e.Out) > 1:
			c.hiddenWays(e)
		case e.Kind == EventBasedGateway:
			var rivals []*Element
			for _, f := range e.Out {
				rivals = append(rivals, c.p.Element(f.Target))
			}
			c.outrun(rivals, func(*Element) bool { return true })
		case e.activity():
			c.outrun(c.p.boundaries(e.ID), func(b *Element) bool { return b.Interrupting })
		}
	}
}

// hiddenWays tries the values at which the answers of the conditions can change, one subject at a time.
func (c *checker) hiddenWays(e *Element) {
	questions := map[*Flow]question{}
	subjects := []subject{{}}
	for _, f := range e.Out {
		if f.ID == e.Default || f.Condition == nil {
			continue
		}
		q, simple := f.Condition.question()
		if !simple {
			continue
		}
		questions[f] = q
		if !slices.Contains(subjects, q.about) {
			subjects = append(subjects, q.about)
		}
	}
	never := map[*Flow]bool{}
	for _, about := range subjects {
		taken := map[*Flow]bool{}
		for _, value := range samples(about, questions) {
			tryWays(e, about, value, questions, taken)
		}
		for _, f := range e.Out {
			if !taken[f] {
				never[f] = true
			}
		}
	}
	for _, f := range e.Out {
		switch {
		case !never[f]:
		case f.ID == e.Default:
			c.dead(f, "13.4.2", "Der Standardweg hinter %s wird nie genommen: Eine der Bedingungen trifft immer zu.", e.the(dative))
		default:
			c.dead(f, "13.4.2", "Der Weg %s wird nie genommen: Seine Bedingung „%s“ trifft nie zu, oder ein früherer Weg trifft dann schon zu.",
				c.p.way(f), f.Condition.Source)
		}
	}
}

// tryWays marks the ways that a gateway may take where the subject has this value. Conditions about
// something else may fall either way.
func tryWays(e *Element, about subject, value any, questions map[*Flow]question, taken map[*Flow]bool) {
	env := about.environment(value)
	for _, f := range e.Out {
		if f.ID == e.Default || f.Condition == nil {
			continue
		}
		q, simple := questions[f]
		if !simple || q.about != about && q.about != (subject{}) {
			taken[f] = true
			continue
		}
		yes, err := f.Condition.evalBool(env)
		if err != nil {
			return // an incident
		}
		if yes {
			taken[f] = true
			return
		}
	}
	if way := e.defaultFlow(); way != nil {
		taken[way] = true
	}
}

func (c *checker) dead(f *Flow, clause, format string, args ...any) {
	c.add(SeverityWarnung, nil, clause, format, args...)
	last := &c.findings[len(c.findings)-1]
	last.Element, last.Elements, last.Name = f.ID, []string{f.ID}, f.Name
}

// outrun names timers that start together with a shorter one that takes their chance away.
func (c *checker) outrun(events []*Element, ends func(*Element) bool) {
	for _, slow := range events {
		for _, quick := range events {
			if ends(quick) && quick.Timer != nil && quick.Timer.Kind == "duration" && slow.Timer != nil &&
				alwaysSooner(quick.Timer, slow.Timer) {
				c.add(SeverityWarnung, slow, "13.4.4", "„%s“ (%s) tritt nie ein: „%s“ (%s) kommt immer vorher. Beide Zeiten beginnen zugleich, in jeder Runde einer Schleife von vorn.",
					slow.Label(), slow.Timer.Value.Source, quick.Label(), quick.Timer.Value.Source)
				break
			}
		}
	}
}

// alwaysSooner compares two literal durations from several days on, because months differ in length. A Frist ends as
// the calendar of the place says; nothing is said about it.
func alwaysSooner(a, b *TimerDefinition) bool {
	if a.Frist != nil || b.Frist != nil || !a.Value.literal || !b.Value.literal {
		return false
	}
	length := b.Value.Source
	if b.Kind == "cycle" {
		_, length, _ = parseCycle(length)
	}
	for _, from := range []time.Time{
		time.Date(2024, 1, 31, 0, 0, 0, 0, time.UTC), time.Date(2025, 1, 31, 0, 0, 0, 0, time.UTC),
		time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC),
	} {
		first, err1 := AddISO(from, a.Value.Source)
		second, err2 := AddISO(from, length)
		if err1 != nil || err2 != nil || !first.Before(second) {
			return false
		}
	}
	return true
}
