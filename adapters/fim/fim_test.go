package fim_test

import (
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/fim"
)

const multipartType = "multipart/form-data; boundary=grenze"

type part struct{ name, typ, content string }

func message(parts ...part) []byte {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("--grenze\r\nContent-Disposition: form-data; name=\"" + p.name + "\"\r\n")
		if p.typ != "" {
			b.WriteString("Content-Type: " + p.typ + "\r\n")
		}
		b.WriteString("\r\n" + p.content + "\r\n")
	}
	return []byte(b.String() + "--grenze--\r\n")
}

func hash(content string) string {
	sum := sha512.Sum512([]byte(content))
	return `"hash": {"type": "sha512", "content": "` + hex.EncodeToString(sum[:]) + `"}`
}

func announce(uri, mime, data string) string {
	return fmt.Sprintf(`"data": {"submissionSchema": {"schemaUri": %q, "mimeType": %q}, %s}`, uri, mime, hash(data))
}

const (
	idForm = "11111111-1111-4111-8111-111111111111"
	idPlan = "22222222-2222-4222-8222-22222222222a"
	idRest = "33333333-3333-4333-8333-333333333333"
)

const jsonData = `{"G99000010": {"F99000011": "Antje", "F99000013": "1984-11-23", "F99000014V1.1": 2.50}, "g99000020": [{"F99000021": "Ole"}, {"F99000021": "Ida"}],
 "F99000030": true, "F99000040": "22222222-2222-4222-8222-22222222222A", "F99000050": null, "eigenes Feld": "frei", "F99000060V1.0": "alt", "F99000060V1.1": "neu"}`

const xmlData = `<?xml version="1.0" encoding="UTF-8"?>
<x:fim.S99000001.00000001001000 xmlns:x="urn:xoev-de:xfall:standard:fim-s99000001_1.2">
 <x:G99000010><x:F99000011>Antje</x:F99000011><x:F99000013>1984-11-23</x:F99000013></x:G99000010>
 <x:fim.G99000020.1><F99000021>Ole</F99000021></x:fim.G99000020.1><x:fim.G99000020.1><F99000021>Ida</F99000021></x:fim.G99000020.1>
 <x:F99000030V1.0>true</x:F99000030V1.0><F99000040>22222222-2222-4222-8222-22222222222a</F99000040>
 <F99000070 listURI="urn:de:erdacht"><code>002</code><name>Zwei</name></F99000070><F99000071><code>7</code></F99000071>
 <G99000080>freier Text<F99000081/></G99000080>
</x:fim.S99000001.00000001001000>`

const submission = `{"submissionId": "44444444-4444-4444-8444-444444444444", "caseId": "55555555-5555-4555-8555-555555555555", "destinationId": "66666666-6666-4666-8666-666666666666",
 "publicService": {"identifier": "urn:de:fim:leika:leistung:99012345678901", "name": "Hund <b>anmelden</b>"}, "region": "DE151234567890", "submittedAt": "2025-06-30T14:05:09+02:00"}`

func metadata(structure, more string) string {
	return `{"$schema": "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json", "contentStructure": {` + structure + "}" + more + "}"
}

// report is open or failed or of an unknown level.
func report(level, status string) string {
	return fmt.Sprintf(`{"dataSetId": "r", "schema": {"mimeType": "application/json"}, "content": {"reportId": "1", "levelOfAssurance": %q, "idStatus": %q}}`, level, status)
}

var full = message(
	part{"submission", "application/json", submission},
	part{strings.ToUpper(idPlan), "image/png", "plan"}, // before the metadata, and in another case
	part{"metadata", "application/json", metadata(announce("https://schema.fitko.de/fim/s00000114_1.1.schema.json",
		"application/json", jsonData)+
		`, "attachments": [{"attachmentId": "`+idForm+`", "purpose": "form", "mimeType": "application/pdf", `+hash("%PDF-1.4\n")+`},
		{"attachmentId": "`+idPlan+`", "purpose": "attachment", "filename": "../Lageplan Süd.txt", "description": "Nachweis", "mimeType": "text/plain", `+hash("plan")+`},
		{"attachmentId": "`+idRest+`", "purpose": "data", "mimeType": "application/xml", `+hash("<x/>")+`}]`,
		`, "replyChannel": {"idBundDeMailbox": {"mailboxUuid": "77777777-7777-4777-8777-777777777777"}},
		"additionalReferenceInfo": {"senderReference": "AZ-9", "applicationDate": "2025-06-29", "idBundDeApplicationId": "88888888-8888-4888-8888-888888888888", "zustimmungZumDigitalenBescheid": false},
		"paymentInformation": {"status": "BOOKED", "paymentMethod": "CREDITCARD", "transactionReference": "KZ-1", "grossAmount": 12.5},
		"dataSets": [`+report("http://eidas.europa.eu/LoA/high", "success")+","+report("http://bsi.bund.de/eID/LoA/substantiell", "")+","+report("geraten", "")+","+
			report("http://eidas.europa.eu/LoA/low", "failure")+
			`, {"schema": {"mimeType": "application/jose"}, "content": "a.b.c"}]`)},
	part{idForm, "application/pdf", "%PDF-1.4\n"}, part{idRest, "", "<x/>"},
	part{"data", "application/json", jsonData})

