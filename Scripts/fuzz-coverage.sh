#!/bin/sh
# Tries the readers of foreign bytes with libFuzzer, which looks for inputs that reach new code.
#
#   Scripts/fuzz-coverage.sh [SECONDS [READER...]]     600 seconds each, all readers
#
# Inputs that reached something new are kept in .build-fuzzing/corpus for the next time, and what crashes a reader or
# takes it longer than 25 seconds in .build-fuzzing/found. Exits with 1 when there is any.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-600}
[ $# -gt 0 ] && shift
readers=${*:-agreement baseline c-text cache checkpoint configuration experiment git history labels-csv labels-jsonl lsp \
  messages model osv snapshot}
work=$PWD/.build-fuzzing

# Swift alone is instrumented for coverage: C dependencies are fuzzed by their own projects. Addresses are checked everywhere.
swift build --package-path Fuzzing --scratch-path "$work" --sanitize address -Xswiftc -sanitize=fuzzer
program=$work/debug/FuzzReaders
Scripts/make-fuzz-seeds.py "$work/seeds" "${VULNADAPT:-.build/release/vulnadapt}"
export VULNADAPT_FUZZ_MODEL="$work/seeds/model/starter.vulnmodel"
mkdir -p "$work/found"
failed=0
for reader in $readers; do
  mkdir -p "$work/corpus/$reader"
  limit=65536
  [ "$reader" = model ] || [ "$reader" = checkpoint ] && limit=262144
  words="$work/seeds/$reader.dict"
  log="$work/$reader.log"
  echo "$reader: $seconds seconds"
  VULNADAPT_FUZZ_READER=$reader "$program" "$work/corpus/$reader" "$work/seeds/$reader" \
    -max_total_time="$seconds" -timeout=25 -rss_limit_mb=4096 -max_len=$limit -dict="$words" \
    -artifact_prefix="$work/found/$reader-" -print_final_stats=1 >"$log" 2>&1 || failed=1
  grep -E 'stat::number_of_executed_units|SUMMARY' "$log" || tail -n 3 "$log"
  tail -n 200 "$log" | grep -E 'cov: ' | tail -n 1
done
ls "$work/found"
exit $failed
