# shellcheck shell=bash
# shellcheck disable=SC2317

config() { quarkus_config; }
layers() { quarkus_layers edge-fleet-bridge; }
