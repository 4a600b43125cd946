package workflow

import "slices"

// unheeded are inputs of the catalogue that no service looks at yet.
var unheeded = map[string][]string{"send_message": {"vorlage"}, "hand_over": {"anlass"}}

// oneOfInputs names inputs without any of which a service has nothing to do.
var oneOfInputs = map[string][]string{"send_message": {"text", "baustein"}, "set_frist": {"dauer", "datum"}}

func (c *checker) serviceTask(e *Element) {
	if e.Dienst == nil || e.Dienst.Art == "" {
		c.missingService(e)
		return
	}
	kind, known := services[e.Dienst.Art]
	if !known {
		c.fail(e, "13.3.3", "Den Dienst „%s“ gibt es nicht. Möglich sind %s.", e.Dienst.Art,
			listed(offered()))
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
		if slices.Contains(unheeded[e.Dienst.Art], in.Name) {
			c.add(SeverityWarnung, e, "", "Die Eingabe „%s“ von „%s“ beachtet der Dienst „%s“ nicht. Bitte löschen.", in.Name,
				e.Label(), e.Dienst.Art)
		}
		if !in.Wert.literal {
			continue
		}
		if f.Name == "dauer" && !isPeriod(in.Wert.Source) {
			c.fail(e, "", "Die Eingabe „%s“ von „%s“ ist keine Dauer: „%s“. Bitte zum Beispiel P14D, P1M oder 10 Arbeitstage schreiben.", in.Name, e.Label(), in.Wert.Source)
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
	if either := oneOfInputs[e.Dienst.Art]; either != nil && !slices.ContainsFunc(either, func(name string) bool {
		return given[name]
	}) {
		c.fail(e, "", "Dem Dienst „%s“ von „%s“ fehlt eine der Eingaben %s.", e.Dienst.Art, e.Label(), listed(either))
	}
}

// isPeriod tells whether a service can count from the text.
func isPeriod(text string) bool {
	_, workdays := parseWorkdays(text)
	_, notSpan := parseSpan(text)
	return workdays || notSpan == nil
}

func (c *checker) missingService(e *Element) {
	if e.drawn == ThrowEvent || e.drawn == EndEvent {
		c.fail(e, "13.3.3", "%s sagt nicht, was es sendet. Bitte dort einen Dienst angeben (kontor:dienst), zum Beispiel send_message, oder ein Ereignis ohne Nachricht zeichnen.", e.subject())
		return
	}
	c.fail(e, "13.3.3", "%s fehlt die Art des Dienstes. Bitte einen angeben (kontor:dienst); möglich sind %s.",
		capital(e.the(dative)), listed(offered()))
}
