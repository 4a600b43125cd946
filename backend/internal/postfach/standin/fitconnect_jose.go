package standin

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Keys of the stand-in: one of 4096 bits for everything, since making one takes seconds.
const (
	fitServiceKid = "kid-zustelldienst"
	fitEncryptKid = "kid-verschluesselung"
	fitSignKid    = "kid-signatur"
)

var fitKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 4096)
	if err != nil {
		panic(err)
	}
	return key
})

var b64 = base64.RawURLEncoding

func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func publicJWK(key *rsa.PrivateKey, kid, alg, use string) map[string]any {
	return map[string]any{"kty": "RSA", "kid": kid, "alg": alg, "key_ops": []string{use},
		"n": b64.EncodeToString(key.N.Bytes()), "e": b64.EncodeToString(big.NewInt(int64(key.E)).Bytes())}
}

func signPS512(key *rsa.PrivateKey, head, claims map[string]any) string {
	h, _ := json.Marshal(head)   // strings and numbers
	c, _ := json.Marshal(claims) // the same
	text := b64.EncodeToString(h) + "." + b64.EncodeToString(c)
	sum := sha512.Sum512([]byte(text))
	signature, err := rsa.SignPSS(rand.Reader, key, crypto.SHA512, sum[:], &rsa.PSSOptions{SaltLength: 64})
	if err != nil {
		panic(err)
	}
	return text + "." + b64.EncodeToString(signature)
}

type jweHead struct {
	Alg, Enc, Kid, Cty, Zip string
}

// jweFits holds the head of a compact JWE against the rules of version 2; cty "" = any.
func jweFits(jwe, cty string) bool {
	parts := strings.Split(jwe, ".")
	if len(parts) != 5 {
		return false
	}
	raw, err := b64.DecodeString(parts[0])
	var h jweHead
	return err == nil && json.Unmarshal(raw, &h) == nil && h.Alg == "RSA-OAEP-256" && h.Enc == "A256GCM" &&
		h.Kid != "" && h.Cty != "" && (cty == "" || h.Cty == cty) && h.Zip == ""
}

// decryptJWE opens a compact JWE.
func decryptJWE(key *rsa.PrivateKey, jwe string) ([]byte, error) {
	parts := strings.Split(jwe, ".")
	if len(parts) != 5 {
		return nil, errors.New("no JWE")
	}
	raw := make([][]byte, 5)
	for i, p := range parts {
		var err error
		if raw[i], err = b64.DecodeString(p); err != nil {
			return nil, err
		}
	}
	cek, err := rsa.DecryptOAEP(sha256.New(), nil, key, raw[1], nil)
	if err != nil {
		return nil, err
	}
	c, err := aes.NewCipher(cek)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(c)
	if err != nil || len(raw[2]) != gcm.NonceSize() {
		return nil, fmt.Errorf("nonce: %w", err)
	}
	return gcm.Open(nil, raw[2], slices.Concat(raw[3], raw[4]), []byte(parts[0]))
}

// open decrypts what was submitted and holds it against the hashes of its metadata.
func (x *fitItem) open(key *rsa.PrivateKey) (p FITPackage, problem string) {
	p = FITPackage{Service: x.service, CaseID: x.caseID, ID: x.id}
	raw, err := decryptJWE(key, x.metadata)
	if err != nil {
		return p, "encryption-issue"
	}
	type hash struct{ Type, Content string }
	var m struct {
		Schema    string `json:"$schema"`
		Structure struct {
			Data struct {
				Hash   hash `json:"hash"`
				Schema struct {
					URI  string `json:"schemaUri"`
					Type string `json:"mimeType"`
				} `json:"submissionSchema"`
			} `json:"data"`
			Attachments []struct {
				ID      string `json:"attachmentId"`
				Hash    hash   `json:"hash"`
				Purpose string `json:"purpose"`
				Type    string `json:"mimeType"`
				Name    string `json:"filename"`
			} `json:"attachments"`
		} `json:"contentStructure"`
	}
	if json.Unmarshal(raw, &m) != nil ||
		!strings.HasPrefix(m.Schema, "https://schema.fitko.de/fit-connect/metadata/2.") ||
		m.Structure.Data.Schema.URI == "" || m.Structure.Data.Schema.Type != "application/json" ||
		m.Structure.Attachments == nil || len(m.Structure.Attachments) != len(x.announced) {
		return p, "schema-violation"
	}
	fits := func(content []byte, h hash) bool {
		sum := sha512.Sum512(content)
		return h.Type == "sha512" && h.Content == hex.EncodeToString(sum[:])
	}
	if p.Data, err = decryptJWE(key, x.data); err != nil {
		return p, "encryption-issue"
	}
	if !fits(p.Data, m.Structure.Data.Hash) {
		return p, "hash-mismatch"
	}
	for _, a := range m.Structure.Attachments {
		content, err := decryptJWE(key, x.files[a.ID])
		if err != nil {
			return p, "encryption-issue"
		}
		if !fits(content, a.Hash) || a.Purpose != "attachment" {
			return p, "hash-mismatch"
		}
		p.Files = append(p.Files, FITFile{a.Name, a.Type, content})
	}
	return p, ""
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2*maxUpload))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
	}
	return raw, err == nil
}
