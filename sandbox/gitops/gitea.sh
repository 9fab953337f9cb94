# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317
. "$root/sandbox/gitops/base.sh"

config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/data", "Entrypoint": ["/usr/bin/tini", "--"],
 "Cmd": ["gitea", "--config", "/data/app.ini", "web"],
 "Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/data", "LANG=C.UTF-8", "GITEA_WORK_DIR=/data"]}
END
}

layers() {
  local directory
  directory=$(git_host)
  gitops_base
  layer "gitea $directory $(<"$root/sandbox/gitops/gitea.sh")" gitea_layer "$directory"
}

gitea_layer() { # DIRECTORY OF `git_host` DIRECTORY
  local part
  copy_executable "$1/gitea" /usr/local/bin/gitea "$2"
  for part in options public templates; do copy "$1/$part" "/usr/share/gitea/$part" "$2"; done
}
