# Everything works on a fresh machine with python3 alone: the first call sets up .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_BROWSER := $(VENV)/.ready-browser

.PHONY: demo test fuzz lint types wheel-check browser picture bench clean

demo: $(READY)  ## print the advice for the example machine builder
	@$(BIN)/channelfit advise examples/machine-builder.yaml

# Each core and each program that a test starts measures itself; a file stays on one core, since its tests share what they work out.
test: $(READY)  ## run the tests on all cores, with branch coverage and the same random draws every time
	$(BIN)/python -m coverage erase
	COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml COVERAGE_FILE=$(CURDIR)/.coverage $(BIN)/python -m pytest -q -n auto --dist loadfile
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under=95

fuzz: $(READY)  ## run the tests that draw at random with new draws, and many more of them
	$(BIN)/python -m pytest -q -n auto -m hypothesis --hypothesis-profile fuzz

lint: $(READY)  ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## static types, strict
	$(BIN)/mypy

wheel-check: $(READY)  ## build the wheel, and run demo and a few tests from it in an empty environment outside the checkout
	PYTHON="$(PYTHON)" BIN="$(CURDIR)/$(BIN)" sh .ci/wheel-check

# Whoever has no Chromium hears so before the extra is installed for it.
browser: $(READY)  ## look at the page in a real browser: accessibility, clipped text, content policy, print, hostile texts
	@$(BIN)/python tests/browser/chromium.py
	@$(MAKE) --no-print-directory $(READY_BROWSER)
	$(BIN)/python -m pytest -q tests/browser

picture: $(READY)  ## take the picture of the page in the README anew
	@$(BIN)/python tests/browser/chromium.py
	@$(MAKE) --no-print-directory $(READY_BROWSER)
	PYTHONPATH=tests $(BIN)/python docs/picture.py

bench: $(READY)  ## time what should be fast
	$(BIN)/python benchmarks/portfolio.py
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/ablation.py 300
	$(BIN)/python benchmarks/interview.py 50
	$(BIN)/python benchmarks/learn.py

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "channelfit needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	$(BIN)/python -m compileall -q src
	@touch $@

$(READY_BROWSER): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[browser]"
	@touch $@
