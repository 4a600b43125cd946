package casework

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Anker fixes how far the Verläufe of all Vorgänge had come on a day. Each covers the Vorgänge that have changed since
// the one before and names that one, so the last speaks for all. Its line is kept where whoever holds the database
// cannot change it.
type Anker struct {
	Nr         int // 1, 2, 3 … without gaps, by tenant
	Tag        time.Time
	Am         time.Time
	Anzahl     int    // of leaves
	Wurzel     []byte // of the Merkle tree over them
	Vorher     []byte // hash of the anchor before, nil for the first
	Schluessel string // Kennung; "" = without a key
	Zeichen    []byte // of Hash
}

// Ankerblatt is the last entry of one Vorgang as an anchor found it.
type Ankerblatt struct {
	Vorgang uuid.UUID
	Nr      int
	Hash    []byte
}

// MaxAnkerblaetter is how many Vorgänge one anchor covers; more make a second one.
const MaxAnkerblaetter = 100_000

// Ankerwurzel is the root of the Merkle tree over the leaves in the order of their Vorgänge (hashed as RFC 6962 does: a
// leaf is told from a node by its first byte).
func Ankerwurzel(blaetter []Ankerblatt) []byte {
	stufe, _ := stufen(blaetter)
	for len(stufe) > 1 {
		stufe = naechsteStufe(stufe)
	}
	if len(stufe) == 0 {
		leer := sha256.Sum256(nil)
		return leer[:]
	}
	return stufe[0]
}

// Ankerpfad are the neighbours on the way from the leaf of a Vorgang to the root.
func Ankerpfad(blaetter []Ankerblatt, vorgang uuid.UUID) []Pfadstein {
	stufe, sortiert := stufen(blaetter)
	i := slices.IndexFunc(sortiert, func(b Ankerblatt) bool { return b.Vorgang == vorgang })
	out := []Pfadstein{}
	for ; i >= 0 && len(stufe) > 1; i, stufe = i/2, naechsteStufe(stufe) {
		if nachbar := i ^ 1; nachbar < len(stufe) {
			out = append(out, Pfadstein{nachbar < i, hex.EncodeToString(stufe[nachbar])})
		}
	}
	return out
}

// stufen is the lowest row of the tree, with the leaves in its order.
func stufen(blaetter []Ankerblatt) (stufe [][]byte, sortiert []Ankerblatt) {
	sortiert = slices.SortedFunc(slices.Values(blaetter), func(a, b Ankerblatt) int {
		return bytes.Compare(a.Vorgang[:], b.Vorgang[:])
	})
	stufe = make([][]byte, len(sortiert))
	for i, b := range sortiert {
		stufe[i] = b.hash()
	}
	return stufe, sortiert
}

// naechsteStufe joins neighbours; one that has none goes up as it is.
func naechsteStufe(stufe [][]byte) [][]byte {
	out := make([][]byte, 0, (len(stufe)+1)/2)
	for i := 0; i < len(stufe); i += 2 {
		if i+1 == len(stufe) {
			out = append(out, stufe[i])
			break
		}
		out = append(out, knoten(stufe[i], stufe[i+1]))
	}
	return out
}

func (b *Ankerblatt) hash() []byte {
	h := sha256.New()
	h.Write([]byte{0})
	h.Write(b.Vorgang[:])
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(b.Nr))) //nolint:gosec // counted from 1
	h.Write(b.Hash)
	return h.Sum(nil)
}

func knoten(links, rechts []byte) []byte {
	h := sha256.New()
	h.Write([]byte{1})
	h.Write(links)
	h.Write(rechts)
	return h.Sum(nil)
}

const ankerform = "kontor-anker-1"

// inhalt is what the hash and the signature are of.
func (a *Anker) inhalt(mandant string) string {
	return strings.Join([]string{ankerform, mandant, fmt.Sprint(a.Nr), a.Tag.Format(time.DateOnly),
		a.Am.UTC().Format(time.RFC3339Nano), fmt.Sprint(a.Anzahl), hexOderStrich(a.Vorher),
		hex.EncodeToString(a.Wurzel), strichOder(a.Schluessel)}, " ")
}

// Hash is what the next anchor names.
func (a *Anker) Hash(mandant string) []byte {
	sum := sha256.Sum256([]byte(a.inhalt(mandant)))
	return sum[:]
}

// Zeile is the anchor as it is given outside; the tenant stands in it by key.
func (a *Anker) Zeile(mandant string) string {
	return a.inhalt(mandant) + " " + hexOderStrich(a.Zeichen)
}

// Zeichne signs with the key, nil = with none.
func (a *Anker) Zeichne(mandant string, s *Schluessel) {
	if s == nil {
		return
	}
	a.Schluessel = s.Kennung
	a.Zeichen = s.Zeichne(a.Hash(mandant))
}

func hexOderStrich(b []byte) string { return strichOder(hex.EncodeToString(b)) }

func strichOder(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// Check compares an anchor with its leaves, as they are kept, and with the one before; "" = sound. bekannt is
// false where its key is not at hand.
func (a *Anker) Check(mandant string, vorher *Anker, blaetter []Ankerblatt, bund Schluesselbund) (bruch string,
	bekannt bool) {
	nr, hash := 0, []byte(nil)
	if vorher != nil {
		nr, hash = vorher.Nr, vorher.Hash(mandant)
	}
	gilt := true
	if bekannt = true; a.Schluessel != "" {
		gilt, bekannt = bund.check(a.Schluessel, a.Hash(mandant), a.Zeichen)
	}
	switch {
	case a.Nr != nr+1:
		return fmt.Sprintf("Anker %d fehlt", nr+1), bekannt
	case !bytes.Equal(a.Vorher, hash):
		return fmt.Sprintf("Anker %d passt nicht zum vorigen", a.Nr), bekannt
	case a.Anzahl != len(blaetter) || !bytes.Equal(a.Wurzel, Ankerwurzel(blaetter)):
		return fmt.Sprintf("Anker %d passt nicht zu seinen Blättern", a.Nr), bekannt
	case bekannt && !gilt:
		return fmt.Sprintf("Anker %d ist nicht mit dem Schlüssel gezeichnet", a.Nr), bekannt
	case a.Schluessel == "" && vorher != nil && vorher.Schluessel != "":
		return fmt.Sprintf("Anker %d nennt keinen Schlüssel", a.Nr), bekannt
	}
	return "", bekannt
}

// Ankerzeilen finds the lines of a tenant's anchors in a text, whatever stands around them: a file, a mail, a system
// log.
func Ankerzeilen(text, mandant string) (out []string) {
	for zeile := range strings.Lines(text) {
		i := strings.Index(zeile, ankerform+" "+mandant+" ")
		if i < 0 {
			continue
		}
		if felder := strings.Fields(zeile[i:]); len(felder) >= 10 {
			out = append(out, strings.Join(felder[:10], " "))
		}
	}
	return out
}

// CheckZeugen compares what was kept outside with the anchors of the database.
func CheckZeugen(mandant string, anker []Anker, zeugen []string) (schaeden []string) {
	da := map[string]bool{}
	for i := range anker {
		da[anker[i].Zeile(mandant)] = true
	}
	for _, z := range slices.Compact(slices.Sorted(slices.Values(zeugen))) {
		if felder := strings.Fields(z); !da[z] {
			schaeden = append(schaeden,
				fmt.Sprintf("Anker %s vom %s steht so nicht in der Datenbank", felder[2], felder[3]))
		}
	}
	return schaeden
}
