package zbp

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Schreiber makes what is signed, of settings that both ways to the mailbox have.
type Schreiber struct {
	Ausweis          *anruf.Ausweis
	html             bool
	antwortAn, abruf string
	kann             casework.Faehigkeiten
}

// ReadSchreiber reads Nachrichtenfelder.
func ReadSchreiber(a *anruf.Angaben) Schreiber {
	s := Schreiber{Ausweis: a.Ausweis("zertifikat", "zertifikat_passwort"), html: a.Text("form") == "html",
		antwortAn: a.Text("antwort_an"), abruf: a.Text("abruf_an"),
		kann: casework.Faehigkeiten{Klasse: casework.KlasseNutzerkonto, Rueckweg: casework.RueckwegLink,
			Niveaus: []int{1, 3, 4}, BetreffMax: 1024, TextMax: a.Zahl("text_max"),
			DateiMax: int64(a.Zahl("datei_mb")) << 20, GesamtMax: int64(a.Zahl("gesamt_mb")) << 20,
			DateienMax: a.Zahl("dateien"), Typen: a.Liste("typen"), Benachrichtigt: a.Text("benachrichtigt") == "ja"}}
	for _, name := range []string{"antwort_an", "abruf_an"} {
		if utf8.RuneCountInString(a.Text(name)) > 320 {
			a.Refuse(name, "format")
		}
	}
	return s
}

// Faehigkeiten of the channel, as its settings say. Who answers does so in the Antragsraum.
func (s *Schreiber) Faehigkeiten() casework.Faehigkeiten { return s.kann }

// Token is what we show beside the certificate.
func (s *Schreiber) Token(now time.Time) (string, error) {
	head := `{"typ":"JWT","alg":"RS512"}`
	claims, err := json.Marshal(map[string]any{"iat": now.Unix(), "exp": now.Add(30 * time.Minute).Unix(),
		"signer": s.Ausweis.Name, "roles": []string{"THIRD_PARTY"}})
	if err != nil {
		return "", err
	}
	enc := base64.RawURLEncoding.EncodeToString
	text := enc([]byte(head)) + "." + enc(claims)
	signatur, err := s.Ausweis.Sign([]byte(text))
	return text + "." + enc(signatur), err
}

// Zeichen is the number of the Vorgang with the end of the Sendung's key (its beginning is the time), so that a message
// that lies there twice is seen to be one.
func Zeichen(z casework.Zustellung) string {
	return clip(z.Vorgangsnummer, 240) + "/" + z.Sendung.String()[28:]
}

// maxInhalt is what the content of a message may have in bytes.
const maxInhalt = 1 << 20

// Message is the text of a message that is signed. Errors are *casework.Zustellfehler; nothing was sent.
func (s *Schreiber) Message(z casework.Zustellung) ([]byte, error) {
	if _, err := uuid.Parse(z.Adresse); err != nil { // what a login gives is a UUID
		return nil, casework.FailZustellung(casework.OhnePostfach, nil)
	}
	niveau, ok := niveaus[z.Vertrauensniveau]
	if !ok {
		return nil, casework.FailZustellung(casework.NiveauFehlt, nil)
	}
	n := nachricht{Postfach: strings.ToLower(z.Adresse), Niveau: niveau, Absender: clip(z.Behoerde, 255),
		Titel: z.Betreff, Inhalt: s.inhalt(z), Dienst: clip(z.Dienst, 255), AbrufAn: s.abruf, AntwortAn: s.antwortAn,
		Zeichen: Zeichen(z)}
	if utf8.RuneCountInString(z.Link) <= 255 {
		n.Verweis = z.Link
	}
	if n.AntwortAn == "" {
		n.AntwortAn = n.Verweis
	}
	if _, err := uuid.Parse(z.AntragID); err == nil {
		n.Antrag = strings.ToLower(z.AntragID)
	}
	if err := checkNachricht(&n); err != nil {
		return nil, err
	}
	for _, b := range z.Beilagen {
		sum, err := hashFile(b)
		if err != nil {
			return nil, err.Of(b.Dokument)
		}
		n.Anlagen = append(n.Anlagen, anlage{b.Name, sum, b.Groesse})
	}
	return encode(n)
}

