# Two commands for everybody: `make demo` and `make test`. The rest is for those who change the project.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check eval bench lock clean

demo: .venv/.ready
	$(BIN)/kg demo --out out

test: .venv/.ready
	$(BIN)/python -m pytest

check: .venv/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

# The seed and our own articles; with POLNEAR=DIR also the corpus there (DIR has gold.jsonl and text/).
eval: .venv/.ready
	POLNEAR=$(POLNEAR) $(BIN)/python -m tests.eval.evaluate

bench: .venv/.ready
	for bench in tests/bench/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench; done

# Everything the project, its tests and its gates need, pinned with hashes.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "kg needs Python 3.11 to 3.13, this is %d.%d: make PYTHON=python3.12" % v)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# After a change of dependencies in pyproject.toml.
lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --output-file requirements.lock

clean:
	rm -rf .venv out dist
