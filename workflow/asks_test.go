package workflow

import "testing"

// What a task sends is answered by the message the run waits for behind it, on any way that leads there without a
// person.
func TestWaitsAfter(t *testing.T) {
	sub := `<subProcess id="sub">` + start("s2") + message("intermediateCatchEvent", "drin") + end("e2") +
		arrows("s2>drin", "drin>e2") + `</subProcess>`
	p := parse(t, wrap(start("s")+user("a")+user("b")+user("c")+user("d")+user("e")+`<eventBasedGateway id="g"/>`+
		message("intermediateCatchEvent", "antwort")+
		timer("intermediateCatchEvent", "frist", "timeDuration", "P14D")+`<exclusiveGateway id="x"/>`+sub+end("z"),
		"s>a", "a>g", "g>antwort", "g>frist", "antwort>b", "frist>b", "b>c", "c>x", "x>a?true", "x>d!",
		"d>sub", "sub>e", "e>x"))
	for element, want := range map[string]bool{"a": true, "b": false, "c": false, "d": true, "e": false,
		"gibtsnicht": false} {
		if got := p.WaitsAfter(element, "antwort"); got != want {
			t.Errorf("%s: %v", element, got)
		}
	}
	if p.WaitsAfter("a", "zahlung") {
		t.Error("it waits for another message")
	}
}

// The shipped hearing is one, and a loop ends.
func TestWaitsAfterInAussengastronomie(t *testing.T) {
	d, err := Load(Shipped(), "aussengastronomie/1")
	if err != nil {
		t.Fatal(err)
	}
	for element, want := range map[string]bool{"anhoerung": true, "nachforderung": true, "vollstaendigkeit": false,
		"fachpruefung": false, "bescheid": false} {
		if got := d.Process.WaitsAfter(element, "antwort"); got != want {
			t.Errorf("%s: %v", element, got)
		}
	}
}
