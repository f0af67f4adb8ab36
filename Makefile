# All set-up happens here: a machine with Python 3.11 (or newer) and make needs nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PACK = tar --sort=name --mode=go=rX,u+w --owner=0 --group=0 --numeric-owner --mtime=@$(shell git log -1 --format=%ct) \
  --use-compress-program='gzip --no-name' -cf
NODE := tests/node/node_modules/.ready

# The tests of rules, which take a few seconds and need no browser.
RULES = generator $(addprefix tests/test_,akin.py clean.py enrich.py guides.py ids.py parse.py patterns.py seeds.py tables.py totals.py write.py)
# The theme announces its successor on every run.
export NO_MKDOCS_2_WARNING = 1

.PHONY: site dist sbom audit check test findings look bench fuzz mutants office search-report serve generate lint browser lock clean

# seeds/ → content/ → site/, as `mkdocs build` does; here the site is put in place when it is whole.
site: $(READY)
	$(BIN)/guides build

# What a release offers for download: the site as it is, its data, the site that opens offline, what it was
# built from, and what the generator needs to run; the same bytes from the same commit. Needs GNU tar.
dist: site
	rm -rf dist && mkdir dist
	$(PACK) dist/coop-guides-site.tar.gz -C site .
	$(PACK) dist/coop-guides-data.tar.gz -C site/data .
	$(BIN)/guides bundle --output dist/coop-guides-offline.zip
	cp site/data/build.json dist/
	$(MAKE) --no-print-directory sbom
	cd dist && sha256sum * > SHA256SUMS

# The packages that the generator needs to run, as a bill of materials (CycloneDX), and their licences.
sbom: $(READY)
	mkdir -p dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python tests/materials.py dist

# What weaknesses are known of the packages in the lock; asks PyPI, and fails where it does not answer.
audit: $(READY)
	$(BIN)/pip-audit --require-hashes --disable-pip --strict --progress-spinner off -r requirements.lock

generate: $(READY)
	$(BIN)/guides generate

serve: $(READY)
	$(BIN)/mkdocs serve

# For each change: lint, types, rules, and one build with what is found in it.
check: lint findings
	$(BIN)/pytest -n auto $(RULES)

# Pages in content/ that are stale are a finding, and so come before the build, which would write them anew.
findings: $(READY)
	$(BIN)/guides check text diagnostics interface translation content
	$(BIN)/guides build
	$(BIN)/guides check links

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet --persona pedantic --strict-collection .github

# Everything. The tests build their sites themselves, elsewhere.
test: lint findings browser $(NODE)
	$(BIN)/pytest -n auto --dist loadfile

# Pictures of pages in tests/look/, taken anew where they differ: look at each before it is committed.
look: browser $(NODE)
	LOOK_AGAIN=1 $(BIN)/pytest tests/test_look.py

# What the whole costs with 1, 10 and 100 times the guides, beside bare MkDocs and Zensical (SCALES="1 10" for less);
# what the search costs with a hundred times the text; what parsing costs with twice to eight times.
SCALES = 1 10 100
bench: browser
	$(BIN)/python tests/bench.py $(SCALES)
	$(BIN)/pytest -s tests/bench_search_cost.py tests/bench_parsing_time.py

# Texts, files and seeds that are broken in many ways: FUZZ="--seconds 600 --seed 3", FUZZ="html --rounds 50".
fuzz: browser
	$(BIN)/python tests/fuzz.py $(FUZZ)

# Would the tests notice? Changes the code at places chosen by a seed, one at a time, and runs the tests of that room;
# all places of some rooms: ROOM="ids flags".
mutants: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/mutants.txt
	nice $(BIN)/python tests/mutants.py $(ROOM)

# The PDFs of a word processor in tests/office/; needs LibreOffice Writer and its two fonts (tests/office.py).
office: $(READY)
	$(BIN)/python tests/office.py

# The search beside the theme's own, as docs/search.md shows it.
search-report: browser
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/search_report.txt
	$(BIN)/guides build
	$(BIN)/python tests/search_report.py

# A browser for the tests: the one installed, or Debian's for root, or Playwright's own.
browser: $(READY)
	@sh tests/install_browser.sh $(BIN)/playwright

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q generator
	@touch $(READY)

# Node comes with the Python packages; what it runs is locked with hashes too.
$(NODE): tests/node/package-lock.json $(READY)
	PATH="$(abspath $(BIN)):$$PATH" npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $(NODE)

# After a change of dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.lock

clean:
	rm -rf site dist .cache $(VENV) .pytest_cache .mypy_cache .ruff_cache
