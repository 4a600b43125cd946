package fitconnect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"kontor/backend/internal/casework"
)

// ereignis is one entry of the event log, checked.
type ereignis struct {
	name     string // for example "accept-submission"
	token    string // as it stands there
	schema   string // of its payload
	am       time.Time
	tags     tags
	probleme []string // types of problems, without their prefix
}

// tags are the authentication tags of what was submitted.
type tags struct {
	Metadaten string            `json:"metadata"`
	Daten     string            `json:"data,omitempty"`
	Anlagen   map[string]string `json:"attachments,omitempty"`
}

type setAnspruch struct {
	Schema             string `json:"$schema"`
	Iss, Sub, Txn, Jti string
	Iat                int64
	Events             map[string]json.RawMessage
}

// read reads the events of one submission or reply, oldest first. An entry that does not check out is
// casework.VertragGeaendert: never guess from a log that somebody may have written into.
func (c *Client) read(ctx context.Context, a art, id, zustellpunkt string) (out []ereignis, err error) {
	for offset := 0; ; {
		var seite struct {
			Log   []string `json:"eventLog"`
			Total int      `json:"totalCount"`
		}
		where := fmt.Sprintf("%s/%s/events?limit=500&offset=%d", a.pfad, url.PathEscape(id), offset)
		if err := c.get(ctx, where, casework.VertragGeaendert, &seite); err != nil {
			return nil, err
		}
		for _, token := range seite.Log {
			if a.name == antworten.name && !c.fromService(token) {
				continue // how a sender signs what it says of a reply is unknown
			}
			e, err := c.checkSET(ctx, a, token, id, zustellpunkt)
			if err != nil {
				return nil, err
			}
			out = append(out, e)
		}
		offset += len(seite.Log)
		if len(seite.Log) == 0 || offset >= seite.Total {
			return out, nil
		}
	}
}

// fromService tells whether an entry says that the service issued it.
func (c *Client) fromService(token string) bool {
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.PS512})
	var x setAnspruch
	if err != nil || json.Unmarshal(jws.UnsafePayloadWithoutVerification(), &x) != nil {
		return false
	}
	u, err := url.Parse(x.Iss)
	return err == nil && u.Host == c.host
}

// checkSET holds an entry against the rules: its signature, who may say it, and that it is about this.
func (c *Client) checkSET(ctx context.Context, a art, token, id, zustellpunkt string) (e ereignis, err error) {
	fail := func(why string) (ereignis, error) {
		return e, casework.FailZustellung(casework.VertragGeaendert, errors.New("event log: "+why))
	}
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.PS512})
	if err != nil || len(jws.Signatures) != 1 {
		return fail("no SET")
	}
	kopf := jws.Signatures[0].Protected
	if typ, _ := kopf.ExtraHeaders[jose.HeaderType].(string); typ != "secevent+jwt" || kopf.KeyID == "" {
		return fail("no SET")
	}
	var x setAnspruch
	if json.Unmarshal(jws.UnsafePayloadWithoutVerification(), &x) != nil || len(x.Events) != 1 || x.Jti == "" ||
		x.Iat < 1577833200 || x.Sub != a.name+":"+id || !strings.HasPrefix(x.Txn, "case:") {
		return fail("claims")
	}
	var s schluessel
	vomDienst := x.Iss != zustellpunkt
	if vomDienst {
		if u, err := url.Parse(x.Iss); err != nil || u.Host != c.host {
			return fail("a stranger")
		}
		s, err = c.readDienst(ctx, kopf.KeyID)
	} else {
		s, err = c.readKid(ctx, zustellpunkt, kopf.KeyID, artPruefen, string(jose.PS512))
	}
	if err != nil {
		return e, err
	}
	if _, err := jws.Verify(s.JSONWebKey); err != nil {
		return fail("signature")
	}
	e.token, e.schema, e.am = token, x.Schema, time.Unix(x.Iat, 0)
	for uri, inhalt := range x.Events {
		if !strings.HasPrefix(uri, ereignisse) {
			return fail("unknown event")
		}
		e.name = strings.TrimPrefix(uri, ereignisse)
		var daten struct {
			Tags     tags `json:"authenticationTags"`
			Probleme []struct {
				Type string `json:"type"`
			} `json:"problems"`
		}
		if json.Unmarshal(inhalt, &daten) != nil {
			return fail("payload")
		}
		e.tags = daten.Tags
		for _, p := range daten.Probleme {
			e.probleme = append(e.probleme, path.Base(p.Type))
		}
	}
	if !mayIssue(strings.TrimSuffix(e.name, "-"+a.name), vomDienst) {
		return fail("issued by somebody who may not")
	}
	return e, nil
}

func mayIssue(was string, vomDienst bool) bool {
	switch was {
	case "create", "submit", "delete", "notify":
		return vomDienst
	case "accept", "forward":
		return !vomDienst
	case "reject":
		return true
	}
	return vomDienst // what is not known changes nothing
}
