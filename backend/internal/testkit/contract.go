package testkit

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/uuid"

	"kontor/backend/internal/httpapi/api"
)

// Contract is docs/api/openapi.yaml, made strict: a field the contract does not name is a violation too.
var Contract = sync.OnceValues(func() (*openapi3.T, error) {
	spec, err := api.GetSpec()
	if err != nil {
		return nil, err
	}
	spec.Servers = nil
	strict := strictness{}
	for _, s := range spec.Components.Schemas {
		strict.close(s)
	}
	for _, r := range spec.Components.Responses {
		strict.responses(r)
	}
	for _, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			for _, r := range op.Responses.Map() {
				strict.responses(r)
			}
		}
	}
	return spec, nil
})

var contractRouter = sync.OnceValues(func() (routers.Router, error) {
	spec, err := Contract()
	if err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(spec)
})

// strictness remembers what it has closed: schemas refer to themselves.
type strictness map[*openapi3.Schema]bool

func (s strictness) responses(r *openapi3.ResponseRef) {
	for _, c := range r.Value.Content {
		s.close(c.Schema)
	}
}

// close forbids unnamed fields. Parts of an allOf are merged first, for each would forbid the fields of the others.
func (s strictness) close(ref *openapi3.SchemaRef) {
	if ref == nil || ref.Value == nil || s[ref.Value] {
		return
	}
	x := ref.Value
	s[x] = true
	if len(x.AllOf) > 0 {
		merged := openapi3.Schemas{}
		for _, part := range x.AllOf {
			s.close(part)
			for name, p := range part.Value.Properties {
				merged[name] = p
			}
			x.Required = append(x.Required, part.Value.Required...)
		}
		object := openapi3.Types{"object"}
		x.Type, x.Properties, x.AllOf = &object, merged, nil
	}
	for _, p := range x.Properties {
		s.close(p)
	}
	s.close(x.Items)
	if len(x.Properties) > 0 && x.AdditionalProperties.Has == nil && x.AdditionalProperties.Schema == nil {
		no := false
		x.AdditionalProperties.Has = &no
	}
}

// formats the library knows but does not check unless asked.
var formats = []openapi3.SchemaValidationOption{openapi3.WithStringFormatValidator("uuid",
	openapi3.NewCallbackValidator(func(s string) error {
		_, err := uuid.Parse(s)
		return err
	}))}

// Violation tells how an answer of the two APIs breaks the contract; nil for every other path.
func Violation(r *http.Request, status int, header http.Header, body []byte) error {
	path := r.URL.Path
	if !strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, "/antragsraum/api/") ||
		path == "/api/v1/openapi.json" || path == "/api/v1/live" {
		return nil
	}
	router, err := contractRouter()
	if err != nil {
		return err
	}
	route, params, err := router.FindRoute(r)
	if err != nil { // no operation: only a problem can be the answer
		if status < 400 || header.Get("Content-Type") != "application/problem+json" {
			return fmt.Errorf("the contract does not know it, yet it answers %d %s", status, header.Get("Content-Type"))
		}
		return nil
	}
	in := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 status, Header: header, Body: io.NopCloser(bytes.NewReader(body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true,
			SchemaValidationOptions: formats},
	}
	declared := route.Operation.Responses.Status(status)
	if declared == nil && status < 400 { // "default" describes failures
		return fmt.Errorf("status %d is not declared", status)
	}
	if declared != nil && len(declared.Value.Content) == 0 && len(body) > 0 {
		return fmt.Errorf("status %d carries a body nobody declared", status)
	}
	return openapi3filter.ValidateResponse(context.Background(), in)
}

func init() {
	openapi3filter.RegisterBodyDecoder("application/pdf", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/zip", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/yaml", openapi3filter.FileBodyDecoder)
	for _, image := range []string{"image/png", "image/jpeg", "image/gif", "image/webp"} {
		openapi3filter.RegisterBodyDecoder(image, openapi3filter.FileBodyDecoder)
	}
}
