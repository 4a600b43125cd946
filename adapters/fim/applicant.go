package fim

import (
	"encoding/json"
	"strings"

	"kontor/adapters"
)

// assurance maps levelOfAssurance of an identification report (SEEN, Governikus 2.0.0) beyond what adapters.TrustLevel
// knows. "unknown" and anything else is no level.
var assurance = map[string]int{
	"http://eidas.europa.eu/notnotified/loa/low": 1, "http://eidas.europa.eu/notnotified/loa/substantial": 3,
	"http://eidas.europa.eu/notnotified/loa/high": 4,
}

// applicant takes what the metadata knows of the person: the way back, the trust level and the payment. Names and
// addresses are field values; the form mapping of the Verfahren takes them from there.
func (x *bundle) applicant() {
	x.replyChannel()
	x.level()
	x.payment()
}

// replyChannel holds exactly one way back (SEEN, metadata 2.1.0).
func (x *bundle) replyChannel() {
	a, reply := &x.b.Submission.Antragsteller, x.metadata.Get("replyChannel")
	box := func(kanal, adresse string) {
		a.Postfach = &adapters.Postfach{Kanal: kanal, Adresse: adapters.CleanLine(adresse), Bescheide: x.bescheide()}
	}
	if reply == nil || reply.Kind != adapters.JSONObject || len(reply.Members) == 0 {
		return
	}
	switch m := reply.Members[0]; m.Key {
	case "eMail":
		a.Email = m.Value.String("address")
	case "deMail":
		box("demail", m.Value.String("address"))
	case "idBundDeMailbox":
		a.Konto = &adapters.Konto{Art: "bundid"}
		box("bundid", m.Value.String("mailboxUuid"))
	case "elster":
		box("elster", m.Value.String("accountId"))
	case "fink":
		box("fink", m.Value.String("finkPostfachRef"))
	case "fitConnect": // the reply goes into the same case, encrypted with the key of this submission (SEEN)
		box("fitconnect", x.submission.String("caseId"))
		a.Postfach.Schluessel = replyKey(m.Value.Get("encryptionPublicKey"))
		if a.Postfach.Schluessel == "" {
			x.b.Note("reply_key_unreadable", "",
				"Der Schlüssel für Antworten fehlt oder ist nicht lesbar. Nachrichten gehen nicht über FIT-Connect zurück.")
		}
	default:
		x.b.Note("reply_channel_unknown", "",
			"Der gewünschte Rückkanal ist unbekannt und wurde nicht übernommen; er steht in den Rohdaten.")
	}
	if len(reply.Members) > 1 {
		x.b.Note("reply_channel_unknown", "",
			"Die Metadaten nennen mehrere Rückkanäle; nur der erste wurde übernommen.")
	}
}

// bescheide is what the person said of digital Bescheide; where nothing was said nothing was refused, and nothing is
// known (SEEN).
func (x *bundle) bescheide() string {
	switch x.metadata.Get("additionalReferenceInfo").String("zustimmungZumDigitalenBescheid") {
	case "true":
		return adapters.BescheideErlaubt
	case "false":
		return adapters.BescheideAusgeschlossen
	}
	return ""
}

// replyKey is the JWK of a reply channel with its public members only; empty = it is none.
func replyKey(v *adapters.JSONValue) string {
	key := map[string]any{}
	for _, name := range []string{"kty", "alg", "kid", "n", "e"} {
		text := v.String(name)
		if text == "" || len(text) > 4096 {
			return ""
		}
		key[name] = text
	}
	ops := []string{}
	if list := v.Get("key_ops"); list != nil {
		for _, op := range list.Items {
			ops = append(ops, op.Text)
		}
	}
	key["key_ops"] = ops
	raw, err := json.Marshal(key)
	if err != nil {
		return ""
	}
	return string(raw)
}

// level takes the lowest level of the identification reports that lie open among the dataSets (SEEN): the sender's own
// word, as with every form server. A signed report claims more, but its signature is not checked here, so it does not
// count; nor does authenticationInformation of 1.x, whose content was not seen.
func (x *bundle) level() {
	a := &x.b.Submission.Antragsteller
	unread := filled(x.metadata.Get("authenticationInformation"))
	if sets := x.metadata.Get("dataSets"); sets != nil {
		for _, set := range sets.Items {
			report := set.Get("content")
			unread = unread || set.Get("schema").String("mimeType") == "application/jose"
			if report.String("reportId") == "" {
				continue
			}
			if status := report.String("idStatus"); status != "" && status != "success" {
				x.b.Note("identification_failed", "",
					"Ein Identifizierungsbericht liegt bei, aber die Identifizierung war nicht erfolgreich.")
				continue
			}
			text := strings.ToLower(strings.TrimSpace(report.String("levelOfAssurance")))
			n := max(adapters.TrustLevel(text), assurance[text])
			if n == 0 {
				x.b.Note("trust_level_unknown", "", "Das mitgesendete Vertrauensniveau ist unbekannt und zählt nicht.")
			}
			a.Vertrauensniveau = adapters.LowestTrust(a.Vertrauensniveau, n)
		}
	}
	if unread {
		x.b.Note("identification_unverified", "",
			"Ein Nachweis zur Identität liegt bei, wird hier aber nicht geprüft und zählt nicht für das Vertrauensniveau. Er steht in den Rohdaten.")
	}
}

func filled(v *adapters.JSONValue) bool {
	return v != nil && v.Kind != adapters.JSONNull && len(v.Items)+len(v.Members)+len(v.Text) > 0
}

// paymentStates maps paymentInformation.status (SEEN).
var paymentStates = map[string]string{"BOOKED": "bezahlt", "INITIAL": "offen", "FAILED": "fehlgeschlagen",
	"CANCELED": "fehlgeschlagen"}

func (x *bundle) payment() {
	p := x.metadata.Get("paymentInformation")
	if p == nil || p.Kind != adapters.JSONObject {
		return
	}
	z := &adapters.Zahlung{Zustand: paymentStates[p.String("status")],
		Art:      adapters.CleanLine(p.String("paymentMethod")),
		Referenz: adapters.CleanLine(p.String("transactionReference"))}
	if z.Zustand == "" {
		z.Zustand = "unbekannt"
	}
	z.Betrag = x.b.PaidAmount(p.Get("grossAmount"))
	if z.Betrag != "" {
		z.Waehrung = "EUR" // the metadata names no currency (INFERRED)
	}
	x.b.Submission.Zahlung = z
}
