package httpapi

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"
)

var certHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// clientCertificate is the SHA-256 of the DER certificate with which the form server came, lower-case hex; "" = none.
// It is believed from our own TLS, or from the header an operator named and only where the peer is one of the trusted
// proxies: who reaches us past the proxy could write anything there.
func (h *handlers) clientCertificate(c *gin.Context) string {
	if t := c.Request.TLS; t != nil && len(t.PeerCertificates) > 0 {
		return hashOf(t.PeerCertificates[0].Raw)
	}
	if h.ZertifikatKopfzeile == "" || !h.fromProxy(c) {
		return ""
	}
	values := c.Request.Header.Values(h.ZertifikatKopfzeile)
	if len(values) != 1 { // two would mean that the proxy passed on what a stranger sent
		return ""
	}
	return readCertificate(values[0])
}

func (h *handlers) fromProxy(c *gin.Context) bool {
	peer, err := netip.ParseAddr(c.RemoteIP())
	if err != nil {
		return false
	}
	for _, p := range h.Proxies {
		if p.Contains(peer.Unmap()) {
			return true
		}
	}
	return false
}

// readCertificate understands a SHA-256 in hex, with or without colons, and a PEM certificate, URL-encoded (nginx) or
// with its line breaks turned to spaces (Apache).
func readCertificate(value string) string {
	plain := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(value), ":", ""))
	if certHash.MatchString(plain) {
		return plain
	}
	text, err := url.PathUnescape(value) // not QueryUnescape: base64 has a plus
	if err != nil {
		return ""
	}
	_, rest, ok := strings.Cut(text, "-----BEGIN CERTIFICATE-----")
	body, _, closed := strings.Cut(rest, "-----END CERTIFICATE-----")
	if !ok || !closed {
		return ""
	}
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(body), ""))
	if err != nil || len(der) == 0 {
		return ""
	}
	return hashOf(der)
}

func hashOf(der []byte) string {
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}
