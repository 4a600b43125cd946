package casework

import "github.com/google/uuid"

// Fehlerklasse sorts what can go wrong between us and a mailbox, whichever channel leads there.
type Fehlerklasse string

// The closed list; what each means stands in fehlerklassen. Their values are reason keys: the browser's catalogue has
// the sentence for the desk.
const (
	Voruebergehend   Fehlerklasse = "channel_unreachable"      // network, 429, 502 to 504
	Zugangsfehler    Fehlerklasse = "channel_login_refused"    // 401, 403, a 500 that stays: a setting is wrong
	VertragGeaendert Fehlerklasse = "channel_contract_changed" // an answer nobody understands
	OhnePostfach     Fehlerklasse = "no_mailbox"               // the account never had one
	PostfachWeg      Fehlerklasse = "mailbox_gone"             // it had one: accounts are deleted, § 8 Abs. 7 OZG
	NiveauFehlt      Fehlerklasse = "channel_level_unsupported"
	ZuGross          Fehlerklasse = "channel_too_large"
	TypAbgelehnt     Fehlerklasse = "channel_type_rejected"
	Befallen         Fehlerklasse = "channel_file_infected"
	Ungueltig        Fehlerklasse = "channel_message_invalid" // 400: ours to repair
	Doppelt          Fehlerklasse = "channel_duplicate"       // it lies there already
	Ungewiss         Fehlerklasse = "channel_outcome_unknown" // accepted or not, nobody knows
)

// klasse is what a Fehlerklasse means: whether the job comes again by itself, whether the target may have taken it,
// and whether nothing at all can go by this channel until somebody has set it right.
type klasse struct{ wiederhole, unbekannt, haelt bool }

var fehlerklassen = map[Fehlerklasse]klasse{
	Voruebergehend:   {wiederhole: true},
	Zugangsfehler:    {wiederhole: true, haelt: true},
	VertragGeaendert: {wiederhole: true, haelt: true},
	OhnePostfach:     {},
	PostfachWeg:      {},
	NiveauFehlt:      {},
	ZuGross:          {},
	TypAbgelehnt:     {},
	Befallen:         {},
	Ungueltig:        {},
	Doppelt:          {}, // a channel that has checked it reports success instead
	Ungewiss:         {unbekannt: true},
}

// Zustellfehler classifies a failed hand-over: temporary ones are tried again, the others wait for a person.
type Zustellfehler struct {
	Grund      string // reason key
	Wiederhole bool
	Unbekannt  bool // the target may have taken it: never resend by itself
	// Haelt: it is the channel's, not the message's. Everything waits, uncounted, until the channel works.
	Haelt    bool
	Dokument *uuid.UUID // the file it is about
	Cause    error      // never content, never an address
}

// FailZustellung makes a Zustellfehler of a class.
func FailZustellung(f Fehlerklasse, cause error) *Zustellfehler {
	k, ok := fehlerklassen[f]
	if !ok {
		panic("no class of errors is called " + string(f))
	}
	return &Zustellfehler{Grund: string(f), Wiederhole: k.wiederhole, Unbekannt: k.unbekannt, Haelt: k.haelt,
		Cause: cause}
}

// Of names the file the error is about.
func (z *Zustellfehler) Of(dokument uuid.UUID) *Zustellfehler {
	z.Dokument = &dokument
	return z
}

// Klasse of the error; its Grund where the channel has a finer one.
func (z *Zustellfehler) Klasse() Fehlerklasse { return Fehlerklasse(z.Grund) }

func (z *Zustellfehler) Error() string {
	if z.Cause != nil {
		return z.Grund + ": " + z.Cause.Error()
	}
	return z.Grund
}

func (z *Zustellfehler) Unwrap() error { return z.Cause }
