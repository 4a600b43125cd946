package anbindung

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
)

// blick is how much of a file is looked at to see what it is; the head of an HTTP request must fit.
const blick = 64 << 10

var (
	anfragezeile = regexp.MustCompile(`^(?:POST|PUT) (\S+) HTTP/1\.[01]\r?\n`)
	grenzzeile   = regexp.MustCompile(`^--([0-9A-Za-z'()+_,./:=? -]{1,70})\r?\n`)
	mailkopf     = regexp.MustCompile(`(?i)^(?:[a-z][a-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n`)
	mailzeile    = regexp.MustCompile(`(?im)^(?:from|received|message-id|mime-version):`)
	paare        = regexp.MustCompile(`^[^\s<>{}=&]+=[^\s<>{}&]*(?:&|\s*$)`)
)

// readMusterdatei tells what a file is: a whole HTTP request with its head, a mail, or the body alone, whose kind shows
// at its beginning. It returns the head as it is kept (without credentials) and the body.
func readMusterdatei(dateiname string, file io.Reader) (posteingang.Kopf, io.Reader, error) {
	r := bufio.NewReaderSize(file, blick)
	anfang, err := r.Peek(blick)
	if err != nil && !errors.Is(err, io.EOF) {
		return posteingang.Kopf{}, nil, err
	}
	if len(bytes.TrimSpace(anfang)) == 0 {
		return posteingang.Kopf{}, nil, casework.Fail(casework.Invalid, "muster_empty")
	}
	if m := anfragezeile.FindSubmatch(anfang); m != nil {
		return readAnfrage(r, anfang)
	}
	typ := "application/octet-stream"
	start := bytes.TrimLeft(bytes.TrimPrefix(anfang, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch grenze := grenzzeile.FindSubmatch(start); {
	case bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("[")):
		typ = "application/json"
	case bytes.HasPrefix(start, []byte("<")):
		typ = "text/xml"
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		typ = "application/zip"
	case grenze != nil:
		typ = multipartTyp(string(grenze[1]), start)
	case strings.HasSuffix(strings.ToLower(dateiname), ".eml") || mailkopf.Match(start) &&
		mailzeile.Match(mailkopf.Find(start)):
		typ = "message/rfc822"
	case paare.Match(start):
		typ = "application/x-www-form-urlencoded"
	}
	return posteingang.Kopf{Header: http.Header{"Content-Type": {typ}}}, r, nil
}

// multipartTyp: parts of a form have names, those of MTOM have ids.
func multipartTyp(grenze string, anfang []byte) string {
	grenze = `"` + strings.TrimRight(grenze, " ") + `"`
	head, _, _ := bytes.Cut(anfang, []byte("\n\n"))
	head, _, _ = bytes.Cut(head, []byte("\r\n\r\n"))
	if bytes.Contains(bytes.ToLower(head), []byte("form-data")) {
		return "multipart/form-data; boundary=" + grenze
	}
	return `multipart/related; type="application/xop+xml"; boundary=` + grenze
}

// readAnfrage reads a recorded HTTP request. Only headers that say how to read the body are kept.
func readAnfrage(r *bufio.Reader, anfang []byte) (posteingang.Kopf, io.Reader, error) {
	ende := regexp.MustCompile(`\r?\n\r?\n`).FindIndex(anfang)
	if ende == nil {
		return posteingang.Kopf{}, nil, &casework.Error{Code: casework.Invalid, Reason: "muster_unreadable",
			Detail: "Die HTTP-Anfrage hat keinen vollständigen Kopf: Nach den Kopfzeilen fehlt die Leerzeile."}
	}
	head := append(bytes.Clone(anfang[:ende[0]]), "\r\n\r\n"...)
	req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(head)))
	if err != nil {
		return posteingang.Kopf{}, nil, &casework.Error{Code: casework.Invalid, Reason: "muster_unreadable",
			Detail: "Die HTTP-Anfrage hat keinen lesbaren Kopf.", Cause: err}
	}
	if _, err := r.Discard(ende[1]); err != nil {
		return posteingang.Kopf{}, nil, err
	}
	k := posteingang.Kopf{Path: zugangspfad(req.URL.Path), Query: req.URL.Query(), Header: http.Header{}}
	for _, name := range posteingang.Kopfzeilen {
		if v := req.Header.Values(name); len(v) > 0 && name != "Content-Length" { // the file may have been edited
			k.Header[name] = v
		}
	}
	var body io.Reader = r
	if len(req.TransferEncoding) > 0 {
		chunked, err := http.ReadRequest(bufio.NewReader(io.MultiReader(bytes.NewReader(head), r)))
		if err != nil {
			return posteingang.Kopf{}, nil, &casework.Error{Code: casework.Invalid, Reason: "muster_unreadable",
				Detail: "Die HTTP-Anfrage hat keinen lesbaren Kopf.", Cause: err}
		}
		body = chunked.Body
	}
	return k, body, nil
}

// zugangspfad is what follows /eingang/{zugang}.
func zugangspfad(path string) string {
	rest, ok := strings.CutPrefix(path, "/eingang/")
	if !ok {
		return ""
	}
	_, tail, found := strings.Cut(rest, "/")
	if !found {
		return ""
	}
	return "/" + tail
}
