# The commands of Kubernetes and its like, built from upstream's own Go modules.
# Sourced, never run; needs tools/shell.sh.
# shellcheck shell=bash

modules=$root/sandbox

go_module() { # NAME [LDFLAGS [TAGS]]: print the path of a module's binary, after building it if the cache has none; with C where there are tags
  local name=$1 flags="-s -w ${2:-}" tags=${3:-} package=tool key out
  [[ ! -e $modules/$name/main.go ]] || package=.
  need go
  key=$( (
    cd "$modules/$name"
    cat go.mod go.sum
    [[ $package == tool ]] || cat main.go
    go env GOVERSION GOARCH
    echo "$flags${tags:+ $tags}"
  ) | sha256sum | cut -c1-16)
  out=$cache/go/$name-$key
  if [[ ! -x $out ]]; then
    mkdir -p "$cache/go"
    (
      flock 8 # builds of two checkouts: the second waits and finds the first one's
      [[ ! -x $out ]] || exit 0
      say "building $name; this takes minutes when done for the first time"
      CGO_ENABLED=$((${#tags} > 0)) GOWORK=off go build -C "$modules/$name" -buildvcs=false -trimpath -tags "$tags" -ldflags "$flags" -o "$out.new" "$package" 2>&1 |
        { grep -v '^go: downloading' >&2 || true; }
      mv "$out.new" "$out"
    ) 8>"$cache/go/$name.lock"
  fi
  echo "$out"
}

required() { sed -nE "s#^(require)?[[:space:]]+$2 (v[0-9.]+).*#\2#p" "$modules/$1/go.mod"; } # MODULE PATH: the version it pins

kube() {
  local version minor v=k8s.io/component-base/version c=k8s.io/client-go/pkg/version
  version=$(required kube k8s.io/kubernetes)
  minor=${version#v*.}
  # Without these kubectl can't parse the server's version.
  go_module kube "-X $v.gitVersion=$version -X $v.gitMajor=1 -X $v.gitMinor=${minor%.*} -X $c.gitVersion=$version"
}

dns() { go_module dns; }

helm() { go_module helm "-X helm.sh/helm/v4/internal/version.version=$(required helm helm.sh/helm/v4)"; }

versitygw() { go_module versitygw "-X main.Version=$(required versitygw github.com/versity/versitygw)"; }

gitea() {
  need gcc
  go_module gitea "-X main.Version=$(required gitea code.gitea.io/gitea)" "sqlite sqlite_unlock_notify"
}

git_host() { # print a directory with `gitea` and what it serves, which it wants as STATIC_ROOT_PATH
  local binary out module
  binary=$(gitea)
  out=$cache/git-host/${binary##*/}
  if [[ ! -e $out/gitea ]]; then
    mkdir -p "$cache/git-host"
    (
      flock 8
      [[ ! -e $out/gitea ]] || exit 0
      # Unpacks it again where only the binary was kept.
      GOWORK=off go mod download -C "$modules/gitea" code.gitea.io/gitea
      module=$(GOWORK=off go list -C "$modules/gitea" -m -f '{{.Dir}}' code.gitea.io/gitea)
      rm -rf "$out" "$out.new"
      mkdir "$out.new"
      cp -r --no-preserve=mode,ownership "$module"/{options,public,templates} "$out.new"
      ln -s "$binary" "$out.new/gitea"
      mv "$out.new" "$out"
    ) 8>"$cache/git-host/lock"
  fi
  echo "$out"
}

argocd() { go_module argocd; }

argocd_manifests() { # print the directory of upstream's manifests, of the version that `argocd` is
  GOWORK=off go mod download -C "$modules/argocd" github.com/argoproj/argo-cd/v3
  echo "$(GOWORK=off go list -C "$modules/argocd" -m -f '{{.Dir}}' github.com/argoproj/argo-cd/v3)/manifests"
}

commands() { # DIRECTORY MODULE…: link their commands there
  local into=$1 module binary c
  local -A names=(
    [kube]="etcd kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl"
    [dns]=coredns [helm]=helm [versitygw]=versitygw
  )
  mkdir -p "$into"
  for module in "${@:2}"; do
    binary=$("$module")
    for c in ${names[$module]}; do ln -sfn "$binary" "$into/$c"; done
  done
}
