#!/usr/bin/env bash
# Tries what people install and what other tools call: `make install` into a folder of its own, completions, manual pages,
# the GitHub action's script and the pre-commit hook.
#   test-install.sh PROGRAM
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "test-install: $*" >&2
  exit 1
}

DESTDIR=$work Scripts/install.sh "$1" /usr >/dev/null
program=$work/usr/bin/vulnadapt
cp -r Samples/netkit "$work/project"
cd "$work/project"

# The installed program finds its starter model without the build's folder.
"$program" scan . --no-cache --top 1 >"$work/out" 2>&1 || fail "the installed program does not scan: $(cat "$work/out")"

# Nor does it need a library of it.
if [ "$(uname -s)" = Linux ]; then
  "$program" doctor >"$work/doctor" 2>&1 || fail "the installed program is not well: $(cat "$work/doctor")"
  [ ! -e "$root/Linux/CBLAS/OpenBLAS/libscipy_openblas.so" ] || grep -qE "$work/usr/(bin/\.\./)?lib/vulnadapt/libscipy_openblas.so" "$work/doctor" ||
    fail "the installed program does not use the OpenBLAS that came with it: $(cat "$work/doctor")"
  if ldd "$program" | grep -F "$root"; then fail "the installed program needs a library of the build's folder"; fi
fi

for shell in bash zsh fish; do
  case $shell in
    bash) file=$work/usr/share/bash-completion/completions/vulnadapt ;;
    zsh) file=$work/usr/share/zsh/site-functions/_vulnadapt ;;
    fish) file=$work/usr/share/fish/vendor_completions.d/vulnadapt.fish ;;
  esac
  grep -q 'write-baseline' "$file" || fail "$shell completes no --write-baseline"
  command -v "$shell" >/dev/null || continue
  "$shell" -n "$file" || fail "$shell cannot read its completions"
done
words=$(PATH=$work/usr/bin:$PATH bash -c 'source "$1"; COMP_WORDS=(vulnadapt sc); COMP_CWORD=1; COMP_TYPE=9
  COMP_LINE="vulnadapt sc"; COMP_POINT=${#COMP_LINE}; _vulnadapt vulnadapt sc vulnadapt; echo "${COMPREPLY[*]}"' - \
  "$work/usr/share/bash-completion/completions/vulnadapt")
[ "$words" = scan ] || fail "bash completes 'vulnadapt sc' to '$words'"

for command in $("$program" --help | sed -n '/^SUBCOMMANDS:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
  page=$work/usr/share/man/man1/vulnadapt-$command.1
  [ -s "$page" ] || fail "vulnadapt $command has no manual page"
  command -v man >/dev/null || continue
  warnings=$(man --warnings=w -l "$page" 2>&1 >/dev/null | head -n 3)
  [ -z "$warnings" ] || fail "$page: $warnings"
done

# The action's script: its outputs, the summary, and exit statuses that are the scan's.
action() {
  : >"$work/outputs"
  : >"$work/summary"
  GITHUB_ACTION_PATH=$root RUNNER_TEMP=$work GITHUB_OUTPUT=$work/outputs GITHUB_STEP_SUMMARY=$work/summary \
    INPUT_PROGRAM=$program INPUT_PATH=$1 INPUT_FAIL_ON=$2 INPUT_ARGUMENTS="--no-cache --quiet" \
    bash "$root/Scripts/github-action.sh" >/dev/null 2>&1
}
action . "" || fail "the action fails without --fail-on"
sarif=$(sed -n 's/^sarif=//p' "$work/outputs")
python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["runs"][0]["results"]' "$sarif"
[ -s "$work/summary" ] || fail "the action writes no summary"
status=0
action . count:1 || status=$?
[ "$status" = 1 ] && grep -q '^status=1' "$work/outputs" || fail "the action does not pass on findings"
status=0
action nowhere count:1 || status=$?
[ "$status" = 2 ] && ! grep -q '^sarif=' "$work/outputs" || fail "the action does not pass on failures"

if command -v pre-commit >/dev/null; then
  git init -q && git add -A
  git -c user.name=t -c user.email=t@example.com commit -qm "Start"
  export PATH=$work/usr/bin:$PATH PRE_COMMIT_HOME=$work/pre-commit XDG_CACHE_HOME=$work/cache
  pre-commit try-repo "$root" vulnadapt --ref HEAD --all-files >"$work/hook" 2>&1 || fail "pre-commit: $(cat "$work/hook")"
  grep -q 'Passed' "$work/hook" || fail "pre-commit ran no hook: $(cat "$work/hook")"
else
  echo "test-install: pre-commit is not installed, so its hook was not tried"
fi
echo "test-install: all well"
