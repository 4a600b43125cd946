package neutral

import (
	"bufio"
	"bytes"
	"io"
	"strconv"

	"kontor/adapters"
)

// Names of the parts that are no file of the application.
const (
	partAntrag   = "antrag"
	partRohdaten = "rohdaten"
)

// filePart is a file beside the document, named by teil of a Dokument.
type filePart struct {
	file   adapters.File
	number int // in order of the delivery, from 1
	named  bool
}

// multipart reads the part antrag and stores the others. rohdaten is the vendor's original message: the host has stored
// it with the delivery, so it is only passed over.
func (r *reader) multipart(body io.Reader, d adapters.Delivery) error {
	r.parts = map[string]*filePart{}
	err := adapters.ReadParts(body, d.Header, r.lim, func(p *adapters.Part) error {
		switch {
		case p.Name == partAntrag && r.root == nil:
			content := bufio.NewReader(p.Body)
			return r.document(content, isXML(p.Type) || p.Type != "application/json" && startsXML(content), p.Charset)
		case p.Name == partRohdaten && !r.rohdaten:
			r.rohdaten = true
			_, err := io.Copy(io.Discard, p.Body)
			return err
		}
		return r.file(p)
	})
	if err == nil && r.root == nil {
		err = invalid("$", "Der Lieferung fehlt der Teil antrag mit dem Dokument.")
	}
	return err
}

// startsXML looks at the first character: a part without a type of its own is JSON or XML.
func startsXML(r *bufio.Reader) bool {
	head, _ := r.Peek(64)
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<"))
}

func (r *reader) file(p *adapters.Part) error {
	number := len(r.parts) + 1
	switch {
	case p.Name == "":
		return invalid("$", "Der "+strconv.Itoa(number)+". Datei-Teil hat keinen Namen.")
	case p.Name == partAntrag, p.Name == partRohdaten, r.parts[p.Name] != nil:
		return invalid("$", "Ein Teil der Lieferung kommt mehrfach vor; jeder Name ist nur einmal erlaubt.")
	case len(r.parts) >= r.lim.Files:
		return adapters.Fail(adapters.Refused, "too_many_files",
			"Die Lieferung enthält mehr Dateien als erlaubt. Bitte die Dateien zusammenfassen oder die Grenze für den Zugang erhöhen.")
	}
	f, err := adapters.Store(r.files, p.Body)
	r.parts[p.Name] = &filePart{file: f, number: number}
	return err
}

// checkParts wants every file to belong to a Dokument: one that nobody would see is a mistake of the sender.
func (r *reader) checkParts() {
	first := 0
	for _, p := range r.parts {
		if !p.named && (first == 0 || p.number < first) {
			first = p.number
		}
	}
	if first > 0 {
		r.fail("$.dokumente", "Der "+strconv.Itoa(first)+
			". Datei-Teil der Lieferung wird von keinem Dokument genannt (teil).")
	}
}
