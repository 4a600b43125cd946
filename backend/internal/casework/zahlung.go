package casework

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strings"
	"time"

	"kontor/workflow"
)

// Zahlung is what a Bescheid says about paying its fee or tax. It is kept with the Bescheid: what a letter has said
// stays true, whatever account the authority has later.
type Zahlung struct {
	Grundlage     string
	FaelligAm     time.Time // date
	Kassenzeichen string    // what the payer states
	Einzug        bool      // by SEPA direct debit: nothing is to be transferred
	Konto         Bankkonto // of the tenant when the Bescheid was issued; zero = none was entered
	// Positionen are the lines the fee is the sum of, as whoever decides has said them; none = one amount
	Positionen []workflow.Gebuehrposition
}

// Bankkonto is where the tenant is paid.
type Bankkonto struct {
	Inhaber string // empty = the tenant itself
	IBAN    string // without spaces
	BIC     string // optional within the EEA (Regulation (EU) 260/2012)
}

const (
	// FaelligTage is until when a fee is paid where the procedure says nothing: a habit of treasuries, not law.
	FaelligTage = 30
	// faelligFruehestens is how far away the due day has to be so that nobody needs to confirm it: a letter that waits
	// ten days for retrieval, and a few more by post.
	faelligFruehestens = 17
	// So many months ahead nobody lets a payment fall due by mistake; above so many cents somebody looks twice.
	faelligMonate, grosseGebuehr = 24, 100_000_000
)

// Faelligkeit is the day on which a fee decided today is due: so many days later, or the next working day. 0 days =
// FaelligTage.
func Faelligkeit(k Kalender, heute time.Time, tage int) time.Time {
	if tage <= 0 {
		tage = FaelligTage
	}
	return k.NaechsterArbeitstag(heute.AddDate(0, 0, tage))
}

var ibanForm = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$`)

// IsIBAN checks form, length (of a German one) and check digits (ISO 13616, ISO 7064 mod 97-10); s has no spaces.
func IsIBAN(s string) bool {
	if !ibanForm.MatchString(s) || strings.HasPrefix(s, "DE") && len(s) != 22 {
		return false
	}
	digits := ""
	for _, r := range s[4:] + s[:4] {
		if r >= 'A' {
			digits += fmt.Sprint(r - 'A' + 10)
		} else {
			digits += string(r)
		}
	}
	n, ok := new(big.Int).SetString(digits, 10)
	return ok && new(big.Int).Mod(n, big.NewInt(97)).Int64() == 1
}

// IBANText writes it in groups of four, as letters show it (DIN 5008).
func IBANText(s string) string {
	groups := []string{}
	for ; len(s) > 4; s = s[4:] {
		groups = append(groups, s[:4])
	}
	return strings.Join(append(groups, s), " ")
}

// GiroCode is the text of the QR code by which a banking app fills in the transfer (EPC069-12, version 002, UTF-8).
// Empty = there is none: nothing to transfer, or no account, or an amount beyond what the code can say.
func (z *Zahlung) GiroCode(cent int64) string {
	const most = 99999999999 // 999 999 999,99 Euro
	if z == nil || z.Einzug || !IsIBAN(z.Konto.IBAN) || cent < 1 || cent > most {
		return ""
	}
	name, zweck := kuerze(z.Konto.Inhaber, 70), kuerze(z.Kassenzeichen, 140)
	return strings.Join([]string{"BCD", "002", "1", "SCT", z.Konto.BIC, name, z.Konto.IBAN,
		fmt.Sprintf("EUR%d.%02d", cent/100, cent%100), "", "", zweck}, "\n")
}

// kuerze cuts to so many characters, on one line.
func kuerze(s string, most int) string {
	r := []rune(einzeilig(s))
	return string(r[:min(len(r), most)])
}

// write brings what a person wrote into the form in which letters hold it.
func (z *Zahlung) write() {
	if z != nil {
		z.Grundlage, z.Kassenzeichen = einzeilig(Brieftext(z.Grundlage)), einzeilig(Brieftext(z.Kassenzeichen))
		for i, p := range z.Positionen {
			z.Positionen[i].Bezeichnung = einzeilig(Brieftext(p.Bezeichnung))
			z.Positionen[i].Einheit = einzeilig(Brieftext(p.Einheit))
		}
	}
}

// MengeText is the quantity of a line as letters show it: "8,5 m²".
func MengeText(p workflow.Gebuehrposition) string {
	menge := wortlaut("", wertFeld(workflow.TypZahl, p.Menge)).Text
	einheit := p.Einheit
	if eine, ok := einzahl[einheit]; ok && p.Menge == 1 {
		einheit = eine
	}
	return strings.TrimSpace(menge + " " + einheit)
}

// einzahl are units as they are written of one; others are the same of one and of many (m², km, Stück).
var einzahl = map[string]string{"Monate": "Monat", "Tage": "Tag", "Wochen": "Woche", "Jahre": "Jahr",
	"Stunden": "Stunde", "Quartale": "Quartal", "Hunde": "Hund", "Personen": "Person", "Plätze": "Platz",
	"Fahrzeuge": "Fahrzeug"}

// checkPositionen: what the lines come to is the fee, to the cent; empty = nothing is wrong.
func (b *Bescheid) checkPositionen() string {
	if b.Zahlung == nil || len(b.Zahlung.Positionen) == 0 {
		return ""
	}
	for _, p := range b.Zahlung.Positionen {
		switch {
		case IsLeer(p.Bezeichnung), strings.Contains(p.Bezeichnung, "{{"), !(p.Menge > 0), p.Menge > workflow.MaxMenge,
			p.SatzCent <= 0, p.SatzCent > workflow.MaxSatz:
			return "fee_line_incomplete"
		}
		if p.Menge*1000 != math.Round(p.Menge*1000) {
			return "fee_line_too_precise"
		}
	}
	if workflow.Betrag(b.Zahlung.Positionen) != b.GebuehrCent {
		return "fee_lines_differ"
	}
	return ""
}

// FillZahlung takes from procedure, case and tenant what nobody said: the basis, the due day, what the payer states,
// and the account, which nobody can say in the act.
func (b *Bescheid) FillZahlung(von Zahlung) {
	if b.GebuehrCent <= 0 {
		return
	}
	z := von
	z.Positionen = nil // a proposal is not what somebody has said
	if b.Zahlung != nil {
		z.Einzug, z.Positionen = b.Zahlung.Einzug, b.Zahlung.Positionen
		z.Grundlage = cmp.Or(b.Zahlung.Grundlage, von.Grundlage)
		z.Kassenzeichen = cmp.Or(b.Zahlung.Kassenzeichen, von.Kassenzeichen)
		if !b.Zahlung.FaelligAm.IsZero() {
			z.FaelligAm = b.Zahlung.FaelligAm
		}
	}
	if z.Einzug {
		z.Konto = Bankkonto{}
	}
	b.Zahlung = &z
}
