# make demo    sets up what is missing, builds, and runs the main job on the bundled sample
# make test    sets up what is missing and runs all tests
SWIFT ?= swift
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 600
FUZZ_JOBS ?= 1
KILL_MOMENTS ?= 100
DEMO_FOLDER ?= .build-demo
SLOW_EXPRESSIONS = -Xswiftc -Xfrontend -Xswiftc -warn-long-expression-type-checking=500
# A whole module is one job for one core; batches of files use all cores: see docs/decisions.md. What is only tried needs no debugger.
RELEASE = -c release -Xswiftc -gnone -Xswiftc -no-whole-module-optimization -Xswiftc -enable-batch-mode $(SLOW_EXPRESSIONS)
# Optimising takes three quarters of a build, and the demo runs for seconds either way.
DEMONSTRATED = -c debug -Xswiftc -gnone --scratch-path $(DEMO_FOLDER)
PROGRAM = $$($(SWIFT) build -c release --show-bin-path)/vulnadapt
# What is installed is built once and run often, so it is optimised as a whole.
INSTALLED = -c release --scratch-path .build-whole

.PHONY: help set-up build install demo test test-accelerate test-busy test-threads test-addresses check-older-swift test-long test-html test-install test-kill test-hostile test-plugins test-release-mac \
  check-docs fuzz fuzz-coverage bench format lint corpora documentation clean

help: ## Lists the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

set-up: ## Gets what a build needs and is missing here
	@Scripts/set-up.sh

build: set-up ## Builds the command line tool for release
	VULNADAPT_PARTS=tool $(SWIFT) build $(RELEASE) --product vulnadapt

install: set-up ## Installs the tool, optimised as a whole, shell completions and manual pages (PREFIX, by default /usr/local)
	VULNADAPT_PARTS=tool $(SWIFT) build $(INSTALLED) --product vulnadapt
	@Scripts/install.sh "$$($(SWIFT) build $(INSTALLED) --show-bin-path)/vulnadapt" "$(PREFIX)"

demo: set-up ## Learns from Samples/pixkit, adapts to Samples/netkit, ranks its functions
	VULNADAPT_PARTS=tool $(SWIFT) build $(DEMONSTRATED) --product vulnadapt
	@Scripts/demo.sh "$$($(SWIFT) build $(DEMONSTRATED) --show-bin-path)/vulnadapt" $(DEMO_FOLDER)

test: ## Runs all tests
	@Scripts/set-up.sh --tests
	Scripts/test.sh

test-accelerate: set-up ## Runs the numeric tests through the Accelerate branch of the kernels (Linux)
	Scripts/test.sh --accelerate

check-older-swift: set-up ## Builds everything with an older Swift than the machine's own (Debian)
	Scripts/check-older-swift.sh

test-busy: ## Runs all tests three times beside a busy loop on each core
	@Scripts/set-up.sh --tests
	Scripts/test.sh --busy

test-threads: ## Runs all tests with the thread sanitizer, which notices races
	@Scripts/set-up.sh --tests
	Scripts/test.sh --sanitize thread

test-addresses: ## Runs all tests with the address sanitizer, which notices memory that is used wrongly
	@Scripts/set-up.sh --tests
	Scripts/test.sh --sanitize address

test-long: build ## Trains and measures on real data (VULNADAPT_DATA names its folder)
	Scripts/measure-real-data.py --program "$(PROGRAM)" --output .build-measurements.jsonl

test-html: build ## Drives an HTML report in headless Chromium
	Scripts/test-html-report.py "$(PROGRAM)"

test-install: build ## Tries what people install: completions, manual pages, the GitHub action, the pre-commit hook
	Scripts/test-install.sh "$(PROGRAM)"

test-plugins: build ## Tries the plug-ins of the package manager on a package of their own
	Scripts/test-plugins.sh "$(PROGRAM)"

test-release-mac: ## Tries the script that makes a release for Macs, against stand-ins of Apple's tools
	Scripts/test-release-mac.sh

test-kill: build ## Kills commands at KILL_MOMENTS moments each and looks at what is left
	Scripts/test-kill.py "$(PROGRAM)" $(KILL_MOMENTS)
	VULNADAPT_KILL_MOMENTS=$(KILL_MOMENTS) $(SWIFT) test --filter WorkspaceKillTests

test-hostile: build ## Scans a project that attacks whoever scans it; with strace every system call is looked at
	Scripts/test-hostile.py "$(PROGRAM)"

check-docs: build ## Fails when documentation shows output that the tool no longer prints, or figures that its records do not give
	Scripts/check-docs.py "$(PROGRAM)"
	Scripts/check-results.py

fuzz: set-up ## Feeds changed inputs to the readers of foreign bytes, FUZZ_SECONDS each
	VULNADAPT_FUZZ_SECONDS=$(FUZZ_SECONDS) $(SWIFT) test --filter Fuzz

fuzz-coverage: build ## The same with libFuzzer, which looks for inputs that reach new code
	SWIFT="$(SWIFT)" VULNADAPT="$(PROGRAM)" Scripts/fuzz-coverage.py $(FUZZ_SECONDS) --jobs $(FUZZ_JOBS)

bench: set-up ## Measures speed
	Scripts/bench.sh

format: ## Formats all sources
	git ls-files '*.swift' | xargs $(SWIFT) format format -i

lint: ## Checks the format of all sources, that no part of Core uses what lies above it or is public in vain, and shell scripts (with ShellCheck)
	git ls-files '*.swift' | xargs $(SWIFT) format lint --strict
	Scripts/check-arrows.py
	Scripts/check-access.py
	Scripts/check-test-places.py
	Scripts/check-file-lengths.py
	Scripts/check-shell-words.py
	@if command -v shellcheck >/dev/null; then git ls-files '*.sh' | xargs shellcheck --severity=warning; fi

corpora: ## Fetches the C projects that function finding and speed are measured on (Debian)
	Scripts/fetch-corpora.sh

documentation: set-up ## Builds the documentation of Core; a warning is an error
	Scripts/document.sh

clean: ## Removes everything that was built
	rm -rf .build .build-* Benchmarks/.build Linux/ThirdParty Linux/CBLAS/OpenBLAS/[!.]* Linux/CBLAS/OpenBLAS/.version-*
