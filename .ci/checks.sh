# What each part does. Sourced; every function returns 0 only if all it was to check was checked.
# shellcheck shell=bash

VECTORS="${E2EI_VECTORS:-$ROOT/../shared/vectors}"
PEERS="${E2EI_PEERS:-$ROOT/../shared/peers}"

# count_tests FOLDER…: reads Surefire's reports below the folders; fails on a skipped test that is not allowed.
count_tests() {
  "$JDK17/bin/java" "$ROOT/.ci/TestReports.java" "$ROOT/.ci/allowed-skips" "$@" >"$SCRATCH/report"
  local status=$?
  cat "$SCRATCH/report"
  grep '^Tests run:' "$SCRATCH/report" >"$SCRATCH/tests"
  return $status
}

# copy_tree TARGET: the files of this tree, without what was built or is ignored.
copy_tree() {
  mkdir -p "$1" \
    && git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -cf - | tar -xf - -C "$1"
}

verify_on_17() {
  local status
  rm -rf ./*/target/surefire-reports
  mvn -B verify -De2ei.vectors="$VECTORS" -De2ei.peers="$PEERS"
  status=$?
  count_tests "$ROOT" && return $status
}

# The groups' own walks go elsewhere with each commit here, and are larger than in mvn verify.
verify_on_25() {
  local status tree=$SCRATCH/on-25 seed
  seed=$((16#$(git rev-parse --short=7 HEAD)))
  copy_tree "$tree" && cd "$tree" || return 1
  say "walks of groups: seed $seed, at most 40 members"
  JAVA_HOME=$JDK25 mvn -B test -pl e2ei-api,e2ei-core,e2ei-acme,e2ei-crypto-bc \
    -De2ei.vectors="$VECTORS" -De2ei.peers="$PEERS" -De2ei.walk.members=40 -De2ei.walk.seed="$seed"
  status=$?
  count_tests "$tree" && return $status
}

# The cases of others, as whoever has more of them runs them.
path_suites() {
  local status
  "$JDK17/bin/java" "@$ROOT/e2ei-tests/target/paths.args" "$VECTORS/x509" | tee "$SCRATCH/paths"
  status=${PIPESTATUS[0]}
  awk '/ cases, slowest / { run = $1 }
    END { printf "Tests run: %d, Failures: 0, Errors: 0, Skipped: 0\n", run }' "$SCRATCH/paths" >"$SCRATCH/tests"
  return "$status"
}

reproducible() {
  local tree=$SCRATCH/again
  copy_tree "$tree" && cd "$tree" || return 1
  mvn -B -q verify -DskipTests -Dspotless.check.skip || return 1
  (cd "$ROOT" && jars) >"$SCRATCH/jars-first"
  jars >"$SCRATCH/jars-again"
  if [ ! -s "$SCRATCH/jars-first" ]; then
    say 'no jars to compare'
    return 1
  fi
  diff "$SCRATCH/jars-first" "$SCRATCH/jars-again" && say "$(wc -l <"$SCRATCH/jars-first") jars, all equal"
}

jars() {
  find . -path './*/target/*.jar' -not -path './*/target/*/*' -exec sha256sum {} + | sort -k 2
}

verify_real() {
  local status
  rm -rf ./*/target/surefire-reports
  mvn -B -Preal verify -pl e2ei-tests -am \
    -De2ei.stepca="$(step_ca_binary)" -De2ei.keycloak="$(keycloak_home)" -De2ei.peers="$INTEROP"
  status=$?
  count_tests "$ROOT" && return $status
}

demo() {
  E2EI_STEP_CA=$(step_ca_binary) E2EI_KEYCLOAK=$(keycloak_home) mvn -B -q -Pdemo verify -Ddemo.stack="$1"
}

# Shows that they run and about what they say; the numbers that count come from full rounds.
benchmarks() {
  mvn -B -q -Pbench verify -pl e2ei-tests -am -Djmh.warmups=2 -Djmh.rounds=2
}
