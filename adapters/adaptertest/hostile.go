package adaptertest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// HostileXML are documents no adapter may accept, by name. root is the element to hide them in.
func HostileXML() map[string]string {
	var laughs strings.Builder
	laughs.WriteString(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&laughs, `<!ENTITY a%d "%s">`, i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	laughs.WriteString(`]><x>&a9;</x>`)
	return map[string]string{
		"doctype":         `<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>`,
		"billion laughs":  laughs.String(),
		"external entity": `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`,
		"unknown entity":  `<x>&geheim;</x>`,
		"instruction":     `<x><?php echo 1 ?></x>`,
		"deep":            strings.Repeat("<x>", 5000) + strings.Repeat("</x>", 5000),
		"many elements":   "<x>" + strings.Repeat("<y/>", 300_000) + "</x>",
		"utf-16":          `<?xml version="1.0" encoding="UTF-16"?><x/>`,
		"two roots":       `<x/><x/>`,
		"wrong nesting":   `<x><y></x></y>`,
	}
}

// HostileJSON are documents no adapter may accept, by name.
func HostileJSON() map[string]string {
	return map[string]string{
		"deep arrays":  strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"deep objects": strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000),
		"many values":  "[" + strings.Repeat("0,", 300_000) + "0]",
		"duplicate":    `{"a":1,"a":2}`,
		"trailing":     `{} {}`,
		"not utf-8":    "{\"a\":\"\xff\xfe\"}",
		"unescaped":    "{\"a\":\"x\"y\"}",
		"no document":  "",
		"bare word":    "geheimes-wort",
	}
}

// HostileNames are file names that must not survive as they are.
var HostileNames = []string{
	"../../etc/passwd", `C:\Windows\system32\cmd.exe`, "a\x00b.pdf", "rechnung\u202Efdp.exe", "..", "", "CON.txt",
	strings.Repeat("ä", 400) + ".pdf", "zeile\r\nSet-Cookie: a=b.pdf", "<script>alert(1)</script>.svg",
	"/absolut/Straße.pdf",
}

// Zip packs files in order.
func Zip(files ...[2]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		e, err := w.Create(f[0])
		if err == nil {
			_, err = io.WriteString(e, f[1])
		}
		if err != nil {
			panic(err) // a bytes.Buffer never fails
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// HostileZip are archives no adapter may unpack, by name.
func HostileZip() map[string][]byte {
	good := Zip([2]string{"a.txt", strings.Repeat("Hallo Welt. ", 200)})
	encrypted := bytes.Clone(good)
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(encrypted, []byte(mark))
		flag := at + 6
		if mark == "PK\x01\x02" {
			flag = at + 8
		}
		encrypted[flag] |= 1
	}
	many := make([][2]string, 600)
	for i := range many {
		many[i] = [2]string{fmt.Sprintf("%d.txt", i), "x"}
	}
	return map[string][]byte{
		"no directory": good[:len(good)-40],
		"cut":          good[:len(good)/2],
		"encrypted":    encrypted,
		"bomb":         Zip([2]string{"bombe.txt", strings.Repeat("\x00", 64<<20)}),
		"lying bomb":   lyingBomb(),
		"many entries": Zip(many...),
		"not a zip":    []byte("kein ZIP"),
	}
}

// lyingBomb declares 10 bytes and unpacks to 8 MB.
func lyingBomb() []byte {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	content := make([]byte, 8<<20)
	_, _ = w.Write(content)
	_ = w.Close()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	e, err := z.CreateRaw(&zip.FileHeader{Name: "bombe.txt", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: 10})
	if err != nil {
		panic(err)
	}
	_, _ = e.Write(packed.Bytes())
	_ = z.Close()
	return b.Bytes()
}

// HugeDirectoryZip claims a central directory of more than 2 MB.
func HugeDirectoryZip() []byte {
	z := Zip([2]string{"a.txt", "x"})
	end := bytes.LastIndex(z, []byte("PK\x05\x06"))
	binary.LittleEndian.PutUint32(z[end+12:], 100<<20)
	return z
}
