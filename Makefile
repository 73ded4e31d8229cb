# Two commands matter: `make run` and `make test`. Everything else is a part of them, or for editors and operators.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.PHONY: run test check bench faults lighthouse report static format clean screenshots prove pins audit observatory

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

# These three need the network, and tools that nothing else needs.
pins: build/tools/made
	@mkdir -p build && sed -n 's/^\([A-Za-z][^ ]*==[^ ]*\).*/\1/p' requirements.txt > build/pins.in
	build/tools/bin/pip-compile --quiet --generate-hashes --allow-unsafe --no-annotate --no-header --no-emit-find-links --no-emit-index-url --output-file build/pins.txt build/pins.in
	@{ sed -n '/^#/p' requirements.txt; cat build/pins.txt; } > build/requirements.txt && mv build/requirements.txt requirements.txt

audit: build/tools/made
	build/tools/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.txt

# Its scripts would download browsers' list of HTTPS-only domains, on which a machine's own address never is.
OBSERVATORY := @mdn/mdn-http-observatory
observatory: $(VENV)/test static
	npm install --silent --ignore-scripts --prefix build/observatory $(OBSERVATORY)@1.4.8
	@echo '{}' > build/observatory/node_modules/$(OBSERVATORY)/conf/hsts-preload.json
	$(BIN)/python -m tests.prove.observatory

build/tools/made:
	$(PYTHON) -m venv build/tools
	build/tools/bin/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2 pip-audit==2.10.1
	@touch $@

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
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/test: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

# What these three measure goes into benchmarks/RESULTS.md. They take minutes and load this machine alone.
bench faults lighthouse: $(VENV)/test static
	$(BIN)/python -m benchmarks.$@

clean:
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis
