package workflow

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	leikaForm   = regexp.MustCompile(`^99\d{12}$`)
	placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

// placeholders is the closed list of what a text module may name, filled by the host.
var placeholders = []string{
	"anrede", "antragsteller", "vorgangsnummer", "aktenzeichen", "verfahren", "datum", "frist", "unterlagen",
	"einheit", "bearbeiter", "telefon", "email", "behoerde",
}

// antragstellerKeys are the keys a mapping may fill of the applicant.
var antragstellerKeys = []string{
	"anrede", "titel", "vorname", "nachname", "firma", "geburtsdatum", "email", "telefon",
	"strasse", "hausnummer", "plz", "ort", "land",
}

// feldTypen are the kinds a mapping may read a field as.
var feldTypen = []string{"text", "zahl", "ja_nein", "datum", "zeitpunkt", "betrag", "auswahl"}

// checkMeta judges verfahren.yaml and the letters.
func checkMeta(d *Definition) []Finding {
	c := &metaChecker{m: &d.Meta}
	c.basics()
	c.legal()
	if c.m.Bescheid.Zeichnung.AbBetrag < 0 {
		c.fail("bescheid.zeichnung.ab_betrag", "Der Betrag, ab dem eine zweite Person zeichnet, ist negativ.")
	}
	c.daten()
	c.formulare()
	c.texts()
	c.bausteine(d.Process, map[*Process]bool{})
	if !nameForm.MatchString(d.Name) {
		c.fail("name", "Der Ordnername „%s“ darf nur aus Kleinbuchstaben, Ziffern und _ bestehen.", d.Name)
	}
	needsBescheid := slices.ContainsFunc(d.Process.Elements, func(e *Element) bool {
		return e.Aufgabe != nil && e.Aufgabe.Aktion == AktionBescheid
	})
	if needsBescheid && d.Letters["bescheid.typ"] == nil {
		c.fail("letters/bescheid.typ", "Der Prozess erlässt einen Bescheid, aber die Briefvorlage fehlt.")
	}
	return c.findings
}

type metaChecker struct {
	m        *Meta
	findings []Finding
}

func (c *metaChecker) fail(where, format string, args ...any) {
	c.findings = append(c.findings, Finding{Element: where, Severity: SeverityFehler,
		Message: fmt.Sprintf(format, args...)})
}

func (c *metaChecker) basics() {
	m := c.m
	if m.Titel == "" {
		c.fail("titel", "Der Titel fehlt.")
	}
	for _, key := range m.Leika {
		if !leikaForm.MatchString(key) {
			c.fail("leika", "„%s“ ist kein Leistungsschlüssel (14 Ziffern, beginnend mit 99).", key)
		}
	}
	if !slices.Contains([]int{1, 3, 4}, m.Vertrauensniveau) {
		c.fail("vertrauensniveau", "Das Vertrauensniveau ist %d; möglich sind 1 (niedrig), 3 (substanziell) und 4 (hoch).", m.Vertrauensniveau)
	}
	if m.Zielfrist < 0 || m.Zielfrist > 1000 {
		c.fail("zielfrist", "Die Zielfrist ist keine Zahl von Arbeitstagen.")
	}
	if m.Fiktion != "" {
		if _, err := parseSpan(m.Fiktion); err != nil {
			c.fail("genehmigungsfiktion", "%s.", err)
		}
	}
	if m.AufbewahrungJahre < 0 || m.AufbewahrungJahre > 200 {
		c.fail("aufbewahrung_jahre", "Die Aufbewahrung ist keine Zahl von Jahren.")
	}
	if !slices.Contains([]string{"", "VwVfG", "AO", "SGB X"}, m.Recht) {
		c.fail("recht", "Das Verfahrensrecht „%s“ ist nicht eingebaut; möglich sind VwVfG, AO und SGB X.", m.Recht)
	}
	if !slices.Contains([]string{"A", "B", "V"}, m.Aussonderungsart) {
		c.fail("aussonderungsart", "Die Aussonderungsart „%s“ gibt es nicht; möglich sind A (archivwürdig), B (bewerten) und V (vernichten).", m.Aussonderungsart)
	}
	if !strings.Contains(m.Aktenzeichen, "{nummer}") {
		c.fail("aktenzeichen", "Dem Aktenzeichen fehlt der Platzhalter {nummer}.")
	}
}

