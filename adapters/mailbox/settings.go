package mailbox

import "kontor/adapters"

// Names of the settings every adapter with a mailbox has.
const (
	SettingFolder   = "postfach_ordner"
	SettingDone     = "postfach_erledigt"
	SettingFailed   = "postfach_ungeklaert"
	SettingSenders  = "absender"
	SettingVerifier = "pruefserver"
)

// stay is the value of SettingDone and SettingFailed that moves nothing.
const stay = "-"

// Settings are those of fetching from a mailbox. when says under which condition they count; nil = always.
func Settings(when *adapters.Bedingung) []adapters.Setting {
	return []adapters.Setting{
		{Name: SettingFolder, Art: "text", Vorgabe: "INBOX", Abholung: true, Wenn: when,
			Label: adapters.Sprachen{De: "Ordner mit neuen E-Mails", En: "Folder with new mail"},
			Hilfe: adapters.Sprachen{De: "Kontor holt jede E-Mail dieses Ordners ab, auch schon gelesene. Bitte ein eigenes Postfach oder einen eigenen Ordner verwenden.",
				En: "Kontor takes every message of this folder, read or not. Please use a mailbox or folder of its own."}},
		{Name: SettingDone, Art: "text", Vorgabe: "Kontor-erledigt", Abholung: true, Wenn: when,
			Label: adapters.Sprachen{De: "Ordner für angenommene E-Mails", En: "Folder for accepted mail"},
			Hilfe: adapters.Sprachen{De: "Dorthin verschiebt Kontor, was angenommen ist; der Ordner wird bei Bedarf angelegt. „-“ lässt die E-Mails liegen.",
				En: "Kontor moves accepted messages there and creates the folder if needed. “-” leaves them where they are."}},
		{Name: SettingFailed, Art: "text", Vorgabe: "Kontor-ungeklaert", Abholung: true, Wenn: when,
			Label: adapters.Sprachen{De: "Ordner für nicht lesbare E-Mails", En: "Folder for unreadable mail"},
			Hilfe: adapters.Sprachen{De: "Dorthin verschiebt Kontor, was nicht angenommen werden konnte. Zurück in den ersten Ordner verschoben, wird eine E-Mail noch einmal abgeholt. „-“ lässt sie liegen.",
				En: "Kontor moves messages there that could not be accepted. Moved back to the first folder, a message is fetched again. “-” leaves them where they are."}},
	}
}

// SenderSettings are those of Senders. when says under which condition they count; nil = always.
func SenderSettings(when *adapters.Bedingung) []adapters.Setting {
	return []adapters.Setting{
		{Name: SettingSenders, Art: "liste", Pflicht: true, Wenn: when,
			Label: adapters.Sprachen{De: "Erlaubte Absender", En: "Allowed senders"},
			Hilfe: adapters.Sprachen{De: "Adressen (formulare@stadt.example) oder Domänen (@stadt.example), mit Komma getrennt. Ohne Eintrag wird nichts angenommen. Achtung: Die Absenderangabe einer E-Mail lässt sich fälschen. Davor muss ein Mailserver stehen, der SPF und DKIM prüft und Gefälschtes abweist.",
				En: "Addresses (forms@town.example) or domains (@town.example), separated by commas. Without an entry nothing is accepted. Mind that the sender of a message can be forged: a mail server that checks SPF and DKIM and turns forgeries away must stand in front."}},
		{Name: SettingVerifier, Art: "text", Wenn: when,
			Label: adapters.Sprachen{De: "Name des prüfenden Mailservers", En: "Name of the verifying mail server"},
			Hilfe: adapters.Sprachen{De: "Ist er eingetragen, wird nur angenommen, was dieser Server in der Kopfzeile Authentication-Results mit DMARC, DKIM oder SPF für die Domäne des Absenders bestätigt. Einzutragen ist der Name am Anfang dieser Kopfzeile. Der Server muss fremde Kopfzeilen dieses Namens entfernen.",
				En: "If set, a message is accepted only if this server confirms DMARC, DKIM or SPF for the sender's domain in the header Authentication-Results. Enter the name at the start of that header. The server must remove such headers that come from outside."}},
	}
}

// Value is what the setting holds, or its default; table is the adapter's Settings().
func Value(settings map[string]string, table []adapters.Setting, name string) string {
	if v := settings[name]; v != "" {
		return v
	}
	for _, s := range table {
		if s.Name == name {
			return s.Vorgabe
		}
	}
	return ""
}
