package formcycle

import (
	"context"
	"regexp"

	"kontor/adapters"
)

// representationPart is the file part that holds the application as a person reads it.
const representationPart = "pdf_antrag"

// Parameters of our contract with form builders; documented in docs/formcycle-http-aktion.md.
const (
	metaNumber  = "meta_vorgangsnummer"
	metaRecord  = "meta_datensatz"
	metaForm    = "meta_formular"
	metaVersion = "meta_formular_version"
	metaClient  = "meta_mandant"
	metaLeika   = "meta_leika"
	metaUnit    = "meta_organisationseinheit"
	metaRegion  = "meta_region"
	accountKind = "bk_konto"
	accountName = "bk_pseudonym"
	mailbox     = "bk_postfach"
	trustLevel  = "bk_vertrauensniveau"
)

var contract = map[string]bool{metaNumber: true, metaRecord: true, metaForm: true, metaVersion: true, metaClient: true,
	metaLeika: true, metaUnit: true, metaRegion: true, accountKind: true, accountName: true,
	mailbox: true, trustLevel: true}

// technical are system values that a form sends along and nobody needs to read (SEEN §3.2).
var technical = map[string]bool{"xf-action": true, "lang": true}

var placeholder = regexp.MustCompile(`\[%[^%\[\]]{1,200}%\]`)

// setMeta takes a parameter of the contract; the first value wins.
func (r *request) setMeta(name, text string) bool {
	if !contract[name] {
		return false
	}
	if placeholder.MatchString(text) {
		r.b.Note("placeholder_unresolved", name,
			"Ein Parameter enthält einen nicht ersetzten Platzhalter und wurde nicht übernommen. Bitte die Aktion im Formular prüfen.")
		r.unresolved[name] = true
		return true
	}
	text = adapters.CleanLine(text)
	if known := r.meta[name]; known != "" && known != text {
		r.b.Note("parameter_repeated", name,
			"Ein Parameter wurde mehrfach mit verschiedenen Werten gesendet; es gilt der erste.")
		return true
	}
	r.meta[name] = text
	return true
}

func (r *request) fillHeader(ctx context.Context, d adapters.Delivery) error {
	s := r.b.Submission
	s.Formular = adapters.Formular{Schluessel: r.meta[metaForm], Version: r.meta[metaVersion], Titel: r.meta[metaForm]}
	s.Einheit = r.meta[metaUnit]
	r.b.SetRegion(r.meta[metaRegion])
	r.b.Reference("vorgangsnummer", r.meta[metaNumber])
	r.b.AddLeika(r.meta[metaLeika])
	r.fillAccount()
	if err := r.checkID(); err != nil {
		return err
	}
	switch {
	case r.meta[metaRecord] != "":
		s.Kennung = adapters.JoinKennung(r.meta[metaClient], r.meta[metaRecord])
		return nil
	case r.meta[metaNumber] != "":
		s.Kennung = adapters.JoinKennung("vorgangsnummer", r.meta[metaForm], r.meta[metaNumber])
		r.b.Note("kennung_from_number", "",
			"Die Lieferung nennt keinen Datensatz (meta_datensatz). Doppelte werden an Formular und Vorgangsnummer erkannt.")
		return nil
	}
	hash, err := adapters.BodyHash(ctx, d)
	if err != nil {
		return err
	}
	s.Kennung = adapters.JoinKennung("sha256", hash)
	r.b.Note("kennung_missing", "", "Die Lieferung nennt weder Datensatz noch Vorgangsnummer. Doppelte werden nur bei gleichem Inhalt erkannt.")
	return nil
}

// checkID refuses a placeholder in what the Kennung is made of: with it, different applications would
// look like one sent twice.
func (r *request) checkID() error {
	var parts []string
	switch {
	case r.meta[metaRecord] != "" || r.unresolved[metaRecord]:
		parts = []string{metaRecord, metaClient}
	case r.meta[metaNumber] != "" || r.unresolved[metaNumber]:
		parts = []string{metaNumber, metaForm}
	}
	for _, name := range parts {
		if r.unresolved[name] && r.meta[name] == "" {
			return adapters.Fail(adapters.Incomplete, "placeholder_unresolved", "Der Parameter "+name+
				" enthält einen Platzhalter, den Formcycle nicht ersetzt hat. "+
				"An ihm werden doppelte Lieferungen erkannt. Bitte die Aktion im Formular berichtigen und den Antrag erneut senden.")
		}
	}
	return nil
}

func (r *request) fillAccount() {
	a := &r.b.Submission.Antragsteller
	kind := adapters.Account(r.meta[accountKind])
	if kind != "" {
		a.Konto = &adapters.Konto{Art: kind, Pseudonym: r.meta[accountName]}
		if kind == "muk" && a.Art == "" {
			a.Art = "organisation"
		}
	}
	if r.meta[mailbox] != "" {
		a.Postfach = &adapters.Postfach{Kanal: kind, Adresse: r.meta[mailbox]}
		if kind == "" {
			r.b.Note("account_unknown", "",
				"Die Lieferung nennt ein Postfach, aber nicht die Art des Nutzerkontos (bk_konto).")
		}
	}
	level := r.meta[trustLevel]
	a.Vertrauensniveau = adapters.TrustLevel(level)
	if level != "" && a.Vertrauensniveau == 0 {
		r.b.Note("trust_level_unknown", "", "Das mitgesendete Vertrauensniveau ist unbekannt und zählt nicht.")
	}
}
