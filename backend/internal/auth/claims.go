package auth

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
	"kontor/backend/internal/casework"
)

// decodeNumbers reads JSON so that a numeric account id survives as it was written.
func decodeNumbers(data []byte, into *map[string]any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return decoder.Decode(into)
}

// has tells whether there is anything at a path.
func (c claims) has(path string) bool { return len(c.list(path)) > 0 }

// text returns the first value at a path, or "".
func (c claims) text(path string) string {
	if list := c.list(path); len(list) > 0 {
		return list[0]
	}
	return ""
}

// list returns every value at a dotted path. Objects and arrays on the way are entered; at its end an array gives its
// elements and an object the names of its members that are not false or null, since some providers list roles like
// that.
func (c claims) list(path string) []string {
	return collect(map[string]any(c), path, nil)
}

func collect(value any, path string, out []string) []string {
	switch v := value.(type) {
	case map[string]any:
		if path == "" {
			return append(out, names(v)...)
		}
		return enter(v, path, out)
	case []any:
		for _, element := range v {
			if _, nested := element.(map[string]any); path == "" && nested {
				continue // an array of objects has no value of its own
			}
			out = collect(element, path, out)
		}
	case string:
		if path == "" && v != "" {
			out = append(out, v)
		}
	case json.Number:
		if path == "" {
			out = append(out, v.String())
		}
	}
	return out
}

// enter follows the longest member name first: names may hold dots themselves (https://example.org/roles).
func enter(object map[string]any, path string, out []string) []string {
	for end := len(path); end > 0; end = strings.LastIndexByte(path[:end], '.') {
		if member, ok := object[path[:end]]; ok {
			return collect(member, strings.TrimPrefix(path[end:], "."), out)
		}
	}
	return out
}

func names(object map[string]any) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(object)), func(name string) bool {
		return object[name] == nil || object[name] == false
	})
}

// identity reads what the claims say about a person. Staff and applicants share it: who has no roles gets none.
func (p *Provider) identity(c claims) casework.Identitaet {
	cfg := &p.cfg
	id := casework.Identitaet{
		Subject: c.text("sub"), Sid: c.text("sid"), Email: c.text("email"),
		Name: c.text(cfg.NameClaim), Anzeige: strings.TrimSpace(c.text(cfg.AnzeigeClaim)),
		Rollen: rollen(c.list(cfg.RolesClaim)), Einheiten: einheiten(c.list(cfg.GroupsClaim)),
		Konto: casework.Konto{Pseudonym: strings.TrimSpace(c.text(cfg.PseudonymClaim)),
			Postfach: strings.TrimSpace(c.text(cfg.MailboxClaim)),
			Art:      kontoArt(c.text(cfg.KindClaim)), Vertrauensniveau: niveau(c.text(cfg.LevelClaim), c.text("acr"))},
		Vor: vor(c.text("auth_time"), p.now()),
	}
	if c.has(cfg.IdentityLevelClaim) {
		id.Konto.Vertrauensniveau = min(id.Konto.Vertrauensniveau, niveau(c.text(cfg.IdentityLevelClaim), ""))
	}
	if id.Name == "" {
		id.Name = id.Subject
	}
	if id.Anzeige == "" {
		id.Anzeige = strings.TrimSpace(c.text("given_name") + " " + c.text("family_name"))
	}
	if id.Anzeige == "" {
		id.Anzeige = id.Name
	}
	return id
}

// rollen keeps the roles Kontor knows, each once. One string may hold several, separated by space or comma.
func rollen(values []string) []casework.Rolle {
	var out []casework.Rolle
	for _, value := range values {
		for _, name := range strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' }) {
			if rolle := casework.Rolle(name); casework.KnowsRolle(name) && !slices.Contains(out, rolle) {
				out = append(out, rolle)
			}
		}
	}
	return out
}

// einheiten reads unit keys from groups; of a path (/stadt/lf-32-verkehr) the last part counts.
func einheiten(groups []string) []string {
	var out []string
	for _, group := range groups {
		group = strings.TrimSpace(strings.TrimRight(group, "/"))
		key := group[strings.LastIndexByte(group, '/')+1:]
		if key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// kontoArt returns organisation for what providers call an account of one, else person.
func kontoArt(value string) string {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "organisation", "organization", "unternehmen", "company", "legal_person", "nnatpers":
		return "organisation"
	}
	return "person"
}

const storkPrefix = "STORK-QAA-Level-"

// niveau maps a level claim, or if there is none the acr, to Vertrauensniveau 1, 3 or 4. Whatever is not known is 1,
// and a claim goes before the acr also where it is not understood. The spellings are those of deliveries.
func niveau(level, acr string) int {
	level, acr = strings.TrimSpace(level), strings.TrimSpace(acr)
	switch {
	case level == "3", level == "4": // bare numbers only here: in acr they mean something else to every provider
		return int(level[0] - '0')
	case level == "" && !strings.HasPrefix(strings.ToLower(acr), "level"): // so does level3
		level = acr
	}
	return max(adapters.TrustLevel(level), 1)
}

// vor is how long before now the person proved who they are; 0 where the provider does not say, or its clock is ahead.
func vor(authTime string, now time.Time) time.Duration {
	seconds, err := strconv.ParseFloat(authTime, 64)
	if err != nil {
		return 0
	}
	return max(now.Sub(time.Unix(int64(seconds), 0)), 0)
}
