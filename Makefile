# Everything runs in ./.venv; PYTHON names the interpreter it is made from (3.10 to 3.13).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export HF_HUB_OFFLINE = 1
export LITELLM_LOCAL_MODEL_COST_MAP = True
export TOKENIZERS_PARALLELISM = false

.PHONY: help demo test lint rasa-test slow-test browser-test redis-test stores-test openapi-test clean

help:            ## Show this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: $(BIN)/truephrase        ## Set everything up and run the example assistant
	$(BIN)/truephrase demo

test: $(VENV)/.dev        ## Set everything up and run what CI runs: format, lint, types, tests, wheel
	PATH="$(CURDIR)/$(BIN):$$PATH" ./.ci/test

$(BIN)/truephrase: pyproject.toml constraints.txt
	./.ci/setup "$(PYTHON)" $(VENV) .
	@touch $@

$(VENV)/.dev: $(BIN)/truephrase
	./.ci/setup "$(PYTHON)" $(VENV) '.[dev]'
	@touch $@

lint: $(VENV)/.dev        ## Format, lint and types only
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

rasa-test: $(VENV)/.dev        ## Real Rasa Open Source 3.6 (in an environment of its own) against the server
	$(BIN)/python -m pytest -m rasa tests/rasa

slow-test: $(VENV)/.dev        ## Long suites: crash points, real models through torch, load
	$(BIN)/python -m pytest -m slow

stores-test: $(VENV)/.dev        ## Milvus, Qdrant and PostgreSQL behind the same contract
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,stores]'
	$(BIN)/python -m pytest -m stores

openapi-test: $(VENV)/.dev        ## schemathesis (in an environment of its own) against the server
	$(BIN)/python -m benchmarks.openapi --setup

clean:           ## Remove the environment and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build

browser-test: $(VENV)/.dev        ## The benchmark's HTML report in a real headless Chromium
	$(BIN)/python -m pytest -m browser

redis-test: $(VENV)/.dev        ## The shared cache against a real redis-server
	@command -v redis-server >/dev/null || { echo "redis-server is not on the path: apt install redis-server, or brew install redis" >&2; exit 1; }
	$(BIN)/python -m pytest -m redis
