# Every target sets up what it needs: a machine needs only Python 3.11 (or newer) and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PACK = tar --sort=name --mode=go=rX,u+w --owner=0 --group=0 --numeric-owner --mtime=@$(shell git log -1 --format=%ct) \
  --use-compress-program='gzip --no-name' -cf
NODE := tests/node/node_modules/.ready

# The tests of the rules. They take a few seconds and need no browser.
RULES = generator $(addprefix tests/test_,clean.py enrich.py guides.py ids.py parse.py patterns.py seeds.py siblings.py tables.py totals.py write.py)
# The theme announces its successor on every run.
export NO_MKDOCS_2_WARNING = 1

.PHONY: site install dist sbom audit check test findings look bench fuzz mutants office preview-font search-report serve generate lint browser biber ocr tools lock clean

# seeds/ → content/ → site/, as `mkdocs build` does, but site/ is replaced only when the new site is complete.
site: $(READY)
	$(BIN)/guides build

# Sets up everything that the commands need.
install: $(READY)

# The files of a release: the site, its data, the site for reading offline, the description of the build, and the list of
# required packages. The same commit gives the same bytes. Needs GNU tar.
dist: site
	rm -rf dist && mkdir dist
	$(PACK) dist/coop-guides-site.tar.gz -C site .
	$(PACK) dist/coop-guides-data.tar.gz -C site/data .
	$(BIN)/guides bundle --output dist/coop-guides-offline.zip
	cp site/data/build.json dist/
	$(MAKE) --no-print-directory sbom
	cd dist && sha256sum * > SHA256SUMS

# A bill of materials (CycloneDX) of the packages that the generator needs, and a list of their licences.
sbom: $(READY)
	mkdir -p dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python tests/materials.py dist

# Lists known vulnerabilities of the packages in the lock, according to PyPI. Fails if PyPI does not answer.
audit: $(READY)
	$(BIN)/pip-audit --require-hashes --disable-pip --strict --progress-spinner off -r requirements.lock

generate: $(READY)
	$(BIN)/guides generate

serve: $(READY)
	$(BIN)/mkdocs serve

# For each change: lint, types, the tests of the rules, and one build with its findings.
check: lint findings
	$(BIN)/pytest -n auto $(RULES)

# The check of content/ comes before the build, because the build would update stale pages.
findings: $(READY)
	$(BIN)/guides check text diagnostics interface translation content
	$(BIN)/guides build
	$(BIN)/guides check links wording

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet --persona pedantic --strict-collection .github

# All tests. They build their own sites in other folders. A process takes one file after the other, in the order of
# tests/conftest.py. Lighthouse comes last and has the machine to itself, as its score depends on what else runs.
test: lint findings browser biber tools $(NODE)
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --ignore tests/test_lighthouse.py
	$(BIN)/pytest tests/test_lighthouse.py

# Takes screenshots in tests/look/ again if pages differ from them. Look at each before you commit it.
look: browser $(NODE)
	LOOK_AGAIN=1 $(BIN)/pytest tests/test_look.py

# Measures a build with 1, 10 and 100 times the guides against bare MkDocs and Zensical (fewer: SCALES="1 10"), the search
# with a hundred times the text, and parsing with two to eight times the text.
SCALES = 1 10 100
bench: browser
	$(BIN)/python tests/bench.py $(SCALES)
	$(BIN)/pytest -s tests/bench_search_cost.py tests/bench_parsing_time.py

# Runs the generator on broken texts, files and seeds: FUZZ="--seconds 600 --seed 3", FUZZ="html --rounds 50".
fuzz: browser
	$(BIN)/python tests/fuzz.py $(FUZZ)

# Shows which changes of the code no test notices. Changes random places, one at a time, and runs the tests of that folder;
# all places of some folders: ROOM="ids flags".
mutants: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/mutants.txt
	nice $(BIN)/python tests/mutants.py $(ROOM)

# Makes the word processor's PDFs in tests/office/. Needs LibreOffice Writer and two fonts (tests/office.py).
office: $(READY)
	$(BIN)/python tests/office.py

# Makes the font of the preview pictures again, after a change of their words. Needs make test's Node packages.
preview-font: $(NODE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/preview_font.txt
	$(BIN)/python tests/preview_font.py

# Compares the search with the theme's own search, for the table in docs/search.md.
search-report: browser
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/search_report.txt
	$(BIN)/guides build
	$(BIN)/python tests/search_report.py

# Installs what recognises the text of scanned pages (OCR), about 300 MB. Nothing is fetched when it runs.
ocr: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock

# Installs other people's tools, which take up the data in the tests.
tools: $(VENV)/.tools
$(VENV)/.tools: requirements-tools.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock
	@touch $@

# Finds a browser for the tests: an installed one, or Debian's if run as root, or Playwright's own.
browser: $(READY)
	@sh tests/install_browser.sh $(BIN)/playwright

# Installs biber on Debian, for one test of the citations.
biber:
	@sh tests/install_biber.sh

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q generator
	@touch $(READY)

# Node is one of the Python packages. The packages that it runs are locked with hashes too.
$(NODE): tests/node/package-lock.json $(READY)
	PATH="$(abspath $(BIN)):$$PATH" npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $(NODE)

# Run after a change of dependencies in pyproject.toml. Needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra ocr --universal --python-version 3.11 --generate-hashes --no-header --quiet --constraints requirements.lock --output-file requirements-ocr.lock
	uv pip compile pyproject.toml --extra tools --universal --python-version 3.11 --generate-hashes --no-header --quiet --constraints requirements.lock --output-file requirements-tools.lock

clean:
	rm -rf site dist .cache $(VENV) .pytest_cache .mypy_cache .ruff_cache
