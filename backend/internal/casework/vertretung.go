package casework

import "strings"

// isNamed tells whether a name is that of who applied, in the order "Nachname, Vorname" and with the title, too.
func isNamed(a *Antrag, name string) bool {
	p := Kontakt(a.Antragsteller)
	voll := strings.TrimSpace(p.Vorname + " " + p.Nachname)
	switch {
	case IsLeer(name):
		return false
	case gleicherName(name, (&Bescheid{}).Empfaenger(a).Name):
		return true
	}
	return p.Firma == "" && (gleicherName(name, p.Nachname+" "+p.Vorname) || gleicherName(name, p.Titel+" "+voll))
}

// checkVertretung: who represents, represents somebody, and not themselves.
func (an *Anschrift) checkVertretung(antrag *Antrag) error {
	switch {
	case IsLeer(an.Vertritt) && an.Vertretung != "":
		return FailField("anschrift", "represented_missing")
	case IsLeer(an.Vertritt):
		return nil
	case gleicherName(an.Name, an.Vertritt), isNamed(antrag, an.Name) && isNamed(antrag, an.Vertritt):
		return FailField("anschrift", "represents_themselves")
	}
	return nil
}

// CheckVertretung refuses a letter that tells somebody it is for them on behalf of who is not meant: that of the
// applicant is for the applicant. Where no letter can show the applicant's name, or nobody knows it, whoever decides
// writes it, and what they write is not compared; what no letter shows of it the characters tell.
func (b *Bescheid) CheckVertretung(antrag *Antrag) error {
	if b.Anschrift == nil {
		return nil
	}
	if err := b.Anschrift.checkVertretung(antrag); err != nil || b.Adressat != nil {
		return err
	}
	name, vertritt := (&Bescheid{}).Empfaenger(antrag).Name, b.Anschrift.Vertritt
	if IsLeer(vertritt) || isNamed(antrag, vertritt) || IsLeer(name) || !Zeigbar(name) || !Zeigbar(vertritt) {
		return nil
	}
	return FailField("anschrift", "represents_somebody_else")
}

// Sent again to another address of the same person, a letter is still for whom they represent.
func (an *Anschrift) represents(wie *Anschrift) {
	if wie != nil && an.Vertritt == "" && an.Vertretung == "" && gleicherName(an.Name, wie.Name) {
		an.Vertritt, an.Vertretung = wie.Vertritt, wie.Vertretung
	}
}

// SendTo makes the Bescheid that which goes to the address the correction names.
func (x *Berichtigung) SendTo(b *Bescheid, antrag *Antrag) error {
	x.Anschrift.represents(b.Anschrift)
	b.Anschrift = x.Anschrift
	return b.CheckVertretung(antrag)
}
