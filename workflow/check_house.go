package workflow

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Haus is an installation as far as a drawing can name something of it. A nil member is not known where the check
// runs: nothing is judged by it, and CheckHaus says what it left open.
type Haus struct {
	Dienste     []string            // kinds of service that are done
	Nachrichten []string            // messages that something sends
	Rollen      []string            // roles that exist
	Besetzt     []string            // roles that somebody has
	Einheiten   map[string]string   // units: key → name
	Personen    map[string][]string // who can be told of a Vorgang: login name → units
	Ausgaenge   []string            // targets of hand_over that are set up
	Adapter     []string            // what reads the forms of verfahren.yaml
	// Email says why no mail can go to an address, a German sentence; "" = one can.
	Email func(address string) string
	// Findet says in how many of the known applications of a form a path leads to something, and how many are known.
	Findet func(f Formular, path string) (hits, of int)
}

// CheckHaus judges what a definition names of an installation: what a step needs and nobody has is an error, what only
// waits for somebody a warning. offen is what could not be judged, each a part of a German sentence: also what an
// expression names, unless that is a text in quotes.
func (d *Definition) CheckHaus(h Haus) (findings []Finding, offen []string) {
	c := &houseChecker{Haus: h, d: d}
	c.process(d.Process, "", map[*Process]bool{})
	c.meta()
	return grouped(c.findings), c.offen
}

type houseChecker struct {
	Haus
	d        *Definition
	findings []Finding
	offen    []string
}

// process judges p once, and what it calls.
func (h *houseChecker) process(p *Process, called string, checked map[*Process]bool) {
	checked[p] = true
	c := &checker{p: p}
	for _, e := range p.Elements {
		if c.refused(e.ID) {
			continue // Check says it
		}
		h.element(c, e)
	}
	for _, f := range c.findings {
		if called != "" {
			f.Message = "Im aufgerufenen Prozess „" + called + "“: " + f.Message
			f.kind = called + f.kind
		}
		h.findings = append(h.findings, f)
	}
	for _, e := range p.Elements {
		if q, _, ok := p.callee(e.Called); ok && !checked[q] {
			h.process(q, e.Called, checked)
		}
	}
}

func (h *houseChecker) element(c *checker, e *Element) {
	if e.Kind == UserTask && e.Aufgabe != nil {
		h.rolle(c, e)
		what := "welche Einheit „" + e.Label() + "“ bekommt"
		if unit, known := h.stated(e.Aufgabe.einheit, e.Aufgabe.Einheit, what); known {
			h.einheit(c, e, unit)
		}
	}
	if e.Event == MessageEvent || e.Kind == ReceiveTask {
		h.nachricht(c, e)
	}
	if e.Dienst != nil && (e.Kind == ServiceTask || e.Kind == SendTask) {
		h.dienst(c, e)
	}
}

// left notes once what cannot be judged here.
func (h *houseChecker) left(what string) {
	if !slices.Contains(h.offen, what) {
		h.offen = append(h.offen, what)
	}
}

func (h *houseChecker) rolle(c *checker, e *Element) {
	rolle := e.Aufgabe.Rolle
	switch {
	case rolle == "": // Check says it
	case h.Rollen == nil:
		h.left("ob es die Rolle „" + rolle + "“ gibt")
	case !slices.Contains(h.Rollen, rolle):
		c.fail(e, "13.3.3", "Die Rolle „%s“ der Aufgabe „%s“ gibt es nicht. Möglich sind %s.", rolle, e.Label(),
			listed(h.Rollen))
	case h.Besetzt == nil:
		h.left("ob jemand die Rolle „" + rolle + "“ hat")
	case !slices.Contains(h.Besetzt, rolle):
		c.add(SeverityWarnung, e, "13.3.3", "Die Rolle „%s“ der Aufgabe „%s“ hat hier noch niemand. Bitte sie jemandem im Anmeldedienst geben; Kontor erfährt davon, wenn sich die Person anmeldet.",
			rolle, e.Label())
	}
}

// units are the keys of those that are called so, by key or by name, as the run finds them.
func (h *houseChecker) units(name string) (keys []string) {
	if _, ok := h.Einheiten[name]; ok {
		return []string{name}
	}
	for _, key := range sortedKeys(h.Einheiten) {
		if h.Einheiten[key] == name {
			keys = append(keys, key)
		}
	}
	return keys
}

