# The whole cluster: its node, what runs there, and its images. Sourced by the cluster script.
# shellcheck shell=bash

link=rw-$id              # of the veth pair: $link here, $link-n on the node
slot=$((16#$id % 16384)) # of the /30 between here and the node
net=10.200.$((slot / 64))
host=$net.$((slot % 64 * 4 + 1))
ip=$net.$((slot % 64 * 4 + 2))
server=$ip:6443
processes=(etcd kube-apiserver containerd kube-controller-manager kube-scheduler kube-proxy kubelet coredns)
users=(kube-controller-manager kube-scheduler kube-proxy coredns)
volumes=4

build() {
  need busybox containerd curl go ip iptables jq nft nsenter openssl pgrep runc
  [[ -x /usr/lib/cni/ptp ]] || die "missing: containernetworking-plugins. Run $root/tools/setup as root"
  commands "$bin" kube dns helm
  base_images
}

# Two images over one layer, Debian's static busybox. The node needs `pause` in every pod.
base_images() {
  local base sleep='trap "exit 0" INT TERM; while :; do sleep 1000000 & wait $!; done'
  base=$(layer "busybox $(sha256sum "$(command -v busybox)")" busybox_layer)
  mkdir -p "$dir/images"
  archive "$dir/images/busybox.tar" localhost/busybox:1 '{"Env": ["PATH=/bin"], "Cmd": ["sh"]}' "$base" >/dev/null
  archive "$dir/images/pause.tar" localhost/pause:1 \
    "$(jq -n --arg s "$sleep" '{Env: ["PATH=/bin"], Entrypoint: ["sh", "-c", $s]}')" "$base" >/dev/null
}

busybox_layer() { # DIRECTORY
  local a
  mkdir -p "$1"/{bin,etc,root,tmp,usr,var}
  chmod 1777 "$1/tmp"
  cp "$(command -v busybox)" "$1/bin/busybox"
  for a in $(busybox --list); do [[ $a == busybox ]] || ln -s busybox "$1/bin/$a"; done
  ln -s ../bin "$1/usr/bin"
  printf 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n' >"$1/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$1/etc/group"
}

# --- the node ----------------------------------------------------------------

# The process that is number 1 on the node; all others there end with it.
node() {
  local p
  p=$(cat "$dir/node.pid" 2>/dev/null) && [[ -e /run/netns/$name && /proc/$p/ns/net -ef /run/netns/$name ]] && echo "$p"
}

enter() {
  local p
  p=$(node) || die "not up ($dir)"
  nsenter -t "$p" --net --mount --pid "$@"
}

network() {
  [[ -e /run/netns/$name ]] || ip netns add "$name"
  if [[ ! -e /sys/class/net/$link ]]; then
    [[ -z $(ip -o addr show to "$host/30") ]] || die "$host/30 is taken; choose another CLUSTER_DIR"
    ip link add "$link" type veth peer name "$link-n" netns "$name"
  fi
  ip addr replace "$host/30" dev "$link"
  ip link set "$link" up
  nsenter --net="/run/netns/$name" bash -euc "
    ip link set lo up
    ip addr replace $ip/30 dev $link-n
    ip link set $link-n up
    ip route replace $services dev $link-n src $ip
    echo 1 >/proc/sys/net/ipv4/ip_forward"
}

# What is hard-wired to these paths, or usual there, is the cluster's own on the node.
paths=(/etc/cni/net.d /run/containerd /var/lib/cni /var/lib/containerd /var/lib/kubelet /var/log/containers /var/log/pods)

# shellcheck disable=SC2016
first_process='
  mount --make-rshared /
  dir=$1; shift
  for p; do mount --bind "$dir/node$p" "$p"; done
  touch "$dir/node/ready"
  while :; do sleep infinity & wait $!; done'

namespaces() {
  ! node >/dev/null || return 0
  local p
  for p in "${paths[@]}"; do mkdir -p "$p" "$dir/node$p"; done
  rm -f "$dir/node/ready"
  setsid nsenter --net="/run/netns/$name" unshare --fork --kill-child --pid --mount-proc --propagation slave bash -euc "$first_process" \
    bash "$dir" "${paths[@]}" >"$dir/log/node.log" 2>&1 </dev/null &
  p=$!
  await 5 test -e "$dir/node/ready"
  pgrep -P "$p" >"$dir/node.pid"
}

# The pods' cgroup: one under each controller, or just one with version 2.
cgroups() {
  local c=(/sys/fs/cgroup/*/)
  [[ ! -e /sys/fs/cgroup/cgroup.procs ]] || c=(/sys/fs/cgroup/)
  printf "%s$name\n" "${c[@]}"
}

# --- up and down -------------------------------------------------------------

await() { # SECONDS COMMAND…
  local end=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= end)); then
      [[ ! -d $dir/log ]] || tail -qn 3 "$dir"/log/*.log >&2
      die "timed out: $*"
    fi
    sleep 0.1
  done
}

process() { pgrep --ns "$(node)" --nslist mnt -f "^([^ ]*/)?$1 "; } # COMMAND

start() { # COMMAND ARGUMENT…
  local c
  c=$(PATH=$bin:$PATH command -v "$1")
  process "$1" >/dev/null || enter setsid -f "$c" "${@:2}" >>"$dir/log/$1.log" 2>&1 </dev/null
}

up() {
  local f c k=$dir/pki
  build
  node >/dev/null || rm -rf "$dir/log"
  mkdir -p "$dir"/{conf,etcd,log,pki}
  chmod 700 "$k"
  for f in "$here"/conf/*; do sed "s#@DIR@#$dir#g; s#@IP@#$ip#g; s#@NAME@#$name#g" "$f" >"$dir/conf/${f##*/}"; done
  keys "$ip" "${users[@]}"
  certificate apiserver-kubelet /O=system:masters/CN=kube-apiserver
  certificate kubelet /O=system:nodes/CN=system:node:node-1 "IP:$ip,DNS:node-1"
  for c in admin kubelet "${users[@]}"; do kubeconfig "$c"; done
  network
  namespaces
  cp "$dir/conf/cni.conflist" "$dir/node/etc/cni/net.d/10-cluster.conflist"
  cgroups | xargs mkdir -p

  control_plane http://127.0.0.1:2379 "$ip" "${server##*:}"
  audited
  apiserver+=(--authorization-mode "Node,RBAC" --enable-admission-plugins NodeRestriction --allow-privileged
    --kubelet-client-certificate "$k/apiserver-kubelet.crt" --kubelet-client-key "$k/apiserver-kubelet.key"
    --kubelet-certificate-authority "$k/ca.crt" --kubelet-preferred-address-types InternalIP)
  start containerd -c "$dir/conf/containerd.toml"
  start "${etcd[@]}"
  start "${apiserver[@]}"
  await 10 enter ctr version
  load "$dir"/images/{busybox,pause}.tar >/dev/null
  await 60 api /readyz
  start "${manager[@]}"
  start "${scheduler[@]}"
  start kube-proxy --kubeconfig "$k/kube-proxy.kubeconfig" --hostname-override node-1 --proxy-mode nftables --cluster-cidr 10.88.0.0/16 \
    --conntrack-max-per-core 0 --conntrack-min 0 --conntrack-tcp-timeout-established 0s --conntrack-tcp-timeout-close-wait 0s
  start kubelet --kubeconfig "$k/kubelet.kubeconfig" --config "$dir/conf/kubelet.yaml" --hostname-override node-1 --node-ip "$ip"
  "$bin/kubectl" apply -f "$dir/conf/coredns.yaml" >/dev/null
  start coredns -conf "$dir/conf/Corefile"
  storage
  await 60 ready
}

# Volumes of the default StorageClass. One that nobody claims any more is emptied and free again.
storage() {
  local i
  for i in $("$bin/kubectl" get pv -o jsonpath='{.items[?(@.status.phase=="Released")].metadata.name}'); do
    [[ $i == volume-[1-$volumes] ]] || continue
    rm -rf "$dir/node/volumes/${i#volume-}"
    "$bin/kubectl" delete pv "$i" >/dev/null
  done
  for i in $(seq $volumes); do
    mkdir -p "$dir/node/volumes/$i"
    chmod 777 "$dir/node/volumes/$i"
    sed "s#@N@#$i#g" "$dir/conf/volume.yaml"
  done | cat "$dir/conf/storage.yaml" - | "$bin/kubectl" apply -f - >/dev/null
}

ready() {
  [[ $("$bin/kubectl" get node/node-1 -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.spec.taints}') == 'True ' ]] &&
    api /api/v1/namespaces/default/serviceaccounts/default &&
    enter curl --silent --fail --noproxy '*' --max-time 5 http://127.0.0.1:{10248/healthz,10256/healthz,8181/ready}
}

status() {
  local c p failed=0
  node >/dev/null || die "not up ($dir)"
  echo "namespace $name, node $ip, state in $dir"
  for c in "${processes[@]}"; do
    if p=$(process "$c"); then echo "$c: process $p"; else echo "$c: not running"; failed=1; fi
  done
  if ready >/dev/null 2>&1; then echo ready; else echo "not ready"; failed=1; fi
  return $failed
}

empty() { [[ -z $(ip netns pids "$name") ]]; }

down() {
  local p f
  if p=$(node); then
    kill -9 "$p"
    await 30 test ! -e "/proc/$p"
  fi
  [[ ! -e /sys/class/net/$link ]] || ip link del "$link"
  if [[ -e /run/netns/$name ]]; then
    # Of an `up` that was cut off, or whose directory was removed; the first one's end is that of others.
    ip netns pids "$name" | xargs -r kill -9 2>/dev/null || true
    await 10 empty
    ip netns del "$name"
  fi
  for f in $(cgroups); do
    [[ ! -d $f ]] || await 10 find "$f" -depth -type d -exec rmdir {} +
  done
  rm -rf "$dir"/{conf,etcd,images,node,node.pid,pki}
}

# --- images ------------------------------------------------------------------

containers() { enter ctr -n k8s.io "$@"; }

# An image is there already if its tag leads to the same config: that has the digests of all layers.
loaded() { # TAR: print TAG DIGEST if so
  local manifest tag config digest
  manifest=$(tar -xOf "$1" --occurrence=1 manifest.json 2>/dev/null) || return
  [[ $(jq length <<<"$manifest") == 1 ]] || return
  tag=$(jq -er '.[0].RepoTags[0]' <<<"$manifest") || return
  config=$(tar -xOf "$1" --occurrence=1 "$(jq -r '.[0].Config' <<<"$manifest")" | sha256sum)
  digest=$(containers images ls "name==$tag" | awk 'NR == 2 {print $3}')
  [[ -n $digest && $(containers content get "$digest" | jq -r .config.digest) == "sha256:${config%% *}" ]] || return
  echo "$tag $digest"
}

load() { # FILE…
  local f tag digest images
  for f; do
    [[ -f $f ]] || die "no such file: $f"
    images=$(loaded "$f") || images=$(containers images import "$(realpath "$f")" | sed -n 's/^unpacking \([^ ]*\) (\(sha256:[0-9a-f]*\)).*/\1 \2/p')
    [[ -n $images ]] || die "$f holds no image with a name"
    while read -r tag digest; do
      # A pod that names the digest finds the image by this name only.
      containers images tag --force "$tag" "${tag%:*}@$digest" >/dev/null
      echo "$tag ${tag%:*}@$digest"
    done <<<"$images"
  done
}
