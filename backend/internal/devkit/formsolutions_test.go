package devkit

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

type formClient struct {
	t   *testing.T
	url string
	key string
}

func (c formClient) do(ctx context.Context, method, path, body string, header http.Header) (int, []byte, error) {
	c.t.Helper()
	request, err := http.NewRequestWithContext(ctx, method, c.url+"/submission/api/v2/submission/"+path,
		strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header = header.Clone()
	if request.Header == nil {
		request.Header = http.Header{}
	}
	request.SetBasicAuth("11110000-0001", c.key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	return response.StatusCode, raw, err
}

func startForms(t *testing.T) (*FormSolutions, formClient) {
	t.Helper()
	forms := NewFormSolutions("11110000-0001", "schluessel")
	mail := "ada@example.org"
	forms.Add(
		FormSubmission{TransID: "AS_100-aaaaaaaa", Identifier: "AS_100", ApplicantName: "Ada Erfunden",
			ApplicantEMail: &mail,
			PDF:            []byte("%PDF-"), XML: []byte("<antrag/>"), SubmissionDate: 1_700_000_000_000},
		FormSubmission{TransID: "AS_100-bbbbbbbb", Identifier: "AS_100", Status: "READ", SubmissionDate: 1_600_000_000_000},
		FormSubmission{TransID: "AS_200-cccccccc", Identifier: "AS_200"},
	)
	server := httptest.NewServer(forms)
	t.Cleanup(server.Close)
	return forms, formClient{t, server.URL, "schluessel"}
}

func (c formClient) list(query string, header http.Header) []string {
	c.t.Helper()
	status, raw, err := c.do(c.t.Context(), "GET", "11110000-0001/AS_100"+query, "", header)
	var found []FormSubmission
	if err != nil || status != 200 || json.Unmarshal(raw, &found) != nil {
		c.t.Fatalf("list: %d %s %v", status, raw, err)
	}
	ids := []string{}
	for _, s := range found {
		ids = append(ids, s.TransID)
		if s.PDF != nil || s.XML != nil {
			c.t.Errorf("the list carries documents: %s", raw)
		}
	}
	return ids
}

func TestFormSolutionsPull(t *testing.T) {
	forms, client := startForms(t)
	for query, want := range map[string][]string{
		"?status=NEW":             {"AS_100-aaaaaaaa"},
		"?status=NEW&status=READ": {"AS_100-aaaaaaaa", "AS_100-bbbbbbbb"},
		"?status=NEW,READ":        {"AS_100-aaaaaaaa", "AS_100-bbbbbbbb"},
		"?status=CLOSED":          {},
	} {
		if got := client.list(query, nil); !slices.Equal(got, want) {
			t.Errorf("%s: %v", query, got)
		}
	}
	since := http.Header{"Last-Modified": {time.UnixMilli(1_650_000_000_000).UTC().Format(http.TimeFormat)}}
	if got := client.list("", since); !slices.Equal(got, []string{"AS_100-aaaaaaaa"}) {
		t.Errorf("since: %v", got)
	}
	status, raw, err := client.do(t.Context(), "GET", "11110000-0001/AS_100/AS_100-aaaaaaaa", "", nil)
	if err != nil || status != 200 || !strings.Contains(string(raw), `"pdf":"JVBERi0="`) ||
		!strings.Contains(string(raw), `"attachments":null`) {
		t.Errorf("detail: %d %s %v", status, raw, err)
	}
	for _, method := range []string{"PUT", "POST"} {
		status, _, err = client.do(t.Context(), method, "11110000-0001/AS_100/AS_100-aaaaaaaa/status",
			`{"status":"READ"}`, nil)
		if err != nil || status != 204 || forms.Status("AS_100-aaaaaaaa") != "READ" {
			t.Errorf("%s report: %d %v", method, status, err)
		}
	}
	if got := forms.Reports(); !slices.Equal(got, []string{"AS_100-aaaaaaaa READ", "AS_100-aaaaaaaa READ"}) {
		t.Errorf("reports: %v", got)
	}
	for path, want := range map[string]int{"11110000-0001/AS_100/fehlt": 404, "22220000-0001/AS_100": 401} {
		if status, _, _ := client.do(t.Context(), "GET", path, "", nil); status != want {
			t.Errorf("%s: %d", path, status)
		}
	}
	client.key = "falsch"
	if status, _, _ := client.do(t.Context(), "GET", "11110000-0001/AS_100", "", nil); status != 401 {
		t.Errorf("wrong key: %d", status)
	}
}

func TestFormSolutionsFaults(t *testing.T) {
	forms, client := startForms(t)
	const path = "11110000-0001/AS_100/AS_100-aaaaaaaa"
	forms.SetFault(FormFault{Status: 500, On: FormDetail, Times: 1})
	client.list("", nil) // not spoiled
	if status, _, _ := client.do(t.Context(), "GET", path, "", nil); status != 500 {
		t.Errorf("status %d", status)
	}
	if status, _, _ := client.do(t.Context(), "GET", path, "", nil); status != 200 {
		t.Errorf("second call: status %d", status)
	}
	forms.SetFault(FormFault{Truncate: true})
	if _, raw, err := client.do(t.Context(), "GET", path, "", nil); !errors.Is(err, io.ErrUnexpectedEOF) ||
		len(raw) == 0 {
		t.Errorf("truncated: %d bytes, %v", len(raw), err)
	}
	forms.SetFault(FormFault{Delay: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, _, err := client.do(ctx, "GET", path, "", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("slow: %v", err)
	}
}
