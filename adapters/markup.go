package adapters

import (
	"html"
	"strings"
)

// StripMarkup turns a label that may hold HTML into one line of plain text. A "<" that opens no tag
// stays. It runs in linear time, also on hostile labels.
func StripMarkup(label string) string {
	if strings.ContainsAny(label, "<&") {
		for range 3 { // markup may be escaped once more inside the label
			before := label
			label = html.UnescapeString(stripTags(label))
			if label == before {
				break
			}
		}
		label = stripTags(label)
	}
	return strings.Join(strings.Fields(strings.Map(visible, strings.ToValidUTF8(label, ""))), " ")
}

// stripTags removes tags, comments and the content of script and style.
func stripTags(s string) string {
	var out strings.Builder
	open := map[string]bool{} // ends that are known not to follow any more
	skip := func(rest, end string) int {
		if open[end] {
			return -1
		}
		at := strings.Index(rest, end)
		open[end] = at < 0
		return at
	}
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 || at == len(s)-1 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:at])
		s = s[at:]
		if strings.HasPrefix(s, "<!--") {
			if end := skip(s, "-->"); end >= 0 {
				s = s[end+3:]
				continue
			}
		}
		end := strings.IndexAny(s[1:], "<>") + 1
		if end == 0 || s[end] == '<' || !opensTag(s[1]) {
			out.WriteByte('<')
			s = s[1:]
			continue
		}
		name := tagName(s[1:end])
		s = s[end+1:]
		if name == "script" || name == "style" {
			if end := skip(s, "</"+name); end >= 0 {
				s = s[end:]
			}
		}
		if breaks[name] {
			out.WriteByte(' ')
		}
	}
}

func opensTag(c byte) bool {
	return c == '/' || c == '!' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func tagName(tag string) string {
	tag = strings.ToLower(strings.Trim(tag, "/"))
	if i := strings.IndexAny(tag, " \t\r\n/"); i >= 0 {
		tag = tag[:i]
	}
	return tag
}

// breaks are tags that keep words apart.
var breaks = map[string]bool{"br": true, "p": true, "div": true, "li": true, "ul": true, "ol": true,
	"tr": true, "td": true,
	"th": true, "h1": true, "h2": true, "h3": true, "h4": true}
