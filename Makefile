# Kontor. `make run` to try it, `make test` to prove it; `make help` lists the rest.

SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN      := node_modules/.bin
STEMPEL  := node_modules/.stempel
DIST     := frontend/dist/index.html
WITHPG   := go run ./backend/internal/testkit/withpg
OAPI     := go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2
STATIC   := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2
CONTRACT := docs/api/openapi.yaml
APIGO    := backend/internal/httpapi/api
APITS    := frontend/src/api/schema.gen.ts
# make check vets. Extra arguments: make test-go GOTEST='-run Bescheid -v' PAKETE=./backend/internal/service
GOTEST   ?=
PAKETE   ?= ./...
# On the older server: what speaks SQL. Everything else is the same there; PAKETE_DEBIAN=./... runs it all.
PAKETE_DEBIAN ?= ./migrations ./backend/internal/store/... ./backend/internal/jobs ./backend/internal/service/...
E2E      ?=
BENCH    ?=

.PHONY: help
help: ## diese Liste
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## alles bauen und mit der Beispielstadt starten (Strg-C beendet)
	@exec bin/kontor dev

.PHONY: build
build: $(DIST) ## Browser-App und bin/kontor bauen
	@# the commit is noted wherever git can tell it, also where GOFLAGS says otherwise
	go build $$(git status >/dev/null 2>&1 && echo -buildvcs=auto) -o bin/kontor ./backend/cmd/kontor

.PHONY: test
test: drift test-web test-go test-go-debian test-e2e ## alle Tests; installiert als root, was dafür fehlt

.PHONY: test-go
test-go: $(STEMPEL) ## Go-Tests auf dem PostgreSQL aus npm
	.ci/install libxml2-utils
	$(WITHPG) -- go test -vet=off -timeout 60m $(GOTEST) $(PAKETE)

.PHONY: test-go-debian
test-go-debian: $(STEMPEL) ## Go-Tests auf Debians PostgreSQL
	.ci/install postgresql libxml2-utils
	$(WITHPG) --debian -- go test -vet=off -timeout 60m $(GOTEST) $(PAKETE_DEBIAN)

.PHONY: test-web
test-web: $(STEMPEL) ## Tests der Browser-App ohne Browser (vitest)
	$(BIN)/vitest run --root frontend

.PHONY: test-e2e
test-e2e: build ## Tests im Browser (Playwright, Chromium, axe)
	.ci/install chromium-headless-shell libxml2-utils
	$(BIN)/playwright test -c e2e $(E2E)
	$(if $(E2E),,$(BIN)/playwright test -c e2e/town.config.ts)

.PHONY: check
check: $(STEMPEL) drift ## Form und Fehlersuche: gofmt, go vet, staticcheck, tsc, biome
	@unformatted=$$(gofmt -l adapters backend frontend/*.go migrations workflow); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w $$unformatted" >&2; exit 1; fi
	go vet ./...
	@echo staticcheck; $(STATIC) -version >/dev/null; \
	found=$$({ $(STATIC) ./... 2>&1 || true; } | { grep -vE '/api\.gen\.go:|^exit status' || true; }); \
	if [ -n "$$found" ]; then echo "$$found"; exit 1; fi # generated code is not ours to mend
	$(BIN)/tsc -p frontend
	$(BIN)/tsc -p e2e
	$(BIN)/biome check .

.PHONY: generate
generate: $(STEMPEL) ## Code aus docs/api/openapi.yaml erzeugen
	$(OAPI) -config $(APIGO)/config.yaml $(CONTRACT)
	$(BIN)/openapi-typescript $(CONTRACT) -o $(APITS)

.PHONY: drift
drift: $(STEMPEL) ## prüfen, ob der erzeugte Code zum Vertrag passt
	@tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	sed "s|^output:.*|output: $$tmp/api.gen.go|" $(APIGO)/config.yaml >"$$tmp/config.yaml"; \
	$(OAPI) -config "$$tmp/config.yaml" $(CONTRACT); \
	$(BIN)/openapi-typescript $(CONTRACT) -o "$$tmp/schema.gen.ts" >/dev/null; \
	diff -q "$$tmp/api.gen.go" $(APIGO)/api.gen.go && diff -q "$$tmp/schema.gen.ts" $(APITS) || \
	{ echo 'Der erzeugte Code passt nicht zum Vertrag: make generate' >&2; exit 1; }

.PHONY: bench
bench: $(STEMPEL) ## Messungen neben dem blanken PostgreSQL; schreibt bench/latest.md (BENCH=-short: eine Minute)
	go run ./bench $(BENCH)

.PHONY: clean
clean: ## Gebautes entfernen; Daten in .kontor und node_modules bleiben
	rm -rf bin frontend/dist/assets frontend/dist/*.html* e2e/results e2e/report

# npm ci only when the lock changes: the stamp is as new as the packages. npm ci empties the folder first, so one that is
# only linked to (several worktrees on one install) is somebody else's and is used as it is.
$(STEMPEL): package-lock.json
	@if [ -L node_modules ]; then \
		echo 'node_modules is a link: used as it is, no npm ci'; test -d $(BIN); \
	else \
		PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund; touch $@; \
	fi

$(DIST): $(STEMPEL) $(shell find frontend -path '*/node_modules' -prune -o -path frontend/dist -prune -o -type f -print)
	$(BIN)/vite build frontend
	@touch $@
