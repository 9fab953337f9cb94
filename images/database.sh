# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317

# On SIGTERM it would wait for its clients to leave.
config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/data", "Entrypoint": ["/bin/sh", "/usr/bin/serve"], "StopSignal": "SIGINT",
 "Env": ["PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin"]}
END
}

layers() {
  local self lists
  self=$(cat "$root"/images/{lib/debian,database}.sh)
  lists=$(apt_lists)
  layer "postgresql $lists $self" postgresql_layer
  layer '' database_layer
}

# /data is for trying it; what shall last is a volume there.
database_layer() { # DIRECTORY
  copy "$root/images/database/serve" /usr/bin/serve "$1"
  mkdir "$1/data"
  chmod 1777 "$1/data"
}

# Debian's package depends on Perl, on LLVM and on what configures a machine. Of all that, the server and its first start
# are kept, with what the dynamic linker asks for as they load. initdb calls a shell.
postgresql_layer() { # DIRECTORY
  local home=/usr/lib/postgresql/15 file list loader
  debian_extract "$1.whole" postgresql-15 dash coreutils
  rm -r "$1.whole$home"/lib/{bitcode,llvmjit*}
  accounts "$1"
  mkdir -p "$1/tmp"
  chmod 1777 "$1/tmp"
  {
    printf '%s\n' "$home"/bin/{postgres,initdb,pg_isready} /bin/{sh,chmod,mv,rm}
    find "$1.whole$home/lib" -name '*.so' -printf "$home/lib/%P\n"
  } >"$1.programs"
  loader=$(cd "$1.whole" && echo lib64/ld-linux-*.so.*)
  while read -r file; do
    # Fails, and says which, when a library is missing.
    list=$(chroot "$1.whole" "/$loader" --list "$file") || die "$file does not load: $list"
    # Its words are what is asked for.
    # shellcheck disable=SC2086
    printf '%s\n' $list "$file"
  done <"$1.programs" | grep '^/' | LC_ALL=C sort -u >"$1.linked"
  while read -r file; do
    copy_executable "$1.whole$(chroot "$1.whole" realpath "$file")" "$file" "$1"
  done <"$1.linked"
  copy "$1.whole/usr/share/postgresql/15" /usr/share/postgresql/15 "$1"
  copy "$1.whole/usr/share/zoneinfo" /usr/share/zoneinfo "$1"
  (cd "$1.whole" && find usr/share/doc -name copyright -exec cp --parents -t "$1" {} +)
  rm -r "$1.whole"
}
