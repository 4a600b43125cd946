package email

import (
	"net/http"
	"strings"

	"kontor/adapters"
	"kontor/adapters/mailbox"
)

// samplePDF is an empty page.
const samplePDF = "%PDF-1.4\r\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\r\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\r\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\r\ntrailer<</Root 1 0 R>>\r\n%%EOF\r\n"

// Sample implements adapters.Sampler. It comes from the first sender that the settings allow; where they allow nobody,
// Parse says so.
func (Adapter) Sample(kennung string, settings map[string]string) adapters.Pulled {
	from, verdict := "testlieferung@kontor.example", ""
	if senders, err := mailbox.NewSenders(settings); err == nil {
		from, verdict = senders.Sample()
	}
	lines := []string{"From: <" + from + ">", "Message-ID: <" + kennung + "@kontor.example>",
		"Date: Mon, 02 Jun 2025 12:30:00 +0200", "Subject: Testlieferung",
		"MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=grenze", "",
		"--grenze", "Content-Type: text/plain; charset=utf-8", "", "Vorname: Erika", "Nachname: Musterfrau",
		"Anliegen: Dies ist eine Testlieferung.",
		"--grenze", "Content-Type: application/pdf", `Content-Disposition: attachment; filename="Antrag.pdf"`, "",
		samplePDF,
		"--grenze--", ""}
	if verdict != "" {
		lines = append([]string{verdict}, lines...)
	}
	return adapters.Pulled{Path: "/", Header: http.Header{"Content-Type": {"message/rfc822"}},
		Body: strings.NewReader(strings.Join(lines, "\r\n"))}
}
