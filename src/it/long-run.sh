#!/usr/bin/env bash
# Usage: src/it/long-run.sh [TRIALS]
#
# Runs a study of TRIALS (default 5000) very short trials on a cluster of two executors. One trial in a hundred
# diverges and one fails; all executors are killed five times and the driver twice. The study must end complete, with
# constant memory and open files of the driver, which are printed. With the other tests, LongRunIT runs 200 trials.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec mvn -B -ntp verify -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest=ArchitectureTest -Dit.test=LongRunIT -Dclrsearch.it.trials="${1:-5000}"
