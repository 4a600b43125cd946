package ausgang

import "kontor/backend/internal/casework"

// worte are our own keys as a reader of the file knows them; what is not among them is a word already.
var worte = map[string]string{
	string(casework.InBearbeitung): "in Bearbeitung", string(casework.ZuLoeschen): "zu löschen",
	string(casework.Teilweise):            "teilweise bewilligt",
	string(casework.BescheidWirdErstellt): "wird erstellt", string(casework.BescheidZurPost): "zur Post zu geben",
	string(casework.BescheidBekanntgegeben):  "bekannt gegeben",
	string(casework.BescheidAbrufAbgelaufen): "nicht rechtzeitig abgerufen",
	string(casework.KanalAntragsraum):        "Antragsraum", string(casework.KanalPost): "Post",
	string(casework.KanalPostfach):            "Postfach des Nutzerkontos",
	string(casework.BescheidUnterwegs):        "unterwegs in das Postfach",
	string(casework.BescheidNichtZugestellt):  "nicht im Postfach angekommen",
	string(casework.BescheidAusgangUnbekannt): "unbekannt, ob im Postfach angekommen",
}

func inWorten[T ~string](schluessel T) string {
	if w := worte[string(schluessel)]; w != "" {
		return w
	}
	return string(schluessel)
}
