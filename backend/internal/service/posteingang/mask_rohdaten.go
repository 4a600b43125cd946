package posteingang

import (
	"mime"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// geheimName is what fields, headers and elements are called that hold credentials.
const geheimName = `[\w.:\-]*(?i:passwor[dt]|passwd|kennwort|token|secret|geheim|api[-_]?key|credential|authorization)[\w.\-]*`

// geheimnisse are the places in which credentials stand, each with what is left of it.
var geheimnisse = []struct {
	form *regexp.Regexp
	rest string
}{
	// JSON
	{regexp.MustCompile(`("` + geheimName + `"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[^\s",{}\[\]]+)`), `${1}"[verdeckt]"`},
	// XML element
	{regexp.MustCompile(`(?s)(<` + geheimName + `(?:\s[^<>]*)?>)\s*(?:<!\[CDATA\[.*?(?:\]\]>|$)|[^<]+)`), `${1}[verdeckt]`},
	// XML attribute
	{regexp.MustCompile(`(\b` + geheimName + `\s*=\s*)(?:"[^"]*"?|'[^']*'?)`), `${1}"[verdeckt]"`},
	// urlencoded
	{regexp.MustCompile(`((?:^|[?&;\s])` + geheimName + `=)[^&\s"'<>\[]+`), `${1}[verdeckt]`},
	// multipart
	{regexp.MustCompile(`(?s)(name="?` + geheimName + `"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n).*?(\r?\n--|$)`), `${1}[verdeckt]${2}`},
	{regexp.MustCompile(`(?im)^((?:proxy-)?authorization|(?:set-)?cookie|x-[\w\-]*(?:key|token|secret)[\w\-]*)(\s*:).*$`), `${1}${2} [verdeckt]`}, // header
	{regexp.MustCompile(`(?i)\b(basic|bearer)\s+[A-Za-z0-9+/=._~\-]{6,}`), `${1} [verdeckt]`},
	{regexp.MustCompile(`://[^/\s:@"<>]+:[^/\s@"<>]+@`), `://[verdeckt]@`},
}

var base64Lang = regexp.MustCompile(`[A-Za-z0-9+/\r\n]{200,}={0,2}`)

// Mask makes raw bytes fit to look at: no credentials, no binary, no long base64; with nurForm no values either: names
// of fields, elements and parts stay, and nothing else.
func Mask(text string, nurForm bool) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < 32 && r != '\n' && r != '\r' && r != '\t' {
			return '·'
		}
		return r
	}, text)
	text = base64Lang.ReplaceAllString(text, "[Dateiinhalt]")
	if nurForm {
		return nurGestalt(text, 0)
	}
	for _, g := range geheimnisse {
		text = g.form.ReplaceAllString(text, g.rest)
	}
	return text
}

const (
	wertMarke   = "[Wert]"
	formlosText = "[Diese Lieferung hat keine erkennbare Form; ihr Inhalt ist verdeckt.]"
)

var paarName = regexp.MustCompile(`^[\w.\-\[\]%+:]{1,200}$`)

// nurGestalt keeps the shape of a text by what it begins with; a multipart body is taken apart once.
func nurGestalt(text string, tiefe int) string {
	trimmed := strings.TrimLeft(text, " \t\r\n\ufeff")
	switch {
	case strings.HasPrefix(trimmed, "--") && tiefe == 0:
		return gestaltTeile(trimmed)
	case strings.HasPrefix(trimmed, "{"), strings.HasPrefix(trimmed, "["):
		return gestaltJSON(trimmed)
	case strings.HasPrefix(trimmed, "<"):
		return gestaltXML(trimmed)
	}
	if out := gestaltPaare(trimmed); out != "" {
		return out
	}
	if tiefe > 0 {
		return wertMarke
	}
	return formlosText
}

// gestaltJSON keeps brackets, commas and the names of members. A string is a name only where a colon follows.
func gestaltJSON(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"':
			end := stringEnd(text, i)
			if strings.HasPrefix(strings.TrimLeft(text[end:], " \t\r\n"), ":") {
				b.WriteString(text[i:end])
			} else {
				b.WriteString(`"` + wertMarke + `"`)
			}
			i = end
		case strings.IndexByte("{}[],: \t\r\n", c) >= 0:
			b.WriteByte(c)
			i++
		default:
			end := i
			for end < len(text) && strings.IndexByte("{}[],:\" \t\r\n", text[end]) < 0 {
				end++
			}
			b.WriteString(wertMarke)
			i = end
		}
	}
	return b.String()
}

// stringEnd is the offset behind the JSON string that begins at i; the end of the text if it is not closed.
func stringEnd(text string, i int) int {
	for k := i + 1; k < len(text); k++ {
		switch text[k] {
		case '\\':
			k++
		case '"':
			return k + 1
		}
	}
	return len(text)
}

