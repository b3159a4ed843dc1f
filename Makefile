# Each target first brings what it needs (tools/setup.sh: nothing asked, nothing done twice).
BIN := .venv/bin
SPEC ?= specs/peaks.yaml

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help setup video studio test check bench soak gallery clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 8

setup: ## system packages, .venv and the pinned Python packages
	@tools/setup.sh

video: setup ## specs/peaks.yaml as a 1080p60 video (another: make video SPEC=specs/saddle.yaml)
	@echo "rendering $(SPEC) at 1920 × 1080, 60 frames a second; without a graphics card it takes minutes"
	@$(BIN)/gdcore render -q h --media-dir media $(SPEC)

studio: ## write, watch and export lessons in the browser (another folder or file: SPEC=…)
	@tools/setup.sh studio
	@$(BIN)/gdcore studio $(if $(filter command line,$(origin SPEC)),$(SPEC),specs)

test: check ## lint, types and the whole test suite
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: ## lint and types
	@tools/setup.sh test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: ## speed beside Manim, matplotlib, PyVista, the encoder alone; the farm's (minutes); AGAINST=COMMIT: and beside that commit
	@tools/setup.sh bench studio farm
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.studio
	@$(if $(AGAINST),$(BIN)/python -m tests.bench.lessons --against $(AGAINST))

soak: ## ten thousand random specs: what is neither drawn nor refused? (hours)
	@tools/setup.sh test
	@$(BIN)/python -m tests.soak

gallery: setup ## the README's stills, from the specs as they are
	@$(BIN)/python tools/gallery.py

clean: ## everything that was made, but for the stills of the README
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	rm -rf media/videos media/images media/texts media/Tex
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
