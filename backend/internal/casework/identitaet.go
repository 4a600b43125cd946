package casework

import "time"

// Identitaet is who signed in, as the login provider tells.
type Identitaet struct {
	Subject   string
	Sid       string // session at the provider; may be empty
	IDToken   string // raw, to end the session at the provider
	Name      string // user name
	Anzeige   string // name to show
	Email     string
	Rollen    []Rolle  // only those Kontor knows
	Einheiten []string // keys of units
	Konto     Konto    // applicants
	// how long ago they proved who they are; 0 = just now, or the provider does not say
	Vor time.Duration
}
