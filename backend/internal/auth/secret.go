package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// NewSecret makes the 256 bits that a session cookie, a login's state or an API token consists of, as base64url without
// padding, and the hash under which it is stored.
func NewSecret() (plain string, hash []byte) {
	random := make([]byte, 32)
	rand.Read(random) // never fails: it ends the program instead
	plain = base64.RawURLEncoding.EncodeToString(random)
	return plain, Hash(plain)
}

// Hash is SHA-256: enough for secrets of full entropy, and fast, since every request needs it.
func Hash(plain string) []byte {
	sum := sha256.Sum256([]byte(plain))
	return sum[:]
}