func cases() []adaptertest.Case {
	one := announce("urn:erdacht:schema:1", "application/json", "{}")
	accept := func(name string, body []byte) adaptertest.Case {
		return adaptertest.Case{Name: name, Type: multipartType, Body: body}
	}
	refuse := func(name, reason string, parts ...part) adaptertest.Case {
		return adaptertest.Case{Name: name, Type: multipartType, Body: message(parts...), Reason: reason}
	}
	data := part{"data", "application/json", "{}"}
	return []adaptertest.Case{
		accept("full", full),
		accept("xml", message(part{"data", "", xmlData},
			part{"metadata", "", metadata(announce("", "application/xml", xmlData)+
				`, "attachments": [{"attachmentId": "`+idPlan+`", "mimeType": "text/plain", `+hash("plan")+`}]`,
				`, "publicServiceType": {"identifier": "urn:anderes", "name": "Hund anmelden"}, "replyChannel": {"eMail": {"address": "ute@example.org"}}, "authenticationInformation": [{"content": "x"}]`)}, part{idPlan, "", "plan"})),
		accept("only attachments", message(part{"metadata", "", metadata(`"attachments": []`,
			`, "replyChannel": {"brieftaube": {}}, "paymentInformation": {"status": "NEU"}`)},
			part{"submission", "", `{"serviceType": {"identifier": "urn:de:fim:leika:leistung:1", "name": "Dienst"}, "region": "irgendwo", "submittedAt": "gestern"}`})),
		accept("fitconnect reply", message(part{"metadata", "", metadata(`"attachments": []`,
			`, "replyChannel": {"fitConnect": {"processStandards": ["urn:x"], "encryptionPublicKey": {"kty": "RSA", "alg": "RSA-OAEP-256", "kid": "kid-antwort", "n": "sXch", "e": "AQAB", "key_ops": ["wrapKey"], "d": "geheim"}}},
			"additionalReferenceInfo": {"zustimmungZumDigitalenBescheid": true}`)},
			part{"submission", "", `{"submissionId": "s-1", "caseId": "c9f0db91-9355-451a-b2a5-7a9be10ce765"}`})),
		accept("fitconnect without a key", message(part{"metadata", "", metadata(`"attachments": []`,
			`, "replyChannel": {"fitConnect": {"processStandards": ["urn:x"]}}`)},
			part{"submission", "", `{"submissionId": "s-2", "caseId": "c9f0db91-9355-451a-b2a5-7a9be10ce765"}`})),
		accept("wrapped", message(part{"metadata", "",
			metadata(announce("urn:erdacht:schema:1", "", `{"S99000001V1.0": {"F99000011": "a"}}`), "")}, part{"data",
			"", `{"S99000001V1.0": {"F99000011": "a"}}`})),
		{Name: "no multipart", Type: "application/json", Body: []byte("{}"), Reason: "content_type_unsupported"},
		refuse("no metadata", "part_missing", data),
		refuse("no structure", "metadata_invalid", part{"metadata", "", "{}"}),
		refuse("metadata list", "json_not_object", part{"metadata", "", "[]"}),
		refuse("metadata twice", "part_repeated", part{"metadata", "", "{}"}, part{"metadata", "", "{}"}),
		refuse("attachment twice", "part_repeated", part{idPlan, "", "a"}, part{idPlan, "", "a"}),
		refuse("no data", "part_missing", part{"metadata", "", metadata(one, "")}),
		refuse("data unannounced", "part_unannounced", part{"metadata", "", metadata("", "")}, data),
		refuse("other data", "hash_mismatch", part{"metadata", "", metadata(one, "")}, part{"data", "", "{ }"}),
		refuse("no hash", "hash_mismatch", part{"metadata", "", metadata(`"data": {}`, "")}, data),
		refuse("other hash", "hash_mismatch",
			part{"metadata", "", metadata(strings.Replace(one, "sha512", "md5", 1), "")}, data),
		refuse("no attachment", "document_missing", part{"metadata", "", metadata(`"attachments": [{"attachmentId": "`+
			idPlan+`", `+hash("plan")+"}]", "")}),
		refuse("other attachment", "hash_mismatch", part{"metadata", "", metadata(`"attachments": [{"attachmentId": "`+
			idPlan+`", `+hash("plan")+"}]", "")}, part{idPlan, "", "Plan"}),
		refuse("no attachment id", "metadata_invalid", part{"metadata", "", metadata(`"attachments": [{`+hash("plan")+
			"}]", "")}, part{idPlan, "", "plan"}),
		refuse("same attachment id", "metadata_invalid",
			part{"metadata", "", metadata(`"attachments": [{"attachmentId": "`+idPlan+`", `+hash("plan")+
				`}, {"attachmentId": "`+idPlan+`", `+hash("plan")+"}]", "")}, part{idPlan, "", "plan"}),
		refuse("attachment unannounced", "part_unannounced", part{"metadata", "", metadata(`"attachments": []`, "")},
			part{idPlan, "", "plan"}),
		refuse("data list", "form_data_not_object", part{"metadata", "", metadata(announce("", "", "[]"), "")},
			part{"data", "", "[]"}),
	}
}

