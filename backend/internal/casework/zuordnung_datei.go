package casework

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

const dateikopf = `# Formularzuordnung von Kontor. Aufbau: docs/adapter-anbinden.md, Abschnitt „Formular zuordnen“.
# Pfade nennen Felder des Formulars: betrieb.firma, flaechen[].quadratmeter, "Name mit Leerzeichen".telefon
# version: "" gilt für jede Fassung des Formulars, die keine eigene Zuordnung hat.
`

// Datei writes a mapping as a text file: stable order, so that two files can be compared line by line.
func (z Zuordnung) Datei() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(dateikopf)
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(z); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

// ReadZuordnung reads such a file. Errors name the line; unknown keys are refused, so that slips show.
func ReadZuordnung(raw []byte) (Zuordnung, error) {
	var z Zuordnung
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	err := d.Decode(&z)
	switch {
	case errors.Is(err, io.EOF):
		return z, dateifehler("Die Datei ist leer.")
	case err != nil:
		return z, dateifehler(yamlSatz(err.Error()))
	case !errors.Is(d.Decode(&struct{}{}), io.EOF):
		return z, dateifehler("Die Datei enthält mehr als eine Zuordnung.")
	case strings.TrimSpace(z.Formular) == "":
		return z, dateifehler("Es fehlt die Angabe „formular“.")
	}
	flat, err := json.Marshal(z) // shows what YAML wrote as "\0"
	if err != nil {
		return z, err
	}
	bad, err := CheckJSON(flat)
	if err != nil {
		return z, dateifehler("Die Datei enthält zu viele Angaben.")
	}
	if len(bad) > 0 {
		return z, dateifehler("Die Angabe „" + bad[0].Pfad +
			"“ enthält ein Zeichen, das nicht gespeichert werden kann.")
	}
	return z, nil
}

func dateifehler(detail string) *Error {
	return &Error{Code: Invalid, Reason: "zuordnung_file_malformed", Detail: detail}
}

var (
	yamlZeile     = regexp.MustCompile(`line (\d+)`)
	yamlUnbekannt = regexp.MustCompile(`field (\S+) not found`)
)

// yamlSatz turns the first complaint of the YAML library into a sentence with its line.
func yamlSatz(text string) string {
	for _, part := range strings.Split(text, "\n") {
		zeile := yamlZeile.FindStringSubmatch(part)
		if zeile == nil {
			continue
		}
		satz := "Der Aufbau ist kein gültiges YAML."
		switch unbekannt := yamlUnbekannt.FindStringSubmatch(part); {
		case unbekannt != nil:
			satz = "Die Angabe „" + unbekannt[1] + "“ gibt es nicht."
		case strings.Contains(part, "already defined") || strings.Contains(part, "already set"):
			satz = "Diese Angabe steht doppelt da."
		case strings.Contains(part, "cannot unmarshal"):
			satz = "Hier wird etwas anderes erwartet, zum Beispiel Text statt einer Liste."
		}
		return "Zeile " + zeile[1] + ": " + satz
	}
	return "Die Datei ist kein gültiges YAML."
}
