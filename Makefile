# Everything works on a fresh machine with python3 alone: the first call sets up .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_BROWSER := $(VENV)/.ready-browser
READY_SPARK := $(VENV)/.ready-spark

# What is compiled once is not compiled again by every program that a test starts, whatever the machine is set to.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test coverage golden fuzz truth hostile nightly lint types wheel-check browser spark picture bench mutate clean

demo: $(READY)  ## print the advice for the example machine builder
	@$(BIN)/channelfit advise examples/machine-builder.yaml

# A file stays on one core, since its tests share what they work out.
test: $(READY)  ## run the tests on all cores, with the same random draws every time; slow ones are left to make coverage
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not slow"

# Each core and each program that a test starts measures itself, which takes half as long again.
coverage: $(READY)  ## the same with branch coverage, of which there must be 95 %
	$(BIN)/python -m coverage erase
	COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml COVERAGE_FILE=$(CURDIR)/.coverage $(BIN)/python -m pytest -q -n auto --dist loadfile
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under=95

golden: $(READY)  ## write the texts anew that tests compare with what the terminal shows; read what has changed
	PYTHONPATH=tests $(BIN)/python tests/golden.py

fuzz: $(READY)  ## run the tests that draw at random with new draws, and many more of them
	$(BIN)/python -m pytest -q -n auto -m "hypothesis or drawn" --hypothesis-profile fuzz

truth: $(READY)  ## hold the advice for a million companies against the formulas; goes on where it stopped
	$(BIN)/python benchmarks/truth.py

hostile: $(READY)  ## try 800,000 profiles, rule files, overlays and tables that are nearly right or nothing at all; goes on where it stopped
	$(BIN)/python benchmarks/fuzz.py

nightly: coverage fuzz truth hostile browser spark  ## everything that takes too long for every change

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

spark: $(READY_SPARK)  ## run the job of examples/spark on a server without Java, and compare its bytes with those of the command
	$(BIN)/python -m pytest -q tests/spark

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
	$(BIN)/python benchmarks/batch.py 20000

mutate: $(READY)  ## how many of 200 small faults in the advice and in reading rules the tests notice; goes on where it stopped
	$(BIN)/python benchmarks/mutate.py

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .mutations .truth .hostile*

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "channelfit needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	$(BIN)/python -m compileall -q src
	@touch $@

$(READY_SPARK): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[spark]"
	@touch $@

$(READY_BROWSER): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[browser]"
	@touch $@
