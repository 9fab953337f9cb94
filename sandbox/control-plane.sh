# The flags of the control plane that both kinds of cluster share.
# Sourced by the cluster script.
# shellcheck shell=bash

control_plane() { # ETCD_URL ADDRESS PORT
  local k=$dir/pki
  # Nothing here must outlive a power cut, and without fsync a write takes a tenth of the time.
  etcd=(etcd --data-dir "$dir/etcd" --unsafe-no-fsync --log-level error
    --listen-client-urls "$1"
    --advertise-client-urls http://127.0.0.1:2379) # needs host and port; its client goes by the address it is given
  apiserver=(kube-apiserver --etcd-servers "$1" --bind-address "$2" --advertise-address "$2" --secure-port "$3"
    --tls-cert-file "$k/apiserver.crt" --tls-private-key-file "$k/apiserver.key" --client-ca-file "$k/ca.crt"
    --service-account-issuer https://kubernetes.default.svc.cluster.local
    --service-account-key-file "$k/sa.key" --service-account-signing-key-file "$k/sa.key"
    --service-cluster-ip-range "$services")
  # Its default of 20 requests a second would cost 3 s of every start and allow 7 Jobs a second.
  manager=(kube-controller-manager --kubeconfig "$k/kube-controller-manager.kubeconfig" --leader-elect=false --secure-port 0
    --kube-api-qps 500 --kube-api-burst 500 --pvclaimbinder-sync-period 1s
    --use-service-account-credentials --service-account-private-key-file "$k/sa.key" --root-ca-file "$k/ca.crt"
    --controllers '*,-node-ipam-controller,-node-route-controller,-service-lb-controller,-cloud-node-lifecycle-controller')
  scheduler=(kube-scheduler --kubeconfig "$k/kube-scheduler.kubeconfig" --leader-elect=false --secure-port 0)
}

audited() { # let the API server write log/audit.jsonl
  apiserver+=(--audit-policy-file "$here/conf/audit.yaml" --audit-log-path "$dir/log/audit.jsonl"
    --audit-log-maxsize 100 --audit-log-maxbackup 1)
}
