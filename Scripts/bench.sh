#!/usr/bin/env bash
# Measures speed; run it on an idle machine.
#
#   Scripts/bench.sh [--threads N] [--corpus FOLDER] [--editor | --parsing]
#
# The corpus is, by default, ffmpeg where Scripts/fetch-corpora.sh puts it; without one, parsing is not measured.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=.build-corpora/ffmpeg-5.1.9
arguments=("$@")
if [ -d "$corpus" ] && [[ " $* " != *" --corpus "* ]]; then
  arguments+=(--corpus "$PWD/$corpus")
fi
# Built as what `make install` installs: optimised as a whole.
VULNADAPT_PARTS=tool swift run --package-path Benchmarks -c release VulnAdaptBenchmarks ${arguments[@]+"${arguments[@]}"}
