package mailbox

import "strings"

// best picks from several forms of the same text: the first in plain text, else the last one, which is the richest
// (RFC 2046 §5.1.4).
func best(alternatives [][]piece) []piece {
	var last []piece
	for _, pieces := range alternatives {
		if blank(pieces) {
			continue
		}
		last = pieces
		plain := true
		for _, p := range pieces {
			plain = plain && !p.html
		}
		if plain {
			return pieces
		}
	}
	return last
}

func blank(pieces []piece) bool {
	for _, p := range pieces {
		if strings.TrimSpace(p.text) != "" {
			return false
		}
	}
	return true
}

// join makes one text of all parts.
func join(pieces []piece) string {
	var texts []string
	for _, p := range pieces {
		text := p.text
		if p.html {
			text = plainText(text)
		}
		if text = strings.Trim(text, "\n"); strings.TrimSpace(text) != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n\n")
}

// unflow joins the lines of format=flowed (RFC 3676): a line that ends with a space goes on, unless it is the mark of
// a signature or the next line is quoted more or less deeply.
func unflow(text string, dropSpace bool) string {
	var out strings.Builder
	source := strings.Split(text, "\n")
	for i, line := range source {
		depth := len(line) - len(strings.TrimLeft(line, ">"))
		line = line[:depth] + strings.TrimPrefix(line[depth:], " ")
		if i > 0 && flows(source[i-1], source[i]) {
			line = line[depth:]
		}
		if i+1 < len(source) && flows(source[i], source[i+1]) {
			if dropSpace {
				line = strings.TrimSuffix(line, " ")
			}
			out.WriteString(line)
			continue
		}
		out.WriteString(line)
		if i+1 < len(source) {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

func flows(line, next string) bool {
	depth := func(s string) int { return len(s) - len(strings.TrimLeft(s, ">")) }
	return strings.HasSuffix(line, " ") && strings.TrimLeft(line, "> ") != "-- " &&
		strings.TrimLeft(line, "> ") != "--" && depth(line) == depth(next)
}