// einheit judges the unit of a task.
func (h *houseChecker) einheit(c *checker, e *Element, name string) {
	if h.Einheiten == nil {
		h.left("ob es die Einheit „" + name + "“ gibt")
		return
	}
	switch keys := h.units(name); len(keys) {
	case 1:
	case 0:
		c.fail(e, "13.3.3", "Die Einheit „%s“ der Aufgabe „%s“ gibt es hier nicht. Bitte den Schlüssel einer Einheit eintragen, die es gibt%s, oder die Einheit einrichten lassen.",
			name, e.Label(), h.examples())
	default:
		c.fail(e, "13.3.3", "Mehrere Einheiten heißen „%s“; welche die Aufgabe „%s“ meint, lässt sich nicht sagen. Bitte den Schlüssel eintragen: %s.",
			name, e.Label(), strings.Join(keys, " oder "))
	}
}

// examples are some units a person may have meant.
func (h *houseChecker) examples() string {
	keys := sortedKeys(h.Einheiten)
	if len(keys) == 0 {
		return ""
	}
	return ", zum Beispiel " + strings.Join(keys[:min(len(keys), 3)], ", ")
}

func (h *houseChecker) nachricht(c *checker, e *Element) {
	kind, known := messages[e.Message]
	switch {
	case !known: // Check says it
	case h.Nachrichten == nil:
		h.left("ob die Nachricht „" + e.Message + "“ zu empfangen ist")
	case !slices.Contains(h.Nachrichten, e.Message):
		c.add(SeverityWarnung, e, "13.5.2", "%s wartet auf „%s“ (%s). Das %s, und diese Installation kann es "+
			"noch nicht empfangen. Das Warten endet nur, wenn jemand es von Hand beendet.", e.subject(), kind.Titel,
			e.Message, kind.Von)
	}
}

func (h *houseChecker) dienst(c *checker, e *Element) {
	kind, known := services[e.Dienst.Art]
	if !known {
		return // Check says it
	}
	if h.Dienste == nil {
		h.left("ob es den Dienst „" + e.Dienst.Art + "“ gibt")
		return
	}
	if !slices.Contains(h.Dienste, e.Dienst.Art) {
		statt := kind.Statt
		if statt == "" {
			statt = "eine Benutzeraufgabe"
		}
		c.fail(e, "13.3.3", "Den Dienst „%s“ (%s) von „%s“ hat diese Installation nicht. Bitte stattdessen zeichnen: %s.",
			e.Dienst.Art, kind.Titel, e.Label(), statt)
		return
	}
	for _, in := range e.Dienst.Eingaben {
		switch {
		case e.Dienst.Art == "hand_over" && in.Name == "ausgang":
			if name, known := h.stated(in.Wert, "", "an welchen Ausgang „"+e.Label()+"“ übergibt"); known {
				h.ausgang(c, e, name)
			}
		case e.Dienst.Art == "notify" && in.Name == "an":
			if name, known := h.stated(in.Wert, "", "wen „"+e.Label()+"“ benachrichtigt"); known {
				h.an(c, e, name)
			}
		}
	}
}

// textOnly is an expression that is a text and nothing else.
var textOnly = regexp.MustCompile(`^\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*$`)

// stated is what a drawing names in plain words: without an expression the plain text. What an expression yields is
// known when it runs; what that is about is left open.
func (h *houseChecker) stated(x *Expression, plain, what string) (name string, known bool) {
	if x == nil {
		return plain, plain != ""
	}
	if x.literal {
		return x.Source, true
	}
	if m := textOnly.FindStringSubmatch(x.Source); m != nil {
		return m[1] + m[2], true
	}
	h.left(what + " (das ergibt sich erst im Ablauf)")
	return "", false
}

func (h *houseChecker) ausgang(c *checker, e *Element, name string) {
	const instead = "Bitte ihn einrichten lassen oder eine Benutzeraufgabe zeichnen, in der jemand den Vorgang abgibt."
	switch {
	case h.Ausgaenge == nil:
		h.left("ob der Ausgang „" + name + "“ eingerichtet ist")
	case slices.Contains(h.Ausgaenge, name):
	case len(h.Ausgaenge) == 0:
		c.fail(e, "13.3.3", "Der Ausgang „%s“, an den „%s“ übergibt, ist hier nicht eingerichtet, und auch kein anderer. %s",
			name, e.Label(), instead)
	default:
		c.fail(e, "13.3.3", "Der Ausgang „%s“, an den „%s“ übergibt, ist hier nicht eingerichtet. Eingerichtet: %s. %s", name,
			e.Label(), listed(h.Ausgaenge), instead)
	}
}

