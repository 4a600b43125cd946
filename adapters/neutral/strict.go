package neutral

import (
	"strconv"
	"strings"

	"kontor/adapters"
)

// maxString bounds strings that are not field texts, in bytes.
const maxString = 2000

// maxKennung bounds the Kennung, in bytes.
const maxKennung = 200

// reader walks the document and keeps the first error.
type reader struct {
	b     *adapters.Builder
	files adapters.Files
	lim   adapters.Limits
	div   *adapters.Diverter
	root  *adapters.JSONValue
	ids   map[string]bool // of documents
	err   error

	parts    map[string]*filePart // by part name; nil unless the delivery is multipart
	rohdaten bool                 // the part was seen
}

func (r *reader) fail(path, problem string) {
	if r.err == nil {
		r.err = invalid(path, problem)
	}
}

func invalid(path, problem string) error {
	return adapters.Fail(adapters.Malformed, "format_invalid", "In "+path+": "+problem+
		" Der Aufbau steht in docs/fallformat.md.")
}

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// object is one JSON object whose members are taken one by one; rest complains about what is left.
type object struct {
	r     *reader
	v     *adapters.JSONValue
	path  string
	taken map[string]bool
}

func (r *reader) object(v *adapters.JSONValue, path string) *object {
	o := &object{r: r, v: v, path: path, taken: map[string]bool{}}
	if v == nil || v.Kind != adapters.JSONObject {
		r.fail(path, "Hier wird ein Objekt erwartet.")
		o.v = &adapters.JSONValue{Kind: adapters.JSONObject}
	}
	return o
}

func (o *object) get(key string) *adapters.JSONValue {
	o.taken[key] = true
	v := o.v.Get(key)
	if v != nil && v.Kind == adapters.JSONNull {
		return nil
	}
	return v
}

func (o *object) at(key string) string { return o.path + "." + key }

// text reads an optional string.
func (o *object) text(key string) string {
	v := o.get(key)
	if v == nil {
		return ""
	}
	if v.Kind != adapters.JSONString {
		o.r.fail(o.at(key), "Hier wird ein Text in Anführungszeichen erwartet.")
		return ""
	}
	return v.Text
}

// short is text with a bound.
func (o *object) short(key string) string {
	s := o.text(key)
	if len(s) > maxString {
		o.r.fail(o.at(key), "Der Text ist länger als "+strconv.Itoa(maxString)+" Byte.")
	}
	return s
}

// need is short, but required.
func (o *object) need(key string) string {
	s := o.short(key)
	if adapters.CleanLine(s) == "" { // also where control characters are all there is
		o.r.fail(o.at(key), "Diese Angabe ist Pflicht und fehlt oder ist leer.")
	}
	return s
}

// oneOf is short with a closed list; an empty value is allowed where required is false.
func (o *object) oneOf(key string, required bool, list ...string) string {
	s := o.short(key)
	if s == "" && !required {
		return ""
	}
	for _, known := range list {
		if s == known {
			return s
		}
	}
	o.r.fail(o.at(key), "Erlaubt sind nur: "+strings.Join(list, ", ")+".")
	return ""
}

// number reads an optional whole number.
func (o *object) number(key string) (int64, bool) {
	v := o.get(key)
	if v == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(v.Text, 10, 64)
	if v.Kind != adapters.JSONNumber || err != nil {
		o.r.fail(o.at(key), "Hier wird eine ganze Zahl erwartet.")
		return 0, false
	}
	return n, true
}

// list calls each for the items of an optional array.
func (o *object) list(key string, each func(item *adapters.JSONValue, path string)) {
	v := o.get(key)
	if v == nil {
		return
	}
	if v.Kind != adapters.JSONArray {
		o.r.fail(o.at(key), "Hier wird eine Liste erwartet.")
		return
	}
	for i, item := range v.Items {
		if o.r.err != nil {
			return
		}
		each(item, o.at(key)+index(i))
	}
}

// done refuses members nobody asked for. Their names may be misspelt values, so only the place is
// named.
func (o *object) done() {
	for i, m := range o.v.Members {
		if !o.taken[m.Key] {
			o.r.fail(o.path, "Die "+strconv.Itoa(i+1)+
				". Angabe ist hier unbekannt. Bitte die Schreibweise ihres Namens prüfen.")
		}
	}
}
