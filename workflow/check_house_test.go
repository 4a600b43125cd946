package workflow

import (
	"slices"
	"strings"
	"testing"
)

// house is a small town that has what the drawings of its test name.
func house() Haus {
	return Haus{Dienste: offered(), Nachrichten: SentMessages(), Rollen: Rollen(), Besetzt: []string{"sachbearbeitung"},
		Einheiten: map[string]string{"bau": "Bauamt", "forst": "Forstamt", "a1": "Team", "a2": "Team"},
		Personen:  map[string][]string{"mueller": {"bau"}}, Ausgaenge: []string{"ordner"}, Adapter: []string{"neutral"},
		Email: func(address string) string {
			if strings.HasSuffix(address, "@stadt.example") {
				return ""
			}
			return "Das ist keine Adresse."
		}}
}

// served is a service task with inputs name=value.
func served(id, art string, inputs ...string) string {
	var b strings.Builder
	for _, in := range inputs {
		name, value, _ := strings.Cut(in, "=")
		b.WriteString(`<k:eingabe name="` + name + `" wert="` + value + `"/>`)
	}
	return `<serviceTask id="` + id + `" name="` + id + `"><extensionElements><k:dienst art="` + art + `">` +
		b.String() + `</k:dienst></extensionElements></serviceTask>`
}

func clerk(id, rolle, einheit string) string {
	return `<userTask id="` + id + `" name="` + id + `"><extensionElements><k:aufgabe rolle="` + rolle + `" einheit="` +
		einheit + `"/></extensionElements></userTask>`
}

// What a later step would need and this house does not have is an error that says what to draw instead; what somebody
// may still come to have is a warning; what only a run knows is neither.
func TestCheckHausJudgesWhatADrawingNames(t *testing.T) {
	for name, c := range map[string]struct {
		steps []string // in a row
		meta  string
		want  string // "" = no findings
	}{
		"all there":          {steps: []string{clerk("a", "sachbearbeitung", "bau"), served("b", "hand_over", "ausgang=ordner")}},
		"unit by its name":   {steps: []string{clerk("a", "sachbearbeitung", "Forstamt")}},
		"unknown unit":       {steps: []string{clerk("a", "sachbearbeitung", "amt")}, want: "fehler a: Die Einheit „amt“ der Aufgabe „a“ gibt es hier nicht. Bitte den Schlüssel einer Einheit eintragen, die es gibt, zum Beispiel a1, a2, bau,"},
		"two of that name":   {steps: []string{clerk("a", "sachbearbeitung", "Team")}, want: "fehler a: Mehrere Einheiten heißen „Team“; welche die Aufgabe „a“ meint, lässt sich nicht sagen. Bitte den Schlüssel eintragen: a1 oder a2."},
		"unit of a run":      {steps: []string{clerk("a", "sachbearbeitung", "=vorgang.einheit")}},
		"unknown role":       {steps: []string{clerk("a", "chef", "")}, want: "fehler a: Die Rolle „chef“ der Aufgabe „a“ gibt es nicht. Möglich sind sachbearbeitung, teamleitung"},
		"role of nobody":     {steps: []string{clerk("a", "teamleitung", "")}, want: "warnung a: Die Rolle „teamleitung“ der Aufgabe „a“ hat hier noch niemand."},
		"no bescheid":        {steps: []string{served("a", "create_bescheid", "ergebnis=bewilligt")}, want: "fehler a: Den Dienst „create_bescheid“ (Bescheid entwerfen) von „a“ hat diese Installation nicht. Bitte stattdessen zeichnen: eine Benutzeraufgabe mit der Aktion bescheid."},
		"no webhook":         {steps: []string{served("a", "webhook", "ziel=x")}, want: "Bitte stattdessen zeichnen: den Dienst hand_over mit einem eingerichteten Ausgang oder eine Benutzeraufgabe."},
		"no payment":         {steps: []string{served("a", "payment_link", "betrag=1", "zweck=x")}, want: "Bitte stattdessen zeichnen: eine Benutzeraufgabe, in der jemand die Zahlung anfordert"},
		"unknown target":     {steps: []string{served("a", "hand_over", "ausgang=dms")}, want: "fehler a: Der Ausgang „dms“, an den „a“ übergibt, ist hier nicht eingerichtet. Eingerichtet: ordner."},
		"target of a run":    {steps: []string{served("a", "hand_over", "ausgang==vorgang.einheit")}},
		"target in quotes":   {steps: []string{served("a", "hand_over", "ausgang=='dms'")}, want: "fehler a: Der Ausgang „dms“"},
		"unit in quotes":     {steps: []string{clerk("a", "sachbearbeitung", "='amt'")}, want: "fehler a: Die Einheit „amt“"},
		"tells a quoted":     {steps: []string{served("a", "notify", "an=='meier'", "text=x")}, want: "fehler a: „meier“"},
		"unheard message":    {steps: []string{`<receiveTask id="a" messageRef="m1"/>`}, want: "warnung a: Die Empfangsaufgabe hinter dem Start wartet auf „Zahlung eingegangen“ (zahlung)."},
		"tells a person":     {steps: []string{clerk("z", "sachbearbeitung", "bau"), served("a", "notify", "an=mueller", "text=x")}},
		"tells a stranger":   {steps: []string{served("a", "notify", "an=mueller", "text=x")}, want: "warnung a: „mueller“, wen „a“ benachrichtigt, sieht den Vorgang nur, wenn"},
		"tells a mailbox":    {steps: []string{served("a", "notify", "an=x@stadt.example", "text=x")}},
		"tells no mailbox":   {steps: []string{served("a", "notify", "an=x@y", "text=x")}, want: "fehler a: „a“ benachrichtigt „x@y“. Das ist keine Adresse. Bitte eine Person oder Einheit angeben"},
		"tells nobody":       {steps: []string{served("a", "notify", "an=meier", "text=x")}, want: "fehler a: „meier“, an wen „a“ sich richtet, ist hier weder eine Person noch eine Einheit noch eine E-Mail-Adresse."},
		"tells two units":    {steps: []string{served("a", "notify", "an=Team", "text=x")}, want: "Mehrere Einheiten heißen „Team“; welche „a“ benachrichtigt"},
		"tells who works":    {steps: []string{clerk("z", "sachbearbeitung", "forst"), served("a", "notify", "an=forst", "text=x")}},
		"tells who is away":  {steps: []string{served("a", "notify", "an=forst", "text=x")}, want: "warnung a: „forst“, wen „a“ benachrichtigt, sieht den Vorgang nur, wenn"},
		"tells the own unit": {steps: []string{served("a", "notify", "an=bau", "text=x")}, meta: "einheit: bau"},
		"default unit":       {meta: "einheit: Bauamt", want: "warnung einheit: Die Einheit „Bauamt“ gibt es hier nicht. Was keine Regel der Zuständigkeit verteilt, kommt in die Poststelle."},
		"unknown adapter":    {meta: "formulare: [{adapter: fremd, formular: x}]", want: "warnung formulare[0].adapter: Den Adapter „fremd“ gibt es nicht"},
	} {
		d := drawn(t, c.meta, c.steps...)
		findings, offen := d.CheckHaus(house())
		got := texts(findings)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) || len(offen) > 0 != strings.HasSuffix(name, "of a run") {
			t.Errorf("%s: want %q in\n%s\nleft open: %q", name, c.want, got, offen)
		}
	}
}

