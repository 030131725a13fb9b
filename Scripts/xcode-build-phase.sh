#!/bin/sh
# An Xcode build phase that shows suspects in the issue navigator; docs/ci.md explains the set-up.
#
#   VULNADAPT         the program, when it is not on the path or in /usr/local/bin or /opt/homebrew/bin
#   VULNADAPT_FOLDER  the folder to scan; by default the project's
# Settings (model, threshold, fail-on …) come from .vulnadapt.yml in that folder or above.
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
program=${VULNADAPT:-vulnadapt}
folder=${VULNADAPT_FOLDER:-${SRCROOT:-.}}

if ! command -v "$program" >/dev/null 2>&1; then
  echo "warning: vulnadapt was not found. Run 'make install' in its repository, or set VULNADAPT."
  exit 0
fi
# An absolute folder makes absolute paths, which the issue navigator needs.
folder=$(cd "$folder" && pwd) || exit 1
"$program" scan "$folder" --format text "$@"
status=$?
if [ "$status" -eq 2 ] || [ "$status" -eq 64 ]; then
  echo "error: vulnadapt could not scan $folder; the lines above say why."
fi
exit "$status"
