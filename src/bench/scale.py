#!/usr/bin/env python3
"""Measures how commands scale with the number of trials in a study.

    src/bench/scale.py [--trials 500 5000 50000] [--memory 1g] [--folder FOLDER] [--conf KEY=VALUE ...] [--log LOG]

FOLDER may be on S3 (s3a://bucket/folder), with the settings of docs/clusters.md: spark.hadoop.fs.s3a.* and
spark.driver.extraClassPath.

For each number of trials it searches a study of at most 500 trials that take milliseconds (m = 1, two cycles, 200
synthetic images), adds rows up to the number (MoreTrials.java), resumes the search, which has nothing left to train,
and runs show, two queries and report. It prints a table of wall time, processor time, the largest resident memory, and
the requests to the S3 server if LOG is the log of S3Proxy at the level debug.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile
import time

import compare

HOME = pathlib.Path(__file__).resolve().parents[2]
STUDY = """
study { name = scale, seed = 1 }
data { format = synthetic, validation = 100, synthetic { training = 200, test = 10 } }
space { lambda = { log-uniform = [1e-5, 1e-1] }, eta_max = { uniform = [0.01, 0.1] }, k = 1, n_cycles = 2, m = 1 }
measure { per-cycle = 2, subset = 10 }
"""
DECADES = "SELECT floor(log10(lambda)) AS decade, count(*), max(best_validation_accuracy) FROM trials GROUP BY decade"
SEARCHED = 500
MIB = 1024
REQUEST = re.compile(rb"^request: .*\{[A-Z]+@", re.MULTILINE)


def requests(log):
    """The number of requests in the server's log so far."""
    return len(REQUEST.findall(pathlib.Path(log).read_bytes())) if log else 0


def measured(options, *command):
    """Runs a command. Returns its wall seconds, processor seconds and largest resident memory in MiB."""
    with tempfile.TemporaryFile() as output:
        before = time.time()
        process = subprocess.Popen([HOME / "submit.sh", *options, *command], env=compare.environment(), stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.time() - before
        if status != 0:
            output.seek(0)
            raise SystemExit(f"{command} failed:\n{output.read().decode()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB


def searched(folder, study, options, settings, trials):
    """A study with this number of trials. Returns its folder."""
    out = f"{folder}/scale-{trials}"
    if not pathlib.Path(out).exists():
        measured(options, *search(study, out, min(trials, SEARCHED)))
        if trials > SEARCHED:
            classes = f"{HOME}/target/classes:{HOME}/target/spark/jars/*:{settings.get('spark.driver.extraClassPath', '')}"
            hadoop = [f"-D{key[13:]}={value}" for key, value in settings.items() if key.startswith("spark.hadoop.")]
            subprocess.run(["java", *hadoop, "-cp", classes, HOME / "src/bench/MoreTrials.java", out, str(trials)], check=True)
    return out


def search(study, out, trials):
    return ["search", study, "--out", out, "--set", f"stages=[{{ name = all, trials = {trials} }}]"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, nargs="+", default=[500, 5000, 50000])
    parser.add_argument("--memory", default="1g")
    parser.add_argument("--folder", help="keeps the studies here; default: a temporary folder")
    parser.add_argument("--conf", action="append", default=[], help="a Spark setting")
    parser.add_argument("--log", help="the log of the S3 server")
    arguments = parser.parse_args()
    options = ["--master", "local[2]", "--driver-memory", arguments.memory]
    settings = dict(setting.split("=", 1) for setting in arguments.conf)
    for setting in arguments.conf:
        options += ["--conf", setting]
    with tempfile.TemporaryDirectory() as temporary:
        study = pathlib.Path(temporary) / "scale.conf"
        study.write_text(STUDY)
        print("| trials | command | seconds | processor, s | resident, MiB | requests |\n|---|---|---|---|---|---|")
        for trials in arguments.trials:
            out = searched(arguments.folder or temporary, study, options, settings, trials)
            for name, command in {
                "resume": search(study, out, trials),
                "show": ["show", out],
                "sql, count": ["sql", "SELECT count(*) FROM trials", "--study", out],
                "sql, by decade": ["sql", DECADES, "--study", out],
                "report": ["report", out],
            }.items():
                before = requests(arguments.log)
                seconds, processor, memory = measured(options, *command)
                sent = requests(arguments.log) - before
                print(f"| {trials:,} | {name} | {seconds:.1f} | {processor:.1f} | {memory:.0f} | {sent} |", flush=True)


if __name__ == "__main__":
    main()
