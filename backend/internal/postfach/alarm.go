package postfach

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	netmail "net/mail"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"kontor/backend/internal/casework"
)

// alarmSatz says what is wrong, for a subject line.
var alarmSatz = map[string]string{
	casework.AlarmStill:     "Es kommen keine Lieferungen mehr an",
	casework.AlarmAbruf:     "Der Abruf schlägt fehl",
	casework.AlarmFehler:    "Viele Lieferungen scheitern",
	casework.AlarmKlaerfall: "Ein Klärfall wartet zu lange",
	casework.AlarmKanal:     "Ein Kanal zu Postfächern arbeitet nicht",
}

// Report sends one mail about an alarm to all addresses. It names the Zugang, never an application.
func (e *Email) Report(ctx context.Context, a casework.Alarmmeldung) error {
	m := mail.NewMsg(mail.WithNoDefaultUserAgent())
	m.FromMailAddress(e.from)
	for _, an := range a.An {
		parsed, err := netmail.ParseAddress(an)
		if err != nil {
			return &casework.Zustellfehler{Grund: "email_invalid"}
		}
		m.AddToMailAddress(parsed)
	}
	phase, betreff := "beginn", "Störung"
	if a.Ende != nil {
		phase, betreff = "ende", "Behoben"
	}
	_, domain, _ := strings.Cut(e.from.Address, "@")
	m.SetMessageIDWithValue("alarm-" + a.Alarm.String() + "-" + phase + "@" + domain) // a repeat is the same mail
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.Subject(betreff + ": " + alarmSatz[a.Art] + " (" + worum(a) + " " + einzeilig(a.Zugang) + ")")
	m.SetBodyString(mail.TypeTextPlain, alarmText(a))
	client, err := mail.NewClient(e.set.Host, e.opts...)
	if err != nil {
		return &casework.Zustellfehler{Grund: "smtp_settings", Cause: err}
	}
	if err := client.DialAndSendWithContext(ctx, m); err != nil && !m.IsDelivered() {
		return arrange(ctx, err)
	}
	return nil
}

func alarmText(a casework.Alarmmeldung) string {
	zeit := func(t time.Time) string { return casework.Berlin(t).Format("02.01.2006 um 15:04 Uhr") }
	zugang := einzeilig(a.Zugang)
	if a.Titel != "" {
		zugang = einzeilig(a.Titel) + " (" + zugang + ")"
	}
	stand := "Beginn: " + zeit(a.Seit)
	if a.Ende != nil {
		stand += "\nEnde: " + zeit(*a.Ende)
	}
	return fmt.Sprintf("%s\n\n%s\n%s: %s\n%s\n\nNachsehen: %s\n\nDiese E-Mail wurde automatisch versandt und enthält keine Angaben aus Anträgen.\n",
		einzeilig(a.Behoerde), alarmSatz[a.Art]+".", worum(a), zugang, stand, a.Link)
}

// worum says what has the name.
func worum(a casework.Alarmmeldung) string {
	if a.Art == casework.AlarmKanal {
		return "Kanal"
	}
	return "Zugang"
}

// webhookTime bounds one call.
const webhookTime = 15 * time.Second

// Webhook posts alarms as JSON. X-Kontor-Signatur is "sha256=" and the HMAC-SHA256 of the body, in hex; the body
// carries the time, so that a receiver can refuse old calls.
type Webhook struct {
	Client *http.Client // nil = one with a timeout that follows no redirect
}

type webhookBody struct {
	ID       string     `json:"id"`
	Ereignis string     `json:"ereignis"` // alarm_beginn, alarm_ende
	Art      string     `json:"art"`
	Zugang   string     `json:"zugang"`
	Titel    string     `json:"titel"`
	Behoerde string     `json:"behoerde"`
	Seit     time.Time  `json:"seit"`
	Ende     *time.Time `json:"ende"`
	Link     string     `json:"link"`
	Gesendet time.Time  `json:"gesendet"`
}

// Report implements the port. Any answer but 2xx is a failure; what it says is not read.
func (w Webhook) Report(ctx context.Context, a casework.Alarmmeldung) error {
	b := webhookBody{a.Alarm.String(), "alarm_beginn", a.Art, a.Zugang, a.Titel, a.Behoerde, a.Seit, a.Ende,
		a.Link, time.Now().UTC()}
	if a.Ende != nil {
		b.Ereignis = "alarm_ende"
	}
	raw, err := json.Marshal(b)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, webhookTime)
	defer cancel()
	if len(a.An) != 1 {
		return &casework.Zustellfehler{Grund: "webhook_address"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.An[0], bytes.NewReader(raw))
	if err != nil {
		return &casework.Zustellfehler{Grund: "webhook_address"}
	}
	mac := hmac.New(sha256.New, []byte(a.Schluessel))
	mac.Write(raw)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Kontor-Signatur", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	client := w.Client
	if client == nil {
		client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		}}
	}
	resp, err := client.Do(req)
	if err != nil {
		// the cause would hold the address, perhaps with a token
		return &casework.Zustellfehler{Grund: "webhook_unreachable"}
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // lets the connection be used again
	if resp.StatusCode/100 != 2 {
		return &casework.Zustellfehler{Grund: "webhook_status", Cause: fmt.Errorf("HTTP %d", resp.StatusCode)}
	}
	return nil
}
