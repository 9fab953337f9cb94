# What the scripts of this repository have in common. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail
shopt -s inherit_errexit
umask 022 # the modes of files end up in images

root=$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")

# Builds that all checkouts share; may be removed at any time.
# shellcheck disable=SC2034 # used by those who source this
cache=$(realpath -m "${ROADWORTHY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/roadworthy}")

say() { echo "${0##*/}: $*" >&2; }
die() { say "$@"; exit 1; }

need() { # COMMAND…: fail unless all of them are there
  local c missing=()
  for c; do command -v "$c" >/dev/null || missing+=("$c"); done
  ((${#missing[@]} == 0)) || die "missing: ${missing[*]}. Run $root/tools/setup as root; it installs what Debian has."
}