// drawn is a definition whose process is these steps in a row.
func drawn(t *testing.T, meta string, steps ...string) *Definition {
	t.Helper()
	flows, last := []string{}, "s"
	for _, step := range steps {
		_, rest, _ := strings.Cut(step, `id="`)
		id, _, _ := strings.Cut(rest, `"`)
		flows, last = append(flows, last+">"+id), id
	}
	file := strings.Replace(wrap(start("s")+strings.Join(steps, "")+end("e"), append(flows, last+">e")...),
		`name="antwort"`, `name="zahlung"`, 1)
	m, err := parseMeta([]byte(meta))
	if err != nil {
		t.Fatal(err)
	}
	return &Definition{Name: "d", Version: "1", Process: parse(t, file), Meta: m}
}

// What verfahren.yaml reads of a form is judged by the applications that are known; what nobody knows is left open.
func TestCheckHausJudgesFieldsByApplications(t *testing.T) {
	const meta = "formulare:\n  - { adapter: neutral, formular: \"48\", antragsteller: { nachname: person.name }," +
		" daten: { flaeche: \"flaechen[].qm\" }, werte: { art: { \"1\": Stand } }, labels: { nie: Nie } }"
	d := drawn(t, meta, clerk("a", "sachbearbeitung", "bau"))
	for name, c := range map[string]struct {
		findet      func(Formular, string) (int, int)
		want, offen string
	}{
		"all there": {findet: func(Formular, string) (int, int) { return 1, 3 }},
		"one not": {findet: func(_ Formular, path string) (int, int) {
			if path == "flaechen[].qm" {
				return 0, 3
			}
			return 1, 3
		}, want: "formulare[0].daten.flaeche: Das Feld „flaechen[].qm“ kommt in den 3 hier bekannten Anträgen mit dem Formular „48“ nicht vor."},
		"none known":  {findet: func(Formular, string) (int, int) { return 0, 0 }, offen: "liest (hier ist noch kein Antrag mit ihm bekannt)"},
		"no database": {offen: "ob das Formular „48“ die Felder hat, die verfahren.yaml liest"},
	} {
		h := house()
		h.Findet = c.findet
		findings, offen := d.CheckHaus(h)
		if got := texts(findings); c.want == "" && got != "" || !strings.Contains(got, c.want) ||
			!strings.HasSuffix(strings.Join(offen, "|"), c.offen) || c.offen == "" && len(offen) > 0 {
			t.Errorf("%s: %s\noffen %q", name, got, offen)
		}
	}
}

