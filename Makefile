# Two commands matter: `make run` and `make test`. Everything else is a part of them, or for editors and operators.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.PHONY: run test check bench faults lighthouse report static format clean screenshots prove

run: $(VENV)/run static
	$(BIN)/gunicorn --bind 127.0.0.1:$(PORT)

test: check
	$(BIN)/python -m tests.deploy.packages
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m pytest

check: $(VENV)/test static
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	$(BIN)/mypy
	$(MANAGE) check --deploy --fail-level WARNING

report: $(VENV)/test
	$(MANAGE) content_report

static: $(VENV)/run
	$(MANAGE) collectstatic --no-input --verbosity 0

# The claims of /private/ against a real server and browser: one line each, kept in docs/proof.md.
prove: $(VENV)/test static
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m tests.prove

screenshots: $(VENV)/test static
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m tests.browser.screenshots

format: $(VENV)/test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djade $$(git ls-files 'templates/*.html')

$(VENV)/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/test: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

# What these three measure goes into benchmarks/RESULTS.md. They take minutes and load this machine alone.
bench faults lighthouse: $(VENV)/test static
	$(BIN)/python -m benchmarks.$@

clean:
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis
