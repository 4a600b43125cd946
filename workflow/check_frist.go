package workflow

import "slices"

// frist judges a period of law.
func (c *checker) frist(e *Element, f *Frist) {
	if f.Dauer == nil && f.Ende == nil {
		c.fail(e, "", "Der Frist „%s“ fehlt die Länge. Bitte dauer angeben (Beispiele: P2W, P1M, 10 Arbeitstage) oder mit ende den Tag, an dem sie endet.", e.Label())
	}
	if f.Dauer != nil && f.Dauer.literal {
		if err := checkLength(f.Dauer.Source); err != nil {
			c.fail(e, "", "Die Frist „%s“: %s.", e.Label(), err)
		}
	}
	switch f.Ab {
	case "", AbHeute, AbEingang:
	case AbBekanntgabe:
		if f.Dauer != nil && !slices.ContainsFunc(c.p.Elements, (*Element).writes) {
			c.fail(e, "", "Die Frist „%s“ beginnt mit der Bekanntgabe, aber in diesem Prozess wird kein Brief verschickt.", e.Label())
		}
	default:
		c.fail(e, "", "Die Frist „%s“ beginnt mit „%s“; möglich sind heute, eingang, bekanntgabe und ein Ausdruck, der mit = beginnt.", e.Label(), f.Ab)
	}
}

// bareDuration warns of a period towards the applicant that is counted by the clock.
func (c *checker) bareDuration(e *Element, duration string) {
	s, err := parseSpan(duration)
	if err != nil || s.years+s.months+s.days == 0 && s.seconds < 24*3600 || !c.concernsApplicant(e) {
		return
	}
	ab := ""
	if slices.ContainsFunc(c.p.Elements, (*Element).writes) {
		ab = ` ab="bekanntgabe"`
	}
	c.add(SeverityWarnung, e, "13.5.2", "„%s“ zählt %s nach der Uhr und kann mitten am Tag, am Sonnabend, am Sonntag oder an einem Feiertag enden. Eine Frist für die antragstellende Person bitte ohne Dauer zeichnen, mit <kontor:frist dauer=\"%s\"%s/> an diesem Ereignis (§ 31 VwVfG).", e.Label(), duration, wholeDays(s, duration), ab)
}

// wholeDays is the length a Frist can have in place of a duration.
func wholeDays(s span, duration string) string {
	if s.seconds == 0 {
		return duration
	}
	return "P2W"
}

// writes tells whether the element sends the applicant something they have to answer or can act against.
func (e *Element) writes() bool {
	if e.Aufgabe != nil {
		return slices.Contains([]string{AktionNachforderung, AktionNachricht, AktionBescheid}, e.Aufgabe.Aktion)
	}
	return e.Dienst != nil && slices.Contains([]string{"request_documents", "send_message", "create_bescheid"},
		e.Dienst.Art)
}

// concernsApplicant tells whether a timer runs while the applicant may act: beside a message, or behind what was
// written to them before anybody else had something to do.
func (c *checker) concernsApplicant(e *Element) bool {
	if e.Kind == BoundaryEvent {
		return c.listens(c.p.Element(e.AttachedTo))
	}
	return c.behindLetter(e, map[string]bool{})
}

// listens tells whether a message is waited for in an activity.
func (c *checker) listens(e *Element) bool {
	if e == nil || e.Kind == ReceiveTask {
		return e != nil
	}
	return slices.ContainsFunc(c.p.Elements, func(inner *Element) bool {
		return inner.Parent == e.ID && (inner.Message != "" || c.listens(inner))
	})
}

func (c *checker) behindLetter(e *Element, seen map[string]bool) bool {
	for _, f := range e.In {
		before := c.p.Element(f.Source)
		if before == nil || seen[before.ID] {
			continue
		}
		seen[before.ID] = true
		if before.writes() || before.Kind == EventBasedGateway && slices.ContainsFunc(before.Out, func(f *Flow) bool {
			next := c.p.Element(f.Target)
			return next != nil && next.Message != ""
		}) {
			return true
		}
		if before.Kind != UserTask && c.behindLetter(before, seen) {
			return true
		}
	}
	return false
}
