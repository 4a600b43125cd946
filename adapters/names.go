package adapters

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxFilename is the length of a cleaned file name, in characters.
const maxFilename = 150

var reservedNames = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true}

// CleanFilename makes a name from outside safe to show and to save: no path, no control or
// direction characters, none that Windows forbids, at most 150 characters with the ending kept.
// Umlauts stay. A name of which nothing is left becomes "unbenannt".
func CleanFilename(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "_"), `\`, "/")
	name = name[strings.LastIndex(name, "/")+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case hidden(r):
			return -1
		case strings.ContainsRune(`<>:"|?*`, r), r == utf8.RuneError:
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, norm.NFC.String(name))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	if reservedNames[strings.ToLower(strings.SplitN(name, ".", 2)[0])] {
		name = "_" + name
	}
	if name == "" {
		return "unbenannt"
	}
	return shortenName(name)
}

func shortenName(name string) string {
	if utf8.RuneCountInString(name) <= maxFilename {
		return name
	}
	ext := path.Ext(name)
	if utf8.RuneCountInString(ext) > 10 {
		ext = ""
	}
	stem := []rune(strings.TrimSuffix(name, ext))
	return strings.TrimRight(string(stem[:maxFilename-utf8.RuneCountInString(ext)]), ". ") + ext
}

// hidden tells characters that are not seen but change how text is shown: controls, direction
// marks, zero-width ones.
func hidden(r rune) bool {
	if unicode.IsSpace(r) && r != '\u0085' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r)
}

func visible(r rune) rune {
	if hidden(r) {
		return -1
	}
	return r
}

// CleanText makes a value storable: valid UTF-8 without NUL. Everything else stays as written.
func CleanText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// CleanLine makes a short value fit for one line: no control or direction characters.
func CleanLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, CleanText(s))), " ")
}
