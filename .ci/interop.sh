# Our peer program beside the engines of others, each a process of its own. Sourced; needs tools.sh and PEERS.
# shellcheck shell=bash

INTEROP="${E2EI_INTEROP:-$SCRATCH/peers}"
# A peer lives for seconds: the quick compiler and the small collector do for it.
PEER_COMMAND="${JAVA_HOME:+$JAVA_HOME/bin/}java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m @$ROOT/e2ei-tests/target/peer.args"

# have_peers: fails on the build server where the peers are missing, and says so elsewhere.
have_peers() {
  [ -f "$PEERS/rpc.mjs" ] && return 0
  say "skipped: the peers of other engines are not in $PEERS; E2EI_PEERS names their folder"
  return 1
}

# install_peers: the other engines and our scenarios, in a folder of their own; nothing is written beside the originals.
install_peers() {
  have_peers && mkdir -p "$INTEROP" || return 1
  cp "$PEERS"/*.mjs "$PEERS"/package.json "$PEERS"/package-lock.json "$INTEROP" \
    && cp "$ROOT"/e2ei-tests/src/interop/*.mjs "$INTEROP" \
    && (cd "$INTEROP" && npm ci --no-audit --no-fund --silent) && say "peers:    $INTEROP"
}

# interop_roles: every scenario, ours in each role, suites 1 and 2, Basic and X.509; prints a table.
interop_roles() {
  local report=$SCRATCH/roles status
  (cd "$INTEROP" && PEER_X="$PEER_COMMAND" ROLES_REPORT="$report" node roles.mjs)
  status=$?
  cat "$report" && tests_run "$report"
  return $status
}

# tests_run TABLE: its lines as tests, for the summary.
tests_run() {
  awk '/^\| .* (ok|FAILED) \|/ { run++ } / FAILED \|/ { failed++ }
    END { printf "Tests run: %d, Failures: %d, Errors: 0, Skipped: 0\n", run, failed }' "$1" >"$SCRATCH/tests"
}

# walk SEED STEPS SUITE WIRE CREDENTIAL(basic|x509|enrolls) RESTART(0|1): one random history of ours, core-crypto and ts-mls.
walk() {
  local line status
  line=$(cd "$INTEROP" && env SUITE="$3" WIRE="$4" CREDENTIAL="$(walk_credential "$5")" \
    X_ENROLLS="$([ "$5" = enrolls ] && echo 1)" RESTART="$([ "$6" = 1 ] && echo 1)" PEER_X="$PEER_COMMAND" \
    node random-walk.mjs "$1" "$2" x,cc,ts 2>&1)
  status=$?
  say "walk: seed $1, $2 steps, suite $3, $4, $5, restart $6, engines x,cc,ts: $line"
  return $status
}

walk_credential() {
  [ "$1" = basic ] || echo x509
}

# lane FILE: its walks, one after the other.
lane() {
  local failed=0 words
  while read -r -a words; do
    walk "${words[@]}" || failed=1
  done <"$1"
  return $failed
}

# interop_walks: six walks in two lanes.
interop_walks() {
  local first status
  printf '%s\n' '11 40 1 plaintext basic 0' '12 40 1 ciphertext enrolls 1' '13 40 1 plaintext x509 1' >"$SCRATCH/lane-1"
  printf '%s\n' '21 40 2 ciphertext basic 1' '22 40 2 plaintext enrolls 0' '23 40 3 plaintext enrolls 1' >"$SCRATCH/lane-2"
  lane "$SCRATCH/lane-1" >"$SCRATCH/walks-1" &
  first=$!
  lane "$SCRATCH/lane-2" >"$SCRATCH/walks-2"
  status=$?
  wait $first || status=1
  cat "$SCRATCH/walks-1" "$SCRATCH/walks-2"
  cat "$SCRATCH/walks-1" "$SCRATCH/walks-2" | awk '/^walk: / { run++; if (!/: ok: /) failed++ }
    END { printf "Tests run: %d, Failures: %d, Errors: 0, Skipped: 0\n", run, failed }' >"$SCRATCH/tests"
  return $status
}

# release_walks LOG: two seeds of 60 steps for each suite and mode. What the log has as ok for this commit is not run again.
release_walks() {
  local log=$1 commit suite wire credential seed failed=0
  commit=$(git -C "$ROOT" rev-parse --short HEAD)
  for suite in 1 2 3 5 7; do
    for wire in plaintext ciphertext; do
      for credential in basic enrolls; do
        for seed in 101 102; do
          # The second seed restarts ours after every step.
          set -- "$seed" 60 "$suite" "$wire" "$credential" $((seed - 101))
          if ! grep -qF "$commit $* ok" "$log" 2>/dev/null; then
            walk "$@" | tee "$SCRATCH/walk"
            if [ "${PIPESTATUS[0]}" -eq 0 ]; then
              printf '%s %s ok\n%s\n' "$commit" "$*" "$(cat "$SCRATCH/walk")" >>"$log"
            else
              printf '%s %s FAILED\n%s\n' "$commit" "$*" "$(cat "$SCRATCH/walk")" >>"$log"
              failed=1
            fi
          fi
        done
      done
    done
  done
  return $failed
}
