# shellcheck shell=bash
# Sourced by the scripts: the flags of the release build, in one place. `swift build` and `swift test`
# with other flags, or in the debug configuration, compile everything again in the same folder.
# -enable-testing: the tests import modules with @testable, which a release build does not allow by
# itself.
release_flags=(-c release -Xswiftc -enable-testing)

# SwiftPM gives the compiler the package's traits in the order of a set, which is another one in each
# process: without a fixed hashing seed, a build that plans anew (for one product after all tests, say)
# compiles every module again though nothing has changed.
swift_build() {
  SWIFT_DETERMINISTIC_HASHING=1 swift build "$@"
}

release_build() {
  swift_build "${release_flags[@]}" "$@"
}

# As many tests at once as there are cores: Swift Testing runs twice as many, and a test that waits for
# others' long computations to leave it a thread may wait longer than what it tests does.
SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH="$(nproc)"
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH

# The scripts work in the package's folder; a relative model folder means the caller's.
if [[ -n "${ROLEWISE_MODEL:-}" && "$ROLEWISE_MODEL" != /* ]]; then
  export ROLEWISE_MODEL="$PWD/$ROLEWISE_MODEL"
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# Whole minutes and seconds of a number of seconds, as in "2 min 05 s".
duration() {
  printf '%d min %02d s' "$(($1 / 60))" "$(($1 % 60))"
}
