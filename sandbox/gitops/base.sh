# The base of both images: Git, and what runs beside it. Sourced by them.
# shellcheck shell=bash
# shellcheck disable=SC2154

# Git calls a shell, and hooks of Gitea bash; Argo CD keeps its cache in Redis, and wants somebody who reaps Git's processes.
gitops_packages=(bash ca-certificates coreutils dash git redis-server tini)

gitops_base() {
  layer "gitops $(apt_lists) $(cat "$root"/images/lib/debian.sh "$root"/sandbox/gitops/base.sh)" gitops_layer
}

gitops_layer() { # DIRECTORY
  debian_extract "$1" "${gitops_packages[@]}"
  # Licences stay; what only people read goes.
  find "$1/usr/share/doc" -type f ! -name copyright -delete
  rm -rf "$1"/usr/share/{info,lintian,locale,man}
  accounts "$1"
  mkdir -p "$1/tmp"
  chmod 1777 "$1/tmp"
}
