package httpapi_test

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

func pinned(o *office, der []byte) {
	o.t.Helper()
	sum := sha256.Sum256(der)
	z := o.intake("ozgcloud")
	o.adm.Send("PUT", "/api/v1/zugaenge/"+z.ID,
		z.aenderung(map[string]any{"zertifikat": hex.EncodeToString(sum[:])})).Is(200)
}

func deliverWith(t *testing.T, client *http.Client, address, password string, headers ...string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/eingang/ozgcloud",
		strings.NewReader(gastro))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth("ozgcloud", password)
	r.Header.Set("Content-Type", "application/json")
	for _, h := range headers {
		r.Header.Add("X-Client-Cert", h)
	}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

// A Zugang with a certificate takes deliveries only with it and the password; the certificate comes from the proxy in
// the forms nginx and Apache write, once.
func TestClientCertificateFromProxy(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.ZertifikatKopfzeile = "X-Client-Cert" })
	der := []byte("\x30\x82+ein+Zertifikat")
	pinned(o, der)
	sum := sha256.Sum256(der)
	text := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	hash := hex.EncodeToString(sum[:])
	for name, c := range map[string]struct {
		password string
		headers  []string
		want     int
	}{
		"hash":             {"demo", []string{hash}, 200},
		"upper with colon": {"demo", []string{strings.ToUpper(hash[:2] + ":" + hash[2:])}, 200},
		"nginx":            {"demo", []string{url.PathEscape(text)}, 200},
		"Apache":           {"demo", []string{strings.ReplaceAll(strings.TrimSpace(text), "\n", " ")}, 200},
		"none":             {"demo", nil, 401},
		"empty":            {"demo", []string{""}, 401},
		"other":            {"demo", []string{strings.Repeat("0", 64)}, 401},
		"two":              {"demo", []string{hash, hash}, 401},
		"nonsense":         {"demo", []string{"-----BEGIN CERTIFICATE-----%zz"}, 401},
		"wrong password":   {"falsch", []string{hash}, 401},
	} {
		if got := deliverWith(t, http.DefaultClient, o.URL, c.password, c.headers...); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// A form server that sends no Authorization header comes with its certificate alone; without a certificate at the
// Zugang there is no such way in.
func TestCertificateInsteadOfPassword(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.ZertifikatKopfzeile = "X-Client-Cert" })
	z := o.intake("ozgcloud")
	path := "/api/v1/zugaenge/" + z.ID
	if a := o.adm.Send("PUT", path, z.aenderung(map[string]any{"benutzer": " "})).Is(422); !strings.Contains(
		string(a.Body), `"benutzer"`) {
		t.Errorf("%s", a.Body)
	}
	hash := strings.Repeat("a1", 32)
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"benutzer": "", "zertifikat": hash})).Is(200).JSON(&z)
	deliver := func(certificate, password string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, o.URL+"/eingang/ozgcloud",
			strings.NewReader(gastro))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if certificate != "" {
			r.Header.Set("X-Client-Cert", certificate)
		}
		if password != "" {
			r.SetBasicAuth("", password)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if deliver("", "") != 401 || deliver("", "demo") != 401 || deliver(strings.Repeat("b2", 32), "demo") != 401 {
		t.Error("a stranger gets in")
	}
	if got := deliver(hash, ""); got != 200 {
		t.Errorf("with its certificate alone: %d", got)
	}
	// the certificate goes only with a user
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"zertifikat": ""})).Is(422)
	if posteingang.CheckZugangsdaten(&store.Zugang{Salz: []byte("s"),
		Geheimnis: posteingang.HashGeheimnis([]byte("s"), "")}, "", "") {
		t.Error("a Zugang with neither user nor certificate lets anybody in")
	}
}

// Who is no trusted proxy can write into the header what they want.
func TestClientCertificateFromStranger(t *testing.T) {
	o := open(t)
	der := []byte("ein Zertifikat")
	pinned(o, der)
	sum := sha256.Sum256(der)
	if got := deliverWith(t, http.DefaultClient, o.URL, "demo", hex.EncodeToString(sum[:])); got != 401 {
		t.Errorf("status %d", got)
	}
}

// Where Kontor itself ends TLS, the certificate of the connection counts.
func TestClientCertificateOfTheConnection(t *testing.T) {
	o := open(t)
	srv := httptest.NewUnstartedServer(o.Handler)
	srv.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	srv.StartTLS()
	defer srv.Close()
	cert := srv.TLS.Certificates[0] // any certificate will do for a client
	pinned(o, cert.Certificate[0])
	with, without := srv.Client(), srv.Client()
	if got := deliverWith(t, without, srv.URL, "demo"); got != 401 {
		t.Errorf("without: %d", got)
	}
	tr := with.Transport.(*http.Transport).Clone()
	tr.TLSClientConfig.Certificates = append(tr.TLSClientConfig.Certificates, cert)
	if got := deliverWith(t, &http.Client{Transport: tr}, srv.URL, "demo"); got != 200 {
		t.Errorf("with: %d", got)
	}
}
