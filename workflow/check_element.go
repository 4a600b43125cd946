package workflow

import (
	"cmp"
	"slices"
)

func (c *checker) event(e *Element) {
	if e.Kind == BoundaryEvent {
		host := c.p.Element(e.AttachedTo)
		switch {
		case host == nil || !host.activity() || host.Parent != e.Parent || host.Triggered:
			c.fail(e, "13.5.3", "Das Ereignis „%s“ ist an keine Aktivität angeheftet.", e.Label())
		case e.Event == ErrorEvent && !e.Interrupting:
			c.fail(e, "13.5.3", "Ein Fehler unterbricht immer; „%s“ bitte durchgezogen zeichnen.", e.Label())
		case host.Kind == ScriptTask:
			c.fail(e, "13.5.3", "Die Skriptaufgabe „%s“ hält nicht an; angeheftete Ereignisse können nicht eintreten.",
				host.Label())
		case e.Event == ErrorEvent && (host.Kind == UserTask || host.Kind == ReceiveTask):
			c.fail(e, "13.5.3", "„%s“ kann keinen Fehler melden; bitte ein exklusives Gateway hinter der Aufgabe verwenden.", host.Label())
		}
	}
	if e.Kind == StartEvent && e.Event == ErrorEvent && !e.Interrupting {
		c.fail(e, "13.5.4", "Ein Fehler unterbricht immer; „%s“ bitte durchgezogen zeichnen.", e.Label())
	}
	switch e.Event {
	case TimerEvent:
		c.timer(e)
	case MessageEvent:
		if e.Message == "" {
			c.fail(e, "13.5.2", "Dem Nachrichtenereignis „%s“ fehlt eine Nachricht mit Namen.", e.Label())
		}
	case ErrorEvent:
		if e.Kind == EndEvent && e.ErrorCode == "" {
			c.fail(e, "13.5.6", "Dem Fehlerende „%s“ fehlt ein Fehlercode.", e.Label())
		}
		if e.Kind == EndEvent && !c.caught(e) {
			c.add(SeverityWarnung, e, "13.5.3",
				"Den Fehler „%s“ fängt in diesem Prozess nichts auf; er würde zur Störung.", e.ErrorCode)
		}
	}
}

// caught reports whether an error end event has a boundary event around it.
func (c *checker) caught(e *Element) bool {
	for parent := e.Parent; ; parent = c.p.Element(parent).Parent {
		for _, b := range slices.Concat(c.p.boundaries(parent), c.p.listeners[parent]) {
			if b.Event == ErrorEvent && (b.ErrorCode == "" || b.ErrorCode == e.ErrorCode) {
				return true
			}
		}
		if parent == "" {
			return false
		}
	}
}

func (c *checker) timer(e *Element) {
	t := e.Timer
	if t == nil {
		c.fail(e, "13.5.2", "Dem Zeitereignis „%s“ fehlt die Zeitangabe.", e.Label())
		return
	}
	if t.Kind == "cycle" && (e.Kind != BoundaryEvent && e.Kind != StartEvent || e.Interrupting) {
		c.fail(e, "13.5.3", "„%s“: Eine Wiederholung ist nur an einem angehefteten Ereignis oder am Start eines Ereignis-Teilprozesses möglich, und nur nicht unterbrechend (gestrichelt).", e.Label())
	}
	if !t.Value.literal {
		return // judged with the other expressions
	}
	_, _, notCycle := parseCycle(t.Value.Source)
	_, notSpan := parseSpan(t.Value.Source)
	if (t.Kind == "cycle") != (notCycle == nil) || t.Kind == "duration" && notSpan != nil {
		c.fail(e, "13.5.2", "„%s“: „%s“ passt nicht zur Art der Zeitangabe (Dauer P10D, Zeitpunkt 2025-04-14T12:00:00Z, Wiederholung R3/P7D).", e.Label(), t.Value.Source)
	}
}

func (c *checker) userTask(e *Element) {
	a := e.Aufgabe
	if a == nil || a.Rolle == "" {
		c.fail(e, "13.3.3", "Der Aufgabe „%s“ fehlt die Rolle, die sie erledigt.", e.Label())
		if a == nil {
			return
		}
	} else if len(c.schema.Rollen) > 0 && !slices.Contains(c.schema.Rollen, a.Rolle) {
		c.fail(e, "13.3.3", "Die Rolle „%s“ der Aufgabe „%s“ gibt es nicht.", a.Rolle, e.Label())
	}
	if e.Name == "" {
		c.fail(e, "", "Die Aufgabe „%s“ braucht einen Namen, unter dem man sie auf dem Tisch findet.", e.ID)
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

func (c *checker) serviceTask(e *Element) {
	if e.Dienst == nil || e.Dienst.Art == "" {
		c.fail(e, "13.3.3", "Der Dienstaufgabe „%s“ fehlt die Art des Dienstes.", e.Label())
		return
	}
	kind, known := services[e.Dienst.Art]
	if !known {
		c.fail(e, "13.3.3", "Den Dienst „%s“ gibt es nicht. Möglich sind %s.", e.Dienst.Art,
			listed(sortedKeys(services)))
		return
	}
	given := map[string]bool{}
	for _, in := range e.Dienst.Eingaben {
		if given[in.Name] {
			c.fail(e, "", "„%s“ belegt die Eingabe „%s“ zweimal.", e.Label(), in.Name)
		}
		given[in.Name] = true
		i := slices.IndexFunc(kind.Ein, func(f Feld) bool { return f.Name == in.Name })
		if i < 0 {
			c.fail(e, "", "Der Dienst „%s“ kennt die Eingabe „%s“ nicht.", e.Dienst.Art, in.Name)
			continue
		}
		f := kind.Ein[i]
		if !in.Wert.literal {
			continue
		}
		if _, wrong := checkValues([]Feld{f}, map[string]any{f.Name: in.Wert.Source}, false); len(wrong) > 0 {
			c.fail(e, "", "Die Eingabe „%s“ von „%s“ passt nicht zum Typ %s.", in.Name, e.Label(), f.Typ)
		}
	}
	for _, f := range kind.Ein {
		if f.Pflicht && !given[f.Name] {
			c.fail(e, "", "Dem Dienst „%s“ von „%s“ fehlt die Eingabe „%s“.", e.Dienst.Art, e.Label(), f.Name)
		}
	}
}

func (c *checker) scriptTask(e *Element) {
	if e.format != "expr" {
		c.fail(e, "13.3.3", "Die Skriptaufgabe „%s“ hat das Format „%s“; möglich ist nur expr.", e.Label(),
			cmp.Or(e.format, "ohne Angabe"))
	}
	if e.scriptErr != "" {
		c.fail(e, "13.3.3", "„%s“: %s", e.Label(), e.scriptErr)
	} else if len(e.Script) == 0 {
		c.add(SeverityWarnung, e, "13.3.3", "Die Skriptaufgabe „%s“ tut nichts.", e.Label())
	}
}

func (c *checker) callActivity(e *Element) {
	if e.Called == "" {
		c.fail(e, "13.3.4", "Dem Aufruf „%s“ fehlt der aufgerufene Prozess.", e.Label())
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
	for _, f := range check(q, c.schema, c.checked) {
		f.Message = "Im aufgerufenen Prozess „" + e.Called + "“: " + f.Message
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
