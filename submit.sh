#!/usr/bin/env bash
# Usage: ./submit.sh [spark-submit options] [COMMAND ARGUMENTS]
#
# Runs a command of clr-search on Spark, by default `search conf/quickstart.conf`, and exits with its status.
# Options before the command are passed to spark-submit (--master, --driver-memory, --conf, ...), except --help,
# --version and --verbose. Everything from the command on is passed to clr-search.
# In the project it builds target/clr-search.jar and an embedded Spark beside it if pom.xml or a file under src/main is
# newer. In an unpacked release it builds nothing.
#
# Environment:
#   JAVA_HOME                the Java to use, 17 or newer
#   SPARK_HOME               the Spark to use instead of the embedded one, through its bin/spark-submit
#   SPARK_CONF_DIR           Spark's configuration, instead of that Spark's conf folder
#   SPARK_LOCAL_IP           the address on which Spark listens (default with a local master: 127.0.0.1)
#   TMPDIR                   the folder for temporary files, instead of /tmp
#   CLR_SEARCH_SKIP_BUILD=1  use target/ without a build, even if it is outdated
set -euo pipefail
unset CDPATH

fail() { # STATUS MESSAGE: status 1 for a failure, 2 for wrong usage or configuration
  printf 'submit.sh: %s\n' "$2" >&2
  exit "$1"
}

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do # a symbolic link, such as one on the PATH
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
home=$(cd "$(dirname "$self")" && pwd -P)
if [ -f "$home/pom.xml" ]; then
  built=$home/target
else # a release
  built=$home
fi
jar=$built/clr-search.jar
embedded=$built/spark

# --- The arguments -----------------------------------------------------------------------------------------------

spark_options=() # expanded as ${a[@]+"${a[@]}"}: before bash 4.4, an empty array is an unset variable
main_options=()
asks_only=''
master=''
conf_master=''
properties_file=''
driver_java_options=''

check() { # OPTION VALUE: errors that Spark or Java would report with a stack trace
  local number='^[1-9][0-9]*$' size='^[1-9][0-9]*([kKmMgGtTpP][bB]?)?$'
  case $1 in
    --*-cores | '--conf spark.executor.cores' | '--conf spark.driver.cores' | '--conf spark.cores.max')
      [[ $2 =~ $number ]] || fail 2 "$1 must be an integer of at least 1, but is '$2'"
      ;;
    --*-memory | '--conf spark.executor.memory' | '--conf spark.driver.memory')
      [[ $2 =~ $size ]] || fail 2 "$1 must be a size such as 512m or 4g, but is '$2'"
      ;;
  esac
}

while [ $# -gt 0 ]; do
  case $1 in
    -h | --help | --version)
      main_options+=("$1")
      asks_only=1
      shift
      continue
      ;;
    --verbose)
      main_options+=("$1")
      shift
      continue
      ;;
    --supervise | -v)
      spark_options+=("$1")
      shift
      continue
      ;;
    --)
      shift
      break
      ;;
    -*) ;;
    *) break ;;
  esac

  option=${1%%=*}
  # Spark reports an unknown option with a hundred lines that do not mention the options of a command.
  case $option in
    --archives | --class | --conf | -c | --deploy-mode | --driver-class-path | --driver-cores | \
      --driver-default-class-path | --driver-java-options | --driver-library-path | --driver-memory | \
      --exclude-packages | --executor-cores | --executor-memory | --files | --jars | --keytab | --kill | \
      --load-spark-defaults | --master | --name | --num-executors | --packages | --principal | \
      --properties-file | --proxy-user | --py-files | --queue | --remote | --repositories | --status | \
      --total-executor-cores) ;;
    *) fail 2 "unknown spark-submit option $option: options of a command come after the command" ;;
  esac
  if [ "$option" != "$1" ]; then
    value=${1#*=}
    spark_options+=("$1")
    shift
  elif [ $# -ge 2 ]; then
    value=$2
    spark_options+=("$1" "$2")
    shift 2
  else
    fail 2 "$option needs a value"
  fi
  check "$option" "$value"
  case $option in
    --master) master=$value ;;
    --properties-file) properties_file=$value ;;
    --driver-java-options) driver_java_options=given ;;
    --conf | -c)
      check "--conf ${value%%=*}" "${value#*=}"
      case $value in
        spark.master=*) conf_master=${value#*=} ;;
        spark.driver.extraJavaOptions=*) driver_java_options=given ;;
      esac
      ;;
  esac
done

