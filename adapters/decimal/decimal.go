// Package decimal is the one reader of numbers. What it reads has one reading; the result has a decimal point.
package decimal

import (
	"regexp"
	"strconv"
	"strings"
)

// maxLength bounds a number in bytes; a longer text is none.
const maxLength = 60

var (
	whole    = regexp.MustCompile(`^\d+$`)
	single   = regexp.MustCompile(`^(\d+)[.,](\d+)$`)
	german   = regexp.MustCompile(`^[1-9]\d{0,2}(\.\d{3})+,\d+$|^[1-9]\d{0,2}(\.\d{3}){2,}$`)
	english  = regexp.MustCompile(`^[1-9]\d{0,2}(,\d{3})+\.\d+$`)
	literal  = regexp.MustCompile(`^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$`)
	currency = regexp.MustCompile(`^€|(?:€|EUR)$`)
)

// Read reads a text of unknown notation: "18.5", "18,5", "1.234,50", "1,234.50", "1.234.567". Not read is what has two
// readings, a thousand apart: one separator with three digits behind it ("1.250", "1,250", but not "0,250"), and commas
// only ("1,234,567": senders also join repeated values by comma).
func Read(text string) (string, bool) {
	s := strings.TrimSpace(text)
	if len(s) > maxLength {
		return "", false
	}
	sign, s := signOf(s)
	switch m := single.FindStringSubmatch(s); {
	case whole.MatchString(s):
		return sign + s, true
	case m != nil && (len(m[2]) != 3 || m[1] == "0"):
		return sign + m[1] + "." + m[2], true
	case german.MatchString(s):
		return sign + strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1), true
	case english.MatchString(s):
		return sign + strings.ReplaceAll(s, ",", ""), true
	}
	return "", false
}

func signOf(s string) (sign, rest string) {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return "-", rest
	}
	return "", strings.TrimPrefix(s, "+")
}

// Literal reads a number whose format says how numbers are written (JSON, xs:decimal): "1.250" is one and a quarter.
// The exponent of "1.5e3" is worked in.
func Literal(text string) (string, bool) {
	m := literal.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return "", false
	}
	sign, places := strings.TrimPrefix(m[1], "+"), m[3]
	out := sign + m[2]
	if m[4] != "" {
		exponent, err := strconv.Atoi(m[4])
		if err != nil || exponent > maxLength || exponent < -maxLength {
			return "", false
		}
		digits, point := m[2]+m[3], len(m[2])+exponent
		if point < 1 {
			digits, point = strings.Repeat("0", 1-point)+digits, 1
		}
		digits += strings.Repeat("0", max(0, point-len(digits)))
		head := strings.TrimLeft(digits[:point], "0")
		if head == "" {
			head = "0"
		}
		out, places = sign+head, digits[point:]
	}
	if places != "" {
		out += "." + places
	}
	return out, len(out) <= maxLength
}

// Money gives a decimal two places, "250" becomes "250.00". More than two are no money, unless they are zeros.
func Money(decimal string) (string, bool) {
	whole, places, _ := strings.Cut(decimal, ".")
	for len(places) > 2 && strings.HasSuffix(places, "0") {
		places = places[:len(places)-1]
	}
	if whole == "" || len(places) > 2 {
		return "", false
	}
	return whole + "." + places + "00"[len(places):], true
}

// ReadMoney is Read for an amount, with or without the sign or name of the Euro.
func ReadMoney(text string) (string, bool) {
	if w, ok := Read(currency.ReplaceAllString(strings.TrimSpace(text), "")); ok {
		return Money(w)
	}
	return "", false
}