func TestConformance(t *testing.T) { adaptertest.Run(t, fim.New(), cases()) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	add := func(name, typ, doc string) {
		hostile = append(hostile, adaptertest.Case{Name: "data " + name, Type: multipartType,
			Body: message(part{"metadata", "", metadata(announce("", typ, doc), "")}, part{"data", typ, doc})})
	}
	for name, doc := range adaptertest.HostileJSON() {
		add(name, "application/json", doc)
		hostile = append(hostile, adaptertest.Case{Name: "metadata " + name, Type: multipartType,
			Body: message(part{"metadata", "", doc})})
	}
	for name, doc := range adaptertest.HostileXML() {
		add(name, "application/xml", doc)
	}
	adaptertest.Refuse(t, fim.New(), hostile)
}

func TestNames(t *testing.T) {
	var list []string
	var parts []part
	for i, name := range adaptertest.HostileNames {
		id := fmt.Sprintf("99999999-9999-4999-8999-%012d", i)
		list = append(list, fmt.Sprintf(`{"attachmentId": %q, "filename": %q, %s}`, id, strings.NewReplacer("\r\n", "",
			"\x00", "", "\u202e", "").Replace(name), hash("x")))
		parts = append(parts, part{id, "", "x"})
	}
	s, err := adaptertest.Parse(fim.New(), adaptertest.Case{Type: multipartType,
		Body: message(append(parts, part{"metadata", "",
			metadata(`"attachments": [`+strings.Join(list, ",")+"]", "")})...)})
	if err != nil || len(s.Dokumente) != len(list) {
		t.Fatal(err)
	}
	adaptertest.Check(t, s)
}

func TestBigAttachment(t *testing.T) {
	const size, pattern = 66 << 20, "0123456789abcdef"
	h := sha512.New()
	for range size / len(pattern) / 4096 {
		_, _ = h.Write([]byte(strings.Repeat(pattern, 4096)))
	}
	announced := `"attachments": [{"attachmentId": "` + idPlan + `", "hash": {"type": "sha512", "content": "` +
		hex.EncodeToString(h.Sum(nil)) + `"}}]`
	head, tail, _ := strings.Cut(string(message(part{"metadata", "", metadata(announced, "")},
		part{idPlan, "", "HIER"})), "HIER")
	adaptertest.Big(t, fim.New(), multipartType, size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: pattern, Size: size}, adaptertest.Segment{Text: tail})
}

// However the bundle is wrapped, the same submission has the same Kennung: from the query, or from the metadata.
func TestKennung(t *testing.T) {
	parse := func(boundary string, query url.Values) *adapters.Submission {
		body := strings.ReplaceAll(string(message(part{"metadata", "", metadata(announce("", "", "{}"), "")},
			part{"data", "", "{}"})), "grenze", boundary)
		s, err := adaptertest.Parse(fim.New(), adaptertest.Case{Type: "multipart/form-data; boundary=" + boundary,
			Query: query, Body: []byte(body)})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := parse("a", url.Values{"submissionId": {"id-1"}}); s.Kennung != "id-1" {
		t.Error(s.Kennung)
	}
	if a, b := parse("a", nil).Kennung, parse("b", nil).Kennung; a != b || !strings.HasPrefix(a, "sha256/") {
		t.Errorf("%s and %s", a, b)
	}
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, fim.New(), cases()) }
