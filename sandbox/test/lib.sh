# What the tests have in common. Sourced, never run.
# shellcheck shell=bash
set -uo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
cluster=$(realpath "$here/../cluster")
passed=0 failed=0

since() { awk "BEGIN {printf \"%.1f\", $EPOCHREALTIME - $1}"; }

check() { # NAME COMMAND…
  local t=$EPOCHREALTIME log ok=ok
  log=$(mktemp)
  # Not in a subshell: a check may leave variables and processes for the next one.
  if "${@:2}" >"$log" 2>&1; then ((++passed)); else ok=FAILED; ((++failed)); fi
  printf '%-34s %-6s %5s s\n' "$1" $ok "$(since "$t")"
  [[ $ok == ok ]] || tail -n 9 "$log" | sed 's/^/    /'
  rm "$log"
}

soon() { # COMMAND…: within five seconds
  local end=$((SECONDS + 5))
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { "$@"; return; }
    sleep 0.05
  done
}

finish() {
  echo "$passed passed, $failed failed"
  ((failed == 0))
}
