package seiten

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"kontor/backend/internal/casework"
)

var sprachen = []string{"de", "en"}

// The sentences of the app, which writes de.json and en.json (frontend/src/antragsraum/seiten/golden.test.ts), and in
// eigene.json the few that only a page without script needs.
//
//go:embed texte
var texte embed.FS

// catalogues by language and key: "liste.titel".
var catalogues = func() map[string]map[string]string {
	out := map[string]map[string]string{}
	eigene := map[string]any{}
	readTexte("eigene", &eigene)
	for _, sprache := range sprachen {
		app := map[string]any{}
		readTexte(sprache, &app)
		out[sprache] = map[string]string{}
		flatten("", app, out[sprache])
		flatten("eigene.", eigene[sprache].(map[string]any), out[sprache])
	}
	return out
}()

func readTexte(name string, into any) {
	raw, err := texte.ReadFile("texte/" + name + ".json")
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		panic(err) // a file of ours
	}
}

func flatten(path string, in map[string]any, out map[string]string) {
	for key, value := range in {
		switch x := value.(type) {
		case string:
			out[path+key] = x
		case map[string]any:
			flatten(path+key+".", x, out)
		}
	}
}

// say is a sentence with its values by name: say("de", "jetzt.bis", "tag", day). With a count comes the form for one or
// for several.
func say(sprache, key string, values ...any) string {
	given := map[string]any{}
	for i := 0; i+1 < len(values); i += 2 {
		given[values[i].(string)] = values[i+1]
	}
	if n, ok := given["count"].(int); ok {
		form := "_other"
		if n == 1 {
			form = "_one"
		}
		if _, ok := catalogues[sprache][key+form]; ok {
			key += form
		}
	}
	text, ok := catalogues[sprache][key]
	if !ok {
		return key // a test finds it
	}
	for name, value := range given {
		text = strings.ReplaceAll(text, "{{"+name+"}}", spoken(sprache, value))
	}
	return text
}

func known(key string) bool { return catalogues["de"][key] != "" }

func spoken(sprache string, value any) string {
	switch x := value.(type) {
	case time.Time:
		return day(sprache, casework.Berlin(x))
	case *time.Time:
		return day(sprache, casework.Berlin(*x))
	}
	return fmt.Sprint(value)
}