func (c *metaChecker) legal() {
	r := c.m.Rechtsbehelf
	switch r.Art {
	case "keiner":
		return
	case "widerspruch", "einspruch", "klage":
	default:
		c.fail("rechtsbehelf.art", "Der Rechtsbehelf „%s“ ist unbekannt; möglich sind widerspruch, einspruch, klage und keiner.", r.Art)
	}
	switch r.Gericht {
	case "", Verwaltungsgericht:
	case Sozialgericht:
		if c.m.Recht != "SGB X" {
			c.fail("rechtsbehelf.gericht", "Das Sozialgericht gibt es nur im Verfahrensrecht SGB X.")
		}
	default:
		c.fail("rechtsbehelf.gericht", "Das Gericht „%s“ ist unbekannt; möglich sind verwaltungsgericht und sozialgericht.", r.Gericht)
	}
	if _, err := parseSpan(r.Frist); err != nil {
		c.fail("rechtsbehelf.frist", "%s.", err)
	}
	switch eigen := strings.TrimSpace(r.Belehrung) != ""; {
	case strings.TrimSpace(r.Stelle) == "":
		c.fail("rechtsbehelf.stelle", "Zur Rechtsbehelfsbelehrung gehört, wo der Rechtsbehelf einzulegen ist (VwVfG § 37 Abs. 6).")
	case !eigen && strings.TrimSpace(r.Sitz) == "":
		c.fail("rechtsbehelf.sitz", "Zur Rechtsbehelfsbelehrung gehört der Sitz der Stelle (VwVfG § 37 Abs. 6). Bitte die Anschrift eintragen.")
	}
}

func (c *metaChecker) daten() {
	seen := map[string]bool{}
	for _, d := range c.m.Daten {
		where := "daten." + d.Name
		if !nameForm.MatchString(d.Name) || seen[d.Name] {
			c.fail(where, "„%s“ ist kein eindeutiger Name aus Kleinbuchstaben, Ziffern und _.", d.Name)
		}
		seen[d.Name] = true
		if _, known := exprTypes[d.Typ]; !known {
			c.fail(where, "Der Typ „%s“ ist unbekannt.", d.Typ)
		}
		if d.Label == "" {
			c.fail(where, "Die Beschriftung fehlt.")
		}
		if d.Summe && d.Typ != TypZahl && d.Typ != TypBetrag || d.Anzahl && d.Typ != TypZahl || d.Summe && d.Anzahl {
			c.fail(where, "Summieren lassen sich nur zahl und betrag, zählen nur in eine zahl.")
		}
		c.werte(where+".werte", d.Werte)
		if len(d.Werte) > 0 && d.Typ != TypText && d.Typ != TypAuswahl {
			c.fail(where+".werte", "Wörter für Werte haben nur text und auswahl.")
		}
	}
	for _, name := range c.m.Uebersicht {
		if !seen[name] {
			c.fail("uebersicht", "„%s“ steht nicht unter daten.", name)
		}
	}
	for i, f := range c.m.Formulare {
		for _, name := range sortedKeys(f.Daten) {
			if !seen[name] {
				c.fail(fmt.Sprintf("formulare[%d].daten.%s", i, name), "„%s“ steht nicht unter daten.", name)
			}
		}
	}
}

func (c *metaChecker) formulare() {
	seen := map[[2]string]bool{}
	for i, f := range c.m.Formulare {
		where := fmt.Sprintf("formulare[%d]", i)
		key := [2]string{f.Adapter, f.Formular}
		if f.Adapter == "" || f.Formular == "" || seen[key] {
			c.fail(where, "Ein Formular braucht Adapter und Schlüssel und darf nur einmal vorkommen.")
		}
		seen[key] = true
		for _, name := range sortedKeys(f.Antragsteller) {
			if !slices.Contains(antragstellerKeys, name) {
				c.fail(where+".antragsteller."+name, "Diese Angabe zum Antragsteller gibt es nicht. Möglich sind %s.",
					listed(antragstellerKeys))
			}
			if p, err := ParsePath(f.Antragsteller[name]); err == nil && p.Repeats() {
				c.fail(where+".antragsteller."+name,
					"Eine Angabe zum Antragsteller darf nicht aus einer Wiederholung ([]) kommen: "+
						"Wer von mehreren es ist, lässt sich nicht sagen.")
			}
		}
		for _, paths := range []map[string]string{f.Antragsteller, f.Daten} {
			for _, name := range sortedKeys(paths) {
				c.path(where+"."+name, paths[name])
			}
		}
		c.readings(where, &f)
	}
}

// werte: each code of a value list has words.
func (c *metaChecker) werte(where string, list map[string]string) {
	for _, code := range sortedKeys(list) {
		if code == "" || strings.TrimSpace(list[code]) == "" {
			c.fail(where, "Zu jedem Wert gehören Wörter; beim Wert „%s“ fehlen sie.", code)
		}
	}
}

// readings checks what a mapping says about single fields: the kind they are read as and the words of their codes.
func (c *metaChecker) readings(where string, f *Formular) {
	for _, path := range sortedKeys(f.Typen) {
		if !slices.Contains(feldTypen, f.Typen[path]) {
			c.fail(where+".typen."+path, "Die Art „%s“ gibt es nicht. Möglich sind %s.", f.Typen[path],
				listed(feldTypen))
		}
		c.path(where+".typen", path)
	}
	for _, path := range sortedKeys(f.Werte) {
		c.path(where+".werte", path)
		c.werte(where+".werte."+path, f.Werte[path])
	}
}

func (c *metaChecker) path(where, path string) {
	if _, err := ParsePath(path); err != nil {
		c.fail(where, "%s.", err)
	}
}

