#!/usr/bin/env bash
# Runs all tests. On Linux the numeric tests run a second time through the Accelerate branch of the kernels.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Linux ]; then
  echo "test: numeric tests through the Accelerate branch"
  VULNADAPT_KERNELS=accelerate swift test --scratch-path .build-accelerate \
    --filter 'CoreTests\.(Kernels|Network|Adaptation|Golden)'
  echo "test: all tests"
fi
swift test
