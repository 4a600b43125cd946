package workflow

import (
	"cmp"
	"unicode"
	"unicode/utf8"
)

// spot says where an element without a name stands: "hinter ‚Antrag prüfen‘". Ids are words of the drawing
// program; nobody who drew the picture knows them.
type spot struct {
	relation string // "hinter", "vor", "an" or "in"
	name     string // of the neighbour
	plain    bool   // name is no name but a word: "dem Start"
	id       string // said as well where two elements would be called the same
}

func (s spot) text(open, shut string) string {
	text := ""
	switch {
	case s.name != "" && s.plain:
		text = " " + s.relation + " " + s.name
	case s.name != "":
		text = " " + s.relation + " " + open + s.name + shut
	}
	if s.id != "" {
		text += " (" + s.id + ")"
	}
	return text
}

// Label is what a person calls the element: its name, or where it stands.
func (e *Element) Label() string {
	if e.Name != "" {
		return e.Name
	}
	word, _ := e.noun()
	return word + e.spot.text("‚", "‘")
}

type gender int

const (
	das gender = iota
	die
	der
)

// The cases of German that findings need.
var (
	nominative = [...]string{das: "das", die: "die", der: "der"}
	dative     = [...]string{das: "dem", die: "der", der: "dem"}
	accusative = [...]string{das: "das", die: "die", der: "den"}
	toward     = [...]string{das: "zum", die: "zur", der: "zum"}
	outOf      = [...]string{das: "vom", die: "von der", der: "vom"}
)

var nouns = map[Kind]struct {
	word   string
	gender gender
}{
	StartEvent: {"Start", der}, EndEvent: {"Ende", das}, CatchEvent: {"Ereignis", das}, ThrowEvent: {"Ereignis", das},
	BoundaryEvent: {"Ereignis", das}, UserTask: {"Aufgabe", die}, ServiceTask: {"Dienstaufgabe", die},
	SendTask: {"Sendeaufgabe", die}, ReceiveTask: {"Empfangsaufgabe", die}, ScriptTask: {"Skriptaufgabe", die},
	SubProcess: {"Teilprozess", der}, CallActivity: {"Aufruf", der}, ExclusiveGateway: {"Gateway", das},
	ParallelGateway: {"Gateway", das}, EventBasedGateway: {"Gateway", das}, InclusiveGateway: {"Gateway", das},
	"complexGateway": {"Gateway", das}, "businessRuleTask": {"Geschäftsregelaufgabe", die},
	"transaction": {"Transaktion", die}, "adHocSubProcess": {"Teilprozess", der},
}

var eventNouns = map[EventKind]string{
	TimerEvent: "Zeitereignis", MessageEvent: "Nachrichtenereignis", ErrorEvent: "Fehlerereignis",
}

func (e *Element) noun() (string, gender) {
	if e.drawn == ThrowEvent || e.drawn == EndEvent {
		return "Sendeereignis", das
	}
	if e.Kind == CatchEvent || e.Kind == BoundaryEvent {
		if word := eventNouns[e.Event]; word != "" {
			return word, das
		}
	}
	n, known := nouns[e.Kind]
	if !known {
		return "Element", das
	}
	return n.word, n.gender
}

// the names the element within a sentence: „das Gateway hinter „Antrag prüfen““. The articles give the case.
func (e *Element) the(articles [3]string) string {
	word, gender := e.noun()
	if e.Name != "" {
		return articles[gender] + " " + word + " „" + e.Name + "“"
	}
	return articles[gender] + " " + word + e.spot.text("„", "“")
}

// subject begins a sentence with the element.
func (e *Element) subject() string { return capital(e.the(nominative)) }

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// maxNeighbours are looked at in search of one with a name. Farther away a name says nothing.
const maxNeighbours = 24

// locate finds for every element without a name where it stands.
func (p *Process) locate() {
	taken := map[string]*Element{}
	for _, e := range p.Elements {
		if e.Name != "" || e.choice { // a choice stands where it stood before it got its task
			continue
		}
		e.spot = p.spotOf(e)
		label := e.Label()
		if other := taken[label]; other != nil {
			e.spot.id, other.spot.id = e.inPicture(), other.inPicture()
		}
		taken[label] = e
	}
}

func (p *Process) spotOf(e *Element) spot {
	switch e.Kind {
	case BoundaryEvent:
		if host := p.byID[e.AttachedTo]; host != nil && host.Name != "" {
			return spot{relation: "an", name: host.Name}
		}
		return spot{id: e.inPicture()}
	case StartEvent:
		if around := p.byID[e.Parent]; around != nil {
			return spot{relation: "in", name: around.Label()}
		}
		return spot{}
	}
	for _, s := range p.before(e) {
		if s.Name != "" {
			return spot{relation: "hinter", name: s.Name}
		}
	}
	for _, f := range e.Out {
		if t := p.byID[f.Target]; t != nil && t.Name != "" {
			return spot{relation: "vor", name: t.Name}
		}
	}
	if before := p.neighbour(e, maxNeighbours); before.name != "" {
		return before
	}
	return spot{id: e.inPicture()}
}

// before are the elements a token comes from; to an event on a border from its activity.
func (p *Process) before(e *Element) []*Element {
	var list []*Element
	for _, f := range e.In {
		if s := p.byID[f.Source]; s != nil {
			list = append(list, s)
		}
	}
	if host := p.byID[e.AttachedTo]; host != nil && e.Kind == BoundaryEvent {
		list = append(list, host)
	}
	return list
}

// neighbour walks back to the nearest element with a name, over so many elements at most.
func (p *Process) neighbour(e *Element, limit int) spot {
	seen := map[*Element]bool{e: true}
	found := spot{}
	for queue := p.before(e); len(queue) > 0 && limit > 0; queue, limit = queue[1:], limit-1 {
		n := queue[0]
		switch {
		case n.Name != "":
			return spot{relation: "hinter", name: n.Name}
		case n.Kind == StartEvent && n.Parent == "":
			found = spot{relation: "hinter", name: "dem Start", plain: true}
		case !seen[n]:
			queue = append(queue, p.before(n)...)
		}
		seen[n] = true
	}
	return found
}

// way is what a person calls a flow.
func (p *Process) way(f *Flow) string {
	source, target := p.byID[f.Source], p.byID[f.Target]
	switch {
	case source == nil || target == nil:
		return "„" + cmp.Or(f.Name, f.ID) + "“"
	case f.Name != "":
		return "„" + f.Name + "“ hinter " + source.the(dative)
	}
	to := target.the(toward)
	if target.spot.relation == "hinter" && target.spot.name == source.Name {
		word, gender := target.noun()
		to = toward[gender] + " " + word
	}
	return source.the(outOf) + " " + to
}
