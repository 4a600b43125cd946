package casework

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
)

// Einwilligungserklaerung is the answer of an applicant to whether a Bescheid may be provided for retrieval (§ 41 Abs.
// 2a VwVfG).
type Einwilligungserklaerung struct {
	Erteilt bool
	Fassung string // of the words that were shown; "" = an earlier browser app asked, nobody knows how
	Sprache string // de or en
}

// einwilligungstexte are the words the Antragsraum asks with, oldest version first. A version that was used is never
// changed; the browser's catalogues are held to the last one.
//
//go:embed einwilligung.json
var einwilligungstexte []byte

type einwilligungstext struct {
	Fassung string              `json:"fassung"`
	Texte   map[string][]string `json:"texte"`
}

var einwilligungsfassungen = func() (out []einwilligungstext) {
	if err := json.Unmarshal(einwilligungstexte, &out); err != nil {
		panic(err) // a file of ours
	}
	return out
}()

// EinwilligungFassung is the version of the words that are asked with now.
func EinwilligungFassung() string {
	return einwilligungsfassungen[len(einwilligungsfassungen)-1].Fassung
}

// Validate refuses words that nobody knows.
func (e *Einwilligungserklaerung) Validate() error {
	if e.Fassung != "" && e.Wortlaut() == "" {
		return FailField("fassung", "unknown")
	}
	return nil
}

// Wortlaut is what the person saw.
func (e *Einwilligungserklaerung) Wortlaut() string {
	i := slices.IndexFunc(einwilligungsfassungen, func(t einwilligungstext) bool { return t.Fassung == e.Fassung })
	if i < 0 {
		return ""
	}
	return strings.Join(einwilligungsfassungen[i].Texte[e.Sprache], "\n")
}
