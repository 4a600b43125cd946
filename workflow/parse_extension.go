package workflow

import (
	"regexp"
	"strings"
)

// The Kontor extension, namespace urn:kontor:bpmn:1.0, inside extensionElements:
//
//	userTask      <kontor:aufgabe rolle einheit faellig aktion vierAugen hinweis> <kontor:feld …/> …
//	serviceTask   <kontor:dienst art> <kontor:eingabe name wert/> …     sendTask likewise
//	timer event   <kontor:frist dauer ab ende/>                         a period of law, see frist.go
//	message       <kontor:nachricht schluessel/>                       correlation key, an expression
//	any element   <kontor:status wert/>
//
// `faellig` takes ISO 8601, "5 Arbeitstage" or an expression; `wert`, `schluessel`, `dauer`, `ab` and `ende` are
// literal unless they begin with "=".

func parseAufgabe(n *node) *Aufgabe {
	if n == nil {
		return nil
	}
	a := &Aufgabe{
		Rolle: n.attr("rolle"), Einheit: n.attr("einheit"), Aktion: n.attr("aktion"),
		VierAugen: n.attr("vierAugen"), Hinweis: n.attr("hinweis"),
	}
	if strings.HasPrefix(a.Einheit, "=") {
		a.einheit = newExpression(a.Einheit)
	}
	if due := n.attr("faellig"); due != "" {
		a.Faellig = newMoment(due)
		if _, ok := parseWorkdays(due); ok {
			a.Faellig = &Expression{Source: due, literal: true}
		}
	}
	for _, c := range n.in(nsKontor, "feld") {
		f := Feld{Name: c.attr("name"), Label: c.attr("label"), Typ: c.attr("typ"),
			Pflicht: c.attr("pflicht") == "true"}
		if f.Typ == "" {
			f.Typ = TypText
		}
		for _, o := range c.in(nsKontor, "option") {
			f.Optionen = append(f.Optionen, Option{Wert: o.attr("wert"), Label: o.attr("label")})
		}
		a.Felder = append(a.Felder, f)
	}
	return a
}

func parseFrist(n *node) *Frist {
	f := &Frist{Ab: AbHeute}
	if dauer := n.attr("dauer"); dauer != "" {
		f.Dauer = newValue(dauer)
	}
	if ende := n.attr("ende"); ende != "" {
		f.Ende = newValue(ende)
	}
	if ab := n.attr("ab"); strings.HasPrefix(ab, "=") {
		f.Ab, f.AbTag = "", newExpression(ab)
	} else if ab != "" {
		f.Ab = ab
	}
	return f
}

func parseDienst(n *node) *Dienst {
	if n == nil {
		return nil
	}
	d := &Dienst{Art: n.attr("art")}
	for _, c := range n.in(nsKontor, "eingabe") {
		d.Eingaben = append(d.Eingaben, Eingabe{Name: c.attr("name"), Wert: newValue(c.attrs["wert"])})
	}
	return d
}

func messageKey(c *node) *Expression {
	if n := c.extension("nachricht"); n != nil && n.attr("schluessel") != "" {
		return newValue(n.attr("schluessel"))
	}
	return nil
}

var assignment = regexp.MustCompile(`^([a-z][a-z0-9_]{0,63})\s*=([^=~].*)$`)

// parseScript reads lines `variable = expression`; empty lines and lines beginning with // or # are
// notes. It returns a German reason where a line is neither.
func parseScript(text string) ([]Assignment, string) {
	var list []Assignment
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "#") {
			continue
		}
		m := assignment.FindStringSubmatch(line)
		if m == nil {
			return nil, "Die Zeile „" + line + "“ ist keine Zuweisung der Form variable = Ausdruck."
		}
		list = append(list, Assignment{Variable: m[1], Value: newExpression(m[2])})
	}
	return list, ""
}

// parseMehrfach reads for what an activity is done several times: from kontor:mehrfach, or what BPMN itself has
// for it (clause 13.3.7). The second result is a German reason why that cannot be run.
func parseMehrfach(n *node) (*Mehrfach, string) {
	loop, own := n.first("multiInstanceLoopCharacteristics"), n.extension("mehrfach")
	if loop == nil && own == nil {
		return nil, ""
	}
	m := &Mehrfach{Element: "position"}
	if loop != nil {
		m.Nacheinander = loop.attr("isSequential") == "true"
		if until := loop.first("completionCondition"); until != nil && strings.TrimSpace(until.text()) != "" {
			return m, "Eine Mehrfachausführung, die vorzeitig endet, wird nicht ausgeführt. Bitte die Abschlussbedingung löschen und auf alle warten, oder die Aktivität mit einem angehefteten Ereignis abbrechen."
		}
		if list := loop.first("loopDataInputRef"); list != nil && nameForm.MatchString(strings.TrimSpace(list.text())) {
			m.Liste = newExpression("werte." + strings.TrimSpace(list.text()))
		}
		if count := loop.first("loopCardinality"); count != nil && strings.TrimSpace(count.text()) != "" {
			m.Liste = newExpression("1..int(" + strings.TrimSpace(count.text()) + ")")
		}
		if item := loop.first("inputDataItem"); item != nil && item.attr("name") != "" {
			m.Element = item.attr("name")
		}
	}
	if own != nil {
		m.Nacheinander = m.Nacheinander || own.attr("nacheinander") == "true"
		if own.attr("liste") != "" {
			m.Liste = newExpression(own.attr("liste"))
		}
		if own.attr("element") != "" {
			m.Element = own.attr("element")
		}
	}
	return m, ""
}
