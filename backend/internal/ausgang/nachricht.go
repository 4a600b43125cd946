package ausgang

import (
	"strings"

	"kontor/backend/internal/casework"
)

func nachrichtArt(a casework.NachrichtArt) string {
	switch a {
	case casework.ArtNachforderung:
		return "Nachforderung"
	case casework.ArtBescheid:
		return "Begleitnachricht zum Bescheid"
	case casework.ArtBestaetigung:
		return "Eingangsbestätigung"
	case casework.ArtAntwort:
		return "Antwort"
	}
	return "Nachricht"
}

// nachrichtText is the message as a person reads it in twenty years, with no program of ours at hand.
func nachrichtText(n *casework.Nachricht, anlagen, fehlen []*casework.Dokument) string {
	var s strings.Builder
	zeile := func(name, wert string) {
		if wert != "" {
			s.WriteString(name + ": " + wert + "\n")
		}
	}
	richtung := "von der Behörde an die antragstellende Person"
	if n.Richtung == casework.Ein {
		richtung = "von der antragstellenden Person an die Behörde"
	}
	zeile("Art", nachrichtArt(n.Art))
	zeile("Richtung", richtung)
	zeile("Zeitpunkt", n.Am.In(berlin).Format("02.01.2006 15:04:05 -07:00"))
	zeile("Von", n.Von)
	zeile("Betreff", n.Betreff)
	zeile("Antwort", antwort(n))
	if n.Bezug != nil {
		zeile("Bezug auf Nachricht", n.Bezug.String())
	}
	s.WriteString("\n" + strings.ToValidUTF8(n.Text, "\uFFFD") + "\n")
	if len(anlagen)+len(fehlen) > 0 {
		s.WriteString("\nAnlagen:\n")
		for _, a := range anlagen {
			s.WriteString("- " + a.Dateiname + "\n")
		}
		for _, a := range fehlen {
			s.WriteString("- " + a.Dateiname + " (nicht übergeben: " + a.Pruefung.Auslassungsgrund() +
				"; SHA-256 " + a.SHA256 + ")\n")
		}
	}
	return s.String()
}

func antwort(n *casework.Nachricht) string {
	var text string
	switch n.Antwort {
	case casework.AntwortErforderlich:
		text = "erforderlich"
	case casework.AntwortMoeglich:
		text = "möglich"
	default:
		return ""
	}
	if bis := n.Laufend(); bis != nil {
		text += " bis " + bis.Format("02.01.2006")
	}
	return text
}
