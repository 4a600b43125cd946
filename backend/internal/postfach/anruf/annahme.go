package anruf

// Beleg says how sure something of a protocol is.
type Beleg string

// The closed list.
const (
	Gesehen    Beleg = "gesehen"    // in a public source
	Abgeleitet Beleg = "abgeleitet" // inferred from what was seen
	Erinnert   Beleg = "erinnert"   // from general knowledge, nothing public
)

// Annahme is something of a protocol and how sure it is. Each channel has one table of them, beside its names and
// paths: a real specification changes that file and no other.
type Annahme struct {
	Was   string
	Wert  string
	Beleg Beleg
}

// Seen in a public source.
func Seen(was, wert string) Annahme { return Annahme{was, wert, Gesehen} }

// Inferred from what was seen.
func Inferred(was, wert string) Annahme { return Annahme{was, wert, Abgeleitet} }

// Recalled from general knowledge.
func Recalled(was, wert string) Annahme { return Annahme{was, wert, Erinnert} }
