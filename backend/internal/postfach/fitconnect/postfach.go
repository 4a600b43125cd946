package fitconnect

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"errors"
	"regexp"
	"slices"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Postfach is the reply channel: what goes back to the online service, and what it sends into the same case.
type Postfach struct {
	*Client
	zustellpunkt, schema string
	art                  art
	kann                 casework.Faehigkeiten
	privat               []privat
}

// privat is a key of our destination.
type privat struct {
	kid   string
	zweck string
	key   *rsa.PrivateKey
}

// New checks the settings (Felder); it does not connect. Errors are *casework.Error with the setting as field.
func New(e map[string]string) (*Postfach, error) {
	a := anruf.ReadAngaben(Felder, e)
	p := &Postfach{Client: ReadClient(a, anruf.NewClient(nil)), zustellpunkt: a.Text("zustellpunkt"),
		schema: a.Text("schema"), art: art{a.Text("antworten_pfad"), antworten.name},
		kann: casework.Faehigkeiten{Klasse: casework.KlasseDienst, Rueckweg: casework.RueckwegFrei,
			Niveaus: []int{1, 3, 4}, BetreffMax: 255, TextMax: 100_000, DateiMax: int64(a.Zahl("datei_mb")) << 20,
			GesamtMax: int64(a.Zahl("gesamt_mb")) << 20, DateienMax: 50}}
	if _, err := uuid.Parse(p.zustellpunkt); err != nil && p.zustellpunkt != "" {
		a.Refuse("zustellpunkt", "format")
	}
	if !pfad.MatchString(p.art.pfad) { // else the token could be sent to another host: https://api.example@…
		a.Refuse("antworten_pfad", "format")
	}
	if text := a.Text("schluessel"); text != "" {
		var err error
		if p.privat, err = parsePrivat([]byte(text)); err != nil {
			a.Refuse("schluessel", "keys_unreadable")
		}
	}
	if err := a.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

var pfad = regexp.MustCompile(`^(/[A-Za-z0-9_-]+)+$`)

// parsePrivat reads a set of keys: one or more to decrypt, one to sign.
func parsePrivat(text []byte) (out []privat, err error) {
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(text, &set); err != nil {
		return nil, errors.New("no set of keys")
	}
	signs, opens := 0, 0
	for _, raw := range set.Keys {
		var k jose.JSONWebKey
		var felder struct {
			Zweck []string `json:"key_ops"`
		}
		if json.Unmarshal(raw, &felder) != nil || json.Unmarshal(raw, &k) != nil {
			return nil, errors.New("a key is not readable")
		}
		key, ok := k.Key.(*rsa.PrivateKey)
		switch {
		case !ok || k.KeyID == "":
			return nil, errors.New("a key is no private RSA key")
		case slices.Equal(felder.Zweck, []string{artUnterschreiben}):
			signs++
		case slices.Equal(felder.Zweck, []string{artEntschluesseln}):
			opens++
		default:
			return nil, errors.New("a key is for something else")
		}
		out = append(out, privat{k.KeyID, felder.Zweck[0], key})
	}
	if signs != 1 || opens == 0 {
		return nil, errors.New("one key to sign, and one to decrypt")
	}
	return out, nil
}

// keyFor is the own key of a purpose; kid "" = the only one.
func (p *Postfach) keyFor(zweck, kid string) *privat {
	for i := range p.privat {
		if x := &p.privat[i]; x.zweck == zweck && (kid == "" || x.kid == kid) {
			return x
		}
	}
	return nil
}

// Faehigkeiten of the channel: a machine reads what it brings, so no rule of Bekanntgabe is known.
func (p *Postfach) Faehigkeiten() casework.Faehigkeiten { return p.kann }

// antwortDaten is a message as the online service reads it.
type antwortDaten struct {
	Nummer     string `json:"vorgangsnummer"`
	Art        string `json:"art"`
	Betreff    string `json:"betreff"`
	Text       string `json:"text"`
	Antwort    string `json:"antwort"` // keine, moeglich, erforderlich
	AntwortBis string `json:"antwortBis,omitempty"`
	Behoerde   string `json:"behoerde"`
	Dienst     string `json:"dienst"`
	Sendung    string `json:"sendung"` // the same for a message that comes twice
}

// Deliver sends a message into the case, encrypted with the key that came with the application.
func (p *Postfach) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	if z.Adresse == "" || z.Schluessel == "" {
		return casework.Quittung{}, casework.FailZustellung(casework.OhnePostfach, nil)
	}
	if !slices.Contains(p.kann.Niveaus, z.Vertrauensniveau) {
		return casework.Quittung{}, casework.FailZustellung(casework.NiveauFehlt, nil)
	}
	key, err := parseKey([]byte(z.Schluessel), artVerschluesseln, string(jose.RSA_OAEP_256), (*x509.CertPool)(nil))
	if err != nil {
		return casework.Quittung{}, casework.FailZustellung(casework.Ungueltig, err)
	}
	d := antwortDaten{Nummer: z.Vorgangsnummer, Art: string(z.Art), Betreff: z.Betreff, Text: z.Text,
		Antwort: string(z.Antwort), Behoerde: z.Behoerde, Dienst: z.Dienst, Sendung: z.Sendung.String()}
	if z.AntwortBis != nil {
		d.AntwortBis = z.AntwortBis.Format("2006-01-02")
	}
	daten, err := json.Marshal(d)
	if err != nil {
		return casework.Quittung{}, casework.FailZustellung(casework.Ungueltig, err)
	}
	return p.Client.Deliver(ctx, z, Paket{art: p.art, fall: z.Adresse, eigen: &key, Schema: p.schema, Daten: daten,
		Beilagen: z.Beilagen})
}

// Check signs in and reads what lies at the destination.
func (p *Postfach) Check(ctx context.Context) error {
	_, err := p.list(ctx, 1)
	return err
}
