package formsolutions

import (
	"time"
)

// forgetAfter is how long a submission that failed must be missing from complete lists before it is given up: somebody
// gave it another status over there.
const forgetAfter = 48 * time.Hour

// apiCursor is the cursor of the way api.
//
// A list is narrowed by time of submission, and what was taken is remembered for as long as a list may name it again.
// So the time may move on only once everything a complete list named is in one of the two maps, and never past what
// failed.
type apiCursor struct {
	Weg       string                `json:"weg"`
	Quelle    string                `json:"quelle"` // fingerprint: another server or filter starts anew
	Pause     *pause                `json:"pause,omitempty"`
	Formulare map[string]*formState `json:"formulare,omitempty"`
}

// formState is where one form stands. Times of submission are unix milliseconds of the form server's clock.
type formState struct {
	Bis      int64            `json:"bis,omitempty"`      // latest time of submission of a list that was worked through
	Genommen map[string]int64 `json:"genommen,omitempty"` // taken: transID and time of submission
	Spaeter  map[string]later `json:"spaeter,omitempty"`  // not taken or not reported yet
}

// form returns the state of a form and makes it whole, whatever was stored.
func (c *apiCursor) form(number string) *formState {
	if c.Formulare == nil {
		c.Formulare = map[string]*formState{}
	}
	s := c.Formulare[number]
	if s == nil {
		s = &formState{}
		c.Formulare[number] = s
	}
	if s.Genommen == nil {
		s.Genommen = map[string]int64{}
	}
	if s.Spaeter == nil {
		s.Spaeter = map[string]later{}
	}
	return s
}

// since is the time of submission from which a list is wanted; 0 = all of it.
func (s *formState) since(overlap time.Duration, now time.Time) int64 {
	from := min(s.Bis, now.UnixMilli()) - overlap.Milliseconds()
	for _, l := range s.Spaeter {
		from = min(from, l.Am)
	}
	return max(from, 0)
}

// settle ends the pass over a complete list: every submission it named was taken or is kept for later.
func (s *formState) settle(list []listed, overlap time.Duration, now time.Time) {
	named := map[string]bool{}
	for _, item := range list {
		named[item.TransID] = true
		s.Bis = max(s.Bis, min(item.at, now.UnixMilli())) // a wrong clock over there must not hide what follows
	}
	for id, l := range s.Spaeter {
		switch missing := now.Sub(time.Unix(l.Fehlt, 0)); {
		case named[id]:
			l.Fehlt = 0
		case l.Fehlt == 0:
			l.Fehlt = now.Unix()
		case missing > forgetAfter:
			delete(s.Spaeter, id)
			continue
		}
		s.Spaeter[id] = l
	}
	window := min(s.Bis, now.UnixMilli()) - overlap.Milliseconds()
	for id, at := range s.Genommen {
		if !named[id] && at < window {
			delete(s.Genommen, id)
		}
	}
}
