# For those who have make: `make test` is `python3 lib test`, where everything is done.

PYTHON ?= python3
# A text of your own: make figures TEXT=seeds/my-readout.txt
TEXT ?=

.PHONY: figures test lab bench attribution fuzz lock clean

figures:
	@$(PYTHON) lib figures $(TEXT)

test lab bench attribution fuzz:
	@$(PYTHON) lib $@

lock:  ## choose the newest releases again, one for all Pythons and systems (needs uv)
	@uv pip compile pyproject.toml --group build --group wheels --group test --universal --python-version 3.11 \
		--fork-strategy fewest --only-binary :all: --generate-hashes --no-emit-index-url --upgrade --quiet \
		--custom-compile-command 'make lock' --output-file requirements.lock

clean:  ## remove what has been set up
	@rm -rf .venv
