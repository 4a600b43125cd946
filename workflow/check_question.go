package workflow

import (
	"slices"
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// subject is one value a condition asks about, for example antrag.flaeche.
type subject struct{ scope, name string }

// question is a condition that compares one subject with constants, in any combination. One without a
// subject always gives the same answer.
type question struct {
	about     subject
	constants []any
}

// question reads a condition; false means that it asks more than that.
func (e *Expression) question() (question, bool) {
	var q question
	root := e.tree()
	return q, root != nil && q.read(root)
}

// tree parses an expression; nil where it is none.
func (e *Expression) tree() ast.Node {
	if e == nil || e.literal || e.err != nil {
		return nil
	}
	tree, err := parser.Parse(e.Source)
	if err != nil {
		return nil
	}
	return tree.Node
}

func (q *question) read(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return slices.Contains([]string{"&&", "and", "||", "or", "==", "!=", "<", "<=", ">", ">=", "in", "??"},
			n.Operator) && q.read(n.Left) && q.read(n.Right)
	case *ast.UnaryNode:
		return (n.Operator == "!" || n.Operator == "not") && q.read(n.Node)
	case *ast.MemberNode:
		about, ok := subjectOf(n)
		if !ok || q.about != (subject{}) && q.about != about {
			return false
		}
		q.about = about
		return true
	case *ast.ArrayNode:
		return !slices.ContainsFunc(n.Nodes, func(m ast.Node) bool { return !q.read(m) })
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		return ok && callee.Value == "fehlt" && len(n.Arguments) == 1 && q.read(n.Arguments[0])
	case *ast.IntegerNode:
		q.constants = append(q.constants, float64(n.Value))
	case *ast.FloatNode:
		q.constants = append(q.constants, n.Value)
	case *ast.StringNode:
		q.constants = append(q.constants, n.Value)
	case *ast.BoolNode, *ast.NilNode:
	default:
		return false
	}
	return true
}

// subjectOf reads antrag.x, vorgang.x and werte.x.
func subjectOf(n ast.Node) (subject, bool) {
	member, ok := n.(*ast.MemberNode)
	if !ok {
		return subject{}, false
	}
	scope, isName := member.Node.(*ast.IdentifierNode)
	name, isField := member.Property.(*ast.StringNode)
	if !isName || !isField || !slices.Contains([]string{"antrag", "vorgang", "werte"}, scope.Value) {
		return subject{}, false
	}
	return subject{scope.Value, name.Value}, true
}

// environment is what expressions see where only this one value is known.
func (s subject) environment(value any) map[string]any {
	env := environment(map[string]any{}, map[string]any{}, map[string]any{}, time.Time{})
	if s.scope != "" {
		env[s.scope] = map[string]any{s.name: value}
	}
	return env
}

// samples are values among which every answer of the questions about a subject occurs: nothing, yes and
// no, every constant they name, and one value on each side of it.
func samples(about subject, questions map[*Flow]question) []any {
	list := []any{nil, true, false, ""}
	var numbers []float64
	for _, q := range questions {
		if q.about != about {
			continue
		}
		for _, constant := range q.constants {
			switch v := constant.(type) {
			case float64:
				numbers = append(numbers, v)
			case string:
				list = append(list, v, v+"\x00")
			}
		}
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if i == 0 {
			list = append(list, n-1)
		} else {
			list = append(list, (numbers[i-1]+n)/2)
		}
		list = append(list, n, n+1)
	}
	return list
}
