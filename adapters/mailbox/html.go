package mailbox

import (
	"strings"

	"golang.org/x/net/html"
)

// Elements that stand on lines of their own, those with an empty line around them, and those nobody reads.
var (
	lines = setOf("p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre",
		"blockquote", "dl", "dt", "dd",
		"address", "section", "article", "header", "footer", "fieldset", "form", "body")
	paragraphs = setOf("p", "h1", "h2", "h3", "table", "ul", "ol", "blockquote")
	unread     = setOf("script", "style", "title", "iframe", "noembed", "noframes")
)

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

// plainText is what a person would read of an HTML body: lines where the browser breaks them, cells of a row divided
// by a tab, the address behind a link that does not show it. It runs nothing and loads nothing.
func plainText(source string) string {
	w := &textWriter{}
	for t := html.NewTokenizer(strings.NewReader(source)); ; {
		switch t.Next() {
		case html.ErrorToken: // the end
			w.endLine()
			return strings.TrimSpace(w.out.String())
		case html.TextToken:
			if w.unread == "" {
				w.text(string(t.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(t)
		case html.EndTagToken:
			name, _ := t.TagName()
			w.end(string(name))
		}
	}
}

type textWriter struct {
	out    strings.Builder
	line   strings.Builder
	gap    bool   // white space before the next word
	blank  bool   // an empty line before the next line
	unread string // the open element nobody reads
	link   string // address of the open link
	shown  int    // length of the line where it began
}

// text joins white space as browsers do.
func (w *textWriter) text(s string) {
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\u00a0' {
			w.gap = true
			continue
		}
		if w.gap && w.line.Len() > 0 && !strings.HasSuffix(w.line.String(), "\t") {
			w.line.WriteByte(' ')
		}
		w.gap = false
		w.line.WriteRune(r)
	}
}

func (w *textWriter) start(t *html.Tokenizer) {
	raw, more := t.TagName()
	name := string(raw)
	switch {
	case unread[name]:
		w.unread = name
	case lines[name]:
		w.endLine()
		w.blank = w.blank || paragraphs[name]
	case (name == "td" || name == "th") && w.line.Len() > 0:
		w.line.WriteByte('\t')
	case name == "a":
		w.link, w.shown = "", w.line.Len()
		for more {
			var key, value []byte
			if key, value, more = t.TagAttr(); string(key) == "href" {
				w.link = strings.TrimSpace(string(value))
			}
		}
	}
}

func (w *textWriter) end(name string) {
	switch {
	case name == w.unread:
		w.unread = ""
	case lines[name]:
		w.endLine()
		w.blank = w.blank || paragraphs[name]
	case name == "a":
		if strings.HasPrefix(w.link, "http") && w.shown <= w.line.Len() &&
			!strings.Contains(w.line.String()[w.shown:], w.link) {
			w.gap = true
			w.text(w.link)
			w.gap = true
		}
		w.link = ""
	}
}

func (w *textWriter) endLine() {
	line := strings.TrimRight(w.line.String(), " \t")
	w.line.Reset()
	w.gap, w.shown = false, 0
	if line == "" {
		return
	}
	if w.blank && w.out.Len() > 0 {
		w.out.WriteByte('\n')
	}
	w.blank = false
	w.out.WriteString(line)
	w.out.WriteByte('\n')
}
