package workflow

import (
	"errors"
	"strings"
	"testing"
)

// refused holds a jump against the code and the words of its refusal; nothing changes.
func (s *sim) refused(j Jump, code, words string) {
	s.t.Helper()
	at := s.at()
	var e *Error
	if err := s.try(j); !errors.As(err, &e) || e.Code != code || !strings.Contains(e.Reason, words) {
		s.t.Errorf("want %s %q, got %v", code, words, e)
	}
	s.want(at)
}

// A jump out of parallel work says what becomes of the branches beside it; alone, it is not asked.
func TestAJumpAsksForTheOtherBranches(t *testing.T) {
	body := start("s") + gateway("parallelGateway", "f") + user("a") + user("b") + user("b2") +
		gateway("parallelGateway", "j") + user("c") + end("e")
	p := parse(t, wrap(body, "s>f", "f>a", "f>b", "b>b2", "a>j", "b2>j", "j>c", "c>e"))
	s := play(t, p)
	s.refused(Jump{Token: s.token("b"), To: "c"}, CodeZweige, "Daneben ist noch offen: „a“.")
	s.refused(Jump{Token: s.token("b"), To: "c", Others: "egal"}, CodeZweige, "Daneben ist noch offen: „a“.")
	s.do(Jump{Token: s.token("b"), To: "c", Others: EndOthers}).want("c:aufgabe").complete("c").phase(PhaseFinished)

	s = play(t, p).complete("a") // waits at the join: left behind all the same
	s.refused(Jump{Token: s.token("b"), To: "c"}, CodeZweige, "Daneben ist noch offen: „Gateway hinter ‚a‘“.")
	s.do(Jump{Token: s.token("b"), To: "b2", Others: KeepOthers}).want("b2:aufgabe j:zusammenfuehrung")
	s.complete("b2").want("c:aufgabe")
	s.do(Jump{Token: s.token("c"), To: "b"}).want("b:aufgabe")
}

// Who leaves a subprocess ends what goes on in it; who stays in it leaves what goes on around it alone.
func TestAJumpOutOfASubprocess(t *testing.T) {
	sub := `<subProcess id="u">` + start("us") + gateway("parallelGateway", "uf") + user("ua") + user("ub") +
		user("uc") + end("ue") + arrows("us>uf", "uf>ua", "uf>ub", "ua>uc", "uc>ue", "ub>ue") + `</subProcess>`
	p := parse(t, wrap(start("s")+gateway("parallelGateway", "f")+sub+user("x")+gateway("parallelGateway", "j")+
		user("ok")+end("e"), "s>f", "f>u", "f>x", "u>j", "x>j", "j>ok", "ok>e"))
	s := play(t, p)
	s.refused(Jump{Token: s.token("ua"), To: "ok"}, CodeZweige, "Daneben ist noch offen: „ub“ und „x“.")
	s.refused(Jump{Token: s.token("ua"), To: "ok", Others: KeepOthers}, CodeZweige,
		"darin kann „ub“ nicht weiterlaufen")
	s.refused(Jump{Token: s.token("ua"), To: "uc"}, CodeZweige, "Daneben ist noch offen: „ub“.")
	s.do(Jump{Token: s.token("ua"), To: "uc", Others: EndOthers}).want("u:teilprozess uc:aufgabe x:aufgabe")
	s.do(Jump{Token: s.token("uc"), To: "ok", Others: EndOthers}).want("ok:aufgabe")
}

// Who leaves one position of an activity leaves the others, too.
func TestAJumpOutOfAPosition(t *testing.T) {
	s := play(t, hearing(t, three, ""))
	s.refused(Jump{Token: s.taskOf("a"), To: "b"}, CodeZweige, "Daneben ist noch offen: „Anhören“.")
	s.refused(Jump{Token: s.taskOf("a"), To: "b", Others: KeepOthers}, CodeZweige, "kann „Anhören“ nicht weiterlaufen")
	s.do(Jump{Token: s.taskOf("a"), To: "b", Others: EndOthers}).want("b:aufgabe")
}
