module kontor

go 1.26.0

ignore ./node_modules

require (
	github.com/coreos/go-oidc/v3 v3.21.0
	github.com/emersion/go-message v0.18.2
	github.com/emersion/go-smtp v0.25.1
	github.com/lib/pq v1.12.3
	golang.org/x/oauth2 v0.37.0
)

require (
	github.com/emersion/go-sasl v0.0.0-20241020182733-b788ff22d5a6 // indirect
	github.com/go-jose/go-jose/v4 v4.1.8 // indirect
	golang.org/x/text v0.14.0 // indirect
)
