# Samspel: `make` says what there is.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PLACE ?= Sandviken
DEMAND ?= 2
EXAMPLES ?= 10000
QUICK := $(addprefix tests/,terms catalogue drawing needs observations rendering reports search transition) \
	tests/contracts/test_contract_house.py tests/contracts/test_contract_bases.py tests/docs/test_docs_made.py
SLOW := tests/catalogue/test_catalogue_every_rule.py tests/search/test_search_finder.py

.DEFAULT_GOAL := help
# Where bytecode is not kept, every start of the program in a test is compiled anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run quick test lint types imports unit fuzz faults bench audit docs figures golden lock clean

help: ## Say what there is
	@echo "Samspel: what industry and welfare in a Swedish municipality need from each other"
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'
	@echo
	@echo "  Start with: make run    Then open http://127.0.0.1:$(PORT)"

run: $(VENV)/ready ## Install, check the figures, write an example brief and start the web workspace
	@$(BIN)/samspel check
	@$(BIN)/samspel brief $(PLACE) --out .run
	@$(BIN)/samspel brief $(PLACE) --demand $(DEMAND) --out .run
	@$(BIN)/samspel serve --port $(PORT)

quick: lint $(VENV)/ready-dev ## Run lint, types, import contracts and the fast tests: under a minute
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope --no-loadscope-reorder $(QUICK) $(addprefix --ignore=,$(SLOW))

test: lint ## Run all checks and tests
	@$(MAKE) --no-print-directory -j 2 unit types imports

lint: $(VENV)/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/ready-dev
	@$(BIN)/mypy

imports: $(VENV)/ready-dev
	@$(BIN)/lint-imports --no-cache

unit: $(VENV)/ready-dev  # In a fresh checkout one process compiles the tests, not each of the three for itself.
	@test -d tests/__pycache__ || $(BIN)/python -m pytest --collect-only -q >/dev/null
	@$(BIN)/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder

fuzz: $(VENV)/ready-dev ## Send tens of thousands of hostile inputs to every address and every reader of lists
	@SAMSPEL_FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/fuzz -n 2

faults: $(VENV)/ready-dev ## Measure what one stranger can do to the server, against its limits
	@$(BIN)/python -m benchmarks.faults

bench: $(VENV)/ready-dev ## Measure the speed goals beside their rivals
	@$(BIN)/python -m benchmarks

audit: ## Hold the pinned packages against the database of known faults, where it can be reached: before a release
	@sh docs/audit.sh requirements.lock

docs: $(VENV)/ready-dev ## Write docs/demands.md, docs/parameters.md, docs/backtests.md, docs/verdicts.md, the made-up town, the example motions, the notebook and the guide's walks anew
	@$(BIN)/python docs/make_demand_table.py
	@$(BIN)/python docs/make_parameter_table.py
	@$(BIN)/python docs/make_matter_table.py
	@$(BIN)/python docs/make_baseline.py
	@$(BIN)/python docs/make_backtest_table.py
	@$(BIN)/python docs/make_verdict_table.py
	@$(BIN)/python docs/make_demo_town.py
	@$(BIN)/python docs/make_examples.py
	@$(BIN)/python docs/make_notebook.py
	@$(BIN)/python docs/make_guide.py

figures: $(VENV)/ready ## Make the built-in figures anew from the publishers' raw tables in the folder FACTS
	@$(BIN)/python docs/make_figures.py $(FACTS)

golden: $(VENV)/ready-dev ## Renew the golden texts of every face, after a wording has changed on purpose
	@$(BIN)/python tests/contracts/renew_golden.py

lock: ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-dev.lock

clean: ## Remove the environment and everything made
	rm -rf $(VENV) .run .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Samspel needs Python 3.11 or later; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv; \
		else echo "Python lacks its module for environments. Run: sudo apt-get install python3-venv"; exit 1; fi; }
	@echo "Making the environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing Samspel …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
