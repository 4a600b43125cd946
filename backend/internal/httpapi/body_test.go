package httpapi_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"

	"kontor/adapters/adaptertest"
	"kontor/adapters/all"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// zutritt is one operation of the contract with a path that exists and somebody who may call it.
type zutritt struct {
	name, method, path, inhalt string // inhalt: content type of the body, "" = none
	op                         *openapi3.Operation
	parameter                  openapi3.Parameters
	wer                        *testkit.Client
}

// zutritte are all operations of the contract. Whoever may do least is asked first.
func (o *office) zutritte() []zutritt {
	o.t.Helper()
	spec, err := testkit.Contract()
	if err != nil {
		o.t.Fatal(err)
	}
	a := o.antrag()
	entwurf := o.entwurf("neutral", "gross", "")
	zugang := o.zugangID("neutral")
	var out []zutritt
	for pfad, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			id := uuid.NewString()
			for prefix, echt := range map[string]string{"/api/v1/vorgaenge/": a.ID,
				"/antragsraum/api/v1/vorgaenge/": a.ID, "/api/v1/zugaenge/": zugang,
				"/api/v1/zuordnungen/": entwurf.ID} {
				if strings.HasPrefix(pfad, prefix) {
					id = echt
				}
			}
			z := zutritt{name: op.OperationID, method: method, op: op,
				parameter: append(slices.Clone(item.Parameters), op.Parameters...)}
			z.path = strings.NewReplacer("{id}", id, "{art}", "nachricht", "{name}", a.Verfahren, "{stand}",
				a.VerfahrenStand).Replace(pfad)
			for strings.Contains(z.path, "{") {
				before, rest, _ := strings.Cut(z.path, "{")
				_, after, _ := strings.Cut(rest, "}")
				z.path = before + uuid.NewString() + after
			}
			for _, p := range z.parameter {
				if wert := map[string]string{"zugang": zugang, "muster": uuid.NewString(),
					"stand": fmt.Sprint(entwurf.Stand), "dateiname": "x.bin", "ab": o.heute()}[p.Value.Name]; p.Value.In == "query" &&
					p.Value.Required {
					z.path += map[bool]string{true: "&", false: "?"}[strings.Contains(z.path, "?")] +
						p.Value.Name + "=" + wert
				}
			}
			if op.RequestBody != nil {
				for typ := range op.RequestBody.Value.Content {
					z.inhalt = typ
				}
			}
			z.wer = o.mitRecht(casework.Recht(op.Extensions["x-recht"].(string)))
			out = append(out, z)
		}
	}
	slices.SortFunc(out, func(a, b zutritt) int { return strings.Compare(a.name, b.name) })
	return out
}

func (o *office) mitRecht(r casework.Recht) *testkit.Client {
	o.t.Helper()
	for _, x := range []struct {
		rolle casework.Rolle
		c     *testkit.Client
	}{{casework.RolleSachbearbeitung, o.sb}, {casework.RolleTeamleitung, o.tl}, {casework.RolleAdministration, o.adm},
		{casework.RolleRevision, o.revision()}} {
		if r == casework.RechtOeffentlich || r == casework.RechtAntragsraum {
			return o.buerger
		}
		if (casework.Actor{Art: casework.ActorPerson, Rollen: []casework.Rolle{x.rolle}}).Must(r) == nil {
			return x.c
		}
	}
	o.t.Fatalf("nobody has %s", r)
	return nil
}

// A body of any size is refused while it is read, on every route and in the format of the caller: nothing of it stays.
func TestHugeBodiesAreRefused(t *testing.T) {
	const huge, allowed = 200 << 20, 32 << 20
	o := openAlone(t, func(k *testkit.Kit) { k.Posteingang.MaxLieferung = 16 << 20 })
	post := func(c *testkit.Client, method, path, typ string) (a *testkit.Answer) {
		t.Helper()
		head, pattern := "", "0123456789abcde\n"
		switch {
		case strings.Contains(typ, "json"):
			head, pattern = `{"version": "`, "0123456789abcdef"
		case strings.HasPrefix(typ, "multipart/"):
			typ += "; boundary=grenze"
			head = "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"gross.txt\"\r\n\r\n"
		case strings.Contains(typ, "xml"):
			head, pattern = "<a>", "<!-- 1234567 -->\n" // fields have a limit of their own
		case strings.Contains(typ, "urlencoded"):
			head = "logout_token="
		}
		body, _ := adaptertest.Generated(adaptertest.Segment{Text: head},
			adaptertest.Segment{Pattern: pattern, Size: huge})
		grown := peak(func() { a = c.Do(method, path, typ, io.MultiReader(body)) })
		if grown > allowed {
			t.Errorf("%s %s: the heap grew by %d MB", method, path, grown>>20)
		}
		return a
	}
	for _, z := range o.zutritte() {
		if z.inhalt == "" {
			if z.method != http.MethodGet && post(z.wer, z.method, z.path, "application/json").Status >= 500 {
				t.Errorf("%s fails", z.name)
			}
			continue
		}
		var p struct{ Reason, Detail string }
		a := post(z.wer, z.method, z.path, z.inhalt)
		_ = json.Unmarshal(a.Body, &p)
		if a.Status != 413 || !strings.HasSuffix(p.Reason, "_too_large") || !strings.Contains(p.Detail, " MB") {
			t.Errorf("%s answers %d: %s", z.name, a.Status, a.Body)
		}
	}
	for _, ad := range all.Adapters() {
		for _, path := range []string{"", "/deposit"} {
			a := post(o.Form(ad.Name()), "POST", "/eingang/"+ad.Name()+path, "application/json")
			vendorFault(t, ad.Name(), a, 413)
			if !strings.Contains(string(a.Body), "16 MB") {
				t.Errorf("%s does not say the limit: %s", ad.Name(), a.Body)
			}
		}
	}
	for _, path := range []string{"/anmelden/backchannel", "/antragsraum/anmelden/backchannel", "/abmelden",
		"/antragsraum/abmelden", "/api/v1/live", "/gibtesnicht", "/api/v1/gibtesnicht", "/eingang/gibtesnicht"} {
		for _, typ := range []string{"application/x-www-form-urlencoded", "multipart/form-data", "application/json"} {
			if a := post(o.buerger, "POST", path, typ); a.Status >= 500 || a.Status < 300 {
				t.Errorf("%s answers %d", path, a.Status)
			}
		}
	}
	o.sb.Get("/api/v1/ich").Is(200)
}
