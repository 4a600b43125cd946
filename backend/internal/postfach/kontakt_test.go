package postfach

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
)

// Who counts as reachable gets a Bescheid for retrieval, and the notice begins its period: whatever Kontakt yields, the
// mailer takes. And no two addresses, no name and no address without a domain are among it.
func TestTheMailerTakesEveryContact(t *testing.T) {
	e, err := NewEmail(SMTP{Host: "127.0.0.1", Port: 25, TLS: TLSOff, From: "amt@lindenfurt.example"})
	if err != nil {
		t.Fatal(err)
	}
	teile := []string{"ina@x.example", "ina@x.example", "a", "ina.lebt", "@", "@", "@", ".", "x.example",
		"example.org", "münchen.example", "localhost", ",", ";", " ", "<", ">", "\"", "(", ")", "[", "]",
		"127.0.0.1", "{{", "}}", "[%", "%]", "${", "}", "#", "Zeuge", ":", "mailto:", "\\", "\r\n", "\x00", "\u200b",
		"\xff", "-", "..", "k.A.", "+"}
	brauchbar := 0
	for seed := range uint64(50_000) {
		r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // an address, no secret
		var b strings.Builder
		for range 1 + r.IntN(5) {
			b.WriteString(teile[r.IntN(len(teile))])
		}
		k := casework.Kontakt(adapters.Antragsteller{Email: b.String()}).Email
		if k == "" {
			continue
		}
		brauchbar++
		msg, err := e.nachricht(casework.Zustellung{Sendung: uuid.New(), Email: k,
			Link: "https://kontor.example", Behoerde: "Amt"})
		if err != nil {
			t.Fatalf("%q is a contact, and the mailer says %v", k, err)
		}
		an, err := msg.GetRecipients()
		_, domain, _ := strings.Cut(k, "@")
		if err != nil || len(an) != 1 || an[0] != "<"+k+">" || !strings.Contains(domain, ".") ||
			strings.Count(k, "@") != 1 {
			t.Fatalf("%q would be sent to %q, %v", k, an, err)
		}
	}
	if brauchbar < 500 {
		t.Errorf("only %d contacts were tried", brauchbar)
	}
}
