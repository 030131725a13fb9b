#!/usr/bin/env bash
# Runs all tests; on Linux twice, the first time through the Accelerate branch of the kernels.
set -euo pipefail
cd "$(dirname "$0")/.."

# Without it, the test that needs it says that it was skipped.
Scripts/fetch-sarif-schema.sh || true

if [ "$(uname -s)" = Linux ]; then
  echo "test: through the Accelerate branch of the kernels"
  # A scratch path of its own: canImport would see the module that the other build must not find.
  VULNADAPT_KERNELS=accelerate swift test --scratch-path .build-accelerate
  echo "test: through the kernels of this platform"
fi
swift test
