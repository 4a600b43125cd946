package formsolutions

import (
	"slices"

	"kontor/adapters"
	"kontor/adapters/mailbox"
)

// mailSettings are the settings of the way "mail".
var mailSettings = slices.Concat(mailbox.SenderSettings(onlyFor(wegMail)), linkSettings,
	mailbox.Settings(onlyFor(wegMail)))

// linkSettings say where the files of "secure" mails may be fetched.
var linkSettings = []adapters.Setting{
	{Name: "link_hosts", Art: "liste", Abholung: true, Wenn: onlyFor(wegMail),
		Label: both("Server der Links", "Servers of the links"),
		Hilfe: both("Namen der Server, von denen Kontor die verlinkten Dateien einer Mail holen darf, mit Komma getrennt, zum Beispiel formulare.stadt.example oder formulare.stadt.example:8443. Nur nötig, wenn die Mails Links statt Dateien enthalten. Es gilt immer https.",
			"Names of the servers Kontor may fetch the linked files of a message from, separated by commas, for example forms.town.example or forms.town.example:8443. Only needed if the mails carry links instead of files. Always https.")},
	{Name: "link_benutzer", Art: "text", Abholung: true, Wenn: onlyFor(wegMail),
		Label: both("Benutzer für die Links", "User for the links"),
		Hilfe: both("Benutzer des geschützten Verzeichnisses auf dem Formularserver (htaccess), nicht der des Postfachs.", "User of the protected directory on the form server (htaccess), not the one of the mailbox.")},
	{Name: "link_passwort", Art: "text", Geheim: true, Abholung: true, Wenn: onlyFor(wegMail),
		Label: both("Passwort für die Links", "Password for the links"),
		Hilfe: both("Gehört zum Benutzer für die Links.", "Belongs to the user for the links.")},
}
