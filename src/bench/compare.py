#!/usr/bin/env python3
"""Compares our training step with sgemm's peak and with PyTorch, in alternating pairs, each on one thread.

    mvn -q -Pbench -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
    src/bench/compare.py [--pairs 7] [--seconds 0.5] [--only m=50] [--avx2] [--java /path/to/bin/java]

Times are processor seconds of the computing thread: medians over many updates, then over all pairs. The peak is a
1536 x 1536 product by OpenBLAS, measured again in every pair; a fraction of the peak is the median of the pairs'
fractions. Other virtual machines share the caches, which processor seconds do not show. So the last columns compare
the quiet pairs: the lower quartile of each side's times. --avx2 makes all sides use the kernels for processors without AVX-512.
PyTorch must be installed for /usr/bin/python3 (Debian: apt install python3-torch libopenblas0); otherwise only our
step is measured.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parents[2]
CASES = [  # name, question, number of fused trials; times are per trial
    ("m = 50", "step 50 1 0", 1),
    ("m = 50, two fused", "step 50 1 0", 2),
    ("m = 50, five fused", "step 50 1 0", 5),
    ("m = 50, eight fused", "step 50 1 0", 8),
    ("m = 50, mirrored", "step 50 1 0.5", 1),
    ("m = 50, dropout 0.8 / 0.8", "step 50 0.8 0", 1),
    ("m = 200", "step 200 1 0", 1),
    ("m = 200, two fused", "step 200 1 0", 2),
    ("m = 1000", "step 1000 1 0", 1),
    ("m = 1000, mirrored", "step 1000 1 0.5", 1),
    ("m = 1000, dropout 0.8 / 0.8", "step 1000 0.8 0", 1),
]
PEAK = "peak"
PEAK_OPERATIONS = 2 * 1536**3


def operations(question):
    return 2 * 100 * int(question.split(" ")[1]) * (2 * 3072 + 3 * 10)


def environment(avx2=False):
    """One thread, and the fastest kernels for this processor, or those for AVX2."""
    result = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    # The last two in PyTorch's favour: otherwise glibc gives large tensors back to the kernel and faults them in again.
    result.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", OPENBLAS_VERBOSE="2",
                  MALLOC_MMAP_THRESHOLD_=str(1 << 30), MALLOC_TRIM_THRESHOLD_=str(1 << 30))
    if avx2:
        result.update(OPENBLAS_CORETYPE="Haswell", ATEN_CPU_CAPABILITY="avx2", DNNL_MAX_CPU_ISA="AVX2")
    elif "avx512f" in pathlib.Path("/proc/cpuinfo").read_text():
        # Debian's OpenBLAS does not know newer processors and falls back to kernels for SSE.
        result.update(OPENBLAS_CORETYPE="SkylakeX")
    return result


class Side:
    """A process that answers questions with seconds."""

    trials = 1

    def __init__(self, command, avx2=False):
        self.process = subprocess.Popen(
            command, cwd=HOME, env=environment(avx2), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.name = self.process.stdout.readline().strip()

    def ask(self, question, count):
        """Seconds per trial; ours may train several fused trials."""
        several = f"{question} {self.trials}" if self.trials > 1 else question
        self.process.stdin.write(f"{several} {count}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline()) / self.trials

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def ours(java, avx2):
    classpath = (HOME / "target/bench.classpath").read_text().strip()
    folders = f"{HOME}/target/classes:{HOME}/target/test-classes"
    options = ["-Xmx1g", "--add-modules=jdk.incubator.vector"] + (["-XX:UseAVX=2"] if avx2 else [])
    return Side([java, *options, "-cp", f"{folders}:{classpath}", "io.github.clrsearch.bench.StepTimes"], avx2)


def has_rival():
    return subprocess.run(["/usr/bin/python3", "-c", "import torch"], stderr=subprocess.DEVNULL).returncode == 0


def rivals(avx2):
    """PyTorch with autograd and by hand; empty if it is not installed."""
    if not has_rival():
        return []
    return [Side(["/usr/bin/python3", "src/bench/pytorch_step.py", *form], avx2) for form in ([], ["manual"])]


def counts(side, question, seconds):
    """Warms up, then returns how many updates fit into the time."""
    side.ask(question, 3)
    one = side.ask(question, 3)
    side.ask(question, max(3, min(3000, int(2 / one))))
    return max(3, int(seconds / side.ask(question, 3)))


def quartile(times):
    """The lower quartile."""
    times = sorted(times)
    return times[len(times) // 4]


def row(name, count, rounds):
    """A row of the table.

    count -- operations of an update
    rounds -- per pair, the peak and the seconds of all sides, ours first
    """
    sides = range(len(rounds[0][1]))
    peak = statistics.median(p for p, _ in rounds)
    part = statistics.median(count / times[0] / p for p, times in rounds)
    middle = [1e3 * statistics.median(times[i] for _, times in rounds) for i in sides]
    low = [quartile(times[i] for _, times in rounds) for i in sides]
    theirs = " | ".join(f"{ms:.2f}" for ms in middle[1:]) or "- | -"
    ratio = f"{statistics.median(t[0] / min(t[1:]) for _, t in rounds):.2f}" if middle[1:] else "-"
    quiet_part = count / low[0] * quartile(1 / p for p, _ in rounds)
    quiet_ratio = f"{low[0] / min(low[1:]):.2f}" if low[1:] else "-"
    return (f"| {name} | {peak / 1e9:.0f} | {middle[0]:.3f} | {part:.2f} | {theirs} | {ratio} "
            f"| {1e3 * low[0]:.3f} | {quiet_part:.2f} | {quiet_ratio} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.5, help="for one side of a pair")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--avx2", action="store_true", help="without AVX-512")
    parser.add_argument("--java", default="java", help="the Java to run ours with")
    options = parser.parse_args()
    us = ours(options.java, options.avx2)
    sides = rivals(options.avx2)
    print("; ".join(side.name for side in [us, *sides]), f"; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    us.ask(PEAK, 5)
    print("| step | peak of sgemm, GFLOP/s | ours, ms | of the peak | autograd, ms | by hand, ms | ours / PyTorch's faster "
          "| quiet: ours, ms | of the peak | ours / PyTorch's faster |")
    print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
    cases = [case for case in CASES if options.only in case[0]]
    number = {}
    for name, question, trials in cases:
        us.trials = trials
        number[name] = [counts(side, question, options.seconds) for side in [us, *sides]]
    # Round by round through all cases: what disturbs a machine for a minute does not decide a case.
    rounds = {name: [] for name, _, _ in cases}
    for _ in range(options.pairs):
        for name, question, trials in cases:
            us.trials = 1
            peak = PEAK_OPERATIONS / us.ask(PEAK, 3)
            us.trials = trials
            rounds[name].append((peak, [side.ask(question, n) for side, n in zip([us, *sides], number[name])]))
    for name, question, _ in cases:
        print(row(name, operations(question), rounds[name]))
    print(f"load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    for side in [us, *sides]:
        side.close()


if __name__ == "__main__":
    main()
