// Package drawing writes BPMN for tests: parts of a file, and whole models drawn at random.
package drawing

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// Wrap makes a file of process content; flows are written a>b, or a>b?condition, or a>b! for the default.
func Wrap(body string, flows ...string) string {
	var b strings.Builder
	b.WriteString(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:k="urn:kontor:bpmn:1.0">
<message id="m1" name="antwort"/><message id="m2" name="ruecknahme"/><error id="e1" errorCode="E1"/>
<process id="p" isExecutable="true">`)
	b.WriteString(body)
	b.WriteString(Arrows(flows...))
	b.WriteString(`</process></definitions>`)
	return b.String()
}

// Arrows are sequence flows, written as for Wrap.
func Arrows(flows ...string) string {
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

// Start is a start event.
func Start(id string) string { return `<startEvent id="` + id + `"/>` }

// End is an end event.
func End(id string) string { return `<endEvent id="` + id + `"/>` }

// User is a task of the role r.
func User(id string, more ...string) string {
	return `<userTask id="` + id + `" name="` + id + `"><extensionElements><k:aufgabe rolle="r" ` +
		strings.Join(more, " ") + `/></extensionElements></userTask>`
}

// Service is a service task that notifies.
func Service(id string) string {
	return `<serviceTask id="` + id + `"><extensionElements><k:dienst art="notify"><k:eingabe name="an" wert="x"/><k:eingabe name="text" wert="=&quot;y&quot;"/></k:dienst></extensionElements></serviceTask>`
}

// Gateway is a gateway of a kind.
func Gateway(kind, id string, more ...string) string {
	return `<` + kind + ` id="` + id + `" ` + strings.Join(more, " ") + `/>`
}

// Timer is an event of a tag with a timer of a kind.
func Timer(tag, id, kind, value string, more ...string) string {
	return `<` + tag + ` id="` + id + `" ` + strings.Join(more, " ") + `><timerEventDefinition><` + kind + `>` +
		value + `</` + kind + `></timerEventDefinition></` + tag + `>`
}

// Message is an event of a tag that waits for „antwort“.
func Message(tag, id string, more ...string) string {
	return `<` + tag + ` id="` + id + `" ` + strings.Join(more, " ") + `><messageEventDefinition messageRef="m1"/></` +
		tag + `>`
}

// composer draws random models out of blocks that are sound by construction: each has one way in and
// one way out.
type composer struct {
	t     *rapid.T
	body  *strings.Builder
	flows *[]string
	next  int
}

func (c *composer) id(prefix string) string {
	c.next++
	return fmt.Sprintf("%s%d", prefix, c.next)
}

func (c *composer) add(xml string)          { c.body.WriteString(xml) }
func (c *composer) connect(from, to string) { *c.flows = append(*c.flows, from+">"+to) }

// decide is a user task that chooses, in front of an exclusive gateway.
func (c *composer) decide() (task, gate string) {
	task, gate = c.id("u"), c.id("x")
	c.add(`<userTask id="` + task + `" name="d"><extensionElements><k:aufgabe rolle="r"><k:feld name="weg" label="Weg" typ="zahl"/></k:aufgabe></extensionElements></userTask>`)
	c.connect(task, gate)
	return task, gate
}

// block draws one block and returns its way in and its way out.
func (c *composer) block(depth int) (in, out string) {
	kind := "task"
	switch {
	case depth > 3:
		kind = OneOf(c.t, []string{"seq", "xor", "and", "or", "loop", "sub"})
	case depth > 0:
		kind = OneOf(c.t, []string{"task", "seq", "seq", "xor", "and", "or", "loop", "sub", "boundary", "side",
			"listen", "several", "event", "service", "script"})
	}
	switch kind {
	case "seq":
		a, b := c.block(depth - 1)
		d, e := c.block(depth - 1)
		c.connect(b, d)
		return a, e
	case "xor":
		task, gate := c.decide()
		merge := c.id("m")
		a, b := c.block(depth - 1)
		d, e := c.block(depth - 1)
		c.add(Gateway("exclusiveGateway", gate, `default="`+gate+"-"+a+`"`) + Gateway("exclusiveGateway", merge))
		c.connect(gate, a+"!")
		c.connect(gate, d+"?werte.weg == 1")
		c.connect(b, merge)
		c.connect(e, merge)
		return task, merge
	case "or":
		task, gate := c.decide()
		join := c.id("j")
		a, b := c.block(depth - 1)
		d, e := c.block(depth - 1)
		f, g := c.block(depth - 1)
		c.add(Gateway("inclusiveGateway", gate, `default="`+gate+"-"+a+`"`) + Gateway("inclusiveGateway", join))
		c.connect(gate, a+"!")
		c.connect(gate, d+"?werte.weg == 1")
		c.connect(gate, f+"?"+rapid.SampledFrom([]string{"werte.weg != 0", "werte.weg == 1", "werte.weg == 0"}).
			Draw(c.t, "condition"))
		c.connect(b, join)
		c.connect(e, join)
		c.connect(g, join)
		return task, join
	case "and":
		fork, join := c.id("f"), c.id("j")
		c.add(Gateway("parallelGateway", fork) + Gateway("parallelGateway", join))
		for range rapid.IntRange(2, 3).Draw(c.t, "branches") {
			a, b := c.block(depth - 1)
			c.connect(fork, a)
			c.connect(b, join)
		}
		return fork, join
	case "loop":
		merge := c.id("m")
		a, b := c.block(depth - 1)
		task, gate := c.decide()
		exit := c.id("m")
		c.add(Gateway("exclusiveGateway", merge) + Gateway("exclusiveGateway", gate, `default="`+gate+"-"+exit+`"`) +
			Gateway("exclusiveGateway", exit))
		c.connect(merge, a)
		c.connect(b, task)
		c.connect(gate, exit+"!")
		c.connect(gate, merge+"?werte.weg == 1")
		return merge, exit
	case "sub":
		sub := c.id("p")
		inner := &composer{t: c.t, body: &strings.Builder{}, flows: &[]string{}, next: c.next}
		a, b := inner.block(depth - 1)
		c.next = inner.next
		s, e := c.id("s"), c.id("e")
		inner.connect(s, a)
		inner.connect(b, e)
		c.add(`<subProcess id="` + sub + `">` + Start(s) + inner.body.String() + End(e) +
			Arrows(*inner.flows...) + `</subProcess>`)
		return c.guard(sub)
	case "listen":
		sub := c.id("p")
		c.add(`<subProcess id="` + sub + `">`)
		a, s, e := c.id("u"), c.id("s"), c.id("e")
		beside := rapid.SampledFrom([]string{"true", "false"}).Draw(c.t, "interrupting")
		w, ws, we, wu := c.id("w"), c.id("s"), c.id("e"), c.id("u")
		c.add(Start(s) + User(a) + End(e) + Arrows(s+">"+a, a+">"+e) + `<subProcess id="` + w +
			`" triggeredByEvent="true"><startEvent id="` + ws + `" isInterrupting="` + beside +
			`"><messageEventDefinition messageRef="m2"/></startEvent>` + User(wu) + End(we) +
			Arrows(ws+">"+wu, wu+">"+we) + `</subProcess></subProcess>`)
		return c.guard(sub)
	case "several":
		task := c.id("u")
		sequential := rapid.SampledFrom([]string{"true", "false"}).Draw(c.t, "sequential")
		c.add(strings.Replace(User(task), "</extensionElements>",
			`<k:mehrfach liste="1..3" element="nr" nacheinander="`+sequential+`"/></extensionElements>`, 1))
		return c.guard(task)
	case "boundary":
		task := c.id("u")
		c.add(User(task))
		return c.guard(task)
	case "side":
		task, side, e := c.id("u"), c.id("b"), c.id("e")
		c.add(User(task) + Timer("boundaryEvent", side, "timeCycle", "R2/P1D", `attachedToRef="`+task+
			`" cancelActivity="false"`) + End(e))
		c.connect(side, e)
		return task, task
	case "event":
		g, m, w, merge := c.id("g"), c.id("n"), c.id("t"), c.id("m")
		c.add(Gateway("eventBasedGateway", g) + Message("intermediateCatchEvent", m) + Timer("intermediateCatchEvent",
			w, "timeDuration", "PT20H") + Gateway("exclusiveGateway", merge))
		for _, pair := range [][2]string{{g, m}, {g, w}, {m, merge}, {w, merge}} {
			c.connect(pair[0], pair[1])
		}
		return g, merge
	case "service":
		d := c.id("d")
		c.add(Service(d))
		return d, d
	case "script":
		x := c.id("y")
		c.add(`<scriptTask id="` + x + `" scriptFormat="expr"><script>anzahl = (werte.anzahl ?? 0) + 1</script></scriptTask>`)
		return x, x
	}
	u := c.id("u")
	c.add(User(u))
	return u, u
}

// guard puts an interrupting timer on an activity and leads both ways together.
func (c *composer) guard(activity string) (in, out string) {
	b, merge := c.id("b"), c.id("m")
	c.add(Timer("boundaryEvent", b, "timeDuration", "PT20H", `attachedToRef="`+activity+`"`) +
		Gateway("exclusiveGateway", merge))
	c.connect(activity, merge)
	c.connect(b, merge)
	return activity, merge
}

// Model draws a sound model.
func Model(t *rapid.T) string { return Sound(t, 3) }

// Sound draws a model out of sound blocks in so many layers; from four on it is never a small one.
func Sound(t *rapid.T, depth int) string {
	c := &composer{t: t, body: &strings.Builder{}, flows: &[]string{}}
	in, out := c.block(depth)
	c.add(Start("start") + End("end"))
	c.connect("start", in)
	c.connect(out, "end")
	return Wrap(c.body.String(), *c.flows...)
}

// OneOf draws one of a list, each as likely as the others; rapid's own draws keep to the first ones.
func OneOf[T any](t *rapid.T, list []T) T {
	n := 0
	for range 8 {
		n *= 2
		if rapid.Bool().Draw(t, "bit") {
			n++
		}
	}
	return list[n%len(list)]
}
