package fim

import (
	"crypto/sha512"
	"encoding/hex"
	"net/http"
	"strings"

	"kontor/adapters"
)

// sampleData has field numbers that no schema uses.
const sampleData = `{"G99000010": {"F99000011": "Musterfrau", "F99000012": "Dies ist eine Testlieferung."}}`

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	sum := sha512.Sum512([]byte(sampleData))
	metadata := `{"contentStructure": {"attachments": [], "data": {"submissionSchema": {"schemaUri": "urn:kontor:testlieferung", "mimeType": "application/json"},
		"hash": {"type": "sha512", "content": "` + hex.EncodeToString(sum[:]) + `"}}}}`
	var b strings.Builder
	for _, part := range [][2]string{{partSubmission, `{"submissionId": "` + kennung + `"}`}, {partMetadata, metadata},
		{partData, sampleData}} {
		b.WriteString("--grenze\r\nContent-Disposition: form-data; name=\"" + part[0] +
			"\"\r\nContent-Type: application/json\r\n\r\n" + part[1] + "\r\n")
	}
	b.WriteString("--grenze--\r\n")
	return adapters.Pulled{Path: "/", Header: http.Header{"Content-Type": {"multipart/form-data; boundary=grenze"}},
		Body: strings.NewReader(b.String())}
}
