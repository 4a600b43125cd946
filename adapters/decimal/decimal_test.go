package decimal_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kontor/adapters/decimal"
)

// What has two readings is not read.
func TestRead(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "250": "250", "1250": "1250", "-3": "-3", "+3": "3", " 7 ": "7", "18.5": "18.5", "18,5": "18.5",
		"1250,5": "1250.5", "18.0": "18.0",
		"1.250,00": "1250.00", "1,250.00": "1250.00", "1.250.000": "1250000", "1.250.000,5": "1250000.5",
		"1,250,000.5": "1250000.5", "-1.250,00": "-1250.00",
		"1.2345": "1.2345", "1,2345": "1.2345", "0,250": "0.250", "0.250": "0.250", "12,3456": "12.3456",
		"1.250": "", "1,250": "", "12.345": "", "250.000": "", "1250.000": "", "-1.250": "", "00.250": "",
		"1,250,000": "", "1,2,3": "", "1.2.3": "", "12.34,5": "",
		"0.250.000": "", "1250.000,00": "", "1.250,000.00": "", "": "", "-": "", ".5": "", "5.": "", "1e9": "",
		"0x10": "", "Inf": "", "NaN": "", "1 250": "", "viel": "",
		strings.Repeat("1", 61): "",
	} {
		if got, ok := decimal.Read(in); got != want || ok != (want != "") {
			t.Errorf("%q became %q, %v", in, got, ok)
		}
	}
}

func TestLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"1.250": "1.250", "-3": "-3", "+2.5": "2.5", "1.5e3": "1500", "1.5E-3": "0.0015", "1e2": "100",
		"12.345e1": "123.45", "0e0": "0", "-1e0": "-1",
		"1,250": "", "1.250,00": "", "1e61": "", "1e-61": "", "1e99999": "", "": "", "x": "", ".5": "",
	} {
		if got, ok := decimal.Literal(in); got != want || ok != (want != "") {
			t.Errorf("%q became %q, %v", in, got, ok)
		}
	}
}

func TestReadMoney(t *testing.T) {
	for in, want := range map[string]string{
		"250": "250.00", "49,9": "49.90", "49,90 €": "49.90", "€ 49.90": "49.90", "1.250,00 EUR": "1250.00",
		"49.9000": "49.90", "0,500": "0.50", "-3": "-3.00",
		"1.250": "", "1,250": "", "1.250 €": "", "49,999": "", "0,125": "", "12,3456": "", "gratis": "", "€": "",
	} {
		if got, ok := decimal.ReadMoney(in); got != want || ok != (want != "") {
			t.Errorf("%q became %q, %v", in, got, ok)
		}
	}
}

// Whoever wrote the number, in German or English notation: it is read as what it is, or not at all.
func TestNoReadingChangesTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := fmt.Sprint(rapid.Uint64Range(0, 1e12).Draw(t, "whole"))
		places := rapid.StringMatching(`\d{0,5}`).Draw(t, "places")
		point := rapid.SampledFrom([]string{".", ","}).Draw(t, "point")
		want, text := whole, whole
		if rapid.Bool().Draw(t, "grouped") {
			text = group(whole, map[string]string{".": ",", ",": "."}[point])
		}
		if places != "" {
			want, text = want+"."+places, text+point+places
		}
		if got, ok := decimal.Read(text); ok && rational(t, got).Cmp(rational(t, want)) != 0 {
			t.Fatalf("%q became %q", text, got)
		}
		if got, ok := decimal.Literal(want); !ok || rational(t, got).Cmp(rational(t, want)) != 0 {
			t.Fatalf("literal %q became %q", want, got)
		}
		if got, ok := decimal.ReadMoney(text); ok {
			if _, cents, _ := strings.Cut(got, "."); len(cents) != 2 || rational(t, got).Cmp(rational(t, want)) != 0 {
				t.Fatalf("amount %q became %q", text, got)
			}
		}
		exponent := fmt.Sprintf("%se%d", want, rapid.IntRange(-60, 60).Draw(t, "exponent"))
		if got, ok := decimal.Literal(exponent); ok && rational(t, got).Cmp(rational(t, exponent)) != 0 {
			t.Fatalf("literal %q became %q", exponent, got)
		}
	})
}

func group(digits, mark string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}

func rational(t *rapid.T, s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}
