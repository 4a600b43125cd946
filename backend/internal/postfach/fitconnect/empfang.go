package fitconnect

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

type eintrag struct {
	ID           string `json:"submissionId"`
	Fall         string `json:"caseId"`
	Zustellpunkt string `json:"destinationId"`
}

type einreichung struct {
	eintrag
	Anlagen   []string `json:"attachments"`
	Metadaten string   `json:"encryptedMetadata"`
	Daten     string   `json:"encryptedData"`
}

func (p *Postfach) list(ctx context.Context, limit int) ([]eintrag, error) {
	var out struct {
		Einreichungen []eintrag `json:"submissions"`
	}
	path := fmt.Sprintf("%s?destinationId=%s&limit=%d", einreichungen.pfad, url.QueryEscape(p.zustellpunkt), limit)
	err := p.get(ctx, path, casework.VertragGeaendert, &out)
	return out.Einreichungen, err
}

// Poll lists what lies at our destination, answers and new applications alike (Faden), until it is accepted.
func (p *Postfach) Poll(ctx context.Context) (ids []string, err error) {
	alle, err := p.list(ctx, 500)
	for _, e := range alle {
		if e.Zustellpunkt == p.zustellpunkt {
			ids = append(ids, e.Fall+"/"+e.ID)
		}
	}
	return ids, err
}

// Faden is the case of what was listed. What belongs to no Vorgang is a new application, and not this channel's.
func (p *Postfach) Faden(kennung string) string {
	fall, _, _ := strings.Cut(kennung, "/")
	return fall
}

var errWeg = casework.Fail(casework.NotFound, "not_found")

// Fetch reads one answer: decrypted, and held against the event log and its own hashes. A *casework.Error NotFound: it
// was accepted or rejected meanwhile.
func (p *Postfach) Fetch(ctx context.Context, kennung string) (casework.Rueckmeldung, error) {
	fall, id, _ := strings.Cut(kennung, "/")
	x, zeichen, err := p.readOne(ctx, id)
	if err != nil {
		return casework.Rueckmeldung{}, err
	}
	var m metadaten
	raw, err := p.decrypt(x.Metadaten)
	if err == nil && json.Unmarshal(raw, &m) != nil {
		err = errors.New("metadata are no JSON")
	}
	var daten []byte
	if err == nil {
		daten, err = p.decrypt(x.Daten)
	}
	if err == nil && (!fits(daten, m.Inhalt.Daten.Hash) || len(m.Inhalt.Anlagen) != len(x.Anlagen) ||
		len(x.Anlagen) != len(zeichen.tags.Anlagen)) {
		err = errors.New("hashes or files do not fit")
	}
	if err != nil {
		return casework.Rueckmeldung{}, casework.FailZustellung(casework.Ungueltig, err)
	}
	r := casework.Rueckmeldung{Kennung: kennung, Faden: fall, GesendetAm: zeichen.am}
	r.Betreff, r.Text = readAntwort(daten)
	if m.Inhalt.Daten.Schema.Typ != "application/json" {
		r.Text = "Der Onlinedienst hat eine Antwort geschickt. Sie liegt als Datei bei."
		r.Dateien = append(r.Dateien, casework.Rueckdatei{Name: "antwort.xml", Typ: m.Inhalt.Daten.Schema.Typ,
			Groesse: int64(len(daten)), Open: func(context.Context) (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(daten)), nil
			}})
	}
	for _, a := range m.Inhalt.Anlagen {
		tag, ok := zeichen.tags.Anlagen[a.ID]
		if !ok {
			return r, casework.FailZustellung(casework.Ungueltig, errors.New("a file the event log does not know"))
		}
		r.Dateien = append(r.Dateien, casework.Rueckdatei{Name: cmp.Or(a.Name, "anlage"), Typ: a.Typ,
			Open: func(ctx context.Context) (io.ReadCloser, error) { return p.openFile(ctx, id, a, tag) }})
	}
	return r, nil
}

// abgabe is what the event log says of the submission.
type abgabe struct {
	tags   tags
	schema string
	am     time.Time
}

// readOne reads one with what the event log says of it, and holds both together.
func (p *Postfach) readOne(ctx context.Context, id string) (x einreichung, z abgabe, err error) {
	err = p.get(ctx, einreichungen.pfad+"/"+url.PathEscape(id), casework.PostfachWeg, &x)
	var zf *casework.Zustellfehler
	if errors.As(err, &zf) && zf.Klasse() == casework.PostfachWeg {
		return x, z, errWeg
	}
	if err != nil {
		return x, z, err
	}
	alle, err := p.read(ctx, einreichungen, id, p.zustellpunkt)
	if err != nil {
		return x, z, err
	}
	e := find(alle, "submit-"+einreichungen.name)
	if e == nil || e.tags.Metadaten != authTag(x.Metadaten) || e.tags.Daten != authTag(x.Daten) {
		return x, z, casework.FailZustellung(casework.Ungueltig, errors.New("the event log knows another submission"))
	}
	return x, abgabe{e.tags, e.schema, e.am}, nil
}

