# Runs the parts one after the other, each as a process group of its own, and tells at the end how they went. Sourced.
# shellcheck shell=bash

SCRATCH=$(mktemp -d)
CURRENT=''
FAILED=0
TABLE=()

# A background job is a process group: that is how everything a part started can be found and ended.
set -m

# group_ends GROUP: whether its last process ends within five seconds.
group_ends() {
  local tries=0
  while kill -0 -- "-$1" 2>/dev/null; do
    [ $tries -lt 50 ] || return 1
    sleep 0.1
    tries=$((tries + 1))
  done
}

end_group() {
  kill -TERM -- "-$1" 2>/dev/null
  group_ends "$1" || kill -KILL -- "-$1" 2>/dev/null
}

cleanup() {
  [ -z "$CURRENT" ] || end_group "$CURRENT"
  rm -rf "$SCRATCH"
}
trap cleanup EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# part NAME COMMAND…: runs a function. It fails if the function does, or if it leaves a process behind.
part() {
  local name=$1 start=$SECONDS result=ok status
  shift
  say "=== $name"
  : >"$SCRATCH/tests"
  ("$@") &
  CURRENT=$!
  wait "$CURRENT"
  status=$?
  if [ $status -ne 0 ]; then
    result="FAILED ($status)"
  elif ! group_ends "$CURRENT"; then
    result='FAILED (left processes behind)'
  fi
  end_group "$CURRENT"
  CURRENT=''
  [ "$result" = ok ] || FAILED=$((FAILED + 1))
  TABLE+=("$(printf '%-38s %7s  %-10s %s' "$name" "$(minutes $((SECONDS - start)))" "$result" "$(cat "$SCRATCH/tests")")")
  cat "$SCRATCH/tests" >>"$SCRATCH/all-tests"
  say "=== $name: $result"
}

minutes() {
  awk -v s="$1" 'BEGIN { printf "%.1f", s / 60 }'
}

summary() {
  say ''
  printf '%-38s %7s  %s\n' 'part' 'minutes' 'result'
  printf '%s\n' "${TABLE[@]}"
  say "all parts: $(minutes $SECONDS) minutes"
  awk '{ gsub(",", ""); run += $3; failures += $5; errors += $7; skipped += $9 }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped }' \
    "$SCRATCH/all-tests"
  if [ $FAILED -gt 0 ]; then
    say "FAILED: $FAILED of ${#TABLE[@]} parts"
    exit 1
  fi
  say "OK: ${#TABLE[@]} parts"
}