// Encoding and namespaces say nothing of anybody and often are the fault.
var (
	xmlDeklaration = regexp.MustCompile(
		`^<\?xml(\s+(version|encoding|standalone)=["'][A-Za-z0-9._-]{1,40}["'])+\s*\?>$`)
	namensraum = regexp.MustCompile(`^\sxmlns(:[A-Za-z0-9._-]{1,40})?=["'](urn:|https?://)[A-Za-z0-9:/._#-]{1,200}["']$`)
	attribut   = regexp.MustCompile(`(\sxmlns(:[A-Za-z0-9._-]+)?)?\s*=\s*("[^"]*"?|'[^']*'?|[^\s"'>]+)`)
)

// gestaltXML keeps the tags with the names of their attributes and with their namespaces; text, comments and other
// attribute values are values.
func gestaltXML(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] == '<' {
			if skip, ok := xmlSkip(text[i:]); ok { // comment, CDATA, DOCTYPE
				b.WriteString(wertMarke)
				i += skip
				continue
			}
			end := strings.IndexByte(text[i:], '>')
			if end < 0 {
				return b.String() + wertMarke
			}
			tag := text[i : i+end+1]
			if len(tag) > 1 && (tag[1] == '/' || tag[1] == '?' || tag[1] == '_' ||
				tag[1]|32 >= 'a' && tag[1]|32 <= 'z') && strings.Count(tag, "<") == 1 {
				b.WriteString(gestaltTag(tag))
			} else {
				b.WriteString(wertMarke)
			}
			i += end + 1
			continue
		}
		end := strings.IndexByte(text[i:], '<')
		if end < 0 {
			end = len(text) - i
		}
		if run := text[i : i+end]; strings.TrimSpace(run) == "" {
			b.WriteString(run)
		} else {
			b.WriteString(wertMarke)
		}
		i += end
	}
	return b.String()
}

func gestaltTag(tag string) string {
	if xmlDeklaration.MatchString(tag) {
		return tag
	}
	return attribut.ReplaceAllStringFunc(tag, func(a string) string {
		if namensraum.MatchString(a) {
			return a
		}
		name, _, _ := strings.Cut(a, "=")
		return strings.TrimRight(name, " \t\r\n") + `="` + wertMarke + `"`
	})
}

func xmlSkip(text string) (int, bool) {
	for start, stop := range map[string]string{"<!--": "-->", "<![CDATA[": "]]>", "<!D": ">"} {
		if strings.HasPrefix(text, start) {
			end := strings.Index(text, stop)
			if end < 0 {
				return len(text), true
			}
			return end + len(stop), true
		}
	}
	return 0, false
}

// gestaltPaare keeps the names of an urlencoded form; "" if the text is none.
func gestaltPaare(text string) string {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "=") || strings.ContainsAny(text, " \t\r\n") {
		return ""
	}
	var out []string
	for _, pair := range strings.Split(text, "&") {
		name, _, ok := strings.Cut(pair, "=")
		if !ok || !paarName.MatchString(name) {
			return ""
		}
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		out = append(out, name+"="+wertMarke)
	}
	return strings.Join(out, "&")
}

// gestaltTeile keeps boundaries, the names of parts and their kinds; each part is masked by its own shape.
func gestaltTeile(text string) string {
	grenze, _, _ := strings.Cut(text, "\n")
	grenze = strings.TrimRight(grenze, "\r")
	if len(grenze) > 80 || strings.ContainsAny(grenze, "<{ ") {
		return formlosText
	}
	var b strings.Builder
	for i, part := range strings.Split(text, grenze) {
		if i == 0 {
			continue
		}
		if strings.HasPrefix(part, "--") {
			b.WriteString("--…--\n")
			break
		}
		kopf, inhalt, _ := strings.Cut(strings.ReplaceAll(strings.TrimLeft(part, "\r\n"), "\r\n", "\n"), "\n\n")
		b.WriteString("--…\n" + gestaltKopf(kopf) + "\n" + nurGestalt(strings.TrimRight(inhalt, "\n"), 1) + "\n")
	}
	return b.String()
}

// gestaltKopf keeps what a part is called and of which kind it is; file names are values.
func gestaltKopf(kopf string) string {
	var b strings.Builder
	for _, line := range strings.Split(kopf, "\n") {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		art, params, err := mime.ParseMediaType(strings.TrimSpace(value))
		switch {
		case err != nil:
			art = wertMarke
		case strings.EqualFold(key, "Content-Disposition"):
			if params["name"] != "" {
				art += `; name="` + params["name"] + `"`
			}
			if params["filename"] != "" {
				art += `; filename="` + wertMarke + `"`
			}
		case !strings.EqualFold(key, "Content-Type") && !strings.EqualFold(key, "Content-Transfer-Encoding"):
			art = wertMarke
		}
		b.WriteString(key + ": " + art + "\n")
	}
	return b.String()
}
