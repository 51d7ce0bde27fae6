# Okienko. `make` alone says what there is to make.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= $(or $(shell command -v python3.11),python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
VENDORED := shared/web/static/vendor/icons.svg

# A stamp's name holds a hash of what it was made from: whoever changes that makes it again.
fingerprint = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16)
PARTS := package-lock.json provisioning/vendor.py pyproject.toml
RUN_STAMP := var/.setup-$(call fingerprint,requirements/runtime.txt requirements/node.txt $(PARTS))
TEST_STAMP := var/.setup-test-$(call fingerprint,requirements/dev.txt requirements/hardware.txt $(PARTS))
# Who is set up for the tests has all that running needs.
READY := $(or $(wildcard $(TEST_STAMP)),$(RUN_STAMP))
# A tree cleaned by hand has its stamps and not what they stand for.
AGAIN := $(if $(wildcard $(VENDORED)),,again)
# The tests' databases: in memory where that has room, for thousands of commits wait for a disk.
ROOMY = $(shell test -w /dev/shm && df --output=avail /dev/shm | awk 'NR == 2 && $$1 > 4000000 {print "/dev/shm"}')

.PHONY: help
help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(READY) ## Start the kiosk, the contact center, the lab and the test phone on this machine
	@exec $(BIN)/python -m provisioning.dev

.PHONY: test
test: $(TEST_STAMP) packages check ## Check the code and run every test (small counts, fixed seeds)
	@TMPDIR=$(or $(ROOMY),$(TMPDIR),/tmp) $(BIN)/python -m pytest --numprocesses 3 --dist loadscope --no-loadscope-reorder

.PHONY: proof
proof: $(TEST_STAMP) packages ## Run the tests at full counts and write the tables in docs/proof
	@OKIENKO_PROOF=1 $(BIN)/python -m tests.proof

.PHONY: mutation
mutation: $(TEST_STAMP) ## Change one thing in the engine at a time; does a test notice? (part of proof)
	@$(BIN)/python -W ignore -m tests.mutation

.PHONY: bench
bench: $(TEST_STAMP) ## Compare timings within one run, as ratios
	@$(BIN)/python -m tests.bench

.PHONY: check
check: $(TEST_STAMP) ## Lint, formatting, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache >var/imports.txt || { cat var/imports.txt; exit 1; }

.PHONY: vendor
vendor: $(READY) ## Fetch the browser's parts again
	@$(BIN)/python -m provisioning.vendor

.PHONY: setup
setup: $(TEST_STAMP) packages ## Debian packages and Python extras for real devices (asks for root)

.PHONY: lock
lock: $(BIN)/python ## Pin every requirement again, with hashes
	@test -x var/lock/bin/uv || { $(BIN)/python -m venv var/lock; var/lock/bin/pip --quiet install uv; }
	@provisioning/lock

.PHONY: clean
clean: ## Remove what was built here; var/ goes too, with its keys and databases
	@rm -rf .venv node_modules shared/web/static/vendor var build dist *.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: packages
packages:
	@provisioning/setup

.PHONY: again
again:

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUN_STAMP): .venv/pyvenv.cfg $(AGAIN)
	@echo "Setting up (once)…"
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@command -v node >/dev/null && command -v npm >/dev/null \
		|| $(PIP) install --require-hashes -r requirements/node.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m provisioning.vendor
	@mkdir -p var && touch $@

$(TEST_STAMP): .venv/pyvenv.cfg $(AGAIN)
	@echo "Setting up for the tests (once)…"
	@provisioning/setup
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/hardware.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m provisioning.vendor
	@mkdir -p var && touch $@

.venv/pyvenv.cfg: | $(BIN)/python
