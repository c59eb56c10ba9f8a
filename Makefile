# One list of commands for a laptop and for CI. `make` alone prints them.
#
#   make run PORT=8080 DATA=/srv/etalase      DATA holds the database and the pictures

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv
DATA ?=
PORT ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

SERVE_ENV := $(if $(DATA),ETALASE_DATA='$(DATA)') $(if $(PORT),ETALASE_PORT='$(PORT)')
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard app/locale/*/LC_MESSAGES/messages.po))
PYTHON_CODE := app scripts migrations tests bench

.PHONY: help run test test-long lint format catalogues i18n i18n-check migration pytest bench lock clean

help:  ## the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: .make/run .make/front-end $(CATALOGUES)  ## a centre to look at: everything installed, database migrated, demo loaded when it is empty, server up
	@$(SERVE_ENV) exec $(BIN)/etalase serve --migrate --demo-if-empty

test: .make/test-tools .make/dev .make/front-end  ## every check: lint, format, types, texts, then all tests on SQLite, PostgreSQL and in Chromium
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory i18n-check
	$(MAKE) --no-print-directory pytest

# Two halves side by side, one for each core: pages take as long as everything below them.
PAGES := tests/web tests/browser
REST := tests $(addprefix --ignore=,$(PAGES))
pytest: .make/dev .make/front-end catalogues  ## only the tests; ARGS="tests/catalogue -k search" for some of them
ifdef ARGS
	$(BIN)/python -m pytest --durations=10 $(ARGS)
else
	@$(BIN)/python -m pytest --durations=10 $(PAGES) > .make/pages.log 2>&1 & pages=$$!; \
	{ $(BIN)/python -m pytest --durations=10 $(REST) 2>&1; echo $$? > .make/rest.code; } | tee .make/rest.log; \
	wait $$pages; pages=$$?; cat .make/pages.log; \
	passed=$$(cat .make/rest.log .make/pages.log | grep -oE '[0-9]+ passed' | awk '{ sum += $$1 } END { print sum + 0 }'); \
	echo "$$passed tests passed in all"; test "$$pages$$(cat .make/rest.code)" = 00
endif

test-long: .make/dev .make/front-end catalogues  ## the tests that kill processes or send garbage, with many more repetitions
	ETALASE_LONG_TESTS=1 $(BIN)/python -m pytest tests/jobs tests/media tests/post tests/review/test_killed.py tests/web/test_killed.py tests/web/test_uploads_cut.py tests/web/hostile $(ARGS)

lint: .make/dev  ## ruff and mypy, changing nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(PYTHON_CODE)
	@$(BIN)/python scripts/proportions.py

format: .make/dev  ## lay the code out and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migration: .make/dev  ## a new migration from what the models now say; NAME="what changed"
	@test -n "$(NAME)" || { echo "Say what changed: make migration NAME=\"product has a colour\"" >&2; exit 1; }
	rm -rf .make/migration
	ETALASE_DATA=.make/migration $(BIN)/alembic -c migrations/alembic.ini upgrade head
	ETALASE_DATA=.make/migration $(BIN)/alembic -c migrations/alembic.ini revision --autogenerate --message "$(NAME)"
	$(BIN)/ruff format migrations/versions

bench: .make/dev .make/front-end catalogues  ## measure, and compare with the figures we promise
	$(BIN)/python -m bench $(ARGS)

# --- texts of the interface -------------------------------------------------------------------------------------------------

catalogues: $(CATALOGUES)  ## the texts of the interface, compiled

%.mo: %.po | .make/run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

i18n: .make/run  ## collect the texts of code and templates into app/locale
	$(BIN)/pybabel --quiet extract --mapping-file app/locale/babel.toml --no-location --sort-output --project Etalase --output-file .make/messages.pot app kiosk
	$(BIN)/pybabel --quiet update --input-file .make/messages.pot --output-dir app/locale --no-wrap --ignore-pot-creation-date

i18n-check: .make/dev  ## are the texts of code and templates all in app/locale?
	$(BIN)/pybabel --quiet extract --mapping-file app/locale/babel.toml --no-location --sort-output --project Etalase --output-file .make/messages.pot app kiosk
	$(BIN)/pybabel --quiet update --input-file .make/messages.pot --output-dir app/locale --no-wrap --ignore-pot-creation-date --check

# --- what has to be there: each stamp says which file it followed ----------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Etalase needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make run PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make environments here. On Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)

.make/run: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p .make && touch $@

.make/dev: requirements-dev.lock .make/run
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.make/front-end: package.json package-lock.json scripts/front_end.py $(wildcard app/static/icons.txt)
	@command -v npm >/dev/null || { echo "The front-end assets come from npm. On Debian: sudo apt-get install nodejs npm" >&2; exit 1; }
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(PYTHON) scripts/front_end.py
	@mkdir -p .make && touch $@

.make/test-tools: scripts/test-tools.sh
	@sh scripts/test-tools.sh
	@mkdir -p .make && touch $@

lock:  ## follow newer releases of what we depend on (needs uv and npm)
	printf 'hatchling\neditables\n' | $(UV) pip compile pyproject.toml - $(LOCK) -o requirements.lock
	printf 'hatchling\neditables\n' | $(UV) pip compile pyproject.toml - $(LOCK) --group dev -c requirements.lock -o requirements-dev.lock
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund
LOCK := --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet $(ARGS)

clean:  ## away with everything that was made here, except your data
	rm -rf $(VENV) .make node_modules app/static/vendor dist .mypy_cache .ruff_cache .hypothesis
	find app tests scripts bench migrations -name '__pycache__' -prune -exec rm -rf {} +
	find app/locale -name '*.mo' -delete
