# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317
. "$root/sandbox/gitops/base.sh"

# Argo CD without a UI, its Redis, and the Git that it calls; paths as upstream's manifests have them. Signed commits are not checked.
config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/tmp", "Entrypoint": ["/usr/bin/tini", "--"],
 "Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8", "ARGOCD_GPG_ENABLED=false"]}
END
}

layers() {
  local binary
  binary=$(argocd)
  gitops_base
  layer "argocd $binary $(<"$root/sandbox/gitops/argocd.sh")" argocd_layer "$binary"
}

argocd_layer() { # BINARY DIRECTORY
  local name
  copy_executable "$1" /usr/local/bin/argocd "$2"
  for name in application-controller repo-server; do ln -s argocd "$2/usr/local/bin/argocd-$name"; done
}
