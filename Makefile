# The few commands that one needs. Each can be run again at any time and finishes what an interrupted run left.
# Needed on the machine: Python 3.11 or newer with venv, git, make.

.DEFAULT_GOAL := help
.PHONY: help install run dev test audit requirements lint types clean
SHELL := /bin/sh

VENV ?= .venv
PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := $(VENV)/bin/python

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.runtime ## start the whole shop on http://127.0.0.1:8000 (PORT=... for another port); Ctrl-C ends it
	@exec $(PY) -m shop.supervisor --port $(PORT)

dev: $(VENV)/.development ## start the shop with debugging on, reloading as files change
	@exec $(PY) -m shop.supervisor --port $(PORT) --reload

install: $(if $(DEV),$(VENV)/.development,$(VENV)/.runtime) ## prepare .venv alone (DEV=1: with what the tests need)

test: $(VENV)/.development ## run every check and every test
	@exec $(PY) -m tests.run

audit: $(VENV)/.development ## Lighthouse, HTML checker, page weight, solids (needs Node, Java, the CAD extra; says what it skips)
	@failed=0; $(PY) -m tests.audit_solids || failed=1; $(PY) -m tests.audit || failed=1; exit $$failed

lint: $(VENV)/.development ## style, templates, import rules, missing migrations
	@exec $(PY) -m tests.run --only lint

types: $(VENV)/.development ## mypy
	@exec $(PY) -m tests.run --only types

requirements: $(VENV)/.development ## compile requirements*.txt from the short .in lists
	$(PY) -m piptools compile $(COMPILE) --output-file requirements.txt requirements.in
	$(PY) -m piptools compile $(COMPILE) --output-file requirements-dev.txt requirements-dev.in
	$(PY) -m piptools compile $(COMPILE) --output-file requirements-cad.txt requirements-cad.in
COMPILE = --quiet --no-header --no-emit-index-url --no-emit-find-links --no-emit-options --strip-extras

clean: ## remove what the commands above made, but no database and no uploads
	rm -rf $(VENV) .static .cache .screens .mypy_cache .pytest_cache .ruff_cache .hypothesis node_modules

# A virtual environment counts only once its stamp is written, after everything in it was installed.
$(VENV)/.runtime: requirements.txt
	@$(call environment)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

define environment
if [ -z "$(PYTHON)" ]; then \
	echo "No Python 3.11 or newer with venv was found (on Debian: apt-get install python3-venv)." >&2; exit 1; fi; \
if ! $(PY) -c 'import pip' 2>/dev/null; then \
	echo "Making a virtual environment in $(VENV)"; $(PYTHON) -m venv --clear $(VENV); fi
endef
