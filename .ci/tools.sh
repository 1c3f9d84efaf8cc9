# What the machine has to bring: JDK 17 and 25, Maven, Go, Node, Cargo. Sourced; sets JDK17, JDK25, CACHE, MISSING.
# shellcheck shell=bash

CACHE="${E2EI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/e2ei}"
MISSING=()

say() { printf '%s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

java_major() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p'
}

# find_jdk VERSION FOLDER…: the first folder that holds a JDK of that version.
find_jdk() {
  local wanted=$1 folder
  shift
  for folder in "$@"; do
    if [ -n "$folder" ] && [ -x "$folder/bin/javac" ] && [ "$(java_major "$folder")" = "$wanted" ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  return 1
}

home_of_java_on_path() {
  local java
  java=$(command -v javac) && dirname "$(dirname "$(readlink -f "$java")")"
}

# at_least WANTED FOUND: compares dotted versions.
at_least() {
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

need_tool() {
  local name=$1 wanted=$2 found=$3
  if [ -z "$found" ]; then
    MISSING+=("$name $wanted or newer is not on the PATH")
  elif ! at_least "$wanted" "$found"; then
    MISSING+=("$name $wanted or newer is needed, found $found")
  fi
}

find_tools() {
  JDK17=$(find_jdk 17 "${JAVA17_HOME:-}" "${JAVA_HOME:-}" "$(home_of_java_on_path)" /usr/lib/jvm/*17*) \
    || MISSING+=("no JDK 17 in JAVA17_HOME, JAVA_HOME, on the PATH or in /usr/lib/jvm/*17*")
  JDK25=$(find_jdk 25 "${JAVA25_HOME:-}" "${JAVA_HOME:-}" "$(home_of_java_on_path)" /usr/lib/jvm/*25*) \
    || MISSING+=("no JDK 25 in JAVA25_HOME, JAVA_HOME, on the PATH or in /usr/lib/jvm/*25*")
  need_tool Maven 3.8.7 "$(JAVA_HOME=${JDK17:-} mvn -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*/\1/p')"
  need_tool Go 1.25 "$(go version 2>/dev/null | sed -n 's/.*go\([0-9][0-9.]*\).*/\1/p')"
  need_tool Node 20 "$(node --version 2>/dev/null | tr -d v)"
  need_tool Cargo 1.70 "$(cargo --version 2>/dev/null | sed -n 's/^cargo \([0-9.]*\).*/\1/p')"
}

require_tools() {
  find_tools
  if [ ${#MISSING[@]} -gt 0 ]; then
    printf 'missing: %s\n' "${MISSING[@]}" >&2
    exit 1
  fi
  say "JDK 17: $JDK17"
  say "JDK 25: $JDK25"
  say "cache:  $CACHE"
}
