package ozgcloud

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kontor/adapters"
)

func (r *request) items(list *adapters.JSONValue, path string) []adapters.Feld {
	fields := make([]adapters.Feld, 0, len(list.Items))
	for i, item := range list.Items {
		name := adapters.CleanLine(item.String("name"))
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		fields = append(fields, r.item(item, name, adapters.Path(path, name)))
	}
	return fields
}

// item reads one formItem: nested items, or one of four value slots (SEEN §4.1).
func (r *request) item(v *adapters.JSONValue, name, path string) adapters.Feld {
	f := adapters.Feld{Name: name, Label: adapters.StripMarkup(v.String("label")), Typ: adapters.Text}
	if v.Kind != adapters.JSONObject {
		r.b.Note("item_unreadable", path, "Ein Eintrag der Antragsdaten hat keinen Aufbau aus Name und Wert.")
		f.Text = v.Text
		return f
	}
	slots := r.filled(v, path)
	nested := v.Get("formItems")
	if nested != nil && nested.Kind == adapters.JSONArray {
		f.Typ, f.Felder = adapters.Gruppe, r.items(nested, path)
		if len(slots) > 0 {
			own := r.value(adapters.Feld{Name: name, Label: f.Label, Typ: adapters.Text}, slots, path)
			f.Felder = append([]adapters.Feld{own}, f.Felder...)
			r.b.Note("value_and_items", path,
				"Ein Abschnitt hat zugleich einen eigenen Wert; er steht als erstes Feld darin.")
		}
		return f
	}
	return r.value(f, slots, path)
}

// slot is one filled value of an item.
type slot struct {
	kind, text string
	value      *adapters.JSONValue
}

// filled lists the values of an item. A list in a slot, which nobody sends so far, is several values.
func (r *request) filled(v *adapters.JSONValue, path string) (slots []slot) {
	for _, kind := range []string{"stringValue", "numberValue", "dateValue", "booleanValue"} {
		m := v.Get(kind)
		if m == nil || m.Kind == adapters.JSONNull {
			continue
		}
		for _, one := range append([]*adapters.JSONValue{m}, m.Items...) {
			switch one.Kind {
			case adapters.JSONObject:
				r.b.Note("item_unreadable", path,
					"Ein Eintrag der Antragsdaten hat einen Wert mit unbekanntem Aufbau; er steht nur in der gesicherten Lieferung.")
			case adapters.JSONArray, adapters.JSONNull:
			default:
				slots = append(slots, slot{kind, one.Text, one})
			}
		}
	}
	return slots
}

func (r *request) value(f adapters.Feld, slots []slot, path string) adapters.Feld {
	if len(slots) == 0 {
		return f
	}
	if len(slots) > 1 {
		texts := make([]string, len(slots))
		for i, s := range slots {
			texts[i] = s.text
			r.checkDate(s, path)
		}
		f.Text = strings.Join(texts, " / ")
		r.b.Note("several_values", path,
			"Das Feld hat mehrere Werte gleichzeitig; alle stehen als Text da. Bitte prüfen, welcher gilt.")
		return f
	}
	s := slots[0]
	f.Text = s.text
	switch s.kind {
	case "numberValue":
		f.Typ = adapters.Zahl
		if f.Wert, _ = s.value.Decimal(); f.Wert == "" {
			r.b.Note("value_unreadable", path, "Die Zahl lässt sich nicht eindeutig lesen; sie steht nur als Text da.")
		}
	case "dateValue":
		f.Typ = adapters.Datum
		f.Wert, _ = adapters.ParseDate(s.text)
		r.checkDate(s, path)
	case "booleanValue":
		if s.text == "true" || s.text == "false" {
			f.Typ, f.Wert, f.Text = adapters.JaNein, s.text, adapters.YesNo(s.text)
		}
	default:
		if files := r.match(s.text); files != nil {
			return r.fileList(f, files, path)
		}
	}
	return f
}

func (r *request) checkDate(s slot, path string) {
	if _, ok := adapters.ParseDate(s.text); s.kind == "dateValue" && !ok {
		r.b.Note("value_unreadable", path, "Das Datum ist nicht lesbar oder gibt es nicht; es steht nur als Text da.")
	}
}

func (r *request) fileList(f adapters.Feld, files []upload, path string) adapters.Feld {
	f.Typ, f.Text = adapters.Liste, ""
	for i, u := range files {
		name := strconv.Itoa(i + 1)
		r.b.Document(u.document).Feld = adapters.Path(path, name)
		f.Felder = append(f.Felder, adapters.Feld{Name: name, Typ: adapters.Datei, Text: u.name, Dokument: u.document})
	}
	return f
}

// maxNames bounds the pieces of a text that are compared with file names, maxCommas those that one
// name may have.
const (
	maxNames  = 100
	maxCommas = 4
)

// match reads a text as comma list of file names (SEEN) and returns the uploads, named as in the text,
// if every name is one. Names may hold commas themselves, and the sender respells them for the part.
func (r *request) match(text string) []upload {
	pieces := strings.Split(text, ",")
	if len(r.uploads) == 0 || len(pieces) > maxNames {
		return nil
	}
	if r.bySpelling == nil {
		r.bySpelling = map[string][]upload{}
		for _, u := range r.uploads {
			key := spelling(u.name)
			r.bySpelling[key] = append(r.bySpelling[key], u)
		}
	}
	taken := map[string]int{} // the same name twice: in order
	var found []upload
	for start := 0; start < len(pieces); {
		end := 0
		for e := min(len(pieces), start+1+maxCommas); e > start && end == 0; e-- {
			name := strings.Join(pieces[start:e], ",")
			key := spelling(name)
			if us := r.bySpelling[key]; len(us) > 0 && key != "" {
				u := us[min(taken[key], len(us)-1)]
				taken[key]++
				found, end = append(found, upload{name: adapters.CleanFilename(name), document: u.document}), e
			}
		}
		if end == 0 {
			return nil
		}
		start = end
	}
	return found
}

// spelling folds a file name to letters and digits without accents: senders turn blanks into "_" and
// "ü" into "u".
func spelling(name string) string {
	name = strings.NewReplacer("ß", "ss", "ẞ", "ss").Replace(adapters.CleanFilename(name))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(name))
}
