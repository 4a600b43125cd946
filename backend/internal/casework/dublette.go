package casework

import "kontor/adapters"

// DublettenTage is how near in time two applications are that may be one.
const DublettenTage = 30

// DublettenGruende says why two applications for the same matter may be one; nil = they are not taken for one. The same
// account is enough. The same name is not: it needs date of birth, e-mail or address with it.
func DublettenGruende(konto, name bool, a, b *adapters.Antragsteller) (out []string) {
	if konto {
		out = append(out, "konto")
	}
	if !name {
		return out
	}
	out = append(out, "name")
	gleich := func(grund, x, y string) {
		if x != "" && x == y {
			out = append(out, grund)
		}
	}
	gleich("geburtsdatum", a.Geburtsdatum, b.Geburtsdatum)
	gleich("email", adresse(a.Email), adresse(b.Email))
	gleich("anschrift", anschrift(a), anschrift(b))
	if len(out) == 1 {
		return nil
	}
	return out
}

// adresse is "" where there is none: a hundred people have "k.A.".
func adresse(text string) string {
	an, _ := EmailAdresse(text)
	return Fold(an)
}

// anschrift is "" where it could not tell two homes apart.
func anschrift(a *adapters.Antragsteller) string {
	if a.Strasse == "" || a.Hausnummer == "" || a.PLZ == "" && a.Ort == "" {
		return ""
	}
	ort := a.PLZ
	if ort == "" {
		ort = Fold(a.Ort)
	}
	return Fold(a.Strasse) + " " + Fold(a.Hausnummer) + " " + ort
}
