# make run      open the console on a demonstration station (without a display: the tour)
# make test     every check: tests, style, types, import contracts, pinned packages
# make tour     pictures and papers of every panel in build/tour
# make bench    how fast it is        make soak   long and hard tests
# make constraints   pin the packages that pyproject.toml asks for
# make clean    remove what the other targets made, except .venv

DATA   ?= build/demonstration
python := .venv/bin/python
ready  := sh resources/setup/ready.sh

.PHONY: run test tour bench soak constraints clean

run:
	@sh resources/setup/run.sh '$(DATA)'

test:
	@$(ready) test
	@$(python) resources/setup/checks.py

tour:
	@$(ready) tour
	@rm -rf build/tour && mkdir -p build
	@QT_QPA_PLATFORM=offscreen $(python) -m gridconsole tour --out build/tour

bench:
	@$(ready) test
	@failed=; for file in tests/bench/bench_*.py; do \
	    echo "== $$file"; $(python) "$$file" || failed=1; done; test -z "$$failed"

soak:
	@$(ready) test
	@$(python) -m pytest tests/soak

constraints:
	@[ -x .venv/bin/uv ] || $(ready) test
	@$(python) -m uv pip compile --universal --all-extras --python-version 3.11 --no-header --no-annotate \
	    --quiet --output-file constraints.txt pyproject.toml

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .venv/ready-*
	find . -name .venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