func (p *Postfach) openFile(ctx context.Context, id string, a anlage, tag string) (io.ReadCloser, error) {
	var jwe []byte
	path := einreichungen.pfad + "/" + url.PathEscape(id) + "/attachments/" + url.PathEscape(a.ID)
	err := p.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodGet, URL: path, Grenze: 2*p.kann.DateiMax + 1<<20}, nil
	}, &jwe)
	if err != nil {
		return nil, err
	}
	text := strings.TrimSpace(string(jwe))
	content, err := p.decrypt(text)
	if err == nil && (authTag(text) != tag || !fits(content, a.Hash)) {
		err = errors.New("a file does not fit its hash")
	}
	if err != nil {
		return nil, casework.FailZustellung(casework.Ungueltig, err)
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// Acknowledge accepts it, with the tags of what was read; once is as good as twice.
func (p *Postfach) Acknowledge(ctx context.Context, kennung string) error {
	fall, id, _ := strings.Cut(kennung, "/")
	_, z, err := p.readOne(ctx, id)
	if errors.Is(err, errWeg) {
		return nil
	}
	if err != nil {
		return err
	}
	token, err := p.sign(id, fall, z)
	if err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	err = p.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodPost, URL: pfadFaelle + "/" + url.PathEscape(fall) + "/events",
			Body: strings.NewReader(token), Typ: "application/jose"}, nil
	}, nil)
	var zf *casework.Zustellfehler
	if errors.As(err, &zf) && zf.Klasse() == casework.Doppelt { // accepted or rejected by somebody else
		return nil
	}
	return err
}

// sign makes the SET that accepts.
func (p *Postfach) sign(id, fall string, z abgabe) (string, error) {
	own := p.keyFor(artUnterschreiben, "")
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.PS512,
		Key: jose.JSONWebKey{Key: own.key, KeyID: own.kid}}, (&jose.SignerOptions{}).WithType("secevent+jwt"))
	if err != nil {
		return "", err
	}
	anspruch := map[string]any{"jti": uuid.NewString(), "iss": p.zustellpunkt, "iat": time.Now().Unix(),
		"sub": einreichungen.name + ":" + id, "txn": "case:" + fall,
		"events": map[string]any{ereignisse + "accept-" + einreichungen.name: map[string]any{
			"authenticationTags": z.tags}}}
	if z.schema != "" { // of the service's own entry: it refuses others
		anspruch["$schema"] = z.schema
	}
	raw, err := json.Marshal(anspruch)
	if err != nil {
		return "", err
	}
	jws, err := signer.Sign(raw)
	if err != nil {
		return "", err
	}
	return jws.CompactSerialize()
}

// decrypt opens a compact JWE with the key it names.
func (p *Postfach) decrypt(jwe string) ([]byte, error) {
	x, err := jose.ParseEncryptedCompact(jwe, []jose.KeyAlgorithm{jose.RSA_OAEP_256},
		[]jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		return nil, errors.New("no JWE as agreed")
	}
	if _, zip := x.Header.ExtraHeaders["zip"]; zip {
		return nil, errors.New("compressed, which version 2 forbids")
	}
	own := p.keyFor(artEntschluesseln, x.Header.KeyID)
	if own == nil {
		return nil, errors.New("encrypted for a key that is not set here")
	}
	content, err := x.Decrypt(own.key)
	if err != nil {
		return nil, errors.New("does not decrypt")
	}
	return content, nil
}

// authTag is the last part of a compact JWE, by which the event log knows it.
func authTag(jwe string) string { return jwe[strings.LastIndexByte(jwe, '.')+1:] }

func fits(content []byte, h hash) bool {
	sum := sha512.Sum512(content)
	return h.Art == "sha512" && strings.EqualFold(h.Inhalt, hex.EncodeToString(sum[:]))
}

// readAntwort makes words of JSON: subject and text where it has some, then every other value with the way to it.
func readAntwort(daten []byte) (betreff, text string) {
	var v map[string]any
	if json.Unmarshal(daten, &v) != nil {
		return "", ""
	}
	take := func(name string) string {
		s, ok := v[name].(string)
		if ok {
			delete(v, name)
		}
		return s
	}
	betreff, text = take("betreff"), take("text")
	var zeilen []string
	flatten("", v, &zeilen)
	if len(zeilen) > 0 {
		text = strings.TrimSpace(text + "\n\n" + strings.Join(zeilen, "\n"))
	}
	return betreff, text
}

// maxZeilen bounds what of the data of an answer is shown as words.
const maxZeilen = 300

func flatten(weg string, v any, zeilen *[]string) {
	if len(*zeilen) >= maxZeilen {
		return
	}
	switch x := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(x)) {
			flatten(strings.TrimPrefix(weg+"."+name, "."), x[name], zeilen)
		}
	case []any:
		for i := range x {
			flatten(fmt.Sprintf("%s.%d", weg, i+1), x[i], zeilen)
		}
	case nil:
	default:
		*zeilen = append(*zeilen, fmt.Sprintf("%s: %v", weg, x))
	}
}
