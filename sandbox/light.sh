# The control plane alone, for tests that play the kubelet. Sourced by the cluster script.
# shellcheck shell=bash

declare -A children # process by name

# A child ends with this shell, however that ends.
child() { # COMMAND ARGUMENT…
  setpriv --pdeathsig KILL "$bin/$1" "${@:2}" >"$dir/log/$1.log" 2>&1 </dev/null 3<&- 9<&- &
  children[$1]=$!
}

running() { kill -0 "${children[$1]}" 2>/dev/null; }

alive() { # fails with the reason if a child is gone; leaves if the caller is
  local c
  running stdin || exit 0
  for c in "${!children[@]}"; do running "$c" || fail "$c ended"; done
}

fail() {
  tail -n 5 "$dir"/log/*.log >&2
  die "$@"
}

# On a free port of loopback, below the range that outgoing connections take theirs from.
serve() {
  local port c
  while port=$((20000 + RANDOM % 12000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  server=127.0.0.1:$port
  for c in admin "${users[@]}"; do kubeconfig "$c"; done
  control_plane unix://etcd.sock 127.0.0.1 "$port"
  # Nodes are played by tests: they send no heartbeats, and nobody would take away the taint of a new one.
  apiserver+=(--authorization-mode RBAC --endpoint-reconciler-type none --allow-privileged --disable-admission-plugins TaintNodesByCondition)
  [[ -z ${CLUSTER_AUDIT:-} ]] || audited
  child "${apiserver[@]}"
}

answers() { # PATH
  local end=$((SECONDS + 60))
  until api "$1" >/dev/null; do
    # Another process may have taken the port since it was seen free.
    running kube-apiserver || ! grep -q 'address already in use' "$dir/log/kube-apiserver.log" || serve
    alive
    ((SECONDS < end)) || fail "no answer from $1"
    sleep 0.03
  done
}

light() {
  local users=(kube-controller-manager kube-scheduler)
  remove_state # of one that was killed
  trap 'exit 0' TERM INT HUP PIPE
  trap clear_light EXIT
  commands "$bin" kube
  mkdir "$dir/log"
  mkdir -m 700 "$dir/pki"
  cd "$dir" # etcd's sockets have relative names: a path of theirs may have 108 characters at most
  setpriv --pdeathsig KILL cat <&3 >/dev/null 9<&- &
  children[stdin]=$!

  control_plane unix://etcd.sock 127.0.0.1 0
  child "${etcd[@]}" --listen-peer-urls unix://peer.sock
  keys 127.0.0.1 "${users[@]}"
  serve
  answers /readyz
  child "${manager[@]}" --controllers -node-lifecycle-controller
  child "${scheduler[@]}"
  answers /api/v1/namespaces/default/serviceaccounts/default
  echo "ready $KUBECONFIG"
  wait -n || true
  alive
}

remove_state() { rm -rf "${dir:?}"/{bin,etcd,etcd.sock,log,peer.sock,pki}; }

clear_light() {
  trap '' TERM INT HUP PIPE
  kill -9 "${children[@]}" 2>/dev/null || true
  wait 2>/dev/null
  cd /
  remove_state
  rm "$dir/lock"
  [[ -z $made ]] || rmdir --ignore-fail-on-non-empty "$dir"
}
