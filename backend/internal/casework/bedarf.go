package casework

import (
	"strconv"
	"time"
)

// Bedarf is what an operation of the Antragsraum needs of the login. docs/api/openapi.yaml declares the same beside
// x-recht (x-niveau, x-frisch); where the two differ the program does not start.
type Bedarf struct {
	Niveau Niveaubedarf
	Frisch int // longest time since the login in minutes; 0 = any
}

// Niveaubedarf names the Vertrauensniveau an operation needs.
type Niveaubedarf string

// The closed list.
const (
	// any login, or none: what it shows of an application follows the level of that application
	BedarfKeins Niveaubedarf = "keins"
	// that of the login the application came with
	BedarfVorgang Niveaubedarf = "vorgang"
	// that, and the one of the message it opens, answers or takes a document from
	BedarfNachricht Niveaubedarf = "nachricht"
	// that of the application, and what the Verfahren demands
	BedarfVerfahren Niveaubedarf = "verfahren"
	// the highest that any application of the account came with
	BedarfKonto Niveaubedarf = "konto"
)

// frischMinuten is how long ago somebody may have signed in who declares something of legal weight: long enough to
// read what it means, too short for a browser somebody walked away from.
const frischMinuten = 15

// bedarfe by operation of the contract. Reading and answering stay at the level of the application, so that nobody is
// locked out of what they sent; what ends it follows the Verfahren, too.
var bedarfe = map[string]Bedarf{
	"getBehoerde":              {Niveau: BedarfKeins},
	"getAntragsraumIch":        {Niveau: BedarfKeins},
	"listAntragsraumVorgaenge": {Niveau: BedarfKeins},
	"getAntragsraumVorgang":    {Niveau: BedarfVorgang},
	"readAntragsraumNachricht": {Niveau: BedarfNachricht},
	"getAntragsraumDokument":   {Niveau: BedarfNachricht},
	"sendAntwort":              {Niveau: BedarfNachricht},
	"withdrawAntrag":           {Niveau: BedarfVerfahren, Frisch: frischMinuten},
	"setEinwilligung":          {Niveau: BedarfKonto, Frisch: frischMinuten},
}

// BedarfAn returns what an operation of the contract needs; false = nobody has said.
func BedarfAn(operation string) (Bedarf, bool) {
	b, ok := bedarfe[operation]
	return b, ok
}

// Von is the level this needs of an application; verfahren is what its Verfahren demands, asked for only where that
// counts. The message and the account are looked at by whoever knows them.
func (b Bedarf) Von(v *Vorgang, verfahren int) int {
	if b.Niveau == BedarfVerfahren {
		return max(v.NoetigesNiveau(), verfahren)
	}
	return v.NoetigesNiveau()
}

// Frisch returns Forbidden (login_too_old, with the minutes) unless the applicant signed in at most so many minutes
// ago. 0 = any login will do.
func (a Actor) Frisch(minuten int, now time.Time) error {
	if minuten == 0 || now.Sub(a.AngemeldetAm) <= time.Duration(minuten)*time.Minute {
		return nil
	}
	return &Error{Code: Forbidden, Reason: "login_too_old", Fields: map[string]string{"minuten": strconv.Itoa(minuten)}}
}
