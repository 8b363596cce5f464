# make run     opens the window; without a display: a made-up school in ./demo-output
# make test    the whole test suite
# make checks  ruff, mypy, the import law
# Everything is made in .venv from .ci/locks/; nothing is installed elsewhere but system packages.

.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
DEMO := demo-output
FORMS := bluezone_desktop/gui/forms
export PYTHONUTF8 := 1

.PHONY: help run test checks format bench lock forms wheel installer screenshots clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: ## open the window (without a display: make the made-up school in ./demo-output)
	@.ci/prepare run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(PY) -m bluezone_desktop; fi; \
	echo "There is no display here, so this makes the made-up school instead of opening the window."; \
	$(PY) -m bluezone_desktop demo --out ./$(DEMO) && \
	echo "Lists, data, returns and charts lie in ./$(DEMO)."

test: ## the whole test suite (arguments: make test ARGS="-k roster")
	@.ci/prepare test
	@$(PY) -m pytest $(ARGS)

checks: ## ruff, mypy, the import law
	@.ci/prepare test
	@failed=0; \
	for check in "$(PY) -m ruff check ." "$(PY) -m ruff format --check ." "$(PY) -m mypy" \
	    ".venv/bin/lint-imports --no-logo"; do \
	  echo "$$check"; $$check || failed=1; \
	done; exit $$failed

format: ## let ruff lay out the code
	@.ci/prepare test
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: ## measure the hot paths
	@.ci/prepare test
	$(PY) -m tests.benchmarks
	$(PY) -m tests.benchmarks.hostile
	$(PY) -m tests.benchmarks.fuzz

lock: ## choose new versions of the dependencies and pin them
	@.ci/prepare test
	.ci/lock $(ARGS)

forms: ## compile ui/*.ui
	@.ci/prepare test
	@for form in ui/*.ui; do \
	  name=$$(basename $$form .ui); \
	  .venv/bin/pyside6-uic $$form -o $(FORMS)/ui_$$name.py && echo "$(FORMS)/ui_$$name.py"; \
	done

wheel: ## build sdist and wheel into dist/
	@.ci/prepare test
	$(PY) -m build --no-isolation

installer: ## pack the program as one folder, dist/bluezone-desktop
	@.ci/prepare pack
	.venv-pack/bin/pyinstaller --noconfirm --log-level WARN build_installer.spec
	@du -sh dist/bluezone-desktop

screenshots: ## pictures of every screen
	@.ci/prepare shots
	$(PY) -m tests.screenshots

clean: ## remove what was built here (.venv included)
	rm -rf .venv .venv-* build dist $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
