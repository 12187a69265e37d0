#!/usr/bin/env bash
# Usage: src/it/soak.sh [KILLS] [SEED]
#
# Kills the driver of small searches with SIGKILL at KILLS random moments (default 20), from before Spark starts to
# after the last trial, resumes the search each time, and compares every table with that of an undisturbed search, bit
# for bit except for times and hosts. A failure prints the seed. KilledDriverIT kills three times with the other tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec mvn -B -ntp verify -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest=ArchitectureTest -Dit.test=KilledDriverIT -Dclrsearch.it.kills="${1:-20}" ${2:+-Dclrsearch.it.seed="$2"}
