# The parsers of certificates under Jazzer. Sourced; needs VECTORS.
# shellcheck shell=bash

# fuzz RUNS: every target with that many inputs; prints a line for each, and fails on a finding or on another count. The
# seed is the commit's, so that each looks elsewhere, and what one found is found again.
fuzz() {
  local report=$SCRATCH/fuzz seed status
  seed=$((16#$(git -C "$ROOT" rev-parse --short=7 HEAD)))
  (cd "$ROOT" && mvn -B -q -Pfuzz test -pl e2ei-core -am \
    -Dfuzz.runs="$1" -Dfuzz.seed="$seed" -De2ei.vectors="$VECTORS") 2>&1 | tee "$report"
  status=${PIPESTATUS[0]}
  awk '/ inputs, .* findings/ { run++; if (!/ 0 findings/) failed++ }
    END { printf "Tests run: %d, Failures: %d, Errors: 0, Skipped: 0\n", run, failed }' "$report" >"$SCRATCH/tests"
  return "$status"
}
