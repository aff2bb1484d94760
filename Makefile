# Every target sets up what it needs. `make help` lists them.
-include .env
export

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# Images often forbid Python to keep what it compiled; here dozens of processes start one after
# another, and each would compile the portal anew.
PYTHONDONTWRITEBYTECODE :=

# Shared libraries that WeasyPrint loads for PDF, and the packages that bring them.
PDF_LIBRARIES := libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0
RUN_PACKAGES := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := chromium poppler-utils

# Servers that `make test-services` talks to.
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
TEST_REDIS_URL ?= redis://127.0.0.1:6379/9

.PHONY: help setup run test test-services test-thorough e2e check fix bench bench-country lock system-run system-test clean

help: ## this list
	@grep -hE '^[a-z][a-z-]*:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

system-run:
	@missing=; for library in $(PDF_LIBRARIES); do \
	  ldconfig -p | grep -q $$library || missing="$$missing $$library"; done; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing venv"; \
	if [ -n "$$missing" ]; then $(MAKE) --no-print-directory apt PACKAGES="$(RUN_PACKAGES)"; fi

system-test: system-run
	@if ! command -v chromium >/dev/null || ! command -v pdftoppm >/dev/null; then \
	  $(MAKE) --no-print-directory apt PACKAGES="$(TEST_PACKAGES)"; fi

.PHONY: apt
apt:
	@echo "Устанавливаются системные пакеты: $(PACKAGES)"
	@sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	$$sudo apt-get update -q >/dev/null && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $(PACKAGES) >/dev/null

.venv/bin/python: | system-run
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.runtime

setup: .venv/.dev ## builds .venv with everything for work and tests

run: system-run .venv/.runtime ## sets everything up, starts web server and worker, prints accounts
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) demo_data --once --address http://$(HOST):$(PORT)/
	@HOST=$(HOST) PORTAL_ADDRESS=$${PORTAL_ADDRESS:-http://$(HOST):$(PORT)} $(BIN)/honcho --no-colour start --port $(PORT)

test: system-run .venv/.dev ## unit and integration tests on the embedded database
	$(BIN)/python -m pytest -q -n auto --dist worksteal

# What asks no server answers the same as in `make test`: of the unit tests only the broker's come.
test-services: system-run .venv/.dev ## integration tests on PostgreSQL and Redis, and those that need a worker
	DATABASE_URL=$(TEST_DATABASE_URL) REDIS_URL=$(TEST_REDIS_URL) $(BIN)/python -m pytest -q -n auto --dist worksteal tests/unit/test_embedded_broker.py tests/integration tests/services

# Each shipped set and each measure on so many drawn municipalities, for hours; low priority.
THOROUGH_EXAMPLES ?= 10000

test-thorough: system-run .venv/.dev ## criteria and measures against their slow references, 10 000 examples each
	ENGINE_EXAMPLES=$(THOROUGH_EXAMPLES) HYPOTHESIS_PROFILE=thorough nice -n 19 $(BIN)/python -m pytest -q -n auto --dist worksteal tests/unit/assessments/test_slow_reference.py tests/unit/assessments/test_slow_measures.py tests/unit/assessments/test_slow_signs.py

e2e: system-test .venv/.dev ## the whole journey in a real Chromium, with pictures into docs/pictures
	$(BIN)/python -m pytest -q tests/e2e

check: .venv/.dev ## format, lint, types, contracts, migrations, deployment settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	PRODUCTION=true SECRET_KEY=$$(openssl rand -base64 48) ALLOWED_HOSTS=shnor.example.org \
	  DATABASE_URL=postgres://shnor@localhost/shnor REDIS_URL=redis://localhost/0 \
	  $(MANAGE) check --deploy --fail-level WARNING

fix: .venv/.dev ## formats and repairs what a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: system-run .venv/.dev ## the portal's speed in a few figures
	$(BIN)/python -m bench.figures
	$(BIN)/python -m bench.country --schools 400 4000 --postgres

bench-country: system-run .venv/.dev ## the list of 40,000 schools against one SQL statement
	$(BIN)/python -m bench.country --schools 400 4000 40000 --postgres

lock: ## writes requirements*.txt anew (needs uv)
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --universal pyproject.toml -o requirements.txt --custom-compile-command "make lock"
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --universal pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt --custom-compile-command "make lock"

clean: ## removes the embedded installation's data (database, files, queue)
	rm -rf var staticfiles
