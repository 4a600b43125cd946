package casework

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Schluessel signs the entries of the Verlauf and its anchors. It is kept outside the database: who can write that only
// cannot sign.
type Schluessel struct {
	Kennung string // names the key and tells nothing of it; stands in the entries
	geheim  []byte
}

// NewSchluessel derives a key from a secret.
func NewSchluessel(secret string) (*Schluessel, error) {
	geheim, err := hkdf.Key(sha256.New, []byte(secret), nil, "kontor-verlauf-1", sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("derive the key of the Verlauf: %w", err)
	}
	s := &Schluessel{geheim: geheim}
	s.Kennung = hex.EncodeToString(s.Zeichne([]byte("kennung"))[:4])
	return s, nil
}

// Zeichne signs (HMAC-SHA-256).
func (s *Schluessel) Zeichne(inhalt []byte) []byte {
	h := hmac.New(sha256.New, s.geheim)
	h.Write(inhalt)
	return h.Sum(nil)
}

// Schluesselbund are all keys that were ever used, as far as they are known, by Kennung.
type Schluesselbund map[string]*Schluessel

// NewSchluesselbund takes the secrets.
func NewSchluesselbund(secrets ...string) (Schluesselbund, error) {
	b := Schluesselbund{}
	for _, secret := range secrets {
		s, err := NewSchluessel(secret)
		if err != nil {
			return nil, err
		}
		b[s.Kennung] = s
	}
	return b, nil
}

// check tells whether what stands there was signed with the key of that Kennung; bekannt is false where it is not at
// hand.
func (b Schluesselbund) check(kennung string, inhalt, zeichen []byte) (gilt, bekannt bool) {
	s := b[kennung]
	return s != nil && hmac.Equal(s.Zeichne(inhalt), zeichen), s != nil
}

// Schluesselpruefung is what the signatures of one Vorgang say.
type Schluesselpruefung struct {
	Schaeden  []string
	Unbekannt map[string]int // entries by the Kennung of a key that is not at hand
}

// CheckSchluessel checks the signature of each entry. The chain must be sound. An entry that names no key was written
// by a program without one; after one that has a key none of this program may lack it.
func CheckSchluessel(eintraege []Verlaufseintrag, bund Schluesselbund) (p Schluesselpruefung) {
	p.Unbekannt = map[string]int{}
	mit := false
	for i := range eintraege {
		e := &eintraege[i]
		s, ok := e.Siegel()
		switch {
		case s.Schluessel != "":
			mit = true
			gilt, bekannt := bund.check(s.Schluessel, e.Hash, e.Zeichen)
			if !bekannt {
				p.Unbekannt[s.Schluessel]++
			} else if !gilt {
				p.Schaeden = append(p.Schaeden, fmt.Sprintf("Eintrag %d ist nicht mit dem Schlüssel gezeichnet", e.Nr))
			}
		case ok && mit:
			p.Schaeden = append(p.Schaeden, fmt.Sprintf("Eintrag %d nennt keinen Schlüssel", e.Nr))
		}
	}
	return p
}

// InWorten names the keys that are missing, for a report; "" = none.
func InWorten(unbekannt map[string]int) string {
	var teile []string
	for _, k := range slices.Sorted(maps.Keys(unbekannt)) {
		teile = append(teile, fmt.Sprintf("%s (%d Einträge)", k, unbekannt[k]))
	}
	return strings.Join(teile, ", ")
}
