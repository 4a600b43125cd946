package workflow

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

var monday = time.Date(2025, 4, 14, 10, 0, 0, 0, time.FixedZone("CEST", 7200))

// wrap makes a file of process content; flows are written a>b, or a>b?condition, or a>b! for the default.
func wrap(body string, flows ...string) string {
	var b strings.Builder
	b.WriteString(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:k="urn:kontor:bpmn:1.0">
<message id="m1" name="antwort"/><message id="m2" name="zahlung"/><error id="e1" errorCode="E1"/>
<process id="p" isExecutable="true">`)
	b.WriteString(body)
	b.WriteString(arrows(flows...))
	b.WriteString(`</process></definitions>`)
	return b.String()
}

func arrows(flows ...string) string {
	var b strings.Builder
	for _, f := range flows {
		from, to, _ := strings.Cut(f, ">")
		to, condition, has := strings.Cut(to, "?")
		id := strings.ReplaceAll(from+"-"+to, "!", "")
		to = strings.TrimSuffix(to, "!")
		fmt.Fprintf(&b, `<sequenceFlow id="%s" sourceRef="%s" targetRef="%s">`, id, from, to)
		if has {
			fmt.Fprintf(&b, `<conditionExpression><![CDATA[%s]]></conditionExpression>`, condition)
		}
		b.WriteString(`</sequenceFlow>`)
	}
	return b.String()
}

func start(id string) string { return `<startEvent id="` + id + `"/>` }
func end(id string) string   { return `<endEvent id="` + id + `"/>` }

func user(id string, more ...string) string {
	return `<userTask id="` + id + `" name="` + id + `"><extensionElements><k:aufgabe rolle="r" ` +
		strings.Join(more, " ") + `/></extensionElements></userTask>`
}

func service(id string) string {
	return `<serviceTask id="` + id + `"><extensionElements><k:dienst art="notify"><k:eingabe name="an" wert="x"/><k:eingabe name="text" wert="=&quot;y&quot;"/></k:dienst></extensionElements></serviceTask>`
}

func gateway(kind, id string, more ...string) string {
	return `<` + kind + ` id="` + id + `" ` + strings.Join(more, " ") + `/>`
}

func timer(tag, id, kind, value string, more ...string) string {
	return `<` + tag + ` id="` + id + `" ` + strings.Join(more, " ") + `><timerEventDefinition><` + kind + `>` +
		value + `</` + kind + `></timerEventDefinition></` + tag + `>`
}

func message(tag, id string, more ...string) string {
	return `<` + tag + ` id="` + id + `" ` + strings.Join(more, " ") + `><messageEventDefinition messageRef="m1"/></` +
		tag + `>`
}

func parse(t testing.TB, file string) *Process {
	t.Helper()
	p, err := Parse(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sim plays commands against a process and checks after each what must always hold.
type sim struct {
	t       testing.TB
	p       *Process
	st      State
	facts   Facts
	effects []Effect
}

func play(t testing.TB, p *Process) *sim {
	s := &sim{t: t, p: p, facts: Facts{Now: monday, Antrag: map[string]any{}, Vorgang: map[string]any{}}}
	return s.do(Start{})
}

func (s *sim) do(cmd Command) *sim {
	s.t.Helper()
	if err := s.try(cmd); err != nil {
		s.t.Fatalf("%s: %v", cmd.CommandKind(), err)
	}
	return s
}

func (s *sim) try(cmd Command) error {
	s.t.Helper()
	before, _ := json.Marshal(s.st)
	next, effects, err := Apply(s.p, s.st, cmd, s.facts)
	again, effects2, _ := Apply(s.p, s.st, cmd, s.facts)
	if after, _ := json.Marshal(s.st); string(before) != string(after) {
		s.t.Fatalf("%s changed the state it was given", cmd.CommandKind())
	}
	if !reflect.DeepEqual(next, again) || !reflect.DeepEqual(effects, effects2) {
		s.t.Fatalf("%s is not deterministic", cmd.CommandKind())
	}
	raw, _ := json.Marshal(next)
	var back State
	if err := json.Unmarshal(raw, &back); err != nil || !reflect.DeepEqual(next, back) {
		s.t.Fatalf("state differs after a JSON round trip: %v\n%s\n%#v\n%#v", err, raw, next, back)
	}
	s.st, s.effects = next, effects
	return err
}

// at lists where tokens rest, as element:wait.
func (s *sim) at() string {
	var list []string
	for _, t := range s.st.Tokens {
		list = append(list, t.Element+":"+t.Wait)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func (s *sim) want(at string) *sim {
	s.t.Helper()
	if got := s.at(); got != at {
		s.t.Fatalf("tokens at %q, want %q", got, at)
	}
	return s
}

func (s *sim) phase(want string) *sim {
	s.t.Helper()
	if s.st.Phase != want || (want != PhaseRunning && (len(s.st.Tokens) > 0 || len(s.st.Waits) > 0)) {
		s.t.Fatalf("phase %q tokens %v waits %v, want %q", s.st.Phase, s.st.Tokens, s.st.Waits, want)
	}
	return s
}

func (s *sim) token(element string) string {
	s.t.Helper()
	for _, t := range s.st.Tokens {
		if t.Element == element {
			return t.ID
		}
	}
	s.t.Fatalf("no token at %s", element)
	return ""
}

func (s *sim) waitOf(element string) Wait {
	s.t.Helper()
	for _, w := range s.st.Waits {
		if w.Element == element {
			return w
		}
	}
	s.t.Fatalf("nothing waits at %s", element)
	return Wait{}
}

func (s *sim) complete(element string) *sim {
	s.t.Helper()
	return s.do(CompleteTask{Token: s.token(element), Actor: "anna"})
}

func (s *sim) fire(element string) *sim {
	s.t.Helper()
	w := s.waitOf(element)
	if w.Due.After(s.facts.Now) {
		s.facts.Now = w.Due
	}
	return s.do(TimerDue{Token: w.ID, Due: w.Due})
}

// kinds lists the effects of the last command by kind.
func (s *sim) kinds() string {
	var list []string
	for _, e := range s.effects {
		if e.EffectKind() != "journal" {
			list = append(list, e.EffectKind())
		}
	}
	return strings.Join(list, " ")
}
