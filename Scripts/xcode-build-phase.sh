#!/bin/sh
# An Xcode build phase that shows suspects in the issue navigator; docs/ci.md explains the set-up.
#
#   VULNADAPT         the program, when it is not on the path, in /usr/local/bin or /opt/homebrew/bin, or in the app
#   VULNADAPT_FOLDER  the folder to scan; by default the project's
# Settings (model, threshold, fail-on …) come from .vulnadapt.yml in that folder or above.
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin:/Applications/VulnAdapt.app/Contents/Helpers"
program=${VULNADAPT:-vulnadapt}
folder=${VULNADAPT_FOLDER:-${SRCROOT:-.}}

if ! command -v "$program" >/dev/null 2>&1; then
  echo "warning: vulnadapt was not found. Put VulnAdapt into the Applications folder, run 'make install' in its repository, or set VULNADAPT."
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
