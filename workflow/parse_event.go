package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// event reads what an event waits for or brings about.
func (r *reader) event(e *Element, c *node, around *Element) {
	if e.Kind == StartEvent {
		e.Interrupting = c.flag("isInterrupting", true)
	}
	triggers := r.eventDefinitions(e, c)
	if len(triggers) > 1 {
		e.Refusal = "Ein Ereignis mit mehreren Auslösern wird nicht ausgeführt. Bitte ein Ereignis je Auslöser zeichnen."
		return
	}
	for _, d := range triggers {
		r.trigger(e, c, d)
	}
	if e.Refusal != "" {
		return
	}
	switch {
	case e.Kind == StartEvent && e.Event == MessageEvent && e.Parent == "":
		e.Event, e.Message = NoneEvent, "" // the message is the Antrag, and it has come
	case (e.Kind == ThrowEvent || e.Kind == EndEvent) && e.Event == MessageEvent:
		e.drawn, e.Kind, e.Event, e.Message = e.Kind, SendTask, NoneEvent, ""
		return
	}
	if e.Kind == StartEvent && around != nil && around.Triggered {
		e.Refusal = refuseListener(e)
		return
	}
	e.Refusal = refuseEvent(e)
}

// refuseListener judges the start of an event subprocess.
func refuseListener(e *Element) string {
	switch e.Event {
	case TimerEvent, MessageEvent, ErrorEvent:
		return ""
	case NoneEvent:
		return "Dem Start des Ereignis-Teilprozesses fehlt der Auslöser. Bitte Zeit, Nachricht oder Fehler wählen."
	}
	return "Ein Ereignis-Teilprozess kann nur durch Zeit, Nachricht oder Fehler beginnen."
}

// eventDefinitions are the triggers of an event, in it or elsewhere in the file (clause 10.5.1).
func (r *reader) eventDefinitions(e *Element, c *node) []*node {
	var list []*node
	for _, d := range c.children {
		switch {
		case d.space != nsBPMN:
		case d.name == "eventDefinitionRef":
			if t := r.triggers[local(d.text())]; t != nil {
				list = append(list, t)
				continue
			}
			e.Refusal = fmt.Sprintf("Der Auslöser, auf den es verweist (%s), fehlt in der Datei. Bitte den Auslöser im Ereignis selbst wählen.",
				strings.TrimSpace(d.text()))
		case strings.HasSuffix(d.name, "EventDefinition"):
			list = append(list, d)
		}
	}
	return list
}

func (r *reader) trigger(e *Element, c, d *node) {
	switch d.name {
	case "timerEventDefinition":
		e.Event, e.Timer = TimerEvent, parseTimer(c, d)
		switch {
		case hasSeveralTimes(d):
			e.Refusal = "Es nennt mehrere Zeiten. Bitte nur eine angeben: Dauer, Zeitpunkt oder Wiederholung."
		case e.Timer != nil && e.Timer.Frist != nil && e.Timer.Value != nil:
			e.Refusal = "Hier stehen eine Frist und eine Zeitangabe nach der Uhr, und nur eine kann gelten. Bitte eine davon entfernen."
		}
	case "messageEventDefinition":
		e.Event, e.MessageKey = MessageEvent, messageKey(c)
		r.setMessage(e, d.attr("messageRef"))
	case "errorEventDefinition":
		e.Event = ErrorEvent
		r.setError(e, local(d.attr("errorRef")))
	case "terminateEventDefinition":
		e.Event = TerminateEvent
	default:
		e.Refusal = "Ereignisse der Art „" + eventName(d.name) +
			"“ werden nicht ausgeführt. Möglich sind Zeit, Nachricht, Fehler und Terminierung."
	}
}

// setMessage takes the name of the message an element points at. To point at nothing is no crime, to point
// at what is not there is.
func (r *reader) setMessage(e *Element, ref string) {
	name, known := r.messages[local(ref)]
	if ref != "" && !known {
		e.Refusal = fmt.Sprintf("Die Nachricht, auf die verwiesen wird (%s), fehlt in der Datei. Bitte eine Nachricht auswählen.", ref)
	}
	e.Message = name
}

