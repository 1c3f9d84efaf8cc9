# Chains of certificates judged by ours, the JDK and BouncyCastle. Sourced; needs a packaged e2ei-tests.
# shellcheck shell=bash

# differential JDK COUNT SEED: prints the table, fails on a difference without a reason.
differential() {
  "$1/bin/java" "@$ROOT/e2ei-tests/target/differential.args" "$2" "$3"
}

# differential_sample: a thousand chains, others with each commit.
differential_sample() {
  differential "$JDK17" 1000 "$((16#$(git -C "$ROOT" rev-parse --short=7 HEAD)))" \
    && printf 'Tests run: 1000, Failures: 0, Errors: 0, Skipped: 0\n' >"$SCRATCH/tests"
}
