# Root file systems of Debian packages. Sourced by images that have one.
# shellcheck shell=bash

# Which versions apt would take follows from its lists, and to ask apt itself takes seconds.
apt_lists() { find /var/lib/apt/lists -maxdepth 1 -type f -printf '%f %s %T@\n' | sort; }

# Packages are extracted and not configured: no maintainer script runs, so nothing depends on this machine or on the hour.
debian_extract() { # DIRECTORY PACKAGE…: packages of Debian 12 and what they depend on
  need mmdebstrap
  # The fields are apt's own, not the shell's.
  # shellcheck disable=SC2016
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
    sort -u >"$1.list"
  grep -q ' bookworm ' "$1.list" ||
    die "apt has no list of Debian 12 (bookworm), which has ${*:2} for the image; add it and run 'apt-get update'"
  mmdebstrap --quiet --mode=root --variant=extract --aptopt='APT::Install-Recommends "false"' \
    --include="$(IFS=,; echo "${*:2}")" bookworm "$1" "$1.list" ||
    die "mmdebstrap could not extract ${*:2}; does 'apt-get update' work?"
}
