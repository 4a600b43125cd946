package httpapi

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// validator checks requests against the contract. Files and multipart bodies are left to their handlers,
// which stream them.
func validator(spec *openapi3.T) (func(*gin.Context) error, error) {
	spec.Servers = nil
	// Who asks was found out at the door. With a security requirement the library would read the whole body first.
	spec.Security = nil
	for _, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			op.Security = nil
		}
	}
	if err := closeRequests(spec); err != nil {
		return nil, err
	}
	routes := map[string]*routers.Route{}
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			routes[route(method, path)] = &routers.Route{Spec: spec, Path: path, PathItem: item,
				Method: method, Operation: op}
		}
	}
	return func(c *gin.Context) error {
		r := routes[c.Request.Method+" "+c.FullPath()] // gin has found it already, or there is no right to it
		if err := unknownParameters(r, c.Request.URL.RawQuery); err != nil {
			return err
		}
		stream := streamed(r.Operation)
		if stream && !offers(r.Operation, strings.ToLower(c.ContentType())) {
			return &casework.Error{Code: casework.Invalid, Reason: "malformed_request"}
		}
		if !stream && r.Operation.RequestBody != nil {
			if err := jsonText(c); err != nil {
				return err
			}
		}
		return requestError(openapi3filter.ValidateRequest(c.Request.Context(), &openapi3filter.RequestValidationInput{
			Request: c.Request, PathParams: pathParams(c), Route: r, QueryParams: c.Request.URL.Query(),
			Options: &openapi3filter.Options{ExcludeRequestBody: stream, MultiError: true},
		}))
	}, nil
}

func pathParams(c *gin.Context) map[string]string {
	out := make(map[string]string, len(c.Params))
	for _, p := range c.Params {
		out[p.Key] = p.Value
	}
	return out
}

// streamed tells whether an operation takes something else than JSON: its handler reads the body.
func streamed(op *openapi3.Operation) bool {
	return op.RequestBody != nil && op.RequestBody.Value.Content.Get("application/json") == nil
}

func offers(op *openapi3.Operation, contentType string) bool {
	_, ok := op.RequestBody.Value.Content[contentType]
	return ok
}

// requestError names the fields that do not fit. Values are never repeated.
func requestError(err error) error {
	if err == nil {
		return nil
	}
	if big, ok := tooLarge(err); ok {
		return big
	}
	f := found{fields: map[string]string{}, told: map[string]bool{}}
	f.collect(err)
	if len(f.fields) == 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "malformed_request", Cause: err}
	}
	return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: f.fields}
}

// found is what does not fit, up to casework.MaxMaengel fields.
type found struct {
	fields map[string]string
	told   map[string]bool // objects whose unknown keys are named: the library makes one error of each key
}

func (f *found) name(field, reason string) {
	if len(f.fields) < casework.MaxMaengel {
		f.fields[field] = reason
	}
}

func (f *found) collect(err error) {
	if len(f.fields) == casework.MaxMaengel {
		return
	}
	var re *openapi3filter.RequestError
	// itself, not what it wraps: what is wrong with one parameter is a list, too
	many, isMany := err.(openapi3.MultiError) //nolint:errorlint
	if !isMany && errors.As(err, &re) && re.Parameter != nil {
		f.name(re.Parameter.Name, "invalid")
		return
	}
	if isMany || errors.As(err, &many) {
		for _, e := range many {
			f.collect(e)
		}
		return
	}
	if re != nil && re.Err != nil {
		var inner openapi3.MultiError
		if errors.As(re.Err, &inner) {
			f.collect(inner)
			return
		}
	}
	var se *openapi3.SchemaError
	if errors.As(err, &se) {
		if se.Origin != nil && errors.As(se.Origin, &many) { // of the parts of an allOf
			f.collect(many)
			return
		}
		f.schema(se)
	}
}

func (f *found) schema(se *openapi3.SchemaError) {
	p := strings.Join(se.JSONPointer(), ".")
	switch {
	case se.SchemaField == "properties" && !f.told[p]:
		f.told[p] = true
		for _, key := range unknownKeys(se) {
			f.name(strings.TrimPrefix(p+"."+key, "."), casework.UnknownField)
		}
	case se.SchemaField != "properties" && p != "":
		f.name(p, reasonOf(se.SchemaField))
	}
}

func reasonOf(schemaField string) string {
	switch schemaField {
	case "required":
		return "required"
	case "minLength", "maxLength", "minItems", "maxItems":
		return "length"
	case "enum":
		return "unknown"
	case "format", "pattern", "type":
		return "format"
	}
	return "invalid"
}

// Days and ids that do not exist are refused by the validator, which knows the name of their field: where the pattern
// lets them pass, as 30 February, the handler finds a body it cannot read.
func init() {
	for format, parse := range map[string]func(string) error{
		"date":      func(s string) error { _, err := time.Parse(time.DateOnly, s); return err },
		"date-time": func(s string) error { _, err := time.Parse(time.RFC3339, s); return err },
		"uuid":      func(s string) error { _, err := uuid.Parse(s); return err },
	} {
		openapi3.DefineStringFormatValidator(format, openapi3.NewCallbackValidator(parse))
	}
}

var unbound = regexp.MustCompile(`^Invalid format for parameter (\w+):`)

// badParameter is what the generated code reports: a path or query parameter that does not parse. It has the name in
// its text only.
func badParameter(err error) error {
	name := unbound.FindStringSubmatch(err.Error())
	if name == nil {
		return casework.Malformed(err)
	}
	return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields",
		Fields: map[string]string{name[1]: "format"}, Cause: err}
}
