#!/usr/bin/env python3
"""Compares our search with Spark MLlib's MultilayerPerceptronClassifier and TrainValidationSplit.

    mvn -q -Pbench -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
    src/bench/mllib.py [--data data/cifar-10-batches-bin] [--files data_batch_1.bin] [--trials 8]

Both use local[2], the same images (one fifth for validation), layers (3072, 50, 10) and number of settings. MLlib's
settings are numbers of iterations from 10 to --iterations, its only useful hyperparameter; ours draw lambda.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile

import compare
import stages

HOME = pathlib.Path(__file__).resolve().parents[2]
RECORD = 3073


def flags():
    """What Spark needs on Java 17, as the tests have it."""
    text = re.search(r"<spark.jvm.options>(.*?)</spark.jvm.options>", (HOME / "pom.xml").read_text(), re.S)[1]
    return text.split()


def mllib(options, files):
    classpath = (HOME / "target/bench.classpath").read_text().strip()
    folders = f"{HOME}/target/classes:{HOME}/target/test-classes"
    command = ["java", *flags(), f"-Xmx{options.memory}", "-cp", f"{folders}:{classpath}", "io.github.clrsearch.bench.MllibSearch",
               options.data, ",".join(files), str(options.trials), str(options.iterations), "local[2]"]
    environment = {**compare.environment(), "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"MLlib failed:\n{done.stderr[-3000:]}")
    seconds, best, _ = done.stdout.strip().split("\n")[-1].split(" ", 2)
    return float(seconds), float(best)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=str(HOME / "data/cifar-10-batches-bin"))
    parser.add_argument("--files", default="data_batch_1.bin", help="with commas between")
    parser.add_argument("--trials", type=int, default=8)
    parser.add_argument("--iterations", type=int, default=100, help="the most that a setting of MLlib's has")
    parser.add_argument("--cycles", type=int, default=2, help="of each of our trials")
    parser.add_argument("--memory", default="4g", help="MLlib's heap")
    options = parser.parse_args()
    files = options.files.split(",")
    images = sum((pathlib.Path(options.data) / file).stat().st_size // RECORD for file in files)
    print(f"{images} images, {options.trials} settings, load {os.getloadavg()[0]:.1f}\n")
    print("| search | seconds | best validation accuracy |\n|---|---|---|", flush=True)
    seconds, best = mllib(options, files)
    print(f"| MLlib, 10 to {options.iterations} iterations | {seconds:.1f} | {100 * best:.1f} % |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        study = {"data.path": options.data, "data.training": f"[{','.join(files)}]", "data.validation": images // 5,
                 "stage.trials": options.trials, "space.n_cycles": options.cycles,
                 "space.lambda": "{ log-uniform = [1e-4, 1e-1] }"}
        rows, _ = stages.search(folder, "compare-mllib", "local[2]", "1g", study)
    ours = max(row["best_validation_accuracy"] for row in rows)
    print(f"| ours, {options.cycles} cycles | {stages.wall(rows):.1f} | {100 * ours:.1f} % |\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
