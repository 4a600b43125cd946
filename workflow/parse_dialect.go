package workflow

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// Conditions of other tools: ${betrag > 100} (JUEL of Camunda and Flowable), XPath and FEEL. Comparisons of
// names with values are read as expr and shown to whoever drew them; calls and methods are not.

// roots are the names every expression may begin with.
var roots = []string{"antrag", "vorgang", "werte", "heute", "fehlt"}

// translate reads the conditions and times of the process, when it is known which variables there are.
func (p *Process) translate() {
	variables := map[string]bool{}
	note := func(q *Process) {
		for _, e := range q.Elements {
			for _, name := range e.sets() {
				variables[name] = true
			}
		}
	}
	note(p)
	for _, id := range sortedKeys(p.called) {
		note(p.called[id][0].process)
	}
	for _, f := range p.Flows {
		if x := f.Condition; x != nil && x.program == nil && x.err == nil {
			f.Condition = readExpression(x.Source, f.language, variables)
		}
	}
	for _, e := range p.Elements {
		if e.Timer != nil && e.Timer.Value != nil && !e.Timer.Value.literal && e.Timer.Value.err != nil {
			e.Timer.Value = readExpression(e.Timer.Value.Source, "", variables)
		}
	}
}

// readExpression takes a text as it is where it is expr over the names there are, else as a dialect.
func readExpression(text, language string, variables map[string]bool) *Expression {
	own := newExpression(text)
	if own.err == nil && slices.IndexFunc(identifiers(own.Source), unknownRoot) < 0 {
		return own
	}
	d := &dialect{rest: strings.TrimSpace(own.Source), variables: variables,
		paths: strings.Contains(strings.ToLower(language), "xpath")}
	if inner, ok := strings.CutPrefix(d.rest, "${"); ok || strings.HasPrefix(d.rest, "#{") {
		inner = strings.TrimPrefix(inner, "#{")
		d.rest = strings.TrimSuffix(inner, "}")
	}
	if !d.read() {
		return own
	}
	translated := newExpression(strings.Join(d.out, " "))
	if translated.err != nil {
		return own
	}
	translated.Written, translated.names = strings.TrimSpace(text), d.names
	return translated
}

func unknownRoot(name string) bool { return !slices.Contains(roots, name) }

// identifiers are the names an expression begins its paths with, those it declares itself left out.
func identifiers(source string) []string {
	tree, err := parser.Parse(source)
	if err != nil {
		return nil
	}
	v := &identifierVisitor{}
	ast.Walk(&tree.Node, v)
	return slices.DeleteFunc(v.used, func(name string) bool { return slices.Contains(v.declared, name) })
}

type identifierVisitor struct{ used, declared []string }

func (v *identifierVisitor) Visit(n *ast.Node) {
	switch n := (*n).(type) {
	case *ast.IdentifierNode:
		v.used = append(v.used, n.Value)
	case *ast.VariableDeclaratorNode:
		v.declared = append(v.declared, n.Name)
	}
}

// dialect reads a comparison token by token.
type dialect struct {
	rest      string
	out       []string
	names     []string // names that were no paths of ours
	variables map[string]bool
	paths     bool // "/" is a step and not a division
}

var (
	dialectString   = regexp.MustCompile(`^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`)
	dialectNumber   = regexp.MustCompile(`^\d+(?:\.\d+)?`)
	dialectVariable = regexp.MustCompile(`^(?:execution\.)?(?:\w+:)?get(?:Variable|DataObject)\(\s*["']([\p{L}_][\p{L}\p{N}_]*)["']\s*\)`)
	dialectConstant = regexp.MustCompile(`^(true|false)\(\s*\)`)
	dialectName     = regexp.MustCompile(`^\$?([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)`)
	dialectPath     = regexp.MustCompile(`^/{0,2}\$?([\p{L}_][\p{L}\p{N}_]*(?:[./][\p{L}_][\p{L}\p{N}_]*)*)`)
	dialectOperator = regexp.MustCompile(`^(?:==|!=|<=|>=|&&|\|\||[-=<>!+*/()])`)
)

// words of the dialects and what they are in expr.
var dialectWords = map[string]string{
	"and": "and", "or": "or", "not": "not", "eq": "==", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=",
	"true": "true", "false": "false", "null": "nil", "nil": "nil",
}

func (d *dialect) read() bool {
	empty := false // JUEL: empty x
	for d.rest = strings.TrimSpace(d.rest); d.rest != ""; d.rest = strings.TrimSpace(d.rest) {
		token, isName, ok := d.next()
		if !ok || empty && !isName {
			return false
		}
		if empty {
			token, empty = "fehlt("+token+")", false
		} else if token == "empty" {
			empty = true
			continue
		}
		d.out = append(d.out, token)
	}
	return len(d.out) > 0 && !empty
}

// next takes one token off the text.
func (d *dialect) next() (token string, isName, ok bool) {
	take := func(pattern *regexp.Regexp) string {
		m := pattern.FindStringSubmatch(d.rest)
		if m == nil {
			return ""
		}
		d.rest = d.rest[len(m[0]):]
		return m[len(m)-1]
	}
	if s := take(dialectString); s != "" {
		return strconv.Quote(unescaped.Replace(s[1 : len(s)-1])), false, true
	}
	if s := take(dialectNumber); s != "" {
		return s, false, true
	}
	if s := take(dialectVariable); s != "" {
		return d.resolve(s), true, true
	}
	if s := take(dialectConstant); s != "" {
		return s, false, true
	}
	pattern := dialectName
	if d.paths {
		pattern = dialectPath
	}
	if s := take(pattern); s != "" {
		if word := dialectWords[strings.ToLower(s)]; word != "" {
			return word, false, true
		}
		if s == "empty" {
			return s, false, true
		}
		if strings.HasPrefix(strings.TrimSpace(d.rest), "(") {
			return "", false, false // a call
		}
		return d.resolve(strings.ReplaceAll(s, "/", ".")), true, true
	}
	s := take(dialectOperator)
	if s == "=" {
		s = "=="
	}
	return s, false, s != ""
}

var unescaped = strings.NewReplacer(`\"`, `"`, `\'`, `'`, `\\`, `\`)

var camel = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// resolve finds what a name of another tool is here: a variable of the process, else a Datum of the Antrag.
func (d *dialect) resolve(path string) string {
	root, rest, deeper := strings.Cut(path, ".")
	if deeper {
		rest = "." + rest
	}
	if !unknownRoot(root) {
		return path
	}
	snake := variableName(camel.ReplaceAllString(root, "${1}_$2"))
	for _, name := range []string{root, snake, variableName(root)} {
		if d.variables[name] {
			d.names = append(d.names, name)
			return "werte." + name + rest
		}
	}
	if nameForm.MatchString(root) {
		snake = root
	}
	d.names = append(d.names, snake)
	return "antrag." + snake + rest
}
