#!/usr/bin/env bash
# Usage: src/it/release.sh
#
# Builds the archives of a release and searches with both: in a folder with spaces that nobody may write, in the POSIX
# locale and with Java alone; if this is run as root, under a user ID without a name or home. One archive uses its own
# Spark and the other the embedded one through SPARK_HOME. Both must write the same rows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mvn -B -ntp -q -Prelease -DskipTests -DskipITs -Dspotless.check.skip package

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
java_home=$(dirname "$(dirname "$(readlink -f "$java")")")
scratch=$(mktemp -d /tmp/clr-search-release.XXXXXX)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
chmod 755 "$scratch"
mkdir -m 1777 "$scratch/a place"
nobody=()
if [ "$(id -u)" = 0 ]; then
  nobody=(setpriv --reuid 54321 --regid 54321 --clear-groups)
else
  echo "This user is not root, so the commands run under its own name"
fi

# An installed Spark: what its bin/spark-submit does is done by the release's script.
spark="$scratch/a spark"
mkdir -p "$spark/bin"
cp -r target/spark/. "$spark"
cp deploy/spark-class "$spark/bin"
printf '#!/bin/sh\nexec "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.SparkSubmit "$@"\n' >"$spark/bin/spark-submit"
chmod 755 "$spark/bin/spark-submit"

submit() { # KIND [NAME=VALUE] -- ARGUMENTS: a command of the unpacked archive, with nothing else in the environment
  local release environment=()
  release=$(echo "$scratch/$1"/*)
  shift
  while [ "$1" != -- ]; do
    environment+=("$1")
    shift
  done
  shift
  (cd "$scratch/a place" && env -i PATH=/usr/bin:/bin LC_ALL=C JAVA_HOME="$java_home" ${environment[@]+"${environment[@]}"} \
    ${nobody[@]+"${nobody[@]}"} "$release/submit.sh" "$@")
}

try() { # KIND ARCHIVE [NAME=VALUE]: unpacks, searches and queries
  local kind=$1 archive=$2 release file
  shift 2
  mkdir "$scratch/$kind"
  tar -xzf "$archive" -C "$scratch/$kind"
  release=$(echo "$scratch/$kind"/*)
  for file in README.md LICENSE docs/README.md conf/overnight.conf python/clr_search.py deploy/Dockerfile; do
    [ -f "$release/$file" ] || { echo "$archive has no $file" >&2 && exit 1; }
  done
  chmod -R a-w "$scratch/$kind"
  submit "$kind" "$@" -- --master 'local[2]' search "$release/conf/quickstart.conf" --out "runs/$kind" \
    --set data.synthetic.training=3000 --set data.validation=500
  submit "$kind" "$@" -- show "runs/$kind"
  submit "$kind" "$@" -- sql 'SELECT stage, number, cycle, lambda, validation_accuracy FROM cycles ORDER BY ALL' \
    --study "runs/$kind" --format csv >"$scratch/$kind.csv"
}

version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
try 'with spark' "target/clr-search-$version-bin.tar.gz"
try 'without spark' "target/clr-search-$version-bin-without-spark.tar.gz" SPARK_HOME="$spark"
[ "$(wc -l <"$scratch/with spark.csv")" = 33 ]
cmp "$scratch/with spark.csv" "$scratch/without spark.csv"
echo "Both archives work, with the same rows"
