package fim

import (
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"strings"

	"kontor/adapters"
)

func missing(what string) error {
	return adapters.Fail(adapters.Incomplete, "part_missing", what+" Bitte die Lieferung vollständig erneut senden.")
}

func invalid(what string) error {
	return adapters.Fail(adapters.Malformed, "metadata_invalid", what+
		" Bitte beim Absender den Aufbau der Metadaten prüfen.")
}

// verify holds data and attachments against the metadata, and adds the attachments as documents in its order. What the
// metadata does not announce is covered by no hash and is refused.
func (x *bundle) verify() error {
	structure := x.metadata.Get("contentStructure")
	if structure == nil || structure.Kind != adapters.JSONObject {
		return invalid("In metadata fehlt contentStructure.")
	}
	if err := x.verifyData(structure.Get(partData)); err != nil {
		return err
	}
	if list := structure.Get("attachments"); list != nil && list.Kind == adapters.JSONArray {
		for i, v := range list.Items {
			if err := x.verifyAttachment(v, fmt.Sprintf("contentStructure.attachments[%d]", i), i+1); err != nil {
				return err
			}
		}
	}
	for i, name := range x.order {
		if !x.parts[name].taken {
			return unannounced(fmt.Sprintf("Die %d. Anlage der Lieferung", i+1))
		}
	}
	return nil
}

func unannounced(what string) error {
	return adapters.Fail(adapters.Incomplete, "part_unannounced", what+
		" steht nicht in den Metadaten und lässt sich nicht prüfen. Bitte die Lieferung mit passenden Metadaten erneut senden.")
}

func (x *bundle) verifyData(announced *adapters.JSONValue) error {
	doc := x.documents[partData]
	switch {
	case announced == nil || announced.Kind == adapters.JSONNull:
		if doc != nil {
			return unannounced("Der Teil data")
		}
		return nil
	case doc == nil:
		return missing("Die Metadaten kündigen Fachdaten an, aber der Teil data fehlt.")
	}
	sum := sha512.Sum512(doc.content)
	return checkHash(announced, hex.EncodeToString(sum[:]), "contentStructure.data")
}

// checkHash compares the announced hash with the one of the bytes that came.
func checkHash(announced *adapters.JSONValue, found, at string) error {
	hash := announced.Get("hash")
	problem := ""
	switch {
	case hash.String("content") == "":
		problem = "Für " + at + " fehlt in den Metadaten der Hashwert."
	case !strings.EqualFold(hash.String("type"), "sha512"):
		problem = "Der Hashwert von " + at + " ist nicht vom Typ sha512."
	case !strings.EqualFold(strings.TrimSpace(hash.String("content")), found):
		problem = "Der Inhalt zu " + at +
			" passt nicht zum Hashwert der Metadaten; er wurde verändert oder ist unvollständig."
	default:
		return nil
	}
	return adapters.Fail(adapters.Incomplete, "hash_mismatch", problem+" Bitte die Lieferung erneut senden.")
}

func (x *bundle) verifyAttachment(v *adapters.JSONValue, at string, number int) error {
	id := strings.ToLower(strings.TrimSpace(v.String("attachmentId")))
	if id == "" {
		return invalid("In " + at + " fehlt attachmentId.")
	}
	a := x.parts[id]
	switch {
	case a == nil:
		return adapters.Fail(adapters.Incomplete, "document_missing", "Die Anlage zu "+at+
			" fehlt in der Lieferung. Bitte mit allen Anlagen erneut senden.")
	case a.taken:
		return invalid("In " + at + " steht eine attachmentId, die schon bei einer anderen Anlage steht.")
	}
	a.taken = true
	if err := checkHash(v, a.sha512, at); err != nil {
		return err
	}
	role := adapters.Attachment
	switch v.String("purpose") {
	case "form": // the rendered application (SEEN)
		role = adapters.Representation
	case "data":
		x.b.Note("data_in_attachment", "", "Ein Teil der Fachdaten kam als eigene Anlage und steht nur dort.")
	}
	doc, err := x.b.AddDocument(role, attachmentName(v, role, number), a.file)
	if err != nil {
		return err
	}
	x.b.Document(doc).Beschreibung = v.String("description")
	x.documentOf[id] = doc
	return nil
}

// endings of the media types that forms commonly send, for attachments without a file name.
var endings = map[string]string{"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg",
	"text/plain": ".txt", "application/json": ".json", "application/xml": ".xml"}

func attachmentName(v *adapters.JSONValue, role adapters.Rolle, number int) string {
	if name := strings.TrimSpace(v.String("filename")); name != "" {
		return name
	}
	ending := endings[strings.ToLower(v.String("mimeType"))]
	if role == adapters.Representation {
		return "Antrag" + ending
	}
	return fmt.Sprintf("Anlage %d%s", number, ending)
}
