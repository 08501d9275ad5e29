# The ways in. Each installs from Debian what it lacks.
.PHONY: run test bench format audit clean help

SWIFT_RELEASE = swift build -c release --product parvis
export PARVIS_DATA ?= $(CURDIR)/var

help: ## this menu
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## build, then serve the directory of Paris on http://127.0.0.1:8080
	@scripts/need build
	$(SWIFT_RELEASE)
	@exec "$$(swift build -c release --show-bin-path)/parvis" serve

test: ## everything CI checks
	@scripts/need build test
	@scripts/test

bench: ## figures beside their targets
	@scripts/need build test bench
	@scripts/bench

audit: ## attack what was built, on this machine only; then ten seconds of fuzzing for each parser
	@scripts/need build audit
	swift build
	@scripts/audit
	@scripts/fuzz 10

format: ## rewrite the sources in the house's format
	swift format --in-place --recursive --parallel Package.swift Sources Tests

clean: ## forget what was built (never what was recorded)
	rm -rf .build
