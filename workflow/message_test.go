package workflow

import (
	"os"
	"strings"
	"testing"
)

func named(name string) string {
	return strings.Replace(wrap(start("s")+message("intermediateCatchEvent", "w")+
		`<receiveTask id="r" messageRef="m1"/>`+end("e"), "s>w", "w>r", "r>e"), `name="antwort"`, `name="`+name+`"`, 1)
}

// What nobody will ever send is refused with what there is; what this house cannot receive yet is named.
func TestNamesOfMessagesAreAClosedList(t *testing.T) {
	for name, want := range map[string]string{
		"antwort": "",
		"Antwort": "fehler w: Die Nachricht „Antwort“, auf die das Nachrichtenereignis hinter dem Start wartet, " +
			"gibt es nicht. Möglich sind antwort, rueckmeldung, ruecknahme und zahlung.",
		"zahlung": "warnung w: Das Nachrichtenereignis hinter dem Start wartet auf „Zahlung eingegangen“ (zahlung). " +
			"Das meldet der Bezahldienst, und diese Installation kann es noch nicht empfangen.",
	} {
		findings, _ := (&Definition{Process: parse(t, named(name))}).CheckHaus(Haus{Nachrichten: SentMessages()})
		got := texts(append(Check(parse(t, named(name)), Schema{}), findings...))
		if want == "" && got != "" || !strings.Contains(got, want) ||
			want != "" && strings.Count(got, strings.Fields(want)[0]+" ") != 2 {
			t.Errorf("%s: want %q of both elements in\n%s", name, want, got)
		}
	}
	heard := Haus{Nachrichten: []string{"zahlung"}}
	if got, _ := (&Definition{Process: parse(t, named("zahlung"))}).CheckHaus(heard); len(got) > 0 {
		t.Error("a house that takes payments:", got)
	}
	if got, _ := (&Definition{Process: parse(t, named("antwort"))}).CheckHaus(heard); len(got) == 0 ||
		!strings.Contains(got[0].Message, "von Hand beendet") {
		t.Error("a house without answers:", got)
	}
}

func TestReadmeNamesEveryMessage(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, kind := range Messages() {
		if kind.Titel == "" || kind.Von == "" || !strings.Contains(string(raw), "| `"+name+"` |") {
			t.Errorf("README does not name the message %s", name)
		}
		for asker, value := range kind.Auf {
			if !yields(asker, value) {
				t.Errorf("%s answers %s of %s, which yields none", name, value, asker)
			}
		}
	}
}

// yields tells whether an act or a service gives the value.
func yields(asker, value string) bool {
	for _, f := range append(Aktionen()[asker], Services()[asker].Aus...) {
		if f.Name == value {
			return true
		}
	}
	return false
}
