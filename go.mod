module kontor

go 1.26

ignore ./node_modules

require (
	github.com/expr-lang/expr v1.17.8
	gopkg.in/yaml.v3 v3.0.1
	pgregory.net/rapid v1.3.0
)
