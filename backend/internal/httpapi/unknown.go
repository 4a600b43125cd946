package httpapi

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"

	"kontor/backend/internal/casework"
)

// closeRequests lets the validator refuse keys that the contract does not name, in every object of every JSON body.
// What is free says so with additionalProperties. A schema that cannot be closed stops the start.
func closeRequests(spec *openapi3.T) error {
	closed := map[*openapi3.Schema]bool{}
	for _, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			if op.RequestBody == nil {
				continue
			}
			c := op.RequestBody.Value.Content.Get("application/json")
			if c == nil {
				continue
			}
			if err := closeSchema(c.Schema, closed); err != nil {
				return fmt.Errorf("%s: %w", op.OperationID, err)
			}
		}
	}
	return nil
}

func closeSchema(ref *openapi3.SchemaRef, closed map[*openapi3.Schema]bool) error {
	if ref == nil || closed[ref.Value] {
		return nil
	}
	s := ref.Value
	closed[s] = true
	if len(s.AllOf) > 1 || len(s.AnyOf) > 0 || len(s.OneOf) > 0 { // each part would forbid the keys of the others
		return fmt.Errorf("a request body is made of one schema, not of several")
	}
	parts := append(openapi3.SchemaRefs{s.Items, s.AdditionalProperties.Schema}, s.AllOf...)
	for _, p := range s.Properties {
		parts = append(parts, p)
	}
	for _, p := range parts {
		if err := closeSchema(p, closed); err != nil {
			return err
		}
	}
	if s.Type.Is("object") && s.AdditionalProperties.Has == nil && s.AdditionalProperties.Schema == nil {
		no := false
		s.AdditionalProperties.Has = &no
	}
	return nil
}

// unknownKeys names what a closed object holds beyond its schema, in alphabetical order.
func unknownKeys(e *openapi3.SchemaError) []string {
	object, _ := e.Value.(map[string]any)
	var out []string
	for key := range object {
		if e.Schema.Properties[key] == nil {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// unknownParameters refuses a query with a parameter that the operation does not have, or that cannot be read.
func unknownParameters(route *routers.Route, query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return casework.Malformed(err)
	}
	bad := map[string]string{}
	for name := range values {
		if route.Operation.Parameters.GetByInAndName("query", name) == nil &&
			route.PathItem.Parameters.GetByInAndName("query", name) == nil {
			bad[name] = casework.UnknownField
		}
	}
	if len(bad) > 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: bad}
	}
	return nil
}
