package formcycle

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"kontor/adapters"
)

// indexed is the name of one repetition, name_0, name_1, … (SEEN §3.2).
var indexed = regexp.MustCompile(`^(.+)_(\d{1,4})$`)

// slot is one entry of the field list while it is built.
type slot struct {
	name  string
	pairs []pair
	index []int // of each pair, for indexed names
}

// addPairs turns the flat list into fields: equal names and indexed names become a Liste at the
// place of their first value.
func (r *request) addPairs() {
	r.b.Submission.Antragsdaten = append(r.b.Submission.Antragsdaten, r.fields(r.pairs, "")...)
}

func (r *request) fields(pairs []pair, path string) []adapters.Feld {
	repeated := map[string]bool{}
	for _, p := range pairs {
		if m := indexed.FindStringSubmatch(p.name); m != nil && m[2] == "0" {
			repeated[m[1]] = true
		}
	}
	var slots []*slot
	by := map[string]*slot{}
	for _, p := range pairs {
		key, name, index := "="+p.name, p.name, -1
		if m := indexed.FindStringSubmatch(p.name); m != nil && repeated[m[1]] {
			index, _ = strconv.Atoi(m[2])
			key, name = "#"+m[1], m[1]
		}
		s := by[key]
		if s == nil {
			s = &slot{name: name}
			by[key] = s
			slots = append(slots, s)
		}
		s.pairs, s.index = append(s.pairs, p), append(s.index, index)
	}
	fields := make([]adapters.Feld, 0, len(slots))
	for _, s := range slots {
		fields = append(fields, r.slotField(s, path))
	}
	return fields
}

func (r *request) slotField(s *slot, path string) adapters.Feld {
	at := adapters.Path(path, s.name)
	if len(s.pairs) == 1 && s.index[0] < 0 {
		return r.single(s.name, s.pairs[0], at)
	}
	list := adapters.Feld{Name: s.name, Typ: adapters.Liste}
	used, again := map[string]bool{}, 0
	for i, p := range s.pairs {
		name := strconv.Itoa(i + 1)
		if s.index[i] >= 0 {
			name = strconv.Itoa(s.index[i] + 1)
		}
		if used[name] { // name_0 sent twice; indexes end at 9999
			again++
			name = strconv.Itoa(10_000 + again)
		}
		used[name] = true
		list.Felder = append(list.Felder, r.single(name, p, adapters.Path(at, name)))
	}
	return list
}

func (r *request) single(name string, p pair, path string) adapters.Feld {
	if p.file {
		if p.document != "" {
			r.b.Document(p.document).Feld = path
		}
		return adapters.Feld{Name: name, Typ: adapters.Datei, Text: p.text, Dokument: p.document}
	}
	if p.value != nil {
		f := r.value(name, p.value, path)
		f.Label = r.labels[p.value]
		return f
	}
	return r.guess(name, p.text, path)
}

func (r *request) guess(name, text, path string) adapters.Feld {
	if placeholder.MatchString(text) {
		r.b.Note("placeholder_unresolved", path,
			"Der Wert enthält einen nicht ersetzten Platzhalter. Bitte die Aktion im Formular prüfen.")
	}
	if joined(text) {
		r.b.Note("repeats_joined", path,
			"Der Wert besteht vermutlich aus mehreren Angaben, die mit Komma verbunden wurden. Bitte prüfen und im Formular jede Wiederholung einzeln senden (Name mit _0, _1 …).")
	}
	return adapters.Guess(name, "", text)
}

// joined tells the repetitions that a placeholder joins by comma (SEEN §3.2) from text of a person, who
// sets a blank behind a comma. "Meyer, Anna" stays ambiguous and is left alone.
func joined(text string) bool {
	pieces := strings.Split(strings.TrimSpace(text), ",")
	if len(pieces) < 2 {
		return false
	}
	dates, digits, bare := true, len(pieces) > 2, false
	for i, p := range pieces {
		if p == "" {
			return false
		}
		_, date := adapters.ParseDate(p)
		dates = dates && date
		digits = digits && strings.Trim(p, "0123456789") == ""
		if i > 0 && !unicode.IsSpace(rune(p[0])) {
			before := pieces[i-1]
			bare = bare || !isDigit(before[len(before)-1]) || !isDigit(p[0]) // not "3,5 m"
		}
	}
	return dates || digits || bare
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
