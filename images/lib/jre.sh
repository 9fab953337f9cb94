# The base of every Java image: glibc and what native libraries of jars link to, from
# Debian's packages, and a Java runtime of JDK 25. Sourced by images that have it.
# shellcheck shell=bash

packages=(ca-certificates libc6 libgcc-s1 libstdc++6 tzdata zlib1g)

# java.se and what libraries need beyond it: Unsafe, more ciphers and charsets, /proc's
# cgroups and JMX, zip file systems, DNS, the HTTP server of metrics, Flight Recorder.
java_modules=java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.management.jfr,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth,jdk.unsupported,jdk.zipfs

# shellcheck disable=SC2034 # for the config of an image; with C.UTF-8 Java can open files of any name
java_env='["PATH=/opt/java/bin:/usr/bin:/bin", "JAVA_HOME=/opt/java", "LANG=C.UTF-8"]'

jre_layers() {
  local self home lists
  self=$(<"$root/images/lib/jre.sh")
  home=$("$root/tools/java-home")
  lists=$(apt_lists)
  layer "debian $lists $self" debian_layer
  layer "java $(<"$home/release") $self" java_layer "$home"
}

debian_layer() { # DIRECTORY
  local deb
  mkdir "$1.debs"
  (cd "$1.debs" && apt-get -q -o APT::Sandbox::User=root download "${packages[@]}" >/dev/null) ||
    die "apt could not download ${packages[*]}; does 'apt-get update' work?"
  for deb in "$1.debs"/*.deb; do dpkg-deb -x "$deb" "$1"; done
  # Licences stay; what only people read or build with goes.
  find "$1/usr/share/doc" -type f ! -name copyright -delete
  rm -rf "$1"/usr/share/{lintian,locale,man} "$1"/usr/lib/*/gconv
  mkdir -p "$1/etc/ssl/certs" "$1/tmp"
  chmod 1777 "$1/tmp"
  find "$1/usr/share/ca-certificates" -name '*.crt' | LC_ALL=C sort | xargs cat >"$1/etc/ssl/certs/ca-certificates.crt"
  accounts "$1"
}

java_layer() { # JDK DIRECTORY
  mkdir "$2/opt"
  "$1/bin/jlink" --add-modules "$java_modules" --strip-debug --no-man-pages --no-header-files --compress zip-6 \
    --generate-cds-archive --output "$2/opt/java"
}
