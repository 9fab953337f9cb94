# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317

config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/app", "Env": $java_env,
 "Entrypoint": ["java", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/quarkus-run.jar"]}
END
}

# The libraries change seldom and are large; our own code is the small last layer.
layers() {
  local app
  app=$(built operator/target/quarkus-app "run 'make images'")
  jre_layers
  layer '' copy "$app/lib" /app/lib
  layer '' operator_layer "$app"
}

operator_layer() { # QUARKUS_APP DIRECTORY
  local part
  for part in "$1"/*; do [[ ${part##*/} == lib ]] || copy "$part" "/app/${part##*/}" "$2"; done
}
