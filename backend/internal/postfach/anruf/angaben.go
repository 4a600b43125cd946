package anruf

import (
	"crypto/x509"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kontor/adapters"
	"kontor/backend/internal/casework"
)

// Angaben reads the settings of a channel and gathers what is wrong with them.
type Angaben struct {
	felder []adapters.Setting
	werte  map[string]string
	fehler map[string]string
}

// ReadAngaben begins with what must not be empty.
func ReadAngaben(felder []adapters.Setting, werte map[string]string) *Angaben {
	a := &Angaben{felder, werte, map[string]string{}}
	for _, f := range felder {
		if f.Pflicht && a.Text(f.Name) == "" {
			a.fehler[f.Name] = "required"
		}
	}
	return a
}

// Err is nil or a *casework.Error with a reason for each setting that is wrong.
func (a *Angaben) Err() error {
	if len(a.fehler) == 0 {
		return nil
	}
	return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: a.fehler}
}

// Refuse notes why a setting is wrong; the first reason stays.
func (a *Angaben) Refuse(name, grund string) {
	if a.fehler[name] == "" {
		a.fehler[name] = grund
	}
}

// Text of a setting, or what counts while it is empty.
func (a *Angaben) Text(name string) string {
	if v := strings.TrimSpace(a.werte[name]); v != "" {
		return v
	}
	for _, f := range a.felder {
		if f.Name == name {
			return f.Vorgabe
		}
	}
	return ""
}

// Zahl is a number of one or more.
func (a *Angaben) Zahl(name string) int {
	n, err := strconv.Atoi(a.Text(name))
	if err != nil || n < 1 || n > 1<<20 {
		a.Refuse(name, "format")
	}
	return n
}

// Liste is separated by commas, in lower case.
func (a *Angaben) Liste(name string) (out []string) {
	for part := range strings.SplitSeq(a.Text(name), ",") {
		if part = strings.ToLower(strings.TrimSpace(part)); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Adresse is an address over https, or on this very machine, without a slash at its end.
func (a *Angaben) Adresse(name string) string {
	v := a.Text(name)
	if v != "" && !isSafe(v) {
		a.Refuse(name, "https_required")
	}
	return strings.TrimSuffix(v, "/")
}

func isSafe(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	local := slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, u.Hostname())
	return u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && local)
}

// Ausweis is a certificate with its key; nil where the setting is empty or wrong.
func (a *Angaben) Ausweis(name, passwort string) *Ausweis {
	text := a.Text(name)
	if text == "" {
		return nil
	}
	x, grund := ReadAusweis(text, a.werte[passwort])
	if grund == GrundPasswort {
		name = passwort
	}
	if grund != "" {
		a.Refuse(name, grund)
	}
	return x
}

// Wurzeln are certificates as PEM; nil where the setting is empty: those of the system count.
func (a *Angaben) Wurzeln(name string) *x509.CertPool {
	text := a.Text(name)
	if text == "" {
		return nil
	}
	pool := x509.NewCertPool()
	blocks := readPEM(text)
	for _, b := range blocks {
		cert, err := x509.ParseCertificate(b.Bytes)
		if err != nil {
			a.Refuse(name, GrundZertifikat)
			return nil
		}
		pool.AddCert(cert)
	}
	if len(blocks) == 0 {
		a.Refuse(name, GrundZertifikat)
	}
	return pool
}
