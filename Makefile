# Everything lives in .venv; every target sets up what it needs and nothing twice.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
.DEFAULT_GOAL := help

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/uv.stamp: locks/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Callsheet needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/run.stamp: .venv/uv.stamp locks/run.txt pyproject.toml
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r locks/run.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp locks/dev.txt
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r locks/dev.txt
	@touch $@

setup: .venv/run.stamp ## Install what running needs
run: .venv/run.stamp ## Start backend and app, print the address
	@$(BIN)/callsheet run

serve: .venv/run.stamp ## Start the backend alone
	@$(BIN)/callsheet serve

check: .venv/dev.stamp ## Format, lint, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: check ## Check, then all tests, browser and PostgreSQL included
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

bench: .venv/dev.stamp ## Measure speed against named baselines
	@$(BIN)/python -m benchmarks $(ONLY)

pictures: .venv/dev.stamp ## Take the pictures of the documentation anew
	@$(BIN)/python -m docs.screenshots

differential: .venv/dev.stamp ## Hold the judge against the phonenumbers package, number by number
	@$(BIN)/python -m tests.validation.differential $(or $(COUNT),600000)

schemathesis: .venv/dev.stamp ## Hold the backend to its OpenAPI with thousands of cases
	@$(BIN)/python -m tests.backend.api_cases $(or $(CASES),2500)

kills: .venv/dev.stamp ## Kill the backend in the middle of uploads, on both databases
	@$(BIN)/python -m tests.backend.kills $(or $(KILLS),50)

prove: .venv/dev.stamp ## Prove at length that nobody is called twice or lost
	@$(BIN)/python -m tests.sending.prove $(ONLY)

hostile: .venv/dev.stamp ## What files made to harm cost, and whether anybody notices
	@$(BIN)/python -m tests.files.hostile

fuzz: .venv/dev.stamp ## Read thousands of damaged files
	@$(BIN)/python -m tests.files.fuzzing $(or $(RUNS),20000) $(SEED)

ugly: .venv/dev.stamp ## Hold the reader of text files to thousands of made-up exports
	@UGLY_FILES=$(or $(FILES),3000) $(BIN)/pytest tests/files/test_ugly_text.py

lock: .venv/uv.stamp ## Renew the pinned dependencies
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra postgresql pyproject.toml locks/build.in -o locks/run.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra postgresql --group dev -c locks/run.txt pyproject.toml locks/build.in -o locks/dev.txt
	@echo uv | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header - -o locks/bootstrap.txt

.PHONY: differential help setup run serve check test bench schemathesis kills prove hostile fuzz pictures lock ugly
