# What one can do here. `make run` and `make test` set up all they need; nothing else has to be installed by hand.

PORT ?= 8000
export PORT
PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

.PHONY: run test test-all traces exit-matrix bench drills pictures readability format admin backup restore publish audio words requirements help

run: .venv/base $(CATALOGUES)  ## serve the site on 127.0.0.1:$(PORT)
	@$(MANAGE) prepare || { [ -e "$${VAR_DIR:-var}/site/archive" ] && echo "Served is what visitors saw last."; }
	@echo "The site stands on http://127.0.0.1:$(PORT)/nl/ (stop: Ctrl-C). Editors: make admin, then /beheer/"
	@bin/first-sound & PORT=$(PORT) exec .venv/bin/gunicorn --config deploy/gunicorn.conf.py

test: .venv/dev $(CATALOGUES)  ## style, types, checks, every test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@PYTHONPATH=. .venv/bin/lint-imports --no-logo --no-cache
	@$(MANAGE) makemigrations --check --dry-run
	@HTTPS=on SITE_URL=https://noordwind.example ALLOWED_HOSTS=noordwind.example \
	  $(MANAGE) check --deploy --fail-level WARNING
	@$(PYTHON) -m tests.support.prepared
	@$(PYTHON) -m pytest -n auto

test-all: test  ## what `make test` leaves out too: every language, every trace; before a tag
	@$(PYTHON) -m pytest -n auto -m "thorough or traces"

traces: .venv/dev $(CATALOGUES)  ## what a visit leaves on the device, browser by browser
	@$(PYTHON) -m pytest -m "traces or not traces" tests/browser/test_traces.py tests/browser/test_traces_prove_themselves.py

exit-matrix: .venv/dev $(CATALOGUES)  ## the way out, in pairs of what may happen around it
	@$(PYTHON) -m tests.browser.leaving

bench: .venv/dev $(CATALOGUES)  ## weights, speeds and build times, as figures
	@bin/system-packages bench
	@$(PYTHON) -m tests.bench

pictures: .venv/dev $(CATALOGUES)  ## twelve pages as seven readers see them, to look at: FOLDER=...
	@$(PYTHON) -m tests.pictures $(or $(FOLDER),var/pictures)

drills: .venv/dev $(CATALOGUES)  ## what goes wrong on purpose, and what it costs (docs/drills.md)
	@$(PYTHON) -m tests.drills $(ARGS)

readability: .venv/dev  ## how easy each Dutch text is to read
	@$(MANAGE) readability

format: .venv/dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

admin: .venv/base  ## make the first administrator
	@$(MANAGE) createsuperuser

backup: .venv/base  ## write texts, editions, history and people to one file: FILE=...
	@$(MANAGE) backup "$(or $(FILE),$(HOME)/site-backups/backup-$(shell date +%F-%H%M%S).tar.gz)"

restore: .venv/base $(CATALOGUES)  ## put back what backup wrote: FILE=...
	@$(MANAGE) restore --replace $(FILE)

publish: .venv/base $(CATALOGUES)  ## make an edition of the working copy and show it
	@$(MANAGE) publish

audio: .venv/base  ## make the sound that live pages lack; then listen in the admin
	@$(MANAGE) build_audio --prune

words: .venv/base  ## gather interface words into locale/
	@$(MANAGE) extract_words

requirements:  ## pin anew from pyproject.toml; needs uv
	uv pip compile pyproject.toml --generate-hashes --no-annotate --no-header --python-version 3.11 -o requirements/base.txt
	uv pip compile pyproject.toml --group dev --generate-hashes --no-annotate --no-header --python-version 3.11 -o requirements/dev.txt

# The stamps say which requirements the environment was made from.
.venv/base: requirements/base.txt
	@bin/system-packages run
	@test -x $(PYTHON) || python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/dev: requirements/dev.txt .venv/base
	@bin/system-packages test
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Compiled by Babel, so that no system package is needed.
%.mo: %.po .venv/base
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

help:
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 14
