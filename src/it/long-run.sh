#!/usr/bin/env bash
# Usage: src/it/long-run.sh [TRIALS]
#
# A night in minutes: a study of TRIALS (default 5000) trials of milliseconds on a cluster of two executors, of which
# one in a hundred diverges and one in a hundred fails, while all executors are killed five times and the driver twice.
# It must end complete, with the driver's memory and open files flat; prints both on the way. The tests do the same
# with a few hundred trials.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec mvn -B -ntp verify -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest=ArchitectureTest -Dit.test=LongRunIT -Dclrsearch.it.trials="${1:-5000}"
