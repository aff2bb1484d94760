# Every target sets up what it needs; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.runtime

.PHONY: setup test lock
setup: .venv/.dev

test: .venv/.dev
	$(BIN)/python -m pytest -q -n auto

lock: ## writes requirements*.txt anew
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --universal pyproject.toml -o requirements.txt --custom-compile-command "make lock"
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --universal pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt --custom-compile-command "make lock"
