package workflow

import (
	"fmt"
	"slices"
)

// reading says how the picture was read where it can be read in more than one way, and what of it is not
// heeded: whoever drew it must not have to find out from a case.
func (c *checker) reading() {
	c.pools()
	for _, l := range c.p.leftOut {
		c.left(nil, "Der Prozess", l)
	}
	for _, l := range c.p.pool.leftOut {
		c.left(nil, "Das Becken „"+c.p.pool.name+"“", l)
	}
	for _, f := range c.p.Flows {
		for _, l := range f.leftOut {
			c.left(c.p.Element(f.Source), "Der Weg "+c.p.way(f), l)
		}
	}
	for _, e := range c.p.Elements {
		for _, l := range e.leftOut {
			c.left(e, e.subject(), l)
		}
		c.drawn(e)
		c.unnamedMessage(e)
	}
	for _, e := range c.p.stray {
		c.add(SeverityWarnung, e, "13.3.1", "%s hängt an keinem Weg und wird nicht beachtet. Bitte löschen.", e.subject())
	}
	c.lanes()
}

// left names one thing that is not heeded.
func (c *checker) left(e *Element, subject string, l leftOut) {
	r := rules[l.rule]
	args := []any{subject, l.what}
	if l.rule != "unknown" && l.rule != "kontor" {
		args = args[:1]
	}
	c.add(r.severity, e, r.clause, r.text, args...)
}

// pools says which of several processes runs.
func (c *checker) pools() {
	if len(c.p.beside) == 0 {
		return
	}
	names, ids := []string{}, []string{c.p.pool.id}
	for _, other := range c.p.beside {
		names, ids = append(names, "„"+other.label()+"“"), append(ids, other.id)
	}
	c.findings = append(c.findings, Finding{Element: c.p.pool.id, Elements: ids, Name: c.p.pool.name,
		Severity: SeverityWarnung, Clause: "9.3", Message: fmt.Sprintf(
			"Von %d Abläufen der Datei läuft „%s“, denn %s. Nicht ausgeführt wird, was Beteiligte tun: %s. "+
				"Soll ein anderer laufen, bitte ihm oder seinem Becken den Namen des Verfahrens geben.",
			len(ids), c.p.pool.label(), c.p.why, listed(names))})
}

func (p pool) label() string {
	if p.name != "" {
		return p.name
	}
	return p.id
}

// drawn says what an element is read as.
func (c *checker) drawn(e *Element) {
	switch {
	case e.choice && e.shown != "":
		task := c.p.Element(e.In[0].Source)
		c.add(SeverityWarnung, e, "13.4.2",
			"Hinter %s steht an keinem Weg eine Bedingung. Dort entsteht die Aufgabe „%s“, in der eine Person den Weg wählt.",
			e.the(dative), task.Name)
	case e.choice:
		c.add(SeverityWarnung, e, "13.4.2",
			"Hinter %s steht an keinem Weg eine Bedingung. Den Weg wählt, wer %s erledigt.", e.the(dative),
			c.p.Element(e.In[0].Source).the(accusative))
	case e.drawn == SubProcess:
		c.add(SeverityWarnung, e, "13.3.4", "%s ist als Teilprozess gezeichnet, in dem nichts steht, und gilt als Benutzeraufgabe.",
			e.subject())
	case e.drawn == "task" && e.Kind == UserTask:
		c.add(SeverityWarnung, e, "13.3.3", "%s hat keine Art und gilt als Benutzeraufgabe.", e.subject())
	case e.drawn == "manualTask" && e.Kind == UserTask:
		c.add(SeverityWarnung, e, "13.3.3", "%s ist als manuelle Aufgabe gezeichnet und gilt als Benutzeraufgabe.",
			e.subject())
	case e.Kind == StartEvent && e.shown != "":
		begin := c.p.Element(e.Out[0].Target)
		c.add(SeverityWarnung, begin, "10.5.2", "Ein Startereignis fehlt. Der Ablauf beginnt mit %s, denn dorthin führt kein Weg.",
			begin.the(dative))
	}
}

// unnamedMessage says which name a message got that has none of its own.
func (c *checker) unnamedMessage(e *Element) {
	if e.named != "" {
		c.add(SeverityWarnung, e, "13.5.2", "%s nennt keine Nachricht. Sie heißt %s „%s“.", e.subject(), e.named,
			e.Message)
	}
}

// lanes names lanes whose names say who does a task to a reader only.
func (c *checker) lanes() {
	for _, l := range c.p.lanes {
		var tasks []string
		for _, e := range c.p.Elements {
			said := e.Aufgabe != nil && e.Aufgabe.Rolle != "" && e.Aufgabe.Einheit != ""
			if e.lane == l && e.Kind == UserTask && !said {
				tasks = append(tasks, e.inPicture())
			}
		}
		if l.rolle != "" || l.einheit != "" || len(tasks) == 0 {
			continue
		}
		c.findings = append(c.findings, Finding{Element: l.id, Elements: slices.Concat([]string{l.id}, tasks),
			Name: l.name, Severity: SeverityWarnung, Clause: "10.8", Message: fmt.Sprintf(
				"Die Bahn „%s“ gibt ihren Aufgaben weder Rolle noch Einheit. Bitte in der Bahn kontor:aufgabe mit rolle oder einheit eintragen, oder sie nennen wie der Schlüssel der Einheit.", l.name)})
	}
}
