// Package seal closes the passwords that Kontor must know in clear to fetch from form servers and mailboxes. Whoever
// gets hold of the database or of a backup cannot use them without KONTOR_SCHLUESSEL.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// mark begins what is sealed: AES-256-GCM with a random nonce before it, in base64.
const mark = "kontor-siegel-1:"

// MinKey is the least length of a key in characters; 32 random bytes in base64 have 44.
const MinKey = 32

// ErrUnreadable is what Open says of a text that was sealed with another key or for another place.
var ErrUnreadable = errors.New("sealed with another key or for another place")

// Sealer seals with one key.
type Sealer struct{ aead cipher.AEAD }

// New takes any text of at least MinKey characters.
func New(key string) (*Sealer, error) {
	if len(key) < MinKey {
		return nil, fmt.Errorf("the key has less than %d characters", MinKey)
	}
	derived, err := hkdf.Key(sha256.New, []byte(key), nil, mark, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(derived)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return &Sealer{aead}, err
}

// Sealed tells whether a text is sealed.
func Sealed(text string) bool { return strings.HasPrefix(text, mark) }

// Seal closes a text for one place: moved to another it does not open. What is sealed or empty stays as it is.
func (s *Sealer) Seal(text, place string) string {
	if text == "" || Sealed(text) {
		return text
	}
	return mark + base64.RawStdEncoding.EncodeToString(s.aead.Seal(nil, nil, []byte(text), []byte(place)))
}

// Open returns what was sealed for a place. What is not sealed stays as it is.
func (s *Sealer) Open(text, place string) (string, error) {
	if !Sealed(text) {
		return text, nil
	}
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(text, mark))
	if err != nil {
		return "", ErrUnreadable
	}
	open, err := s.aead.Open(nil, nil, raw, []byte(place))
	if err != nil {
		return "", ErrUnreadable
	}
	return string(open), nil
}
