#!/usr/bin/env bash
# Usage: src/it/soak.sh [KILLS] [SEED]
#
# Kills the driver of small searches with SIGKILL at KILLS random moments (default 20), from before Spark has started
# to after the last trial, goes on each time, and compares every table with that of an undisturbed search, bit for bit
# but for times and places. What is printed on a failure names the seed; the tests do the same with three kills.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec mvn -B -ntp verify -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest=ArchitectureTest -Dit.test=KilledDriverIT -Dclrsearch.it.kills="${1:-20}" ${2:+-Dclrsearch.it.seed="$2"}
