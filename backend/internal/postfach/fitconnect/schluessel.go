package fitconnect

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/url"
	"slices"

	"github.com/go-jose/go-jose/v4"

	"kontor/backend/internal/casework"
)

// schluessel is a public key of somebody else.
type schluessel struct {
	jose.JSONWebKey
	Zweck []string // key_ops, which the library does not read
}

// parseKey holds a foreign key against the rules; zweck is what it must be for. roots nil = no certificate is asked
// for.
func parseKey(raw []byte, zweck, alg string, roots *x509.CertPool) (s schluessel, err error) {
	var felder struct {
		N       string   `json:"n"`
		E       string   `json:"e"`
		Zweck   []string `json:"key_ops"`
		Kennung string   `json:"kid"`
	}
	if err := json.Unmarshal(raw, &felder); err != nil {
		return s, errors.New("a key is no JSON")
	}
	if err := json.Unmarshal(raw, &s.JSONWebKey); err != nil {
		return s, errors.New("a key is not readable")
	}
	s.Zweck = felder.Zweck
	pub, ok := s.Key.(*rsa.PublicKey)
	switch {
	case !ok, felder.E != "AQAB", pub.N.BitLen() < 4096:
		return s, errors.New("a key is no RSA key of 4096 bits")
	case s.Algorithm != alg, !slices.Equal(s.Zweck, []string{zweck}):
		return s, errors.New("a key is for something else")
	case len(felder.Kennung) < 8, len(felder.Kennung) > 64:
		return s, errors.New("a key has no usable kid")
	}
	return s, checkChain(s.Certificates, roots)
}

func checkChain(chain []*x509.Certificate, roots *x509.CertPool) error {
	if roots == nil {
		return nil
	}
	if len(chain) == 0 {
		return errors.New("a key has no certificate")
	}
	between := x509.NewCertPool()
	for _, c := range chain[1:] {
		between.AddCert(c)
	}
	_, err := chain[0].Verify(x509.VerifyOptions{Roots: roots, Intermediates: between,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	return err
}

// readKey reads the key a destination has its mail encrypted with.
func (c *Client) readKey(ctx context.Context, zustellpunkt string) (schluessel, error) {
	var ziel struct {
		Kid string `json:"encryptionKid"`
	}
	path := pfadZustellpunkte + "/" + url.PathEscape(zustellpunkt)
	if err := c.get(ctx, path, casework.Zugangsfehler, &ziel); err != nil {
		return schluessel{}, err
	}
	return c.readKid(ctx, zustellpunkt, ziel.Kid, artVerschluesseln, string(jose.RSA_OAEP_256))
}

func (c *Client) readKid(ctx context.Context, zustellpunkt, kid, zweck, alg string) (schluessel, error) {
	var raw json.RawMessage
	path := pfadZustellpunkte + "/" + url.PathEscape(zustellpunkt) + "/keys/" + url.PathEscape(kid)
	if err := c.get(ctx, path, casework.VertragGeaendert, &raw); err != nil {
		return schluessel{}, err
	}
	s, err := parseKey(raw, zweck, alg, c.wurzeln)
	if err == nil && s.KeyID != kid {
		err = errors.New("another key than the one asked for")
	}
	if err != nil {
		return s, casework.FailZustellung(casework.VertragGeaendert, err)
	}
	return s, nil
}

// readDienst reads a key of the delivery service.
func (c *Client) readDienst(ctx context.Context, kid string) (schluessel, error) {
	c.mu.Lock()
	s, ok := c.dienste[kid]
	c.mu.Unlock()
	if ok {
		return s, nil
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := c.get(ctx, pfadSchluessel, casework.VertragGeaendert, &set); err != nil {
		return s, err
	}
	for _, raw := range set.Keys {
		if s, err := parseKey(raw, artPruefen, string(jose.PS512), nil); err == nil && s.KeyID == kid {
			c.mu.Lock()
			c.dienste[kid] = s
			c.mu.Unlock()
			return s, nil
		}
	}
	return s, casework.FailZustellung(casework.VertragGeaendert, errors.New("unknown key of the delivery service"))
}

// encrypt makes a compact JWE.
func encrypt(s schluessel, typ string, content []byte) (string, error) {
	e, err := jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: jose.RSA_OAEP_256, Key: s.Key, KeyID: s.KeyID},
		(&jose.EncrypterOptions{}).WithContentType(jose.ContentType(typ)))
	if err != nil {
		return "", err
	}
	jwe, err := e.Encrypt(content)
	if err != nil {
		return "", err
	}
	return jwe.CompactSerialize()
}
