# Images of Quarkus applications. Sourced after jre.sh by images that are one.
# shellcheck shell=bash
# shellcheck disable=SC2154

quarkus_config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/app", "Env": $java_env,
 "Entrypoint": ["java", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/quarkus-run.jar"]}
END
}

# The libraries change seldom and are large; our own code is the small last layer.
quarkus_layers() { # MODULE
  local app
  app=$(built "$1/target/quarkus-app" "run 'make images'")
  jre_layers
  layer '' copy "$app/lib" /app/lib
  layer '' quarkus_code "$app"
}

quarkus_code() { # QUARKUS_APP DIRECTORY
  local part
  for part in "$1"/*; do [[ ${part##*/} == lib ]] || copy "$part" "/app/${part##*/}" "$2"; done
}