if [ $# -eq 0 ] && [ -z "$asks_only" ]; then
  if [ "$PWD" -ef "$home" ]; then
    set -- search conf/quickstart.conf
  else
    set -- search "$home/conf/quickstart.conf"
  fi
fi
command=${1:-}

# --- The master and the Spark to use -------------------------------------------------------------------------------

configured() { # KEY: its value in the properties file that Spark will read; empty if there is none
  local file=${properties_file:-${SPARK_CONF_DIR:-${SPARK_HOME:-$embedded}/conf}/spark-defaults.conf}
  if [ -f "$file" ]; then
    sed -n "s/^[[:space:]]*$1[[:space:]=:][[:space:]=:]*//p" "$file" | tail -n 1
  fi
}

# In Spark's order of precedence.
master=${master:-$conf_master}
master=${master:-$(configured 'spark\.master')}
master=${master:-${MASTER:-}}

if [ -n "${SPARK_HOME:-}" ]; then
  [ -f "$SPARK_HOME/bin/spark-submit" ] ||
    fail 2 "SPARK_HOME is $SPARK_HOME, but bin/spark-submit was not found there: correct it, or unset it to use the embedded Spark"
else
  [ "$built" != "$home" ] || [ -d "$embedded/jars" ] ||
    fail 2 "this release contains no Spark: set SPARK_HOME to a Spark 4 distribution, or use the release with Spark"
  case $master in
    yarn* | k8s://*)
      fail 2 "the embedded Spark cannot reach $master: set SPARK_HOME to a full Spark distribution"
      ;;
  esac
fi

case $master in
  '' | local | 'local['* | 'local-cluster['*) export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}" ;;
  spark://* | yarn | k8s://*) ;;
  *) fail 2 "unknown Spark master '$master': use local[N], spark://HOST:PORT, yarn or k8s://URL with --master" ;;
esac

# --- The user and the system -------------------------------------------------------------------------------------

# Java decodes file names and arguments with the locale's encoding, and the POSIX locale is limited to ASCII.
case $(locale charmap 2>/dev/null) in
  ANSI_X3.4-1968 | US-ASCII | 646 | '')
    known=$(locale -a 2>/dev/null) || known=''
    for pattern in '^C\.utf-?8$' '^en_US\.utf-?8$' '\.utf-?8$'; do
      found=$(grep -i -m 1 -E "$pattern" <<<"$known") && break
    done
    export LC_ALL="${found:-C.UTF-8}"
    ;;
esac

