package neutral_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"kontor/adapters"
)

const schemaFile = "../../docs/fallformat.schema.json"

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(s *jsonschema.Schema, data []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

// Every Go type has exactly the members of its part of the schema; "inhalt" and "teil" exist only on the wire.
func TestTypesMatchSchema(t *testing.T) {
	raw, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	type part struct {
		Properties map[string]any `json:"properties"`
	}
	var doc struct {
		part
		Defs map[string]part `json:"$defs"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	parts := map[string]any{"": adapters.Submission{}, "referenz": adapters.Referenz{},
		"formular": adapters.Formular{}, "antragsteller": adapters.Antragsteller{},
		"konto": adapters.Konto{}, "postfach": adapters.Postfach{}, "feld": adapters.Feld{},
		"dokument": adapters.Dokument{}, "datei": adapters.File{},
		"zahlung": adapters.Zahlung{}, "hinweis": adapters.Hinweis{}}
	for name, value := range parts {
		properties := doc.Properties
		if name != "" {
			properties = doc.Defs[name].Properties
		}
		var want, have []string
		for p := range properties {
			if name != "dokument" || p != "inhalt" && p != "teil" {
				want = append(want, p)
			}
		}
		typ := reflect.TypeOf(value)
		for i := range typ.NumField() {
			tag, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if tag != "-" {
				have = append(have, tag)
			}
		}
		sort.Strings(want)
		sort.Strings(have)
		if !reflect.DeepEqual(want, have) {
			t.Errorf("%s: the schema has %v, the Go type %v", name, want, have)
		}
	}
}

// What every adapter makes of its own test deliveries is valid.
func TestGoldenFilesMatchSchema(t *testing.T) {
	files, _ := filepath.Glob("../*/testdata/*.golden.json")
	if len(files) < 10 {
		t.Fatalf("only %d golden files", len(files))
	}
	s := schema(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err == nil {
			err = validate(s, data)
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// Schema and reader agree on what is wrong.
func TestReaderMatchesSchema(t *testing.T) {
	s := schema(t)
	for _, c := range wrong {
		if err := validate(s, []byte(c.body)); err == nil && !c.beyondSchema {
			t.Errorf("%s: the schema accepts it", c.name)
		}
	}
	if err := validate(s, []byte(full)); err != nil {
		t.Error(err)
	}
}
