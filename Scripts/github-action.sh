#!/usr/bin/env bash
# The scan of the GitHub action (action.yml): reports to the runner's folder, a summary to the job's page.
set -euo pipefail

program=${INPUT_PROGRAM:-$GITHUB_ACTION_PATH/.build/release/vulnadapt}
reports=${RUNNER_TEMP:?}/vulnadapt
mkdir -p "$reports"
arguments=("${INPUT_PATH:-.}" --keep-baseline
  --output "sarif=$reports/vulnadapt.sarif" --output "html=$reports/vulnadapt.html"
  --output "markdown=$reports/vulnadapt.md")
[ -n "${INPUT_MODEL:-}" ] && arguments+=(--model "$INPUT_MODEL")
[ -n "${INPUT_BASELINE:-}" ] && arguments+=(--baseline "$INPUT_BASELINE")
[ -n "${INPUT_FAIL_ON:-}" ] && arguments+=(--fail-on "$INPUT_FAIL_ON")
if [ -n "${INPUT_ARGUMENTS:-}" ]; then
  read -r -a more <<<"$INPUT_ARGUMENTS"
  arguments+=("${more[@]}")
fi

status=0
"$program" scan "${arguments[@]}" || status=$?
{
  echo "status=$status"
  # 0 and 1 are scans that were done.
  if [ "$status" -le 1 ]; then
    echo "sarif=$reports/vulnadapt.sarif"
    echo "html=$reports/vulnadapt.html"
  fi
} >>"$GITHUB_OUTPUT"
if [ "$status" -le 1 ]; then cat "$reports/vulnadapt.md" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$status"
