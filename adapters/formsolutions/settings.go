package formsolutions

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
)

// The ways a submission comes here by itself, values of the setting weg.
const (
	wegAPI    = "api"
	wegOrdner = "ordner"
	wegMail   = "mail"
)

// statuses of a submission, SEEN (form-systems §2.1).
var statuses = []string{"NEW", "READ", "CLOSED", "PRELIMINARY", "HIDDEN", "DELETED"}

// version is what tells one version of the Submission-API from another.
type version struct {
	name    string // value of the setting version
	prefix  string // follows the address where that names no version itself
	paths   map[string]string
	members []string // members of a listed submission that came with this version or an earlier one
}

// paths by name of the setting that overrides them. The list is SEEN; detail and status are INFERRED.
var paths = map[string]string{
	"liste_pfad":  "/submission/{mandant}/{formular}",
	"detail_pfad": "/submission/{mandant}/{formular}/{transid}",
	"status_pfad": "/submission/{mandant}/{formular}/{transid}/status",
}

// versions: /v2 and the members are SEEN, /v4 is INFERRED. secureData came with 4.2 and is no member of a list.
var versions = []version{
	{name: "3.1", prefix: "/v2", paths: paths},
	{name: "4.0", prefix: "/v4", paths: paths},
	{name: "4.1", prefix: "/v4", paths: paths, members: []string{"applicantType"}},
	{name: "4.2", prefix: "/v4", paths: paths, members: []string{"applicantType"}},
}

// Settings lists the settings of a Zugang that pulls. What is pushed needs none.
func (Adapter) Settings() []adapters.Setting {
	return slices.Concat(ownSettings, mailSettings)
}

func onlyFor(wege ...string) *adapters.Bedingung {
	return &adapters.Bedingung{Name: "weg", Werte: wege}
}

func both(de, en string) adapters.Sprachen { return adapters.Sprachen{De: de, En: en} }

// ownSettings are those of the ways api and ordner, and where the code finds their defaults.
var ownSettings = []adapters.Setting{
	{Name: "weg", Art: "auswahl", Werte: []string{wegAPI, wegOrdner, wegMail}, Vorgabe: wegAPI, Abholung: true,
		Label: both("Weg der Abholung", "How submissions are fetched"),
		Hilfe: both("api: Submission-API des Formularservers. ordner: Ordner, in den der Empfangsdienst des Herstellers schreibt. mail: Postfach mit den Mails des Formularservers.",
			"api: the form server's Submission API. ordner: the folder the vendor's receiver writes to. mail: a mailbox with the form server's mails.")},
	{Name: "formulare", Art: "liste", Pflicht: true, Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Formularnummern", "Form numbers"),
		Hilfe: both("Nummern der Formulare, die abgeholt werden, mit Komma getrennt, zum Beispiel AS_320611,AS_940000.",
			"Numbers of the forms to fetch, separated by commas, for example AS_320611,AS_940000.")},
	{Name: "version", Art: "auswahl", Werte: versionNames(), Vorgabe: "3.1", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Version der Schnittstelle", "Interface version"),
		Hilfe: both("Bestimmt die Pfade: 3.1 fragt unter /v2, ab 4.0 unter /v4. Endet die Adresse selbst mit einer Version (…/v2), gilt die Adresse.",
			"Decides the paths: 3.1 asks below /v2, 4.0 and later below /v4. If the address itself ends with a version (…/v2), the address counts.")},
	{Name: "status_filter", Art: "liste", Vorgabe: "NEW", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Status der abzuholenden Anträge", "Status of submissions to fetch"),
		Hilfe: both("Mit Komma getrennt: NEW, READ, CLOSED, PRELIMINARY, HIDDEN, DELETED.",
			"Separated by commas: NEW, READ, CLOSED, PRELIMINARY, HIDDEN, DELETED.")},
	{Name: "abholen_ab", Art: "text", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Abholen ab", "Fetch from"),
		Hilfe: both("Tag der Einreichung (JJJJ-MM-TT). Früher eingereichte Anträge bleiben auf dem Formularserver. Leer: alle.",
			"Day of submission (YYYY-MM-DD). What was submitted earlier stays on the form server. Empty: everything.")},
	{Name: "ueberlappung_tage", Art: "zahl", Vorgabe: "14", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Überlappung in Tagen", "Overlap in days"),
		Hilfe: both("So weit fragt Kontor ohne Rückmeldung bei jedem Lauf zurück, damit auch ein Antrag ankommt, den der Formularserver erst später freigibt.",
			"Without status reports Kontor looks back this far in every run, so that a submission released late by the form server still arrives.")},
	{Name: "rueckmeldung", Art: "ja_nein", Vorgabe: "nein", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Status zurückmelden", "Report the status"),
		Hilfe: both("ja: Nach dem Speichern meldet Kontor dem Formularserver den neuen Status. Pfad und Methode bitte vorher mit der Schnittstellenbeschreibung abgleichen. "+
			"nein: Der Antrag bleibt dort NEW, Kontor merkt sich selbst, was es schon hat.",
			"ja: once a submission is stored, Kontor reports the new status to the form server. Check path and method against the interface description first. "+
				"nein: the submission stays NEW there and Kontor remembers what it has.")},
	{Name: "status_wert", Art: "auswahl", Werte: []string{"READ", "CLOSED"}, Vorgabe: "READ", Abholung: true,
		Wenn:  onlyFor(wegAPI),
		Label: both("Zurückgemeldeter Status", "Status to report"),
		Hilfe: both("Zählt nur mit Rückmeldung. READ: gelesen. CLOSED: abgeschlossen.",
			"Counts only with status reports. READ: read. CLOSED: closed.")},
	{Name: "status_methode", Art: "auswahl", Werte: []string{"PUT", "POST", "PATCH"}, Vorgabe: "PUT", Abholung: true,
		Wenn:  onlyFor(wegAPI),
		Label: both("Methode der Rückmeldung", "Method of the report"),
		Hilfe: both("Zählt nur mit Rückmeldung: HTTP-Methode, mit der der Status gemeldet wird (angenommen: PUT).",
			"Counts only with status reports: HTTP method of the report (assumed: PUT).")},
	{Name: "liste_pfad", Art: "text", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Pfad der Liste", "Path of the list"), Hilfe: both("Nur bei Abweichung. Leer: "+
			paths["liste_pfad"], "Only if it differs. Empty: "+paths["liste_pfad"])},
	{Name: "detail_pfad", Art: "text", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Pfad eines Antrags", "Path of a submission"), Hilfe: both("Nur bei Abweichung. Leer: "+
			paths["detail_pfad"], "Only if it differs. Empty: "+paths["detail_pfad"])},
	{Name: "status_pfad", Art: "text", Abholung: true, Wenn: onlyFor(wegAPI),
		Label: both("Pfad der Rückmeldung", "Path of the report"), Hilfe: both("Nur bei Abweichung. Leer: "+
			paths["status_pfad"], "Only if it differs. Empty: "+paths["status_pfad"])},
	{Name: "mandantennummer", Art: "text", Abholung: true, Wenn: onlyFor(wegOrdner, wegMail),
		Label: both("Mandantennummer", "Tenant number"),
		Hilfe: both("Nummer des Mandanten bei Form-Solutions (88888888-8888). Sie gehört zur Kennung jedes Antrags; bitte nach der ersten Abholung nicht mehr ändern.",
			"Tenant number at Form-Solutions (88888888-8888). It is part of every submission's id; do not change it after the first fetch.")},
	{Name: "mindestalter_sekunden", Art: "zahl", Vorgabe: "60", Abholung: true, Wenn: onlyFor(wegOrdner),
		Label: both("Ruhezeit in Sekunden", "Settling time in seconds"),
		Hilfe: both("So lange müssen die Dateien eines Antrags unverändert liegen, bevor Kontor sie nimmt.",
			"How long the files of a submission must lie unchanged before Kontor takes them.")},
}

