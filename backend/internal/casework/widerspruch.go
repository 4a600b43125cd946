package casework

import (
	"regexp"
	"strings"
)

// widerspruchworte are what people write who do not accept a Bescheid (§§ 69, 70 VwGO, § 347 AO): the words of the law,
// and what is meant when they are missing.
var widerspruchworte = regexp.MustCompile(`(?i)\b(widerspr[uü]ch\w*|widerspreche\w*|einspruch\w*|rechtsbehelf\w*|` +
	`anfecht\w*|fechte\b|klage\b|beschwerde\b|nicht einverstanden|akzeptiere\w* .{0,40}nicht)`)

// MaybeWiderspruch tells whether what an applicant wrote may be a Widerspruch. It is a hint to a person to check its
// form, never a state in law; that one hint too many costs a look is why it asks no more of the words. What is quoted
// is not theirs: our own letters speak of the remedy.
func MaybeWiderspruch(betreff, text string) bool {
	if widerspruchworte.MatchString(ohneAntwortzeichen(betreff)) {
		return true
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "-----") || strings.HasPrefix(line, "________") {
			return false // what follows is the message that is answered
		}
		if !strings.HasPrefix(line, ">") && widerspruchworte.MatchString(line) {
			return true
		}
	}
	return false
}

// ohneAntwortzeichen is a subject of the applicant's own: one that only repeats ours says nothing.
func ohneAntwortzeichen(betreff string) string {
	lower := strings.ToLower(strings.TrimSpace(betreff))
	for _, p := range []string{"re:", "aw:", "antwort:"} {
		if strings.HasPrefix(lower, p) {
			return ""
		}
	}
	return betreff
}
