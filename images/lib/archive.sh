# Container images as docker-archive tars: the same bytes for the same content.
# Sourced, never run; needs tools/shell.sh.
# shellcheck shell=bash

pack() { # DIRECTORY TAR NAME… [TAR OPTION…]
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=gnu -C "$1" -cf "$2" "${@:3}"
}

# A layer is a file in the cache, named by its digest.
layer() { # KEY COMMAND…: print the layer of what COMMAND puts into the directory that it is given last
  local work digest index
  index=$cache/layers/key-$(sha256sum <<<"$1" | cut -d' ' -f1)
  # A KEY stands for the content; without one COMMAND always runs.
  if [[ -n $1 && -s $index && -s $cache/layers/$(cat "$index") ]]; then
    digest=$(<"$index")
  else
    mkdir -p "$cache/layers"
    work=$(mktemp -d "$cache/layers/work.XXXXXX")
    mkdir "$work/root"
    "${@:2}" "$work/root" >&2
    pack "$work/root" "$work/layer.tar" .
    digest=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
    mv "$work/layer.tar" "$cache/layers/$digest"
    [[ -z $1 ]] || echo "$digest" >"$index"
    rm -rf "$work"
  fi
  echo "$cache/layers/$digest"
}

archive() { # FILE REPOSITORY[:TAG] CONFIG LAYER…: without TAG it is the config's digest; prints the reference
  local file=$1 ref=$2 config manifest work digest l files=("${@:4}")
  config=$(jq -cnS --argjson config "$3" --arg arch "$(dpkg --print-architecture)" '{architecture: $arch, os: "linux",
    created: "1970-01-01T00:00:00Z", config: $config, rootfs: {type: "layers", diff_ids: $ARGS.positional | map("sha256:" + .)}}' \
    --args "${files[@]##*/}")
  digest=$(printf %s "$config" | sha256sum | cut -d' ' -f1)
  [[ ${ref##*/} == *:* ]] || ref=$ref:${digest::12}
  manifest=$(jq -cnS --arg config "$digest.json" --arg ref "$ref" \
    '[{Config: $config, RepoTags: [$ref], Layers: $ARGS.positional | map(. + ".tar")}]' --args "${files[@]##*/}")
  if [[ ! -s $file || $(tar -xOf "$file" --occurrence=1 manifest.json) != "$manifest" ]]; then
    work=$(mktemp -d)
    printf %s "$config" >"$work/$digest.json"
    printf %s "$manifest" >"$work/manifest.json"
    for l in "${files[@]}"; do ln -sfn "$l" "$work/${l##*/}.tar"; done
    files=("${files[@]##*/}")
    # The manifest first: a reader need not go through the layers to know the image.
    pack "$work" "$file.new" --dereference manifest.json "$digest.json" "${files[@]/%/.tar}"
    rm -r "$work"
    mv "$file.new" "$file"
  fi
  echo "$ref"
}

accounts() { # DIRECTORY: the users of an image, with the one that it runs as
  mkdir -p "$1/etc"
  printf 'root:x:0:0:root:/:/usr/sbin/nologin\nnonroot:x:65532:65532:nonroot:/tmp:/usr/sbin/nologin\n' >"$1/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$1/etc/group"
}

copy() { # FROM TO DIRECTORY: a file or a directory into a layer
  mkdir -p "$3$(dirname "$2")"
  cp -r --no-preserve=all "$1" "$3$2"
}

copy_executable() { install -D -m 755 "$1" "$3$2"; } # FROM TO DIRECTORY
