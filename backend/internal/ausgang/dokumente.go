package ausgang

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// stueck is one Dokument directly below the Vorgang: a file or a message, with what is attached to it.
type stueck struct {
	am        time.Time
	datei     *casework.Dokument
	nachricht *casework.Nachricht
	anlagen   []*casework.Dokument
}

// dokumente files everything: files in their given order, messages between them by time, uploads below
// the Antrag, attachments below their message. All are numbered, without gaps.
func (b *bauer) dokumente(v *casework.UebergabeVorgang) []dokument {
	var out []dokument
	for i, s := range order(v) {
		var d dokument
		if s.datei != nil {
			d = b.dateidokument(v, s.datei)
		} else {
			d = b.nachrichtdokument(v, s)
		}
		d.Identifikation.Nummer = i + 1
		for nr, a := range s.anlagen {
			anlage := b.dateidokument(v, a)
			anlage.Nummer = nr + 1
			d.Anlagen = append(d.Anlagen, anlage)
		}
		out = append(out, d)
	}
	return out
}

func order(v *casework.UebergabeVorgang) []*stueck {
	var briefe, akten []*stueck
	zuNachricht := map[uuid.UUID]*stueck{}
	for i := range v.Nachrichten {
		n := &v.Nachrichten[i]
		s := &stueck{am: n.Am, nachricht: n}
		briefe, zuNachricht[n.ID] = append(briefe, s), s
	}
	slices.SortStableFunc(briefe, func(x, y *stueck) int { return x.am.Compare(y.am) })

	var antrag *stueck
	for i := range v.Dokumente {
		if v.Dokumente[i].Rolle == casework.RolleRepresentation {
			antrag = &stueck{am: v.Dokumente[i].Am, datei: &v.Dokumente[i]}
			break
		}
	}
	for i := range v.Dokumente {
		d := &v.Dokumente[i]
		switch brief := briefVon(zuNachricht, d); {
		case antrag != nil && d == antrag.datei:
			akten = append(akten, antrag)
		case antrag != nil && d.Rolle == casework.RolleAttachment:
			antrag.anlagen = append(antrag.anlagen, d)
		case brief != nil:
			brief.anlagen = append(brief.anlagen, d)
		default:
			akten = append(akten, &stueck{am: d.Am, datei: d})
		}
	}
	return mix(akten, briefe)
}

// briefVon is the message a file belongs below. A Bescheid went with a message and is filed by itself.
func briefVon(briefe map[uuid.UUID]*stueck, d *casework.Dokument) *stueck {
	if d.Nachricht == nil || d.Rolle != casework.RolleNachricht && d.Rolle != casework.RolleAntwort {
		return nil
	}
	return briefe[*d.Nachricht]
}

// mix puts each message before the first file that is younger; files keep their order.
func mix(akten, briefe []*stueck) []*stueck {
	out := make([]*stueck, 0, len(akten)+len(briefe))
	for _, a := range akten {
		for len(briefe) > 0 && briefe[0].am.Before(a.am) {
			out, briefe = append(out, briefe[0]), briefe[1:]
		}
		out = append(out, a)
	}
	return append(out, briefe...)
}

// arten says what the file plan calls a Dokument.
var arten = map[casework.DokumentRolle]string{
	casework.RolleRepresentation: "Antrag",
	casework.RolleAttachment:     "Anlage zum Antrag",
	casework.RolleNachricht:      "Anlage zur Nachricht",
	casework.RolleAntwort:        "Antwort",
	casework.RolleBescheid:       "Bescheid",
	casework.RolleIntern:         "Internes Dokument",
	casework.RolleBrief:          "Brief",
}

func artVon(d *casework.Dokument) string {
	if art := arten[d.Rolle]; art != "" {
		return art
	}
	return "Dokument"
}