func versionNames() (names []string) {
	for _, v := range versions {
		names = append(names, v.name)
	}
	return names
}

// setting returns a setting by name.
func setting(name string) adapters.Setting {
	for _, s := range (Adapter{}).Settings() {
		if s.Name == name {
			return s
		}
	}
	return adapters.Setting{}
}

// options reads settings, with the defaults of Settings.
type options map[string]string

func (o options) text(name string) string {
	if v := strings.TrimSpace(o[name]); v != "" {
		return v
	}
	return setting(name).Vorgabe
}

func (o options) list(name string) []string {
	return strings.FieldsFunc(o.text(name), func(r rune) bool {
		return r == ',' || r == ' ' || r == ';' || r == '\n' ||
			r == '\r' || r == '\t'
	})
}

func (o options) choice(name string) (string, error) {
	v, def := o.text(name), setting(name)
	allowed := def.Werte
	if def.Art == "ja_nein" {
		allowed = []string{"ja", "nein"}
	}
	if !slices.Contains(allowed, v) {
		return "", adapters.Fail(adapters.Incomplete, "setting_unknown", "Die Einstellung "+name+
			" hat keinen der erlaubten Werte ("+strings.Join(allowed, ", ")+"). Bitte am Zugang prüfen.")
	}
	return v, nil
}

func (o options) number(name string, least, most int) (int, error) {
	n, err := strconv.Atoi(o.text(name))
	if err != nil || n < least || n > most {
		return 0, adapters.Fail(adapters.Incomplete, "setting_invalid", "Die Einstellung "+name+
			" muss eine ganze Zahl von "+
			strconv.Itoa(least)+" bis "+strconv.Itoa(most)+" sein. Bitte am Zugang prüfen.")
	}
	return n, nil
}

// day reads yyyy-mm-dd as the start of that day in UTC, in milliseconds; 0 where it is empty.
func (o options) day(name string) (int64, error) {
	v := o.text(name)
	if v == "" {
		return 0, nil
	}
	at, err := time.Parse(time.DateOnly, v)
	if err != nil {
		return 0, adapters.Fail(adapters.Incomplete, "setting_invalid", "Die Einstellung "+name+
			" muss ein Datum wie 2026-01-31 sein. Bitte am Zugang prüfen.")
	}
	return at.UnixMilli(), nil
}

func (o options) statusFilter() ([]string, error) {
	wanted := o.list("status_filter")
	for _, s := range wanted {
		if !slices.Contains(statuses, s) {
			return nil, adapters.Fail(adapters.Incomplete, "setting_unknown",
				"Die Einstellung status_filter nennt einen unbekannten Status. Erlaubt sind "+strings.Join(statuses,
					", ")+". Bitte am Zugang prüfen.")
		}
	}
	return wanted, nil
}

func (o options) version() (version, error) {
	name, err := o.choice("version")
	if err != nil {
		return version{}, err
	}
	return versions[slices.IndexFunc(versions, func(v version) bool { return v.name == name })], nil
}
