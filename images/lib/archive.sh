# Container images as docker-archive tars: the same bytes for the same content.
# Sourced, never run; needs tools/shell.sh.
# shellcheck shell=bash

pack() { # DIRECTORY TAR [TAR OPTION…]
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=gnu -C "$1" "${@:3}" -cf "$2" .
}

# A layer is a file in the cache, named by its digest.
layer() { # KEY COMMAND…: print the layer of what COMMAND puts into the directory that it is given last
  local work digest key
  key=$cache/layers/key-$(sha256sum <<<"$1" | cut -d' ' -f1)
  if [[ -z $1 || ! -s $key || ! -s $cache/layers/$(<"$key") ]]; then # an empty KEY: only the content tells
    mkdir -p "$cache/layers"
    work=$(mktemp -d "$cache/layers/work.XXXXXX")
    mkdir "$work/root"
    "${@:2}" "$work/root" >&2
    pack "$work/root" "$work/layer.tar"
    digest=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
    mv "$work/layer.tar" "$cache/layers/$digest"
    echo "$digest" >"$work/key"
    [[ -z $1 ]] || mv "$work/key" "$key"
    chmod -R u+w "$work"
    rm -r "$work"
    [[ -n $1 ]] || { echo "$cache/layers/$digest"; return; }
  fi
  echo "$cache/layers/$(<"$key")"
}

archive() { # FILE REPOSITORY[:TAG] CONFIG LAYER…: without TAG it is the config's digest; prints the reference
  local file=$1 ref=$2 config digest work l
  config=$(jq -cnS --argjson config "$3" --arg arch "$(dpkg --print-architecture)" '{architecture: $arch, os: "linux",
    created: "1970-01-01T00:00:00Z", config: $config, rootfs: {type: "layers", diff_ids: $ARGS.positional}}' \
    --args "${@:4}" | jq -c '.rootfs.diff_ids |= map("sha256:" + split("/")[-1])')
  digest=$(sha256sum < <(printf %s "$config") | cut -d' ' -f1)
  [[ ${ref##*/} == *:* ]] || ref=$ref:${digest::12}
  work=$(mktemp -d "$(dirname "$file")/.archive.XXXXXX")
  printf %s "$config" >"$work/$digest.json"
  for l in "${@:4}"; do ln -sfn "$l" "$work/${l##*/}.tar"; done
  jq -cnS --arg config "$digest.json" --arg ref "$ref" \
    '[{Config: $config, RepoTags: [$ref], Layers: ($ARGS.positional | map(split("/")[-1] + ".tar"))}]' \
    --args "${@:4}" >"$work/manifest.json"
  # The manifest first: a reader need not go through the layers to know the image.
  tar --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=a=r --format=gnu --dereference -C "$work" -cf "$file.new" \
    manifest.json "$digest.json" $(cd "$work" && ls -- *.tar)
  rm -r "$work"
  mv "$file.new" "$file"
  echo "$ref"
}
