#!/usr/bin/env python3
"""Our training step beside PyTorch's, in alternating pairs, each on one thread.

    mvn -q -Pbench -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
    src/bench/compare.py [--pairs 7] [--seconds 0.5] [--only m=50]

Times are processor seconds of the computing thread: the medians of many updates, then of all pairs, so that other
load on the machine disturbs little. A fraction of the peak is that of a 1536 x 1536 product by the same library in the
same run. PyTorch is /usr/bin/python3's (Debian: apt install python3-torch libopenblas0).
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parents[2]
CASES = [  # name, question, our trials side by side: times are those of one
    ("m = 50", "step 50 1 0", 1),
    ("m = 50, two side by side", "step 50 1 0", 2),
    ("m = 50, five side by side", "step 50 1 0", 5),
    ("m = 50, eight side by side", "step 50 1 0", 8),
    ("m = 50, mirrored", "step 50 1 0.5", 1),
    ("m = 50, dropout 0.8 / 0.8", "step 50 0.8 0", 1),
    ("m = 200", "step 200 1 0", 1),
    ("m = 200, two side by side", "step 200 1 0", 2),
    ("m = 1000", "step 1000 1 0", 1),
    ("m = 1000, mirrored", "step 1000 1 0.5", 1),
    ("m = 1000, dropout 0.8 / 0.8", "step 1000 0.8 0", 1),
]
PEAK = "peak"
PEAK_OPERATIONS = 2 * 1536**3


def operations(question):
    return 2 * 100 * int(question.split(" ")[1]) * (2 * 3072 + 3 * 10)


def environment():
    """One thread, and the kernels that the library itself would choose for this processor."""
    result = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    # The last two in PyTorch's favour: otherwise glibc gives large tensors back to the kernel and faults them in again.
    result.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", OPENBLAS_VERBOSE="2",
                  MALLOC_MMAP_THRESHOLD_=str(1 << 30), MALLOC_TRIM_THRESHOLD_=str(1 << 30))
    return result


class Side:
    """A process that answers questions with seconds."""

    trials = 1

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, cwd=HOME, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.name = self.process.stdout.readline().strip()

    def ask(self, question, count):
        """Seconds for one trial: ours trains several at once."""
        several = f"{question} {self.trials}" if self.trials > 1 else question
        self.process.stdin.write(f"{several} {count}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline()) / self.trials

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def ours():
    classpath = (HOME / "target/bench.classpath").read_text().strip()
    folders = f"{HOME}/target/classes:{HOME}/target/test-classes"
    return Side(
        ["java", "-Xmx1g", "--add-modules=jdk.incubator.vector", "-cp", f"{folders}:{classpath}", "io.github.clrsearch.bench.StepTimes"]
    )


def counts(side, question, seconds):
    """Warmed up: how many fit into the time."""
    side.ask(question, 3)
    one = side.ask(question, 3)
    side.ask(question, max(3, min(3000, int(2 / one))))
    return max(3, int(seconds / side.ask(question, 3)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.5, help="for one side of a pair")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    options = parser.parse_args()
    sides = [ours(), Side(["/usr/bin/python3", "src/bench/pytorch_step.py"]),
             Side(["/usr/bin/python3", "src/bench/pytorch_step.py", "manual"])]
    print("; ".join(side.name for side in sides), f"; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    cases = [(PEAK, PEAK, 1)] + [case for case in CASES if options.only in case[0]]
    rounds = {}
    peaks = []
    for name, question, trials in cases:
        sides[0].trials = trials
        number = [counts(side, question, options.seconds) for side in sides]
        rounds[name] = [
            [side.ask(question, n) for side, n in zip(sides, number)] for _ in range(options.pairs)
        ]
        if question == PEAK:
            peaks = [PEAK_OPERATIONS / statistics.median(r[i] for r in rounds[name]) for i in range(len(sides))]
            print("peak of sgemm: " + ", ".join(f"{side.name} {p / 1e9:.0f} GFLOP/s" for side, p in zip(sides, peaks)))
            print("\n| step | ours, ms | of the peak | autograd, ms | by hand, ms | ours / PyTorch's faster |")
            print("|---|---|---|---|---|---|", flush=True)
            continue
        middle = [statistics.median(r[i] for r in rounds[name]) for i in range(len(sides))]
        ratio = statistics.median(r[0] / min(r[1:]) for r in rounds[name])
        part = operations(question) / middle[0] / peaks[0]
        times = f"{middle[1] * 1e3:.2f} | {middle[2] * 1e3:.2f}"
        print(f"| {name} | {middle[0] * 1e3:.3f} | {part:.2f} | {times} | {ratio:.2f} |", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    for side in sides:
        side.close()


if __name__ == "__main__":
    main()
