"""The smallest example: a loss that falls with every epoch, in Python without any library."""

import json
import os

import clr_search

trial = clr_search.trial(lr=0.1, act="relu", n_epochs=5)
state = os.path.join(trial.checkpoint, "epoch.json")
epoch = 0
if trial.resumes:
    with open(state, encoding="utf-8") as file:
        epoch = json.load(file)
while epoch < trial.cycles:
    epoch += 1
    loss = (trial["lr"] - 0.03) ** 2 + (0 if trial["act"] == "gelu" else 0.01) + 0.1 / epoch
    with open(state, "w", encoding="utf-8") as file:
        json.dump(epoch, file)
    if not trial.report(epoch, val_loss=loss):
        break
