package intelliform

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"kontor/adapters"
)

// prefillValue is one start value of a form.
type prefillValue struct{ field, value string }

// prefillLine is "formId feld = wert". Ids of forms hold no blanks (SEEN: 01/supportformular); fields are
// element names, with a slash between group and field.
var prefillLine = regexp.MustCompile(`^(\S+)\s+([\p{L}_][\p{L}\p{N}_.-]*(?:/[\p{L}_][\p{L}\p{N}_.-]*)*)\s*=\s*(.*)$`)

// prefill answers the question for start values from the setting vorbelegung, and refuses it without.
// Nothing of the question is used but the formId; no data of a person is given out.
func (m *message) prefill(set map[string]string, operation *adapters.Node) error {
	table := strings.TrimSpace(set[settingPrefill])
	if table == "" {
		return adapters.Fail(adapters.NotFound, "prefill_unsupported",
			"Für diesen Zugang ist keine Vorbelegung (prefill) eingerichtet. Bitte sie im Formular abschalten oder am Zugang die Einstellung „Vorbelegung“ ausfüllen.")
	}
	values, err := prefillValues(table, operation.Child("data").ChildText("formId"))
	if err != nil {
		return err
	}
	return &adapters.Answered{Reason: "prefill_answered", Response: adapters.Response{
		Status: http.StatusOK, ContentType: xmlType, Body: prefillResponse(values)}}
}

// prefillValues are the values for one form, those for all forms included; the last line of a field wins.
func prefillValues(table, form string) (values []prefillValue, err error) {
	at := map[string]int{}
	for n, line := range strings.Split(table, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := prefillLine.FindStringSubmatch(line)
		if parts == nil {
			return nil, adapters.Fail(adapters.NotFound, "prefill_table_invalid",
				fmt.Sprintf("Zeile %d der Einstellung „Vorbelegung“ ist nicht lesbar. Bitte so schreiben: Formular-ID, Leerzeichen, Feld = Wert.", n+1))
		}
		if parts[1] != "*" && parts[1] != form {
			continue
		}
		i, known := at[parts[2]]
		if !known {
			i = len(values)
			at[parts[2]] = i
			values = append(values, prefillValue{field: parts[2]})
		}
		values[i].value = adapters.CleanLine(parts[3])
	}
	return values, nil
}

// prefillResponse gives the values twice, as form data like those of a deposit and as custom parameters:
// which of both a form takes is set up in the form (INFERRED). Other than in deposit, attachment and entry
// are wrapped (SEEN in the vendor's schema, with this order of elements).
func prefillResponse(values []prefillValue) []byte {
	var w strings.Builder
	w.WriteString(envelopeStart + `    <b:prefillResponse xmlns:b="` + depositSpace + `">` + "\n      <return>\n")
	if len(values) > 0 {
		data := base64.StdEncoding.EncodeToString([]byte(prefillData(values)))
		w.WriteString("        <attachments><attachment><content>" + data +
			"</content><contentType>text/xml</contentType><id>" + defaultDataID +
			"</id><name>XML-Daten.xml</name></attachment></attachments>\n        <customParameters>\n")
		for _, v := range values {
			w.WriteString("          <entry><key>" + escape(v.field) + "</key><value>" + escape(v.value) +
				"</value></entry>\n")
		}
		w.WriteString("        </customParameters>\n        <primaryDataAttachmentId>" + defaultDataID +
			"</primaryDataAttachmentId>\n")
	}
	w.WriteString("      </return>\n    </b:prefillResponse>\n" + envelopeEnd)
	return []byte(w.String())
}

// prefillData writes plain form data. Fields of one group stand together whatever the order of the lines.
func prefillData(values []prefillValue) string {
	root := &adapters.Node{Name: "myForm"}
	for _, v := range values {
		n := root
		for _, name := range strings.Split(v.field, "/") {
			child := n.Child(name)
			if child == nil {
				child = &adapters.Node{Name: name}
				n.Children = append(n.Children, child)
			}
			n = child
		}
		n.Text = v.value
	}
	var w strings.Builder
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	writeNode(&w, root)
	return w.String()
}

func writeNode(w *strings.Builder, n *adapters.Node) {
	w.WriteString("<" + n.Name + ">" + escape(n.Text))
	for _, c := range n.Children {
		writeNode(w, c)
	}
	w.WriteString("</" + n.Name + ">")
}