// an judges whom notify tells: a person, a unit or a mail address, as the run finds them.
func (h *houseChecker) an(c *checker, e *Element, name string) {
	keys := h.units(name)
	mail := strings.Contains(name, "@")
	switch {
	case h.Personen[name] != nil:
		h.sees(c, e, name, h.Personen[name])
	case len(keys) == 1:
		h.sees(c, e, name, keys)
	case len(keys) > 1:
		c.fail(e, "13.3.3", "Mehrere Einheiten heißen „%s“; welche „%s“ benachrichtigt, lässt sich nicht sagen. Bitte den Schlüssel eintragen: %s.",
			name, e.Label(), strings.Join(keys, " oder "))
	case mail && h.Email != nil && h.Email(name) == "":
	case mail && h.Email == nil, h.Personen == nil, h.Einheiten == nil:
		h.left("ob „" + name + "“ zu benachrichtigen ist")
	case mail:
		c.fail(e, "13.3.3", "„%s“ benachrichtigt „%s“. %s Bitte eine Person oder Einheit angeben, oder eine Benutzeraufgabe zeichnen.",
			e.Label(), name, h.Email(name))
	default:
		c.fail(e, "13.3.3", "„%s“, an wen „%s“ sich richtet, ist hier weder eine Person noch eine Einheit noch eine E-Mail-Adresse. Bitte den Schlüssel einer Einheit eintragen%s, eine E-Mail-Adresse oder den Anmeldenamen einer Person, die sich schon einmal angemeldet hat.",
			name, e.Label(), h.examples())
	}
}

// sees warns of units that the drawing gives nothing to do: only who works on a Vorgang sees it.
func (h *houseChecker) sees(c *checker, e *Element, name string, units []string) {
	if slices.ContainsFunc(units, func(key string) bool {
		return h.d.Meta.Einheit == key || h.works(h.d.Process, key, map[*Process]bool{})
	}) {
		return
	}
	c.add(SeverityWarnung, e, "13.3.3", "„%s“, wen „%s“ benachrichtigt, sieht den Vorgang nur, wenn die eigene Einheit zuständig ist oder eine Aufgabe darin hat. In dieser Zeichnung hat sie keine; dann wird der Schritt zur Störung. Bitte ihr eine Aufgabe zeichnen oder eine E-Mail-Adresse angeben.",
		name, e.Label())
}

// works tells whether a task may be for the unit.
func (h *houseChecker) works(p *Process, key string, seen map[*Process]bool) bool {
	seen[p] = true
	return slices.ContainsFunc(p.Elements, func(e *Element) bool {
		if q, _, ok := p.callee(e.Called); ok && !seen[q] && h.works(q, key, seen) {
			return true
		}
		a := e.Aufgabe
		return e.Kind == UserTask && a != nil && (a.einheit != nil || slices.Contains(h.units(a.Einheit), key))
	})
}

// meta judges what verfahren.yaml names.
func (h *houseChecker) meta() {
	warn := func(where, format string, args ...any) {
		h.findings = append(h.findings, Finding{Element: where, Severity: SeverityWarnung,
			Message: fmt.Sprintf(format, args...)})
	}
	if m := h.d.Meta; m.Einheit != "" {
		if h.Einheiten == nil {
			h.left("ob es die Einheit „" + m.Einheit + "“ gibt")
		} else if _, ok := h.Einheiten[m.Einheit]; !ok { // by its key only, as the intake looks for it
			warn("einheit", "Die Einheit „%s“ gibt es hier nicht. Was keine Regel der Zuständigkeit verteilt, kommt in die Poststelle. Bitte den Schlüssel einer Einheit eintragen, die es gibt%s.",
				m.Einheit, h.examples())
		}
	}
	for i, f := range h.d.Meta.Formulare {
		switch {
		case f.Adapter == "": // Check says it
		case h.Adapter == nil:
			h.left("ob es den Adapter „" + f.Adapter + "“ gibt")
		case slices.Contains(h.Adapter, f.Adapter):
			h.felder(i, f)
		default:
			warn(fmt.Sprintf("formulare[%d].adapter", i), "Den Adapter „%s“ gibt es nicht; Anträge mit diesem Formular kommen nie in dieses Verfahren. Möglich sind %s.",
				f.Adapter, listed(slices.Sorted(slices.Values(h.Adapter))))
		}
	}
}
