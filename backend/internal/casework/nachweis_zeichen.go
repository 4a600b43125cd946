package casework

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Dateizeichen signs a record as a whole: what was left out of it, put into it or written over it is found by whoever
// has the key. Without the key only what is in it can be checked.
type Dateizeichen struct {
	Schluessel string `json:"schluessel"` // Kennung of the key
	Zeichen    string `json:"zeichen"`    // HMAC-SHA-256
}

// Sign signs the record as it is; a nil key leaves it unsigned.
func (n *Nachweis) Sign(k *Schluessel) error {
	if n.Gezeichnet = nil; k == nil {
		return nil
	}
	inhalt, err := n.gezeichneterInhalt()
	if err != nil {
		return err
	}
	n.Gezeichnet = &Dateizeichen{k.Kennung, hex.EncodeToString(k.Zeichne(inhalt))}
	return nil
}

// gezeichneterInhalt is the record without its signature, as JSON, after a word that no other signature begins with.
func (n *Nachweis) gezeichneterInhalt() ([]byte, error) {
	ohne := *n
	ohne.Gezeichnet = nil
	raw, err := json.Marshal(ohne)
	if err != nil {
		return nil, fmt.Errorf("encode the Nachweis: %w", err)
	}
	return append([]byte(n.Form+"\x00"), raw...), nil
}

// CheckDatei tells whether the record is whole, with its heading.
func (n *Nachweis) CheckDatei(bund Schluesselbund) Nachweispunkt {
	const titel = "Ganze Datei"
	offen := Nachweispunkt{titel, NachweisOffen, "Ob etwas weggelassen oder ergänzt wurde und ob Behörde, Nummern und Titel " +
		"stimmen, kann nur prüfen, wer den Schlüssel hat."}
	if n.Gezeichnet == nil {
		return offen
	}
	inhalt, err := n.gezeichneterInhalt()
	zeichen, _ := hex.DecodeString(n.Gezeichnet.Zeichen) // one that cannot be read is not the one
	gilt, bekannt := bund.check(n.Gezeichnet.Schluessel, inhalt, zeichen)
	switch {
	case err != nil || bekannt && !gilt:
		return Nachweispunkt{titel, NachweisVerletzt, "Die Datei ist nicht, wie sie ausgegeben wurde."}
	case !bekannt:
		return offen
	}
	return Nachweispunkt{titel, NachweisGut, "Die Datei ist vollständig und unverändert, wie die Behörde sie ausgegeben hat."}
}
