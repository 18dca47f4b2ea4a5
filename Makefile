# Needs python3 (3.11 or newer) and make; uv is used where it is installed. The first call of any
# target sets up .venv from requirements.lock, later calls find it ready.

BIN   := .venv/bin
READY := .venv/.ready
UV    := $(shell command -v uv 2>/dev/null)

# The first Python that is new enough; name another with make figures PYTHON=/path/to/python3.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

# A text of your own: make figures TEXT=seeds/my-readout.txt
TEXT ?=

.PHONY: figures test lab bench attribution fuzz lock clean

figures: $(READY)  ## run all notebooks and export their figures
	@$(BIN)/readout figures $(TEXT)

test: $(READY)  ## everything that CI checks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pytest --numprocesses=auto --dist=loadscope

lab: $(READY)  ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks/00-start-here.ipynb

bench: $(READY)  ## measure speed, as ratios
	@$(BIN)/python tests/benchmark.py

attribution: $(READY)  ## how often attribution is right, on labelled texts
	@$(BIN)/python tests/accuracy.py

fuzz: $(READY)  ## mangled texts, sidecars and sheets for a minute: each is read, or refused with a reason
	@$(BIN)/python tests/fuzz.py

lock:  ## choose the newest releases again (needs uv)
	@uv pip compile pyproject.toml --group build --group test --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --upgrade --quiet \
		--custom-compile-command 'make lock' --output-file requirements.lock

clean:  ## remove what make has set up
	@rm -rf .venv

$(READY): requirements.lock pyproject.toml
ifdef UV
	@echo 'setting up .venv with uv (once)'
	@uv venv --quiet --clear --python '$(or $(PYTHON),>=3.11)' .venv
	@uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode --requirements requirements.lock
	@uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	@test -n '$(PYTHON)' && $(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { echo 'make: Python 3.11 or newer is needed; install it (Debian and Ubuntu: sudo apt install python3 python3-venv), or name one: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo 'make: this Python lacks its venv module; install it (Debian and Ubuntu: sudo apt install python3-venv), or install uv' >&2; exit 1; }
	@echo 'setting up .venv with pip (once, about a minute)'
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@
