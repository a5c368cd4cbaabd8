# make run   makes .venv, extracts a bundled document, says what it found and where it wrote it
# make test  makes .venv with the tools of development and runs every check
# make acceptance  runs the long ones: hostile uploads, requests by the thousand, processes that are killed, the built package
# make prompts    keeps the hashes of new prompt versions; make cassettes  records the exchanges with a model anew (tests/asking/README.md)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASE ?= golden/office-print/source.pdf
OUT ?= out

.PHONY: run test check lint types contracts tests acceptance clean prompts cassettes

run: $(VENV)/installed
	$(BIN)/mingzhang extract $(CASE) --out $(OUT)

test: $(VENV)/installed-dev
	$(MAKE) check

check: lint types contracts tests

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

tests:
	$(BIN)/pytest -q --block-network --allowed-hosts=127.0.0.1,::1,localhost --record-mode=none

acceptance: $(VENV)/installed-dev
	$(BIN)/pytest -q tests/acceptance

prompts: $(VENV)/installed-dev
	$(BIN)/python -m tests.asking.lock_prompts

cassettes: $(VENV)/installed-dev
	$(BIN)/pytest -q tests/asking/test_recorded.py --record-mode=rewrite

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/installed
