# One recipe per intention; .ci/run calls the same ones.
# Another Python: make run PYTHON=python3.12 · another port: make run PORT=8001

PYTHON ?= python3
VENV = .venv/bin
LOCK = pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(UPGRADE)

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 16

run: ## try it: demo content on http://127.0.0.1:8000
	@"$(PYTHON)" home/bootstrap.py run

dev: ## the same for programmers: reloads when a file changes
	@"$(PYTHON)" home/bootstrap.py dev

test: environment ## rules, pages, races on PostgreSQL, browser journeys, the project itself
	@$(VENV)/python -m tests.everything

test-postgres: environment ## rules and pages on PostgreSQL, too
	@$(VENV)/python -m tests.everything --postgres

thorough: environment ## what asks a lot: every address in every role, every screen, the demo
	@$(VENV)/python -m tests.everything --thorough

test-fast: environment ## while working: rules and pages on SQLite, two and a half minutes
	@$(VENV)/python -m pytest -q -n 2 tests/unit tests/views

prove: environment ## long: races, faults, axe everywhere, other parsers
	@$(VENV)/python -m tests.everything --prove

bench: environment ## measure the real server: a table, and var/bench.json
	@$(VENV)/python -m tests.benchmarks

check: environment ## lint, types, order of the rooms, translations, known holes
	@$(VENV)/python -m tests.checks

fix: environment ## format and mend what can be mended
	@$(VENV)/ruff check --fix-only --quiet .
	@$(VENV)/ruff format .

messages: environment ## collect texts for translators, compile them
	@$(VENV)/python manage.py translations

lock: environment ## requirement files from pyproject.toml (UPGRADE=-U: newest versions)
	@$(VENV)/uv $(LOCK) -o requirements.txt
	@$(VENV)/uv $(LOCK) -o requirements-dev.txt --group dev -c requirements.txt

environment:
	@"$(PYTHON)" home/bootstrap.py install

.PHONY: help run dev test test-fast test-postgres thorough prove bench check fix messages lock environment
