module kontor

go 1.26.0

ignore ./node_modules

require (
	github.com/gabriel-vasile/mimetype v1.4.16
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	golang.org/x/text v0.43.0
)
