package backend

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// deutscheVerben are words a function must not begin with: nouns of the trade are German, what one does with them is
// English (docs/adr/0001-nouns.md).
var deutscheVerben = strings.Fields(`abgeben abhaken abrufen abschliessen aendere aendern aktiviere aktivieren anhoeren annehmen antworte antworten
	baue bauen begrenze berechne berechnen beschreibe beschreiben beschrifte bestaetige bestaetigen besuche beurteile beurteilen bescheiden bilde
	braucht brauche darf einordnen einwilligen entfalte entfalten entferne erledige erledigen errate erstelle erstellen ersetze falte falten finde
	finden fuehre fuelle fuellen gehoert gib gibt gilt hat heisst hinweist hochladen hole holen ist kann kennt klaere kopiere lade laden leite
	liegt lies lese lesen liest loesche loeschen mache machen maskiere maskieren meint melde melden merke merken mische muss nachfordern nenne
	nennt nimm notiere oeffne oeffnen ordne passt protokolliere pruefe pruefen sagt sammle schicke schliesse schreibe schreiben sende senden
	setze setzen sieht soll sortiere speichere speichern sperre starte streiche suche taugt teile trenne typisiere uebergib uebernehmen validiere
	verarbeite verbinde verbinden verdecke vereinige vergleiche vergleichen vermisse verschiebe versende verwerfen vormerken waehle warne warte
	weiterleiten wiederhole will zaehle zaehlen zeige zeigen zeigt zerlege zurueckgeben zustellen zuweisen`)

// firstWord is the first word of an identifier in lower case: PruefeKette → pruefe.
func firstWord(name string) string {
	for i, r := range name {
		if i > 0 && (unicode.IsUpper(r) || r == '_') {
			return strings.ToLower(name[:i])
		}
	}
	return strings.ToLower(name)
}

func TestVerbsAreEnglish(t *testing.T) {
	paths, _ := sources(t)
	nouns := []string{"suche"} // the search of the desk, a noun of the trade
	functions := 0
	for _, path := range paths {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, ".gen.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), "../"+path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			functions++
			if w := firstWord(f.Name.Name); slices.Contains(deutscheVerben, w) && !slices.Contains(nouns, w) {
				t.Errorf("%s: %s begins with a German verb", path, f.Name.Name)
			}
		}
	}
	if functions < 2000 {
		t.Errorf("only %d functions were read", functions)
	}
}
