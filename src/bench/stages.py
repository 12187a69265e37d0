#!/usr/bin/env python3
"""Measures the overhead of Spark, driver and store, and compares a stage with two PyTorch processes.

    src/bench/stages.py [--data data/cifar-10-batches-bin] [--trials 20]

1. A stage of trials (m = 50, two cycles) on local[1] and on local[2], with a driver of 1 GiB; then without fused training.
2. The same updates in two concurrent PyTorch processes, half of the trials each: without measurements, then with them.
3. Trials without updates, through driver and store.
"""

import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import time

import compare

HOME = pathlib.Path(__file__).resolve().parents[2]
UPDATES = 2 * 2 * 2 * 450  # cycles, halves, epochs, mini-batches: two cycles at k = 2
# Images that a trial measures: both samples of 400 at 19 points (the first before any update), but all 5,000 validation
# images at the two cycle ends, and after the second also with the average network. Counted in measurements of 400.
MEASUREMENTS = (19 * 2 * 400 + 2 * (5000 - 400) + 5000) // 400


def search(folder, name, master, memory, settings):
    """Runs a study. Returns its rows and the seconds of the whole command."""
    study = pathlib.Path(folder) / f"{name}.conf"
    study.write_text(f"study {{ name = {name} }}\n")
    out = pathlib.Path(folder) / name
    command = [HOME / "submit.sh", "--master", master, "--driver-memory", memory, "search", study, "--out", out]
    for key, value in settings.items():
        command += ["--set", f"{key}={value}"]
    before = time.time()
    done = subprocess.run(command, env=compare.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{name} failed:\n{done.stdout[-2000:]}")
    seconds = time.time() - before
    return [json.loads(line) for file in sorted(out.glob("trials/*.json*")) for line in file.open()], seconds


def stage_row(name, rows, cores, command):
    """Prints what a stage took, and what Spark left idle; the stage's seconds."""
    busy, seconds = sum(r["seconds"] for r in rows), wall(rows)
    together = max(r["side_by_side"] for r in rows)
    share = busy / (cores * seconds)
    print(f"| {name} | {len(rows)} | {together} | {busy:.1f} | {seconds:.1f} | {share:.3f} | {command:.1f} |", flush=True)
    return seconds


def wall(rows):
    """From the first trial's start to the last one's end."""
    def parsed(text):
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()

    return max(parsed(r["ended"]) for r in rows) - min(parsed(r["started"]) for r in rows)


def pytorch(trials, measurements, *form):
    """The wall time of two processes that share the trials' updates and measurements, in a form of pytorch_step.py."""
    def half(side):
        for _ in range(trials // 2):
            side.ask("step 50 1 0", UPDATES)
            if measurements > 0:
                side.ask("measure 50", measurements)

    sides = [compare.Side(["/usr/bin/python3", "src/bench/pytorch_step.py", *form]) for _ in range(2)]
    for side in sides:
        side.ask("step 50 1 0", 3)
        side.ask("measure 50", 3)
    before = time.time()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(half, sides))
    seconds = time.time() - before
    for side in sides:
        side.close()
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=str(HOME / "data/cifar-10-batches-bin"))
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--empty", type=int, default=10_000, help="trials without updates")
    options = parser.parse_args()
    data = (
        {"data.path": options.data}
        if pathlib.Path(options.data).exists()
        else {"data.format": "synthetic", "data.synthetic.training": 50_000}
    )
    stage = {**data, "stage.trials": options.trials,
             "space.lambda": "{ log-uniform = [1e-5, 1e-2] }"}
    walls = {}
    with tempfile.TemporaryDirectory() as folder:
        print(f"load {os.getloadavg()[0]:.1f}\n")
        print("| stage | trials | fused per task | sum of trials, s | stage, s | sum / (cores x stage) | command, s |")
        print("|---|---|---|---|---|---|---|", flush=True)
        for cores in (1, 2):
            rows, command = search(folder, f"local-{cores}", f"local[{cores}]", "1g", stage)
            walls[cores] = stage_row(f"local[{cores}]", rows, cores, command)
        rows, command = search(folder, "alone", "local[2]", "1g", {**stage, "search.fuse.trials": 1})
        stage_row("local[2], not fused", rows, 2, command)
        print(f"\nlocal[1] / local[2]: {walls[1] / walls[2]:.2f}", flush=True)
        forms = (["with autograd"], ["by hand, PyTorch's faster form", "manual"])
        for name, *form in forms if compare.has_rival() else ():
            for what, measurements in (("without measurements", 0), ("with them", MEASUREMENTS)):
                rival = pytorch(options.trials, measurements, *form)
                ratio = walls[2] / rival
                print(f"two PyTorch processes {name}, {what}: {rival:.1f} s; our stage / theirs: {ratio:.2f}",
                      flush=True)
        none = {"data.format": "synthetic", "data.synthetic.training": 200, "data.synthetic.test": 100,
                "data.validation": 50, "measure.subset": 1, "space.m": 1, "space.n_cycles": 0,
                "space.batch_size": 10, "space.lambda": stage["space.lambda"], "stage.trials": options.empty}
        if options.empty > 0:
            rows, _ = search(folder, "empty", "local[2]", "1g", none)
            print(f"trials without updates: {len(rows) / wall(rows):.0f} per second over {len(rows)}", flush=True)
        print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
