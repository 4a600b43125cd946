package workflow

// Error is the one error type of the package. Code is stable; Reason is a German sentence.
type Error struct {
	Code    string
	Element string            // id of the BPMN element, "" = none in particular
	Reason  string            // German sentence
	Fields  map[string]string // field name → "pflicht", "typ", "option", "zu_lang" or "unbekannt"
}

func (e *Error) Error() string {
	if e.Element == "" {
		return e.Code + ": " + e.Reason
	}
	return e.Code + " (" + e.Element + "): " + e.Reason
}

// The codes of Error and of Incident.
const (
	CodeXML           = "xml"              // no well-formed BPMN 2.0
	CodeGrenze        = "grenze"           // larger or deeper than the limits
	CodeDefinition    = "definition"       // folder or verfahren.yaml unreadable
	CodeProzess       = "prozess"          // process, state and command do not fit together
	CodeWerte         = "werte"            // values do not fit the fields of the task
	CodeVierAugen     = "vier_augen"       // same person twice in a four-eyes group
	CodeSprung        = "sprung"           // target of a Jump not possible
	CodeZweige        = "zweige"           // a Jump does not say what happens to the branches beside it
	CodeMigration     = "migration"        // a token has no place in the new version
	CodeAusdruck      = "ausdruck"         // an expression failed or gave the wrong type
	CodeKeinWeg       = "kein_weg"         // no condition true and no default flow
	CodeSchrittgrenze = "schrittgrenze"    // endless automatic loop
	CodeVerklemmt     = "verklemmt"        // a join that can no longer fire
	CodeUnbehandelt   = "fehler"           // error event nobody catches
	CodeNichtLauf     = "nicht_lauffaehig" // element the engine does not run
	CodeSzenario      = "szenario"         // scenario ended differently
)
