package workflow

import (
	"strings"
	"testing"
)

func TestCheckNamesWhatIsWrong(t *testing.T) {
	u := user("a")
	se := start("s") + end("e")
	x := gateway("exclusiveGateway", "x")
	for name, c := range map[string]struct {
		file string
		want string // "" = no findings
	}{
		"sound":              {wrap(se+u, "s>a", "a>e"), ""},
		"no start":           {wrap(u+user("b")+end("e"), "a>e", "b>e"), "hat kein Startereignis"},
		"two starts":         {wrap(se+start("s2")+u, "s>a", "s2>a", "a>e"), "Der Prozess hat 2 Startereignisse"},
		"no end":             {wrap(start("s")+u+gateway("exclusiveGateway", "m"), "s>m", "a>m", "m>a"), "Der Prozess hat kein Ende"},
		"dead end":           {wrap(se+u+user("b"), "s>a", "a>e", "a>b"), "warnung b: Hinter der Aufgabe „b“ geht es nicht weiter"},
		"unreachable":        {wrap(se+u, "s>e", "a>e"), "nicht erreichbar"},
		"dangling":           {wrap(se+u, "s>a", "a>e", "a>weg"), "endet an keinem Element"},
		"no default":         {wrap(se+u+x, "s>x", "x>a?true", "x>e?false", "a>e"), "keinen Standardweg"},
		"no condition":       {wrap(se+u+gateway("exclusiveGateway", "x", `default="x-e"`), "s>x", "x>a", "x>e!", "a>e"), "fehlt eine Bedingung"},
		"condition on task":  {wrap(se+u, "s>a", "a>e?true"), "von der Aufgabe „a“ zum Ende würde nicht beachtet"},
		"bad condition":      {wrap(se+u+gateway("exclusiveGateway", "x", `default="x-e"`), "s>x", "x>a?antrag.flaeche > 1", "x>e!", "a>e"), "das Feld „flaeche“ gibt es nicht"},
		"not a bool":         {wrap(se+u+gateway("exclusiveGateway", "x", `default="x-e"`), "s>x", "x>a?antrag.n", "x>e!", "a>e"), "es wird Ja/Nein gebraucht, das Ergebnis ist aber eine Zahl"},
		"clock":              {wrap(se+u+gateway("exclusiveGateway", "x", `default="x-e"`), "s>x", "x>a?now().Year() > 1", "x>e!", "a>e"), "„now“ gibt es nicht"},
		"unknown variable":   {wrap(se+u+gateway("exclusiveGateway", "x", `default="x-e"`), "s>x", "x>a?werte.tippfeler == 1", "x>e!", "a>e"), "das Feld „tippfeler“ gibt es nicht"},
		"no role":            {wrap(se+`<userTask id="a" name="a"/>`, "s>a", "a>e"), "fehlt die Rolle"},
		"bad aktion":         {wrap(se+user("a", `aktion="zaubern"`), "s>a", "a>e"), "Aktion „zaubern“"},
		"bad due":            {wrap(se+user("a", `faellig="10 Tage"`), "s>a", "a>e"), "Fälligkeit"},
		"unknown type twice": {wrap(se+strings.ReplaceAll(user("a")+user("b"), `rolle="r" />`, `rolle="r"><k:feld name="f" label="F" typ="farbe"/></k:aufgabe>`), "s>a", "a>b", "b>e"), "Typ „farbe“"},
		"plain task":         {wrap(se+`<task id="a"/>`, "s>a", "a>e"), "fehlt die Rolle"},
		"signal":             {wrap(se+`<intermediateCatchEvent id="a"><signalEventDefinition/></intermediateCatchEvent>`, "s>a", "a>e"), "„Signal“"},
		"message throw":      {wrap(se+message("intermediateThrowEvent", "a"), "s>a", "a>e"), "sagt nicht, was es sendet"},
		"nameless message":   {wrap(se+`<receiveTask id="a"/>`, "s>a", "a>e"), "Nachricht mit Namen"},
		"bad timer":          {wrap(se+timer("intermediateCatchEvent", "a", "timeDuration", "P10X"), "s>a", "a>e"), "Zeitangabe"},
		"cycle in flow":      {wrap(se+timer("intermediateCatchEvent", "a", "timeCycle", "R3/P1D"), "s>a", "a>e"), "Wiederholung"},
		"date as duration":   {wrap(se+timer("intermediateCatchEvent", "a", "timeDuration", "2025-01-01"), "s>a", "a>e"), "passt nicht zur Art"},
		"detached boundary":  {wrap(se+timer("boundaryEvent", "b", "timeDuration", "P1D", `attachedToRef="nix"`), "s>e", "b>e"), "keine Aktivität angeheftet"},
		"unknown service":    {wrap(se+strings.ReplaceAll(service("a"), "notify", "hexen"), "s>a", "a>e"), "Den Dienst „hexen“"},
		"missing input":      {wrap(se+`<serviceTask id="a"><extensionElements><k:dienst art="notify"/></extensionElements></serviceTask>`, "s>a", "a>e"), "fehlt die Eingabe „an“"},
		"script format":      {wrap(se+`<scriptTask id="a" scriptFormat="groovy"><script>x = 1</script></scriptTask>`, "s>a", "a>e"), "nur expr"},
		"script line":        {wrap(se+`<scriptTask id="a" scriptFormat="expr"><script>tu was</script></scriptTask>`, "s>a", "a>e"), "keine Zuweisung"},
		"unknown call":       {wrap(se+`<callActivity id="a" calledElement="q"/>`, "s>a", "a>e"), "gibt es nicht"},
		"unknown status":     {wrap(se+`<userTask id="a" name="a"><extensionElements><k:aufgabe rolle="r"/><k:status wert="fertig"/></extensionElements></userTask>`, "s>a", "a>e"), "Status „fertig“"},
		"event gateway task": {wrap(se+gateway("eventBasedGateway", "g")+u+message("intermediateCatchEvent", "m"), "s>g", "g>a", "g>m", "a>e", "m>e"), "darf „a“ nicht stehen"},
	} {
		got := texts(Check(parse(t, c.file), Schema{Daten: []Datum{{Name: "n", Typ: TypZahl}}}))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}

func TestCheckPlaysTheTokenGame(t *testing.T) {
	se := start("s") + end("e")
	two := user("a") + user("b")
	x := gateway("exclusiveGateway", "x", `default="x-b"`)
	for name, c := range map[string]struct{ file, want string }{
		"fork and join":      {wrap(se+two+gateway("parallelGateway", "f")+gateway("parallelGateway", "j"), "s>f", "f>a", "f>b", "a>j", "b>j", "j>e"), ""},
		"fork to two ends":   {wrap(se+two+gateway("parallelGateway", "f"), "s>f", "f>a", "f>b", "a>e", "b>e"), ""},
		"choice into a join": {wrap(se+two+x+gateway("parallelGateway", "j"), "s>x", "x>a?true", "x>b!", "a>j", "b>j", "j>e"), "Verklemmung: „Gateway hinter ‚a‘“"},
		"fork into a merge":  {wrap(se+two+user("c")+gateway("parallelGateway", "f")+gateway("exclusiveGateway", "m"), "s>f", "f>a", "f>b", "a>m", "b>m", "m>c", "c>e"), "kann doppelt durchlaufen werden"},
		"no way out":         {wrap(se+two+x, "s>x", "x>e?true", "x>b!", "b>a", "a>b"), "Endlosschleife"},
		"loop with way out":  {wrap(se+two+x, "s>a", "a>x", "x>e?vorgang.dokumente > 2", "x>b!", "b>a"), ""},
		"reminder beside":    {wrap(se+two+timer("boundaryEvent", "t", "timeCycle", "R/P1D", `attachedToRef="a" cancelActivity="false"`), "s>a", "a>e", "t>b", "b>e"), ""},
		"interrupting way":   {wrap(se+two+gateway("exclusiveGateway", "m")+timer("boundaryEvent", "t", "timeDuration", "P1D", `attachedToRef="a"`), "s>a", "a>m", "t>b", "b>m", "m>e"), ""},
		"join waits for an interrupted way": {wrap(se+two+user("c")+gateway("parallelGateway", "f")+
			gateway("parallelGateway", "j")+timer("boundaryEvent", "t", "timeDuration", "P1D", `attachedToRef="a"`),
			"s>f", "f>a", "f>b", "a>j", "b>j", "t>c", "c>e", "j>e"), "Verklemmung: „Gateway hinter ‚a‘“"},
		"terminate saves it": {wrap(se+two+`<endEvent id="t"><terminateEventDefinition/></endEvent>`+gateway("parallelGateway", "f"), "s>f", "f>a", "f>b", "a>t", "b>e"), ""},
		"stuck in a subprocess": {wrap(se+`<subProcess id="u">`+start("us")+gateway("parallelGateway", "uj")+end("ue")+
			gateway("exclusiveGateway", "ux", `default="ux-uj"`)+arrows("us>ux", "ux>uj!", "ux>ue?true", "ue2>uj",
			"uj>ue")+`</subProcess>`,
			"s>u", "u>e"), "beginnt an keinem"},
	} {
		got := texts(Check(parse(t, c.file), Schema{}))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}

func TestCheckGivesAnExamplePath(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a")+gateway("exclusiveGateway", "x", `default="x-j"`)+
		gateway("parallelGateway", "j")+end("e"), "s>x", "x>a?true", "x>j!", "a>j", "j>e"))
	got := Check(p, Schema{})
	if len(got) == 0 || !strings.Contains(got[0].Message, "Beispiel: „Start“ → „Gateway vor ‚a‘“") ||
		got[0].Clause != "13.4.1" || got[0].Element != "j" {
		t.Fatal(got)
	}
}

func texts(findings []Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(f.Severity + " " + f.Element + ": " + f.Message + "\n")
	}
	return b.String()
}