func (c *metaChecker) texts() {
	seen := map[string]bool{}
	unique := func(where, id, text string) {
		if id == "" || seen[where+id] {
			c.fail(where, "„%s“ ist keine eindeutige Kennung.", id)
		}
		seen[where+id] = true
		if strings.TrimSpace(text) == "" {
			c.fail(where+"."+id, "Der Text fehlt.")
		}
		for _, name := range placeholder.FindAllString(text, -1) {
			word := strings.TrimSpace(strings.Trim(name, "{}"))
			if !slices.Contains(placeholders, word) && !strings.Contains(word, " ") { // several words are for a person
				c.fail(where+"."+id, "Den Platzhalter %s gibt es nicht. Möglich sind %s.", name, listed(placeholders))
			}
		}
	}
	for _, u := range c.m.Unterlagen {
		unique("unterlagen", u.Kennung, u.Titel)
	}
	for _, t := range c.m.Textbausteine {
		unique("textbausteine", t.Kuerzel, t.Text)
	}
	for _, g := range c.m.Bescheid.Gruende {
		unique("bescheid.gruende", g.Kennung, g.Text)
		for _, e := range g.Ergebnis {
			if !hasOption(ergebnisse, e) {
				c.fail("bescheid.gruende."+g.Kennung, "Das Ergebnis „%s“ gibt es nicht.", e)
			}
		}
	}
	for _, a := range c.m.Bescheid.Auflagen {
		unique("bescheid.auflagen", a.Kennung, a.Text)
		if a.Art != "" && !slices.Contains(Nebenbestimmungsarten, a.Art) {
			c.fail("bescheid.auflagen."+a.Kennung, "Die Art „%s“ gibt es nicht; möglich sind %s.", a.Art,
				strings.Join(Nebenbestimmungsarten, ", "))
		}
	}
	c.tenor()
	c.gebuehr()
	c.receipt()
}

// tenor: one for each result, and nothing in braces that is not among daten; gebuehr is the amount of the Bescheid, and
// several words tell a person what to write there.
func (c *metaChecker) tenor() {
	seen := map[string]bool{}
	for _, t := range c.m.Bescheid.Tenor {
		where := "bescheid.tenor." + t.Ergebnis
		switch {
		case !hasOption(ergebnisse, t.Ergebnis):
			c.fail(where, "Das Ergebnis „%s“ gibt es nicht.", t.Ergebnis)
		case seen[t.Ergebnis]:
			c.fail(where, "Zum Ergebnis „%s“ gibt es zwei Entscheidungssätze. Bitte einen davon streichen.", t.Ergebnis)
		case strings.TrimSpace(t.Text) == "":
			c.fail(where, "Dem Entscheidungssatz fehlt der Text.")
		case (t.Ergebnis == "teilweise") != (strings.TrimSpace(t.Ablehnung) != ""):
			c.fail(where, "Unter ablehnung steht, was bei einer teilweisen Bewilligung abgelehnt wird; zu anderen Ergebnissen gehört es nicht.")
		}
		seen[t.Ergebnis] = true
		for _, name := range slots(t.Text + t.Ablehnung) {
			known := name == "gebuehr" || slices.ContainsFunc(c.m.Daten, func(d Datum) bool { return d.Name == name })
			if !known && !strings.Contains(name, " ") {
				c.fail(where, "„{{%s}}“ steht nicht unter daten. Bitte dort eintragen, oder in Worten sagen, was einzusetzen ist, wie {{was abgelehnt wird}}.", name)
			}
		}
	}
}

// bausteine: a text module that a message names is one of the procedure.
func (c *metaChecker) bausteine(p *Process, seen map[*Process]bool) {
	seen[p] = true
	for _, e := range p.Elements {
		if q, _, ok := p.callee(e.Called); ok && !seen[q] {
			c.bausteine(q, seen)
		}
		if e.Dienst == nil || e.Dienst.Art != "send_message" {
			continue
		}
		for _, in := range e.Dienst.Eingaben {
			if in.Name == "baustein" && in.Wert.literal && in.Wert.Source != "" {
				c.sentBaustein(e, in.Wert.Source)
			}
		}
	}
}

// sentBaustein: the program sends what is written, so nothing may be left for a person to write.
func (c *metaChecker) sentBaustein(e *Element, kuerzel string) {
	problem := "fehlt. Bitte in verfahren.yaml unter textbausteine eintragen."
	for _, t := range c.m.Textbausteine {
		if t.Kuerzel != kuerzel {
			continue
		}
		problem = ""
		if slices.ContainsFunc(slots(t.Text), func(name string) bool { return strings.Contains(name, " ") }) {
			problem = "hat eine Stelle, die erst eine Person ausfüllt. Der Prozess sendet ihn aber von selbst."
		}
	}
	if problem != "" {
		c.findings = append(c.findings, Finding{Element: e.inPicture(), Elements: []string{e.inPicture()}, Name: e.Name,
			Severity: SeverityFehler, Message: fmt.Sprintf("Der Textbaustein „%s“, den „%s“ sendet, %s", kuerzel, e.Label(), problem)})
	}
}
