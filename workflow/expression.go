package workflow

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"
)

// Expression is one expr of a definition, compiled once when it is read. It sees
//
//	antrag   the logical variables of the Verfahren (`daten` in verfahren.yaml), typed
//	vorgang  facts about the case, see vorgangTypes
//	werte    the process variables
//	heute    today as "2025-04-14", and fehlt(x): nothing was stated for x
//
// Dates are texts "2025-04-14" and compare as such. A number or yes/no nobody stated is nil: using it
// fails and becomes an incident, because a missing answer is not a No.
type Expression struct {
	Source  string
	Written string   // as the picture says it in the language of another tool, "" = like Source
	names   []string // of Written, as they are called here
	literal bool
	program *vm.Program
	err     error
}

// maxExpression bounds the text of one expression.
const maxExpression = 4000

// newExpression compiles a source that is always an expression; a leading "=" is allowed.
func newExpression(source string) *Expression {
	e := &Expression{Source: strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(source), "="))}
	e.program, e.err = compile(e.Source)
	return e
}

// newValue reads a text that is a literal unless it begins with "=".
func newValue(text string) *Expression {
	if strings.HasPrefix(strings.TrimSpace(text), "=") {
		return newExpression(text)
	}
	return &Expression{Source: text, literal: true}
}

// newMoment reads a point in time or a span: ISO 8601 as it stands, anything else is an expression.
func newMoment(text string) *Expression {
	text = strings.TrimSpace(text)
	if isISO(text) {
		return &Expression{Source: text, literal: true}
	}
	return newExpression(text)
}

func compile(source string, options ...expr.Option) (program *vm.Program, err error) {
	if len(source) > maxExpression {
		return nil, fmt.Errorf("länger als %d Zeichen", maxExpression)
	}
	// A definition is somebody else's file: a crash of the compiler is a finding, not ours.
	defer func() {
		if r := recover(); r != nil {
			program, err = nil, fmt.Errorf("nicht übersetzbar: %v", r)
		}
	}()
	options = append(options,
		// The clock would make two runs of the same log differ.
		expr.DisableBuiltin("now"),
		expr.Function("fehlt", func(args ...any) (any, error) {
			return args[0] == nil || args[0] == "", nil
		}, new(func(any) bool)))
	return expr.Compile(source, options...)
}

func (e *Expression) eval(env map[string]any) (value any, err error) {
	if e.literal {
		return e.Source, nil
	}
	if e.err != nil {
		return nil, errors.New(inGerman(e.err.Error()))
	}
	defer func() {
		if r := recover(); r != nil {
			value, err = nil, fmt.Errorf("nicht auswertbar: %v", r)
		}
	}()
	value, err = expr.Run(e.program, env)
	if err != nil {
		return nil, errors.New(inGerman(err.Error()))
	}
	return value, nil
}

func (e *Expression) evalBool(env map[string]any) (bool, error) {
	value, err := e.eval(env)
	if err != nil {
		return false, err
	}
	b, ok := value.(bool)
	if !ok {
		return false, fmt.Errorf("ergibt %v statt wahr oder falsch", value)
	}
	return b, nil
}

// check compiles against the types of a Verfahren; "" means nothing is wrong.
func (e *Expression) check(env types.Map, options ...expr.Option) string {
	if e.literal {
		return ""
	}
	if e.err != nil {
		return inGerman(e.err.Error())
	}
	if _, err := compile(e.Source, append(options, expr.Env(env))...); err != nil {
		return inGerman(err.Error())
	}
	return ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// plain reduces a value to what JSON keeps, so that a state never differs from its stored self.
func plain(value any) (any, error) {
	switch value.(type) {
	case nil, string, bool, float64:
		if f, ok := value.(float64); !ok || f-f == 0 {
			return value, nil
		}
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var out any
	err = json.Unmarshal(raw, &out)
	return out, err
}
