# make demo    sets up what is missing, builds, and runs the main job on the bundled sample
# make test    sets up what is missing and runs all tests, through both kernel branches on Linux
SWIFT ?= swift
DEMO_FOLDER ?= .build-demo

.PHONY: help set-up build demo test test-long bench format lint corpora documentation clean

help: ## Lists the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

set-up: ## Gets what a build needs and is missing here
	@Scripts/set-up.sh

build: set-up ## Builds the command line tool for release
	$(SWIFT) build -c release --product vulnadapt

demo: build ## Learns from Samples/pixkit, adapts to Samples/netkit, ranks its functions
	@Scripts/demo.sh "$$($(SWIFT) build -c release --show-bin-path)/vulnadapt" $(DEMO_FOLDER)

test: set-up ## Runs all tests; on Linux the numeric ones through the Accelerate branch as well
	Scripts/test.sh

test-long: build ## Trains and measures on real data (VULNADAPT_DATA names its folder)
	Scripts/measure-real-data.py --program "$$($(SWIFT) build -c release --show-bin-path)/vulnadapt" --output .build-measurements.jsonl

bench: set-up ## Measures speed
	Scripts/bench.sh

format: ## Formats all sources
	git ls-files '*.swift' | xargs $(SWIFT) format format -i

lint: ## Checks the format of all sources
	git ls-files '*.swift' | xargs $(SWIFT) format lint --strict

corpora: ## Fetches the C projects that function finding and speed are measured on (Debian)
	Scripts/fetch-corpora.sh

documentation: set-up ## Builds the documentation of Core; a warning is an error
	Scripts/document.sh

clean: ## Removes everything that was built
	rm -rf .build .build-* Benchmarks/.build Linux/ThirdParty
