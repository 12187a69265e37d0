"""Trials of clr-search in Python: one file without dependencies (docs/programs.md).

    import clr_search

    trial = clr_search.trial(lr=0.1, width=64, n_epochs=5)    # defaults, to run without clr-search
    start = load(trial.checkpoint) if trial.resumes else 0
    for epoch in range(start + 1, trial.cycles + 1):
        loss = train_one_epoch(trial["lr"], trial.seed)
        save(trial.checkpoint, epoch)
        if not trial.report(epoch, val_loss=loss):
            break

Without clr-search, the values come from the command line (`python3 train.py lr=0.01 n_epochs=2`) or
else from the defaults, reports are printed, and training always continues.
"""

import json
import os
import sys
import tempfile

_DOCUMENT = "CLR_SEARCH_TRIAL"


class Trial:
    """One setting and its training.

    setting     values by name
    seed        for all random numbers, 0 .. 2**31 - 1; the same in every execution of the trial
    cycles      number of reports to make; 1 if no hyperparameter counts them
    checkpoint  path of a folder whose files are kept and restored
    searching   whether clr-search runs this program
    """

    def __init__(self, setting, seed, cycles, checkpoint, searching):
        self.setting = setting
        self.seed = seed
        self.cycles = cycles
        self.checkpoint = checkpoint
        self.searching = searching

    def __getitem__(self, name):
        return self.setting[name]

    @property
    def resumes(self):
        """Whether there is a checkpoint of an earlier execution."""
        return bool(os.listdir(self.checkpoint))

    def report(self, cycle=None, **values):
        """Reports values, which must be numbers; returns whether to continue."""
        report = {} if cycle is None else {"cycle": int(cycle)}
        report.update((name, float(value)) for name, value in values.items())
        if not self.searching:
            print(json.dumps(report), flush=True)
            return True
        # A line of its own, even after print(..., end=""), and one write, so that other threads do
        # not print into it.
        sys.stdout.write("\nclr-search? %s\n" % json.dumps(report))
        sys.stdout.flush()
        return sys.stdin.readline().strip() == "continue"


def trial(cycles_by="n_epochs", **defaults):
    """The trial that this program runs; without clr-search, one of the command line and defaults."""
    if _DOCUMENT in os.environ:
        with open(os.environ[_DOCUMENT], encoding="utf-8") as file:
            told = json.load(file)
        cycles = told["cycles"] or 1
        return Trial(told["setting"], told["seed"], cycles, told["checkpoint"], True)
    setting = dict(defaults)
    for argument in sys.argv[1:]:
        name, equals, text = argument.partition("=")
        if not equals or name not in defaults:
            raise SystemExit(
                "arguments must be NAME=VALUE with a name of %s, but got '%s'"
                % (", ".join(defaults), argument)
            )
        setting[name] = _value(text, defaults[name])
    cycles = int(setting.get(cycles_by, 1))
    return Trial(setting, 1, cycles, tempfile.mkdtemp(prefix="checkpoint-"), False)


def _value(text, default):
    """A value of the type of the default."""
    try:
        return type(default)(text)
    except ValueError:
        raise SystemExit("%r must be a %s" % (text, type(default).__name__)) from None
