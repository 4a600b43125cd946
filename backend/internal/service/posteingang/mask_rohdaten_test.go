package posteingang_test

import (
	"strings"
	"testing"

	"kontor/backend/internal/service/posteingang"
)

// Whoever looks at a raw delivery sees no credential, in whatever form it came.
func TestRawViewHidesCredentials(t *testing.T) {
	for name, text := range map[string]string{
		"JSON":               `{"user":"u","password":"s3cret\"wort","apiToken": "s3cret","x":{"client_secret":"s3cret s3cret"}, "a": "bleibt"}`,
		"JSON cut off":       `{"a": "bleibt", "password":"s3cret`,
		"XML":                `<a><wsse:Password Type="x#PasswordText">s3cret wort</wsse:Password><token>s3cret</token><api-key><![CDATA[s3cret]]></api-key><b>bleibt</b></a>`,
		"XML attribute":      `<a accessToken="s3cret s3cret" b='1' passwort='s3cret'>bleibt</a>`,
		"urlencoded":         `a=bleibt&password=s3cret%20x&token=s3cret&b=2`,
		"multipart":          "--g\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ns3cret\r\ns3cret\r\n--g\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbleibt\r\n--g--",
		"header of a mail":   "Authorization: Basic czNjcmV0OnMzY3JldA==s3cret\r\nCookie: a=s3cret; b=s3cret\r\nX-Api-Key: s3cret\r\n\r\nbleibt",
		"header in a value":  `{"a":"bleibt","headers":["Basic czNjcmV0s3cret","Bearer s3cret.s3cret.x"]}`,
		"URL with user name": `{"a":"bleibt","link":"https://user:s3cret@host/path"}`,
	} {
		got := posteingang.Mask(text, false)
		if strings.Contains(got, "s3cret") || strings.Contains(got, "czNj") || !strings.Contains(got, "bleibt") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// administration sees the shape of a delivery: names of fields, no value.
func TestRawViewOfAdministrationHidesValues(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"JSON":        {`{"name": "Geheim", "alter": 42, "liste": ["Geheim", true, null], "o": {"x": "Ge\"heim"}}`, `{"name": "[Wert]", "alter": [Wert], "liste": ["[Wert]", [Wert], [Wert]], "o": {"x": "[Wert]"}}`},
		"broken JSON": {`{"name": "Geheim`, `{"name": "[Wert]"`},
		"bare word":   {`{Geheim`, `{[Wert]`},
		"XML":         {`<?xml version="1.0"?><a b="Geheim" c='Geheim'> <x>Geheim</x><!-- Geheim --><![CDATA[Geheim <b>]]></a>Geheim`, `<?xml version="1.0"?><a b="[Wert]" c="[Wert]"> <x>[Wert]</x>[Wert][Wert]</a>[Wert]`},
		"namespace":   {`<?xml version='1.0' encoding="ISO-8859-1"?><s:a xmlns:s="http://xmlns.cit.de/x/2009" xmlns="Geheim" b=' xmlns="urn:Geheim"' xmlns:c = "urn:Geheim x"/>`, `<?xml version='1.0' encoding="ISO-8859-1"?><s:a xmlns:s="http://xmlns.cit.de/x/2009" xmlns="[Wert]" b="[Wert]" xmlns:c="[Wert]"/>`},
		"declaration": {`<?xml version="1.0" wer="Geheim"?><?php xmlns="Geheim"?>`, `<?xml version="[Wert]" wer="[Wert]"?><?php xmlns="[Wert]"?>`},
		"broken XML":  {`<a>5 < 6 Geheim`, `<a>[Wert][Wert]`},
		"urlencoded":  {`name=Geheim&alter=42`, `name=[Wert]&alter=[Wert]`},
		"text":        {"Geheim 42", "[Diese Lieferung hat keine erkennbare Form; ihr Inhalt ist verdeckt.]"},
		"multipart": {"--g\r\nContent-Disposition: form-data; name=\"a\"; filename=\"Geheim.pdf\"\r\nContent-Type: text/plain\r\n\r\nGeheim\r\n--g\r\nContent-Disposition: form-data; name=\"j\"\r\n\r\n{\"x\":\"Geheim\"}\r\n--g--\r\n",
			"--…\nContent-Disposition: form-data; name=\"a\"; filename=\"[Wert]\"\nContent-Type: text/plain\n\n[Wert]\n--…\nContent-Disposition: form-data; name=\"j\"\n\n{\"x\":\"[Wert]\"}\n--…--\n"},
	} {
		if got := posteingang.Mask(c.text, true); got != c.want || strings.Contains(got, "Geheim") {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}
