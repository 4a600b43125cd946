package gover

import (
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
)

// maxSegments bounds the groups that the dots of one key make.
const maxSegments = 20

func (r *request) data() error {
	data := r.root.Get("data")
	if data == nil || data.Kind != adapters.JSONObject {
		r.b.Note("form_data_empty", "", "Die Lieferung enthält keine Antragsdaten (data); nur das PDF zeigt den Antrag.")
		return nil
	}
	fields, err := r.members(data.Members, "")
	r.b.Submission.Antragsdaten = fields
	return err
}

func (r *request) members(members []adapters.JSONMember, path string) ([]adapters.Feld, error) {
	fields := []adapters.Feld{}
	for _, m := range nested(members) {
		name := adapters.CleanLine(m.Key)
		f, err := r.value(name, m.Value, adapters.Path(path, name))
		if err != nil {
			return nil, err
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// nested turns keys with dots into groups, one dot at a time: "halter.name" is the member name of the group halter. The
// sender does so itself (SEEN), but keys inside repetitions and older versions may still carry dots.
func nested(members []adapters.JSONMember) []adapters.JSONMember {
	out := make([]adapters.JSONMember, 0, len(members))
	at := map[string]int{}
	for _, m := range members {
		head, rest, dotted := strings.Cut(m.Key, ".")
		if dotted && (head == "" || rest == "" || strings.Contains(m.Key, "..") || strings.HasSuffix(rest, ".") ||
			strings.Count(rest, ".") >= maxSegments) {
			dotted = false
		}
		if dotted {
			m = adapters.JSONMember{Key: head, Value: &adapters.JSONValue{Kind: adapters.JSONObject,
				Members: []adapters.JSONMember{{Key: rest, Value: m.Value}}}}
		}
		i, known := at[m.Key]
		switch {
		case !known:
			at[m.Key] = len(out)
			out = append(out, m)
		case out[i].Value.Kind == adapters.JSONObject && m.Value.Kind == adapters.JSONObject:
			joined := *out[i].Value
			joined.Members = append(joined.Members[:len(joined.Members):len(joined.Members)], m.Value.Members...)
			out[i].Value = &joined
		default: // a value and a group of the same name: both stay
			out = append(out, m)
		}
	}
	return out
}

func (r *request) value(name string, v *adapters.JSONValue, path string) (adapters.Feld, error) {
	f := adapters.Feld{Name: name, Typ: adapters.Text}
	var err error
	switch v.Kind {
	case adapters.JSONObject:
		if isUpload(v) {
			return r.upload(name, v, path)
		}
		f.Typ = adapters.Gruppe
		f.Felder, err = r.members(v.Members, path)
	case adapters.JSONArray:
		f.Typ = adapters.Liste
		for i, item := range v.Items {
			n := strconv.Itoa(i + 1)
			child, err := r.value(n, item, adapters.Path(path, n))
			if err != nil {
				return f, err
			}
			f.Felder = append(f.Felder, child)
		}
	case adapters.JSONBool, adapters.JSONNumber:
		return v.Leaf(name), nil
	case adapters.JSONString:
		return text(name, v.Text), nil
	}
	return f, err
}

// text types a string. Date and time fields come as instants (SEEN): midnight in Berlin is a date, "22:00Z the day
// before". Their text is written anew, because nobody ever saw the instant and it would show the wrong day.
func text(name, s string) adapters.Feld {
	t, ok := adapters.ParseInstant(s)
	if !ok {
		return adapters.Guess(name, "", s)
	}
	t = t.In(berlinZone())
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0 {
		return adapters.Feld{Name: name, Typ: adapters.Datum, Text: t.Format("02.01.2006"),
			Wert: t.Format(time.DateOnly)}
	}
	return adapters.Feld{Name: name, Typ: adapters.Zeitpunkt, Text: t.Format("02.01.2006, 15:04 Uhr"),
		Wert: t.Format(time.RFC3339Nano)}
}

// germanDate reads a date, or the day of an instant in Berlin.
func germanDate(s string) (string, bool) {
	if t, ok := adapters.ParseInstant(s); ok {
		return t.In(berlinZone()).Format(time.DateOnly), true
	}
	return adapters.ParseDate(s)
}

// isUpload tells an uploaded file (SEEN: name, uri, size, base64) from a group. Without base64 the file went missing at
// the sender; uri and size still tell what it was.
func isUpload(v *adapters.JSONValue) bool {
	is := func(key string, kind adapters.JSONKind) bool {
		m := v.Get(key)
		return m != nil && m.Kind == kind
	}
	return is("name", adapters.JSONString) && (is("base64", adapters.JSONString) || is("uri", adapters.JSONString) &&
		is("size", adapters.JSONNumber))
}

func (r *request) upload(name string, v *adapters.JSONValue, path string) (adapters.Feld, error) {
	f := adapters.Feld{Name: name, Typ: adapters.Datei, Text: adapters.CleanFilename(v.String("name"))}
	if content := v.Get("base64"); content == nil || content.Kind != adapters.JSONString {
		r.b.Note("document_missing", path,
			"Zu diesem Upload-Feld kam die Datei nicht mit. Bitte in Gover prüfen und die Datei nachfordern.")
		return f, nil
	}
	file, err := r.div.Content(v.String("base64"))
	if err != nil {
		return f, err
	}
	if f.Dokument, err = r.b.AddDocument(adapters.Attachment, v.String("name"), file); err != nil {
		return f, err
	}
	r.b.Document(f.Dokument).Feld = path
	if size := v.String("size"); size != "" && size != strconv.FormatInt(file.Groesse, 10) {
		r.b.Note("file_size_differs", path,
			"Die Datei ist nicht so groß wie vom Formularserver angegeben. Bitte prüfen, ob sie sich öffnen lässt.")
	}
	return f, nil
}
