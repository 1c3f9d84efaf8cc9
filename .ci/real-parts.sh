# Downloads step-ca and Keycloak into the cache. Sourced; needs tools.sh. A part that is there already is kept.
# shellcheck shell=bash

STEP_CA_VERSION=v0.30.2
KEYCLOAK_VERSION=26.7.3
DEPENDENCY_PLUGIN=org.apache.maven.plugins:maven-dependency-plugin:3.11.0

step_ca_binary() { printf '%s/step-ca-%s/step-ca\n' "$CACHE" "$STEP_CA_VERSION"; }

keycloak_home() { printf '%s/keycloak-%s\n' "$CACHE" "$KEYCLOAK_VERSION"; }

install_step_ca() {
  local target work
  target=$(dirname "$(step_ca_binary)")
  if [ ! -x "$target/step-ca" ]; then
    say "building step-ca $STEP_CA_VERSION"
    mkdir -p "$CACHE" && work=$(mktemp -d "$CACHE/.step-ca.XXXXXX") || return 1
    # Without CGO_ENABLED=0 it wants the smart card library.
    CGO_ENABLED=0 GOBIN="$work" go install "github.com/smallstep/certificates/cmd/step-ca@$STEP_CA_VERSION" \
      && chmod 755 "$work" && put "$work" "$target" || return 1
  fi
  say "step-ca:  $target/step-ca"
}

install_keycloak() {
  local target work
  target=$(keycloak_home)
  if [ ! -x "$target/bin/kc.sh" ]; then
    say "unpacking Keycloak $KEYCLOAK_VERSION"
    mkdir -p "$CACHE" && work=$(mktemp -d "$CACHE/.keycloak.XXXXXX") || return 1
    # From an empty folder, so that Maven does not take the project here for the one that is meant.
    (cd "$work" && mvn -B -q "$DEPENDENCY_PLUGIN:unpack" -DoutputDirectory="$work" \
      -Dartifact="org.keycloak:keycloak-quarkus-dist:$KEYCLOAK_VERSION:zip") \
      && put "$work/keycloak-$KEYCLOAK_VERSION" "$target" && rm -rf "$work" || return 1
  fi
  say "Keycloak: $target"
}

# put FOLDER TARGET: in one rename, so that a broken download never looks like a whole one.
put() {
  rm -rf "$2" && mv "$1" "$2"
}

install_real_parts() {
  install_step_ca && install_keycloak
}
