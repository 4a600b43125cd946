package workflow

import (
	"cmp"
	"slices"
)

func (c *checker) event(e *Element) {
	if e.Kind == BoundaryEvent {
		host := c.p.Element(e.AttachedTo)
		switch {
		case host == nil || !host.canHold() || host.Parent != e.Parent || host.Triggered:
			c.fail(e, "13.5.3", "%s ist an keine Aktivität angeheftet. Bitte auf den Rand einer Aufgabe oder eines Teilprozesses ziehen.",
				e.subject())
		case e.Event == ErrorEvent && !e.Interrupting:
			c.fail(e, "13.5.3", "Ein Fehler unterbricht immer; bitte %s mit durchgezogenem Rand zeichnen.",
				e.the(accusative))
		case host.Kind == ScriptTask:
			c.fail(e, "13.5.3", "%s hält nicht an; angeheftete Ereignisse können nicht eintreten. Bitte löschen.",
				host.subject())
		case e.Event == ErrorEvent && (host.Kind == UserTask || host.Kind == ReceiveTask):
			c.fail(e, "13.5.3", "%s kann keinen Fehler melden; bitte ein exklusives Gateway hinter der Aufgabe verwenden.",
				host.subject())
		}
	}
	if e.Kind == StartEvent && e.Event == ErrorEvent && !e.Interrupting {
		c.fail(e, "13.5.4", "Ein Fehler unterbricht immer; bitte %s mit durchgezogenem Rand zeichnen.", e.the(accusative))
	}
	switch e.Event {
	case TimerEvent:
		c.timer(e)
	case MessageEvent:
		c.message(e, "13.5.2")
	case ErrorEvent:
		c.thrown(e)
		if e.Kind == EndEvent && e.ErrorCode == "" {
			c.fail(e, "13.5.6", "%s meldet einen Fehler, nennt aber keinen Code. Bitte einen Fehler mit Code auswählen.",
				e.subject())
		}
		if e.Kind == EndEvent && !c.caught(e) {
			c.add(SeverityWarnung, e, "13.5.3",
				"Den Fehler „%s“ fängt in diesem Prozess nichts auf; er würde zur Störung. Bitte ein Fehlerereignis an den Teilprozess heften.", e.ErrorCode)
		}
	}
}

// message judges what an element waits for: one of the closed list. Whether somebody here sends it says CheckHaus.
func (c *checker) message(e *Element, clause string) {
	_, known := messages[e.Message]
	switch {
	case e.Message == "":
		c.fail(e, clause, "%s fehlt eine Nachricht mit Namen.", capital(e.the(dative)))
	case !known:
		c.fail(e, clause, "Die Nachricht „%s“, auf die %s wartet, gibt es nicht. Möglich sind %s.", e.Message,
			e.the(nominative), listed(sortedKeys(messages)))
	}
}

// caught reports whether something around an error end event catches it.
func (c *checker) caught(e *Element) bool {
	if c.p.catches(e.Parent, e.ErrorCode) {
		return true
	}
	for by := c.by; by != nil; by = by.by {
		if by.process.catches(by.element.ID, e.ErrorCode) {
			return true
		}
	}
	return false
}

// catches reports whether an activity, or one around it, has an event for the error on its border, or an event
// subprocess that begins with it; none catches what it reports itself.
func (p *Process) catches(activity, code string) bool {
	for from := activity; ; from, activity = activity, p.Element(activity).Parent {
		if slices.ContainsFunc(slices.Concat(p.boundaries(activity), p.listeners[activity]), func(b *Element) bool {
			return b.Event == ErrorEvent && (b.ErrorCode == "" || b.ErrorCode == code) && b.Parent != from
		}) {
			return true
		}
		if activity == "" {
			return false
		}
	}
}

// thrown warns of an error on a border that nothing inside can report: the way behind it is never taken.
func (c *checker) thrown(b *Element) {
	host := c.p.Element(b.AttachedTo)
	if b.Kind != BoundaryEvent || host == nil || host.Kind != SubProcess && host.Kind != CallActivity {
		return
	}
	if c.p.throws(host, b.ErrorCode, map[*Process]bool{}) {
		return
	}
	what := "Fehler"
	if b.ErrorCode != "" {
		what = "den Fehler „" + b.ErrorCode + "“"
	}
	c.add(SeverityWarnung, b, "10.5.5", "In %s meldet nichts %s; der Weg hinter %s wird nie gegangen. Bitte dort mit einem Fehlerende aufhören oder %s löschen.",
		host.the(dative), what, b.the(dative), b.the(accusative))
}

// throws reports whether something in an activity can report an error of this code, "" = any. What a service
// reports is known to the service only.
func (p *Process) throws(host *Element, code string, seen map[*Process]bool) bool {
	inside, parent := p, host.ID
	if host.Kind == CallActivity {
		q, _, ok := p.callee(host.Called)
		if !ok || seen[q] {
			return !ok // who is not there may report anything
		}
		seen[q] = true
		inside, parent = q, ""
	}
	return slices.ContainsFunc(inside.Elements, func(e *Element) bool {
		switch {
		case e.Parent != parent:
			return false
		case e.Kind == ServiceTask || e.Kind == SendTask:
			return true
		case e.Kind == EndEvent && e.Event == ErrorEvent:
			return code == "" || e.ErrorCode == code
		}
		return (e.Kind == SubProcess || e.Kind == CallActivity) && inside.throws(e, code, seen)
	})
}

