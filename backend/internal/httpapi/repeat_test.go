package httpapi_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"kontor/adapters/adaptertest"
	"kontor/adapters/all"
)

// goverAntrag is a delivery of Gover: a field, an upload and the PDF it renders.
func goverAntrag(field, upload, pdf string) string {
	in := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	return fmt.Sprintf(`{"form":{"slug":"baum"},"metadata":{"submission_id":"b-1"},"data":{"art":%q,"foto":{"name":"a.txt","base64":%q}},"_pdf":%q}`, field, in(upload), in(pdf))
}

// Gover sends again when our answer was lost, and renders the PDF anew each time. That is the same application;
// another field or another upload is not.
func TestRepeatWithRepresentationRenderedAnew(t *testing.T) {
	o := open(t)
	form := o.Form("gover")
	send := func(field, upload, pdf string, status int) string {
		return string(form.Do("POST", "/eingang/gover", "application/json",
			strings.NewReader(goverAntrag(field, upload, pdf))).Is(status).Body)
	}
	send("Linde", "Foto", "%PDF-1.4 um zehn", http.StatusOK)
	nummer := o.newest(nil).Vorgangsnummer
	if again := send("Linde", "Foto", "%PDF-1.4 um elf", http.StatusOK); !strings.Contains(again, nummer) ||
		len(o.vorgaenge()) != 1 {
		t.Errorf("%d Vorgänge, answer %s", len(o.vorgaenge()), again)
	}
	send("Eiche", "Foto", "%PDF-1.4 um zehn", http.StatusConflict)
	send("Linde", "anderes Foto", "%PDF-1.4 um zehn", http.StatusConflict)

	// a Vorgang of before, when the PDF counted: its repeat is known by its own hash
	before := hashBefore(t, goverAntrag("Linde", "Foto", "%PDF-1.4 um zehn"))
	if _, err := o.superuser().Exec("update eingang set inhalt_hash = $1 where zustand = 'angenommen'",
		before); err != nil {
		t.Fatal(err)
	}
	if again := send("Linde", "Foto", "%PDF-1.4 um zehn", http.StatusOK); !strings.Contains(again, nummer) {
		t.Error(again)
	}
	send("Linde", "Foto", "%PDF-1.4 um zwölf", http.StatusConflict)
}

// hashBefore is the hash of a whole application, PDF included.
func hashBefore(t *testing.T, body string) string {
	t.Helper()
	ad, _ := all.Find("gover")
	sub, err := adaptertest.Parse(ad, adaptertest.Case{Type: "application/json", Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(sub)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// In a mail the PDF is the application, whatever else can be read: one Message-ID with two PDFs is for a person to
// decide.
func TestMailWithAnotherPDFIsNoRepeat(t *testing.T) {
	o := open(t)
	z := o.intake("email")
	o.adm.Send("PUT", "/api/v1/zugaenge/"+z.ID,
		z.aenderung(map[string]any{"einstellungen": map[string]any{"absender": "@lindenfurt.example"}})).Is(200)
	mail := func(pdf string) string {
		return "From: f@lindenfurt.example\r\nMessage-ID: <immer@gleich.example>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nName: Ute\r\n" +
			"--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4 " + pdf + "\r\n--x--\r\n"
	}
	form := o.Form("email")
	form.Do("POST", "/eingang/email", "message/rfc822", strings.NewReader(mail("Ute"))).Is(200)
	form.Do("POST", "/eingang/email", "message/rfc822", strings.NewReader(mail("Ute"))).Is(200)
	form.Do("POST", "/eingang/email", "message/rfc822", strings.NewReader(mail("Uwe"))).Is(409)
	if len(o.vorgaenge()) != 1 || o.newestKlaerfall().Grund != "same_id_other_content" {
		t.Errorf("%d Vorgänge", len(o.vorgaenge()))
	}
}