func (b *bauer) dateidokument(v *casework.UebergabeVorgang, d *casework.Dokument) dokument {
	art := artVon(d)
	out := dokument{
		Identifikation: identifikation{ID: d.ID.String()},
		Allgemein:      allgemein{Betreff: d.Titel(), Medium: elektronisch},
		Schreiben:      datum(d.Am),
		Typ:            art,
	}
	if out.Allgemein.Betreff == "" {
		out.Allgemein.Betreff = art
	}
	switch d.Rolle {
	case casework.RolleRepresentation, casework.RolleAttachment, casework.RolleAntwort:
		b.eingang(v, &out, d.Am)
	case casework.RolleNachricht, casework.RolleBrief:
		b.ausgang(v, &out, d.Am)
	case casework.RolleBescheid:
		b.ausgang(v, &out, ausgangstag(v, d))
	}
	f, endung := formatVon(d)
	out.Version = b.datei(f, d.ID, endung, Datei{SHA256: d.SHA256, Groesse: d.Groesse})
	out.Version.Format.Primaerdokument.Original = d.Dateiname
	out.Version.Format.Primaerdokument.Zeit = zeitpunkt(d.Am)
	return out
}

func (b *bauer) nachrichtdokument(v *casework.UebergabeVorgang, s *stueck) dokument {
	n := s.nachricht
	out := dokument{
		Identifikation: identifikation{ID: n.ID.String()},
		Allgemein:      allgemein{Betreff: n.Betreff, Medium: elektronisch},
		Schreiben:      datum(n.Am),
		Typ:            nachrichtArt(n.Art),
	}
	if out.Allgemein.Betreff == "" {
		out.Allgemein.Betreff = out.Typ
	}
	if n.Richtung == casework.Ein {
		b.eingang(v, &out, n.Am)
	} else {
		out.Bearbeiter = n.Von
		b.ausgang(v, &out, n.Am)
	}
	text := []byte(nachrichtText(n, s.anlagen, fehlendeAnlagen(v, n)))
	summe := sha256.Sum256(text)
	f := format{Name: dateiformat(formate["txt"]), Version: "UTF-8"}
	out.Version = b.datei(f, n.ID, "txt", Datei{
		SHA256: hex.EncodeToString(summe[:]), Groesse: int64(len(text)), text: text})
	out.Version.Format.Primaerdokument.Original = fmt.Sprintf("%s %s.txt",
		n.Am.In(berlin).Format("2006-01-02"), out.Typ)
	out.Version.Format.Primaerdokument.Zeit = zeitpunkt(n.Am)
	return out
}

// fehlendeAnlagen are the files of a message that are left out.
func fehlendeAnlagen(v *casework.UebergabeVorgang, n *casework.Nachricht) []*casework.Dokument {
	var out []*casework.Dokument
	for i := range v.Ausgelassen {
		if d := &v.Ausgelassen[i]; d.Nachricht != nil && *d.Nachricht == n.ID {
			out = append(out, d)
		}
	}
	return out
}

func (b *bauer) eingang(v *casework.UebergabeVorgang, d *dokument, am time.Time) {
	d.Eingang = datum(am)
	von, an := kurzkontakt(v), behoerde(b.u.Absender)
	d.Absender, d.Empfaenger = &von, &an
}

func (b *bauer) ausgang(v *casework.UebergabeVorgang, d *dokument, am time.Time) {
	d.Ausgang = datum(am)
	von, an := behoerde(b.u.Absender), kurzkontakt(v)
	d.Absender, d.Empfaenger = &von, &an
}

// ausgangstag is the day the Bescheid left: posted, provided, or else the day of the file.
func ausgangstag(v *casework.UebergabeVorgang, d *casework.Dokument) time.Time {
	for i := range v.Bescheide {
		b := &v.Bescheide[i]
		if b.Dokument == nil || *b.Dokument != d.ID {
			continue
		}
		if b.AufgegebenAm != nil {
			return *b.AufgegebenAm
		}
		if b.HinweisAm != nil {
			return *b.HinweisAm
		}
	}
	return d.Am
}

// datei adds a file to the ZIP. Its UUID is derived from that of its Dokument: the same in every
// hand-over, and never the Dokument's own, which 4.0.0 forbids.
func (b *bauer) datei(f format, id uuid.UUID, endung string, d Datei) version {
	d.Name = uuid.NewSHA1(id, []byte("primaerdokument")).String() + "." + endung
	b.dateien = append(b.dateien, d)
	f.Primaerdokument.Dateiname = d.Name
	return version{Nummer: 1, Format: f}
}