// checkNachricht holds a message against the lengths of the interface; the act has done so before where it can.
func checkNachricht(n *nachricht) error {
	between := func(text string, hi int) bool {
		c := utf8.RuneCountInString(text)
		return c >= 1 && c <= hi
	}
	switch {
	case len(n.Inhalt) > maxInhalt:
		return casework.FailZustellung(casework.ZuGross, errors.New("the text is longer than the mailbox takes"))
	case !between(n.Absender, 255), !between(n.Dienst, 255), !between(n.Titel, 1024), n.Inhalt == "":
		return casework.FailZustellung(casework.Ungueltig, errors.New("a field is empty or too long"))
	}
	return nil
}

// inhalt is what the person reads. The way to answer is a link.
func (s *Schreiber) inhalt(z casework.Zustellung) string {
	if !s.html {
		return z.Text + "\n\n" + z.Link
	}
	var b strings.Builder
	for absatz := range strings.SplitSeq(strings.ReplaceAll(z.Text, "\r\n", "\n"), "\n\n") {
		b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(absatz), "\n", "<br>") + "</p>")
	}
	if z.Link != "" {
		link := html.EscapeString(z.Link)
		b.WriteString(`<p><a href="` + link + `">` + link + `</a></p>`)
	}
	return b.String()
}

// hashFile is the SHA-512 of a file, which must be the one that was attached.
func hashFile(b casework.Beilage) (string, *casework.Zustellfehler) {
	file, err := b.Open()
	if err != nil {
		return "", casework.FailZustellung(casework.Voruebergehend, err)
	}
	defer file.Close()
	alt, neu := sha256.New(), sha512.New()
	n, err := io.Copy(io.MultiWriter(alt, neu), file)
	switch {
	case err != nil:
		return "", casework.FailZustellung(casework.Voruebergehend, err)
	case n != b.Groesse, hex.EncodeToString(alt.Sum(nil)) != b.SHA256:
		return "", &casework.Zustellfehler{Grund: "file_changed"}
	}
	return hex.EncodeToString(neu.Sum(nil)), nil
}

// Zustand is the state of the application in the words of the status monitor; "" = none is told.
func Zustand(z casework.Zustellung) string { return zustaende[z.Antragsstatus] }

// Status is the state of the application that is signed; nil = the login told no application, or we know no state.
func (s *Schreiber) Status(z casework.Zustellung, now time.Time) []byte {
	status := Zustand(z)
	if _, err := uuid.Parse(z.AntragID); err != nil || status == "" {
		return nil
	}
	raw, err := encode(stand{Antrag: strings.ToLower(z.AntragID), Status: status, Dienst: deutsch{clip(z.Dienst, 100)},
		Absender: clip(z.Behoerde, 100), Am: now.UTC().Format("2006-01-02T15:04:05.000Z"),
		Zeichen: clip(z.Vorgangsnummer, 50)})
	if err != nil {
		return nil
	}
	return raw
}

// Envelope is a signed text with what shows whose it is, for a way on which no certificate is shown.
func (s *Schreiber) Envelope(inhalt []byte, now time.Time) ([]byte, error) {
	u, err := s.wrap(inhalt)
	if err != nil {
		return nil, casework.FailZustellung(casework.Ungueltig, err)
	}
	token, err := s.Token(now)
	if err != nil {
		return nil, casework.FailZustellung(casework.Ungueltig, err)
	}
	return encode(struct {
		umschlag
		Token      string `json:"authorToken"`
		Zertifikat string `json:"authorCertificate"`
	}{u, token, s.Ausweis.PEM})
}

// encode keeps <, > and & as they are: what is signed is what is read.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, casework.FailZustellung(casework.Ungueltig, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func clip(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}
