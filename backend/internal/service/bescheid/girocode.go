package bescheid

import (
	"bytes"
	"fmt"
	"image/png"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// giroCodeDatei is what templates call the picture of the payment code.
const giroCodeDatei = "girocode.png"

// drawGiroCode draws the QR code as PNG, one module 8 pixels wide. EPC069-12 asks for error correction M and allows
// version 13 at most, which 331 bytes fit in.
func drawGiroCode(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("encode the GiroCode: %w", err)
	}
	const width = 8
	side := code.Bounds().Dx() * width
	scaled, err := barcode.Scale(code, side, side)
	if err != nil {
		return nil, fmt.Errorf("scale the GiroCode: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, scaled); err != nil {
		return nil, fmt.Errorf("draw the GiroCode: %w", err)
	}
	return b.Bytes(), nil
}
