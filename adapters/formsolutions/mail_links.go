package formsolutions

import (
	"net"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// maxLinks bounds the files one mail may lead to.
const maxLinks = 20

// link is an address in a mail that names a file of a transaction.
type link struct {
	url    *url.URL
	host   string // host[:port] in lower case, without the port https has anyway
	base   string // file name
	tenant string // of a path /cust/<tenant>_<name>/process/…, SEEN
}

var (
	anyURL    = regexp.MustCompile(`https?://[^\s<>"'()]+`)
	safeName  = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,120}$`)
	custFiles = regexp.MustCompile(`/cust/(\d{8}-\d{4})_[^/]*/`)
)

// findLinks returns the links to files of transactions, in order and each once. Other addresses do not count.
func findLinks(text string) (links []link) {
	seen := map[string]bool{}
	for _, raw := range anyURL.FindAllString(text, 200) {
		raw = strings.TrimRight(raw, ".,;:!?")
		u, err := url.Parse(raw)
		if err != nil || seen[raw] || len(links) >= maxLinks {
			continue
		}
		seen[raw] = true
		base := path.Base(u.Path)
		if !safeName.MatchString(base) || !named.MatchString(base) || !delivered.MatchString(base) {
			continue
		}
		l := link{url: u, host: normalHost(u.Scheme, u.Host), base: base}
		if m := custFiles.FindStringSubmatch(u.Path); m != nil {
			l.tenant = m[1]
		}
		links = append(links, l)
	}
	return links
}

// normalHost drops the port that goes without saying.
func normalHost(scheme, host string) string {
	host = strings.ToLower(host)
	return strings.TrimSuffix(host, map[string]string{"https": ":443", "http": ":80"}[scheme])
}

// linkHosts reads the setting link_hosts.
func linkHosts(settings map[string]string) map[string]bool {
	hosts := map[string]bool{}
	for _, h := range strings.FieldsFunc(settings["link_hosts"], func(r rune) bool {
		return r == ',' || r == ';' ||
			r == ' ' || r == '\n' || r == '\r' || r == '\t'
	}) {
		h = strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(h), "https://"), "/")
		hosts[strings.TrimSuffix(h, ":443")] = true
	}
	return hosts
}

// allowed: exactly a listed host, over https unless it is this very machine, and without credentials of the mail's own.
func (l link) allowed(hosts map[string]bool) bool {
	return hosts[l.host] && l.url.User == nil && (l.url.Scheme == "https" || l.url.Scheme == "http" &&
		thisMachine(l.url.Hostname()))
}

func thisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func allAllowed(links []link, settings map[string]string) bool {
	hosts := linkHosts(settings)
	for _, l := range links {
		if !l.allowed(hosts) {
			return false
		}
	}
	return true
}