java_options=()
property() { # NAME VALUE: for Spark's Java and Maven's; Spark's launcher removes the quotes, Maven does not
  local option=-D$1=$2
  case $option in
    *[[:space:]\"\'\\]*)
      option=${option//\\/\\\\}
      option=\"${option//\"/\\\"}\"
      ;;
  esac
  java_options+=("$option")
}

# Java uses /tmp and ignores TMPDIR.
temporary=${TMPDIR:-/tmp}
if [ ! -d "$temporary" ] || [ ! -w "$temporary" ]; then
  temporary=/tmp
fi
if [ ! -d "$temporary" ] || [ ! -w "$temporary" ]; then
  fail 1 "neither TMPDIR (${TMPDIR:-not set}) nor /tmp is writable: set TMPDIR to a writable folder for temporary files"
fi
temporary=$(cd "$temporary" && pwd -P)
[ "$temporary" = /tmp ] || property java.io.tmpdir "$temporary"

# A container may run under a user ID without a name and home, which Java calls '?'.
if ! user=$(id -un 2>/dev/null); then
  user=${HADOOP_USER_NAME:-$(id -u)}
  export SPARK_USER="${SPARK_USER:-$user}"
  property user.name "$user"
  case ${HOME:-} in
    /?*) ;;
    *) HOME='' ;;
  esac
  if [ -z "$HOME" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    HOME=$temporary/clr-search-$(id -u)
    mkdir -m 700 "$HOME" 2>/dev/null || true
    # Somebody else may have created a folder or link with this name.
    if [ -L "$HOME" ] || [ ! -d "$HOME" ] || [ ! -O "$HOME" ]; then
      HOME=$(mktemp -d "$temporary/clr-search.XXXXXX")
    fi
  fi
  export HOME
  property user.home "$HOME"
fi

# --- Java and the build ------------------------------------------------------------------------------------------

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail 1 "JAVA_HOME is $JAVA_HOME, but bin/java was not found there: set it to a JDK 17 or newer, or unset it"
else
  java=$(command -v java) || fail 1 "no java found: install a JDK 17 or newer, or set JAVA_HOME to one"
fi
# macOS has a /usr/bin/java even without Java.
java_version=$("$java" -version 2>&1) || fail 1 "$java does not run: install a JDK 17 or newer, or set JAVA_HOME to one"
java_version=${java_version#*version \"}
java_version=${java_version%%\"*}
java_release=${java_version%%[!0-9]*}
[ "${java_release:-0}" -ge 17 ] ||
  fail 1 "$java is Java $java_version, but 17 or newer is needed: install a JDK 17, or set JAVA_HOME to one"

outdated() {
  # The build writes the configuration of the embedded Spark last. If it is missing, the build was interrupted.
  [ ! -f "$jar" ] || [ ! -f "$embedded/conf/spark-defaults.conf" ] ||
    [ -n "$(find "$home/pom.xml" "$home/src/main" -newer "$jar" -print)" ]
}

if [ "$built" != "$home" ] && [ -z "${CLR_SEARCH_SKIP_BUILD:-}" ] && outdated; then
  maven=$(command -v mvn || printf '%s' "$home/mvnw") # the wrapper downloads Maven
  [ -x "$maven" ] ||
    fail 1 "mvn not found, which is needed to build $jar: install Maven 3.6.3 or newer (https://maven.apache.org/install.html)"
  echo "submit.sh: building target/clr-search.jar (the first time this downloads Spark, about 200 MB)" >&2
  # Keep standard input for the command.
  if ! output=$(cd "$home" && MAVEN_OPTS="${MAVEN_OPTS:-} ${java_options[*]-}" "$maven" -q -B -Dmaven.test.skip -Dspotless.check.skip package 2>&1 </dev/null); then
    printf '%s\n' "$output" >&2
    fail 1 "the build failed: see above"
  fi
fi

# Spark's launcher passes these to the JVM.
if [ ${#java_options[@]} -gt 0 ]; then
  export SPARK_SUBMIT_OPTS="${java_options[*]} ${SPARK_SUBMIT_OPTS:-}"
fi

# --- An installed Spark ------------------------------------------------------------------------------------------

if [ -n "${SPARK_HOME:-}" ]; then
  exec "$SPARK_HOME/bin/spark-submit" --class io.github.clrsearch.cli.Main ${spark_options[@]+"${spark_options[@]}"} \
    "$jar" ${main_options[@]+"${main_options[@]}"} "$@"
fi

# --- The embedded Spark ------------------------------------------------------------------------------------------

# Before Spark 4.2, Hadoop needs the security manager, which newer Java versions have removed.
for core in "$embedded"/jars/spark-core_2.13-4.[01].*.jar; do
  if [ -f "$core" ] && [ "$java_release" -gt 22 ]; then
    fail 1 "$java is Java $java_version, which the embedded Spark does not support: set JAVA_HOME to a JDK 17 or 21"
  fi
done

case $command in
  search | train | table1 | lr-range) short='' ;;
  *) short=1 ;;
esac
# Short commands are faster without the optimizing compiler and parallel garbage collection.
if [ -n "$short" ] && [ -z "$driver_java_options$(configured 'spark\.driver\.extraJavaOptions')" ]; then
  spark_options+=(--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC')
fi

export SPARK_CONF_DIR="${SPARK_CONF_DIR:-$embedded/conf}"
export SPARK_HOME="$embedded"
export SPARK_SCALA_VERSION=2.13

# Like bin/spark-class: Spark's launcher adds the Java options that Spark needs, and prints NUL-terminated words after
# a NUL and a line feed. The last word is the launcher's status.
launch() {
  local status=0
  "$java" -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$embedded/jars/*" \
    org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@" </dev/null || status=$?
  printf '%d\0' "$status"
}

words=()
while IFS= read -r -d '' word; do
  # Only trainings need this module, and it prints a warning, "Using incubator modules".
  if [ -n "$short" ] && [ "$word" = --add-modules=jdk.incubator.vector ]; then
    continue
  fi
  words+=("$word")
done < <(launch --class io.github.clrsearch.cli.Main ${spark_options[@]+"${spark_options[@]}"} \
  "$jar" ${main_options[@]+"${main_options[@]}"} "$@")

last=$((${#words[@]} - 1))
status=${words[$last]##*$'\n'}
if [ "$status" != 0 ] || [ "$last" -lt 2 ]; then
  printf '%s' "${words[$last]%"$status"}" >&2
  fail 1 "Spark's launcher failed (status $status): see above"
fi
if [ -n "${words[0]}" ]; then # output of the JVM before that of the launcher
  printf '%s\n' "${words[0]}" >&2
fi
java_command=${words[1]#$'\n'}
exec "$java_command" "${words[@]:2:$((last - 2))}"
