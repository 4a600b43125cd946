package devkit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/adapters/formsolutions"
)

// puller is the real adapter in front of the stand-in.
type puller struct {
	adapters.Source
	bodies []string
}

func newPuller(t *testing.T, version string, more ...string) (*FormSolutions, *puller) {
	t.Helper()
	forms, client := startForms(t)
	forms.SetVersion(version)
	text := "P-1"
	forms.Add(FormSubmission{TransID: "AS_300-dddddddd", Identifier: "AS_300", ApplicantType: "NATURAL_PERSON",
		ApplicationInfoText: &text,
		SecureData:          map[string]string{"Origin": "BUNDID", "LastName": "Erfunden"},
		SubmissionDate:      time.Now().UnixMilli()})
	p := &puller{Source: adapters.Source{URL: client.url + "/submission/api", User: "11110000-0001",
		Password: "schluessel", Client: http.DefaultClient,
		Settings: map[string]string{"version": version, "formulare": "AS_300"}}}
	for i := 0; i < len(more); i += 2 {
		p.Settings[more[i]] = more[i+1]
	}
	p.Save = func(_ context.Context, cursor string) error { p.Cursor = cursor; return nil }
	return forms, p
}

func (p *puller) run(ctx context.Context) error {
	return formsolutions.New().Pull(ctx, p.Source, func(_ context.Context, d adapters.Pulled) error {
		raw, err := io.ReadAll(d.Body)
		p.bodies = append(p.bodies, string(raw))
		return err
	})
}

func TestAdapterPullsEveryVersion(t *testing.T) {
	for version, members := range map[string][]string{"3.1": nil, "4.0": nil,
		"4.1": {"applicantType", "applicationInfoText"},
		"4.2": {"applicantType", "applicationInfoText", "secureData"}} {
		forms, p := newPuller(t, version, "rueckmeldung", "ja")
		for range 2 {
			if err := p.run(t.Context()); err != nil {
				t.Errorf("%s: %v", version, err)
			}
		}
		if len(p.bodies) != 1 || forms.Status("AS_300-dddddddd") != "READ" {
			t.Fatalf("%s: %d deliveries, status %s", version, len(p.bodies), forms.Status("AS_300-dddddddd"))
		}
		for _, name := range []string{"applicantType", "applicationInfoText", "secureData"} {
			if got := strings.Contains(p.bodies[0], `"`+name+`":`); got != slices.Contains(members, name) {
				t.Errorf("%s: %s is there: %t", version, name, got)
			}
		}
	}
}

func TestAdapterMeetsFaults(t *testing.T) {
	const id = "AS_300-dddddddd"
	for _, c := range []struct {
		reason string
		fault  FormFault
	}{
		{"source_busy", FormFault{On: FormList, Status: 429, RetryAfter: "120"}},
		{"source_status", FormFault{On: FormDetail, Status: 500}},
		{"source_truncated", FormFault{On: FormDetail, Truncate: true}},
		{"source_unreachable", FormFault{On: FormList, Delay: time.Hour}},
	} {
		forms, p := newPuller(t, "4.2")
		forms.SetFault(c.fault)
		ctx, cancel := context.WithCancel(t.Context())
		if c.fault.Delay > 0 {
			ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
		}
		err := p.run(ctx)
		cancel()
		var known *adapters.Error
		if !errors.As(err, &known) || known.Reason != c.reason || forms.Status(id) != "NEW" {
			t.Errorf("%s: %v", c.reason, err)
		}
	}
	forms, p := newPuller(t, "4.2")
	p.Password = "falsch"
	if err := p.run(t.Context()); !adapters.HasCode(err, adapters.Unauthenticated) {
		t.Errorf("wrong key: %v", err)
	}
	p.Password = "schluessel"
	if err := p.run(t.Context()); err != nil || len(p.bodies) != 1 || forms.Status(id) != "NEW" {
		t.Errorf("right key: %v, %d deliveries", err, len(p.bodies))
	}
}

func TestFormSolutionsSpeaksOneVersion(t *testing.T) {
	forms, client := startForms(t)

	for version, want := range map[string]string{"3.1": "200 404", "4.2": "404 200"} {
		forms.SetVersion(version)
		got := []string{}
		for _, prefix := range []string{"v2", "v4"} {
			server := httptest.NewRecorder()
			r := httptest.NewRequest("GET", "/submission/api/"+prefix+"/submission/11110000-0001/AS_100", nil)
			r.SetBasicAuth("11110000-0001", client.key)
			forms.ServeHTTP(server, r)
			got = append(got, fmt.Sprint(server.Code))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", version, got)
		}
	}
}