// What is not known where the check runs is neither right nor wrong: it is said once, and by name.
func TestCheckHausSaysWhatItCannotJudge(t *testing.T) {
	d := drawn(t, "einheit: amt", clerk("a", "sachbearbeitung", "bau"), clerk("b", "sachbearbeitung", "bau"),
		served("c", "hand_over", "ausgang=dms"), served("d", "notify", "an=mueller", "text=x"),
		served("f", "notify", "an=x@y.example", "text=x"), served("g", "webhook", "ziel=x"))
	findings, offen := d.CheckHaus(Haus{Dienste: offered(), Rollen: Rollen()})
	if got := texts(findings); strings.Count(got, "\n") != 1 || !strings.Contains(got, "webhook") {
		t.Errorf("only the service is known not to be there:\n%s", got)
	}
	want := []string{"ob jemand die Rolle „sachbearbeitung“ hat", "ob es die Einheit „bau“ gibt",
		"ob der Ausgang „dms“ eingerichtet ist", "ob „mueller“ zu benachrichtigen ist",
		"ob „x@y.example“ zu benachrichtigen ist", "ob es die Einheit „amt“ gibt"}
	if strings.Join(offen, "\n") != strings.Join(want, "\n") {
		t.Errorf("left open: %q", offen)
	}
	d2 := drawn(t, "", clerk("a", "sachbearbeitung", "=vorgang.einheit"),
		served("b", "notify", "an==vorgang.einheit", "text=x"))
	if _, offen := d2.CheckHaus(house()); strings.Join(offen, "\n") !=
		"welche Einheit „a“ bekommt (das ergibt sich erst im Ablauf)\n"+
			"wen „b“ benachrichtigt (das ergibt sich erst im Ablauf)" {
		t.Errorf("expressions leave open: %q", offen)
	}
	findings, offen = d.CheckHaus(Haus{})
	if len(findings) > 0 || !slices.Contains(offen, "ob es den Dienst „webhook“ gibt") ||
		!slices.Contains(offen, "ob es die Rolle „sachbearbeitung“ gibt") {
		t.Errorf("a house nobody knows: %v, %q", findings, offen)
	}
}

// A lane that gives many tasks the same unknown unit lacks one thing; what a called process names is named with it.
func TestCheckHausGroupsAndFollowsCalls(t *testing.T) {
	d := drawn(t, "", clerk("pruefen", "chef", ""), clerk("zeichnen", "chef", ""), clerk("heften", "chef", ""),
		clerk("weglegen", "chef", ""))
	if got, _ := d.CheckHaus(house()); len(got) != 1 || len(got[0].Elements) != 4 ||
		!strings.Contains(got[0].Message, "Ebenso bei „zeichnen“, „heften“ und „weglegen“.") {
		t.Errorf("%+v", got)
	}
	d = drawn(t, "", `<callActivity id="r" calledElement="q"/>`)
	d.Process.Bind("q", "1", parse(t, strings.Replace(wrap(start("s")+clerk("a", "chef", "")+end("e"), "s>a", "a>e"),
		`<process id="p"`, `<process id="q"`, 1)))
	if got, _ := d.CheckHaus(house()); len(got) != 1 || !strings.HasPrefix(got[0].Message,
		"Im aufgerufenen Prozess „q“: Die Rolle „chef“") {
		t.Errorf("%+v", got)
	}
}

// A service that would have nothing to do, or no text to send, is found before it runs.
func TestCheckFindsServicesWithoutTheirContent(t *testing.T) {
	for _, c := range []struct{ step, want string }{
		{served("a", "send_message", "betreff=x"), "fehlt eine der Eingaben text und baustein."},
		{served("a", "send_message", "betreff=x", "text=y", "vorlage=z"), "warnung a: Die Eingabe „vorlage“ von „a“ beachtet der Dienst „send_message“ nicht. Bitte löschen."},
		{served("a", "send_message", "betreff=x", "baustein=z"), "Der Textbaustein „z“, den „a“ sendet, fehlt."},
		{served("a", "send_message", "betreff=x", "baustein='z'"), "Der Textbaustein"},
		{served("a", "send_message", "betreff=x", "baustein=='z'"), ""},
		{served("a", "set_frist", "art=x"), "fehlt eine der Eingaben dauer und datum."},
		{served("a", "set_frist", "art=x", "dauer=14 Tage"), "ist keine Dauer: „14 Tage“. Bitte zum Beispiel P14D"},
		{served("a", "request_documents", "unterlagen=x", "dauer=3 Wochen"), "ist keine Dauer"},
		{served("a", "request_documents", "unterlagen=x", "dauer=5 Arbeitstage"), ""},
	} {
		d := drawn(t, "", clerk("z", "sachbearbeitung", ""), c.step)
		got := texts(append(Check(d.Process, d.Meta.Schema()), checkMeta(d)...))
		got = strings.Join(strings.Split(got, "\n")[:strings.Count(got, "\n")], "\n")
		hit := ""
		for line := range strings.Lines(got) {
			if strings.Contains(line, " a: ") {
				hit += line
			}
		}
		if c.want == "" && hit != "" || !strings.Contains(hit, c.want) {
			t.Errorf("%s: want %q in\n%s", c.step, c.want, hit)
		}
	}
}
