"""A small PyTorch network with a checkpoint: two noisy spirals, drawn from a fixed seed."""

import os

import clr_search
import torch
from torch import nn

trial = clr_search.trial(lr=1e-2, width=32, act="relu", n_epochs=5)
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))


def spirals(count, seed):
    """Points of two spirals and their classes."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.randint(2, (count,), generator=generator)
    radius = torch.rand(count, generator=generator)
    angle = 6 * radius + 3.1416 * labels
    points = torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], 1)
    return points + 0.03 * torch.randn(count, 2, generator=generator), labels


train_x, train_y = spirals(1000, 1)
val_x, val_y = spirals(500, 2)
torch.manual_seed(trial.seed)
act = {"relu": nn.ReLU, "tanh": nn.Tanh, "gelu": nn.GELU}[trial["act"]]
width = int(trial["width"])
model = nn.Sequential(nn.Linear(2, width), act(), nn.Linear(width, width), act(), nn.Linear(width, 2))
optimizer = torch.optim.Adam(model.parameters(), lr=trial["lr"])
loss_of = nn.CrossEntropyLoss()
file = os.path.join(trial.checkpoint, "checkpoint.pt")
done = 0
if trial.resumes:
    state = torch.load(file)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    done = state["epoch"]
for epoch in range(done + 1, trial.cycles + 1):
    for batch in torch.randperm(len(train_x)).split(50):
        optimizer.zero_grad()
        loss_of(model(train_x[batch]), train_y[batch]).backward()
        optimizer.step()
    with torch.no_grad():
        outputs = model(val_x)
    torch.save(
        {
            "epoch": epoch,
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": torch.get_rng_state(),
        },
        file + ".new")
    os.replace(file + ".new", file)
    accuracy = (outputs.argmax(1) == val_y).float().mean()
    if not trial.report(epoch, val_loss=loss_of(outputs, val_y), val_accuracy=accuracy):
        break