func (c *checker) timer(e *Element) {
	t := e.Timer
	if t == nil {
		c.fail(e, "13.5.2", "%s fehlt die Zeitangabe.", capital(e.the(dative)))
		return
	}
	if t.Kind == "frist" {
		c.frist(e, t.Frist)
		return
	}
	if t.Kind == "cycle" && (e.Kind != BoundaryEvent && e.Kind != StartEvent || e.Interrupting) {
		c.fail(e, "13.5.3", "%s: Eine Wiederholung ist nur an einem angehefteten Ereignis oder am Start eines Ereignis-Teilprozesses möglich, und nur nicht unterbrechend (gestrichelt).", e.subject())
	}
	if !t.Value.literal {
		return // judged with the other expressions
	}
	_, _, notCycle := parseCycle(t.Value.Source)
	_, notSpan := parseSpan(t.Value.Source)
	if (t.Kind == "cycle") != (notCycle == nil) || t.Kind == "duration" && notSpan != nil {
		c.fail(e, "13.5.2", "%s: „%s“ passt nicht zur Art der Zeitangabe (Dauer P10D, Zeitpunkt 2025-04-14T12:00:00Z, Wiederholung R3/P7D).", e.subject(), t.Value.Source)
		return
	}
	if t.Kind == "duration" {
		c.bareDuration(e, t.Value.Source)
	}
}

func (c *checker) userTask(e *Element) {
	a := e.Aufgabe
	if a == nil || a.Rolle == "" {
		c.fail(e, "13.3.3", "%s fehlt die Rolle, die sie erledigt.", capital(e.the(dative)))
		if a == nil {
			return
		}
	}
	if e.Name == "" {
		c.fail(e, "", "%s braucht einen Namen, unter dem man sie auf dem Tisch findet.", e.subject())
	}
	if _, known := aktionen[a.Aktion]; !known {
		c.fail(e, "", "Die Aktion „%s“ der Aufgabe „%s“ gibt es nicht. Möglich sind nachforderung, nachricht, bescheid, zuarbeit und abschluss.", a.Aktion, e.Label())
	}
	seen := map[string]bool{}
	for _, f := range a.Felder {
		if !nameForm.MatchString(f.Name) {
			c.fail(e, "", "Der Feldname „%s“ der Aufgabe „%s“ darf nur aus Kleinbuchstaben, Ziffern und _ bestehen.",
				f.Name, e.Label())
		}
		if seen[f.Name] {
			c.fail(e, "", "Das Feld „%s“ der Aufgabe „%s“ gibt es zweimal.", f.Name, e.Label())
		}
		seen[f.Name] = true
		if _, known := exprTypes[f.Typ]; !known {
			c.fail(e, "", "Der Typ „%s“ des Feldes „%s“ ist unbekannt.", f.Typ, f.Name)
		}
		if f.Label == "" {
			c.fail(e, "", "Dem Feld „%s“ der Aufgabe „%s“ fehlt die Beschriftung.", f.Name, e.Label())
		}
		if (f.Typ == TypAuswahl) != (len(f.Optionen) > 0) {
			c.fail(e, "", "Das Feld „%s“ der Aufgabe „%s“: Eine Auswahl braucht Möglichkeiten, andere Felder haben keine.", f.Name, e.Label())
		}
	}
	for _, f := range aktionen[a.Aktion] {
		for _, own := range a.Felder {
			if own.Name == f.Name && own.Typ != f.Typ {
				c.fail(e, "", "Das Feld „%s“ der Aufgabe „%s“ liefert die Aktion „%s“ mit dem Typ %s.", own.Name,
					e.Label(), a.Aktion, f.Typ)
			}
		}
	}
}

func (c *checker) scriptTask(e *Element) {
	if e.format != "expr" {
		c.fail(e, "13.3.3", "%s hat das Format „%s“; möglich ist nur expr. Bitte Zeilen der Form variable = Ausdruck schreiben.",
			e.subject(), cmp.Or(e.format, "ohne Angabe"))
	}
	if e.scriptErr != "" {
		c.fail(e, "13.3.3", "%s: %s", e.subject(), e.scriptErr)
	} else if len(e.Script) == 0 {
		c.add(SeverityWarnung, e, "13.3.3", "%s tut nichts.", e.subject())
	}
}

func (c *checker) callActivity(e *Element) {
	if e.Called == "" {
		c.fail(e, "13.3.4", "%s fehlt der aufgerufene Prozess.", capital(e.the(dative)))
		return
	}
	q, _, ok := c.p.callee(e.Called)
	if !ok {
		c.fail(e, "13.3.4", "Den Prozess „%s“, den „%s“ aufruft, gibt es nicht.", e.Called, e.Label())
		return
	}
	if calls(q, c.p, map[*Process]bool{}) {
		c.fail(e, "13.3.4", "„%s“ ruft sich über „%s“ selbst auf.", e.Label(), e.Called)
		return
	}
	if c.checked[q] {
		return
	}
	for _, f := range check(q, c.schema, c.checked, &calling{c.p, e, c.by}) {
		f.Message = "Im aufgerufenen Prozess „" + e.Called + "“: " + f.Message
		f.kind = e.Called + f.kind
		c.findings = append(c.findings, f)
	}
}

func listed(names []string) string {
	text := ""
	for i, n := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			text += " und "
		default:
			text += ", "
		}
		text += n
	}
	return text
}
