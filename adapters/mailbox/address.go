package mailbox

import (
	"net"
	"net/url"
	"strings"

	"kontor/adapters"
)

// How the connection is protected.
type transport int

const (
	implicitTLS transport = iota // imaps://, port 993
	startTLS                     // imap+starttls://, port 143
	plain                        // imap://, loopback only: credentials in the clear
)

type address struct {
	network   string // host:port
	host      string // for the certificate
	transport transport
}

var schemes = map[string]struct {
	transport transport
	port      string
}{
	"imaps":         {implicitTLS, "993"},
	"imap+starttls": {startTLS, "143"},
	"imap":          {plain, "143"},
}

// parseAddress reads Source.URL.
func parseAddress(raw string) (address, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" {
		return address{}, adapters.Fail(adapters.Incomplete, "address_invalid",
			"Die Adresse des Postfachs ist ungültig. Bitte am Zugang imaps://<server> eintragen; Benutzer, Passwort und Ordner haben eigene Felder.")
	}
	s, known := schemes[u.Scheme]
	if !known {
		return address{}, adapters.Fail(adapters.Incomplete, "address_invalid",
			"Die Adresse des Postfachs beginnt nicht mit imaps:// oder imap+starttls://. Bitte am Zugang berichtigen.")
	}
	if s.transport == plain && !loopback(u.Hostname()) {
		return address{}, adapters.Fail(adapters.Refused, "address_insecure",
			"imap:// überträgt das Passwort unverschlüsselt und ist nur auf dem eigenen Rechner erlaubt. Bitte am Zugang imaps:// oder imap+starttls:// eintragen.")
	}
	port := u.Port()
	if port == "" {
		port = s.port
	}
	return address{network: net.JoinHostPort(u.Hostname(), port), host: u.Hostname(), transport: s.transport}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