// setError takes the code of an error. A boundary event without any error catches all (clause 10.5.5); one
// whose error is missing, or has no code, must not come to that by mistake.
func (r *reader) setError(e *Element, ref string) {
	code, known := r.errors[ref]
	switch {
	case ref == "":
	case !known:
		e.Refusal = fmt.Sprintf("Der Fehler, auf den verwiesen wird (%s), fehlt in der Datei. Bitte einen Fehler auswählen.", ref)
	case code == "":
		e.Refusal = fmt.Sprintf("Der Fehler, auf den verwiesen wird (%s), hat keinen Code. Bitte einen Fehlercode eintragen.", ref)
	}
	e.ErrorCode = code
}

var eventNames = map[string]string{
	"signal": "Signal", "escalation": "Eskalation", "compensate": "Kompensation", "conditional": "Bedingung",
	"link": "Verknüpfung", "cancel": "Abbruch", "timer": "Zeit", "message": "Nachricht", "error": "Fehler",
	"terminate": "Terminierung",
}

func eventName(definition string) string {
	name := strings.TrimSuffix(definition, "EventDefinition")
	if german := eventNames[name]; german != "" {
		return german
	}
	return name
}

// eventsRun says which trigger each kind of event may have.
var eventsRun = map[Kind][]EventKind{
	StartEvent:    {NoneEvent},
	EndEvent:      {NoneEvent, ErrorEvent, TerminateEvent},
	CatchEvent:    {TimerEvent, MessageEvent},
	ThrowEvent:    {NoneEvent},
	BoundaryEvent: {TimerEvent, MessageEvent, ErrorEvent},
}

func refuseEvent(e *Element) string {
	if slices.Contains(eventsRun[e.Kind], e.Event) {
		return ""
	}
	switch {
	case e.Kind == StartEvent && e.Parent != "":
		return "Ein Teilprozess beginnt, wenn der Ablauf ihn erreicht. Bitte ein Startereignis ohne Auslöser verwenden und dahinter auf das Ereignis warten."
	case e.Kind == StartEvent:
		return "Ein Prozess beginnt mit dem Eingang des Vorgangs. Bitte ein Startereignis ohne Auslöser verwenden und dahinter auf das Ereignis warten."
	case e.Event == NoneEvent:
		return "Dem Ereignis fehlt der Auslöser. Bitte Zeit, Nachricht oder Fehler wählen."
	}
	return "Der Auslöser „" + eventName(string(e.Event)) + "“ ist an dieser Stelle nicht möglich."
}

var timerKinds = []struct{ kind, element string }{
	{"duration", "timeDuration"}, {"date", "timeDate"}, {"cycle", "timeCycle"},
}

// parseTimer reads the time of an event from its definition d, and the Frist from the extensions of either.
func parseTimer(event, d *node) *TimerDefinition {
	clock := parseClock(d)
	n := event.extension("frist")
	if n == nil {
		n = d.extension("frist")
	}
	if n == nil {
		return clock
	}
	t := &TimerDefinition{Kind: "frist", Frist: parseFrist(n)}
	if clock != nil {
		t.Value = clock.Value
	}
	return t
}

// parseClock reads when a timer comes; nil where it says nothing, or more than one thing.
func parseClock(d *node) *TimerDefinition {
	if hasSeveralTimes(d) {
		return nil
	}
	for _, k := range timerKinds {
		if t := d.first(k.element); t != nil && strings.TrimSpace(t.text()) != "" {
			return &TimerDefinition{Kind: k.kind, Value: newMoment(t.text())}
		}
	}
	return nil
}

func hasSeveralTimes(d *node) bool {
	count := 0
	for _, k := range timerKinds {
		for _, t := range d.all(k.element) {
			if strings.TrimSpace(t.text()) != "" {
				count++
			}
		}
	}
	return count > 1
}
