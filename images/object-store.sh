# shellcheck shell=bash
# shellcheck disable=SC2317

config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/data", "Entrypoint": ["/usr/bin/versitygw"]}
END
}

layers() {
  local binary
  binary=$(versitygw)
  layer '' object_store_base
  layer '' copy_executable "$binary" /usr/bin/versitygw
}

# /data is for trying it; what shall last is a volume there.
object_store_base() { # DIRECTORY
  accounts "$1"
  mkdir "$1/data" "$1/tmp"
  chmod 1777 "$1/data" "$1/tmp"
}
