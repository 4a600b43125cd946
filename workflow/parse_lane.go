package workflow

import (
	"regexp"
	"slices"
)

// lane is what a lane, a pool or a process says of the tasks in it.
type lane struct {
	id, name       string
	rolle, einheit string
	around         *lane
}

// unitKey is what the key of a unit looks like; a lane called „Bauamt“ is a heading, one called „bauamt“ a key.
var unitKey = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,63}$`)

// newLane reads `kontor:aufgabe rolle einheit`; nil where nothing is said and there is no name to go by.
func newLane(n *node, around *lane) *lane {
	l := &lane{id: n.attr("id"), name: clean(n.attr("name")), around: around}
	if a := n.extension("aufgabe"); a != nil {
		l.rolle, l.einheit = a.attr("rolle"), a.attr("einheit")
	}
	return l
}

// readLanes notes for every element the innermost lane it stands in.
func (p *Process) readLanes(set *node, around *lane) {
	for _, n := range set.all("lane") {
		l := newLane(n, around)
		if key := variableName(l.name); l.rolle == "" && slices.Contains(Rollen(), key) {
			l.rolle = key
		} else if l.einheit == "" && unitKey.MatchString(l.name) {
			l.einheit = l.name
		}
		p.lanes, p.leftOut = append(p.lanes, l), append(p.leftOut, judge(n, "process")...)
		for _, ref := range n.all("flowNodeRef") {
			p.inLane[local(ref.text())] = l
		}
		for _, child := range n.all("childLaneSet") {
			p.readLanes(child, l)
		}
	}
}

// assign gives tasks the role and unit of their lane where they have none of their own.
func (p *Process) assign() {
	for _, e := range p.Elements {
		e.lane = p.laneOf(e)
		if e.Kind != UserTask {
			continue
		}
		for l := e.lane; l != nil; l = l.around {
			if l.rolle == "" && l.einheit == "" {
				continue
			}
			if e.Aufgabe == nil {
				e.Aufgabe = &Aufgabe{}
			}
			if e.Aufgabe.Rolle == "" {
				e.Aufgabe.Rolle = l.rolle
			}
			if e.Aufgabe.Einheit == "" {
				e.Aufgabe.Einheit = l.einheit
			}
		}
	}
}

// laneOf finds the lane of an element, or of the subprocess it is in.
func (p *Process) laneOf(e *Element) *lane {
	for ; e != nil; e = p.byID[e.Parent] {
		if l := p.inLane[e.inPicture()]; l != nil {
			return l
		}
	}
	return p.pool.lane
}
