package workflow

// Datum is one logical variable of a Verfahren: what conditions, lists and letters call `antrag.<name>`,
// whatever the form server calls it.
type Datum struct {
	Name  string `yaml:"name" json:"name"`
	Label string `yaml:"label" json:"label"`
	Typ   string `yaml:"typ" json:"typ"` // one of the Typ constants
	// Of several values of a repeated field: Summe adds them, Anzahl counts them. With neither, texts
	// are joined by ", " and of other types the first counts.
	Summe  bool `yaml:"summe" json:"summe,omitempty"`
	Anzahl bool `yaml:"anzahl" json:"anzahl,omitempty"`
}
