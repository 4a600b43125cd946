package httpapi

import (
	"errors"
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/gin-gonic/gin"

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
	router, err := gorillamux.NewRouter(spec)
	if err != nil {
		return nil, fmt.Errorf("route the contract: %w", err)
	}
	return func(c *gin.Context) error {
		route, params, err := router.FindRoute(c.Request)
		if err != nil {
			return routeError(err)
		}
		if err := unknownParameters(route, c.Request.URL.RawQuery); err != nil {
			return err
		}
		stream := streamed(route.Operation)
		if stream && !offers(route.Operation, strings.ToLower(c.ContentType())) {
			return &casework.Error{Code: casework.Invalid, Reason: "malformed_request"}
		}
		if !stream && route.Operation.RequestBody != nil {
			if err := jsonText(c); err != nil {
				return err
			}
		}
		return requestError(openapi3filter.ValidateRequest(c.Request.Context(), &openapi3filter.RequestValidationInput{
			Request: c.Request, PathParams: params, Route: route,
			Options: &openapi3filter.Options{ExcludeRequestBody: stream, MultiError: true},
		}))
	}, nil
}

// streamed tells whether an operation takes something else than JSON: its handler reads the body.
func streamed(op *openapi3.Operation) bool {
	return op.RequestBody != nil && op.RequestBody.Value.Content.Get("application/json") == nil
}

func offers(op *openapi3.Operation, contentType string) bool {
	_, ok := op.RequestBody.Value.Content[contentType]
	return ok
}

func routeError(err error) error {
	var re *routers.RouteError
	if errors.As(err, &re) {
		return casework.Fail(casework.NotFound, "not_found")
	}
	return err
}

// requestError names the fields that do not fit. Values are never repeated.
func requestError(err error) error {
	if err == nil {
		return nil
	}
	if big, ok := tooLarge(err); ok {
		return big
	}
	fields := map[string]string{}
	collect(err, fields)
	if len(fields) == 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "malformed_request", Cause: err}
	}
	return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: fields}
}

func collect(err error, fields map[string]string) {
	var many openapi3.MultiError
	if errors.As(err, &many) {
		for _, e := range many {
			collect(e, fields)
		}
		return
	}
	var re *openapi3filter.RequestError
	if errors.As(err, &re) && re.Parameter != nil {
		fields[re.Parameter.Name] = "invalid"
		return
	}
	if re != nil && re.Err != nil {
		var inner openapi3.MultiError
		if errors.As(re.Err, &inner) {
			collect(inner, fields)
			return
		}
	}
	var se *openapi3.SchemaError
	if errors.As(err, &se) {
		if se.Origin != nil && errors.As(se.Origin, &many) { // of the parts of an allOf
			collect(many, fields)
			return
		}
		p := strings.Join(se.JSONPointer(), ".")
		if se.SchemaField == "properties" {
			for _, key := range unknownKeys(se) {
				fields[strings.TrimPrefix(p+"."+key, ".")] = unknownField
			}
		} else if p != "" {
			fields[p] = reasonOf(se.SchemaField)
		}
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

// badRequest is what the generated code reports: a path or query parameter that does not parse.
func badRequest(err error) error {
	return &casework.Error{Code: casework.Invalid, Reason: "malformed_request", Cause: err}
}
