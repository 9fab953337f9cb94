# Certificates and kubeconfigs under $dir/pki. Sourced by the cluster script.
# shellcheck shell=bash

certificate() { # NAME SUBJECT [SAN]: signed by the authority, which signs itself
  local k=$dir/pki/$1 as
  [[ ! -s $k.crt ]] || return 0
  if [[ $1 == ca ]]; then
    as=(-addext "basicConstraints=critical,CA:TRUE" -addext keyUsage=keyCertSign)
  else
    as=(-CA "$dir/pki/ca.crt" -CAkey "$dir/pki/ca.key" -addext basicConstraints=CA:FALSE -addext "extendedKeyUsage=serverAuth,clientAuth")
  fi
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj "$2" \
    -config <(printf '[req]\ndistinguished_name=d\n[d]\n') \
    ${3:+-addext "subjectAltName=$3"} -keyout "$k.pkcs8" -out "$k.new" "${as[@]}" 2>>"$dir/log/openssl.log"
  openssl ec -in "$k.pkcs8" -out "$k.key" 2>>"$dir/log/openssl.log" # SEC1: some Java clients read no other EC key
  rm "$k.pkcs8"
  mv "$k.new" "$k.crt"
}

kubeconfig() { # NAME: how this user reaches $server
  b() { base64 -w0 "$dir/pki/$1"; }
  cat >"$dir/pki/$1.kubeconfig" <<END
apiVersion: v1
kind: Config
clusters: [{name: $name, cluster: {server: "https://$server", certificate-authority-data: $(b ca.crt)}}]
users: [{name: $1, user: {client-certificate-data: $(b "$1.crt"), client-key-data: $(b "$1.key")}}]
contexts: [{name: $name, context: {cluster: $name, user: $1}}]
current-context: $name
END
}

keys() { # ADDRESS COMPONENT…: all that the control plane needs, and a user system:COMPONENT for each
  local c
  certificate ca "/CN=$name"
  certificate apiserver /CN=kube-apiserver "IP:$1,IP:${services%.0/*}.1,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
  certificate admin /O=system:masters/CN=admin
  for c in "${@:2}"; do certificate "$c" "/CN=system:$c"; done
  [[ -s $dir/pki/sa.key ]] || openssl ecparam -name prime256v1 -genkey -noout -out "$dir/pki/sa.key" 2>>"$dir/log/openssl.log"
}

api() { # PATH: ask the API server as the administrator. kubectl would cost ten times the processor time
  curl --silent --fail --noproxy '*' --max-time 5 --cacert "$dir/pki/ca.crt" --cert "$dir/pki/admin.crt" --key "$dir/pki/admin.key" "https://$server$1"
}
