# One door: `make` lists the recipes. Each prepares .venv when it has to.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# What a recipe writes stays in the checkout unless told otherwise.
export ISNAD_DATA ?= $(CURDIR)/.isnad
TESTS ?= tests
# The question goes to the shell as it was typed: Make expands no $ in it (value), also not on its way through the environment (unexport).
Q ?= when did the truce start?
unexport Q

.PHONY: help setup setup-dev ask bot test lint format bench soak train docs lock clean

help: ## list the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.installed ## prepare .venv from the lock

$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "Preparing $(VENV) from requirements.lock (once; a few minutes) ..." >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Isnad needs Python 3.11 or later: set PYTHON=/path/to/python3")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

setup-dev: $(VENV)/.installed-dev ## the same, with what tests and lint need

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock --requirement requirements-dev.lock
	@touch $@

ask: export QUESTION = $(value Q)
ask: setup ## answer a question: make ask Q="when did the truce start?"
	@$(BIN)/isnad ask -- "$${QUESTION}"

bot: setup ## run the Telegram bot (TELEGRAM_BOT_TOKEN must be set)
	@$(BIN)/isnad bot

test: setup-dev ## run every test but the soak runs
	@$(BIN)/python -m pytest -m "not soak" -n 2 --dist loadfile $(TESTS)

lint: setup-dev ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup-dev ## format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup-dev ## print the tables of docs/benchmarks.md (an hour; ISNAD_SHARED adds the larger sets)
	@$(BIN)/python .ci/bench.py

soak: setup-dev ## the long tests: kill -9 while indexing and while answering, floods, hostile updates
	@$(BIN)/python -m pytest -m soak $(TESTS)

train: setup-dev ## make the shipped models again from parallel text (ISNAD_SHARED)
	@$(BIN)/python -m rag.training

docs: setup-dev ## write what is made from the code: docs/cli.md, and README's settings and transcripts
	@COLUMNS=100 $(BIN)/python -m bot.cli.reference > docs/cli.md
	@$(BIN)/python .ci/document.py

lock: ## resolve the pins anew
	@$(PYTHON) .ci/lock.py

clean: ## remove .venv and what the recipes wrote
	@rm -rf $(VENV) .isnad .pytest_cache .mypy_cache .ruff_cache .hypothesis
