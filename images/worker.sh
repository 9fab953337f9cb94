# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317

# The rest of the memory is for native code: DuckDB, the model's runtime, decoders.
config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/app", "Env": $java_env,
 "Entrypoint": ["java", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", "-jar", "/app/worker.jar"]}
END
}

layers() {
  local app
  app=$(built worker/target/worker "run 'make images'")
  jre_layers
  layer '' copy "$app/lib" /app/lib
  layer '' copy "$app/worker.jar" /app/worker.jar
}
