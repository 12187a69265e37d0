#!/usr/bin/python3
"""The same training step in PyTorch, on one thread.

Reads commands from standard input, one per line, and prints seconds of processor time:
"step M KEEP MIRROR COUNT" prints the median of COUNT updates, "measure M COUNT" that of COUNT measurements of loss and
accuracy on 400 images, and "peak COUNT" that of COUNT square products.
Bytes are gathered and standardized as in our step. Gradients and update use autograd and torch.optim.SGD, or, with
the argument "manual", products written by hand that add in place, the fastest form in PyTorch.
"""

import sys
import time

import torch
import torch.nn.functional as F

BATCH, INPUTS, CLASSES, IMAGES, MEASURED = 100, 3072, 10, 45_000, 400
ETA, LAMBDA = 1e-3, 1e-3


class Data:
    def __init__(self):
        self.pixels = torch.randint(0, 256, (IMAGES, INPUTS), dtype=torch.uint8)
        self.labels = torch.randint(0, CLASSES, (IMAGES,))
        self.order = torch.randperm(IMAGES)
        self.scale = torch.full((INPUTS,), 1 / 73.9)
        self.shift = torch.full((INPUTS,), -127.5 / 73.9)
        self.next = 0

    def gather(self, mirror):
        batch = self.order[self.next : self.next + BATCH]
        self.next = (self.next + BATCH) % IMAGES
        inputs = self.pixels[batch]
        if mirror > 0:
            moved = (torch.rand(BATCH) < mirror).view(BATCH, 1, 1)
            rows = inputs.view(BATCH, INPUTS // 32, 32)
            inputs = torch.where(moved, rows.flip(2), rows).view(BATCH, INPUTS)
        return inputs.float().mul_(self.scale).add_(self.shift), self.labels[batch]


class Autograd:
    def __init__(self, data, m, keep, mirror):
        self.data, self.keep, self.mirror = data, keep, mirror
        self.first, self.second = torch.nn.Linear(INPUTS, m), torch.nn.Linear(m, CLASSES)
        weights, biases = zip(*[(layer.weight, layer.bias) for layer in (self.first, self.second)])
        self.optimizer = torch.optim.SGD(
            [{"params": weights, "weight_decay": 2 * LAMBDA}, {"params": biases}], lr=ETA
        )

    def run(self):
        x, labels = self.data.gather(self.mirror)
        drop = 1 - self.keep
        if drop > 0:
            x = F.dropout(x, drop)
        hidden = F.relu(self.first(x))
        if drop > 0:
            hidden = F.dropout(hidden, drop)
        self.optimizer.zero_grad(set_to_none=False)
        F.cross_entropy(self.second(hidden), labels).backward()
        self.optimizer.step()


class Manual:
    def __init__(self, data, m, keep, mirror):
        self.data, self.keep, self.mirror = data, keep, mirror
        self.w1, self.b1 = torch.randn(m, INPUTS) / INPUTS**0.5, torch.zeros(m)
        self.w2, self.b2 = torch.randn(CLASSES, m) / m**0.5, torch.zeros(CLASSES)

    @torch.no_grad()
    def run(self):
        x, labels = self.data.gather(self.mirror)
        if self.keep < 1:
            x.mul_(torch.empty_like(x).bernoulli_(self.keep).div_(self.keep))
        hidden = torch.addmm(self.b1, x, self.w1.t()).relu_()
        if self.keep < 1:
            hidden.mul_(torch.empty_like(hidden).bernoulli_(self.keep).div_(self.keep))
        output = torch.addmm(self.b2, hidden, self.w2.t()).softmax(1)
        output[torch.arange(BATCH), labels] -= 1
        output.div_(BATCH)
        back = output.mm(self.w2).mul_(hidden > 0)
        if self.keep < 1:
            back.div_(self.keep)
        decay = 1 - 2 * ETA * LAMBDA
        self.w2.addmm_(output.t(), hidden, beta=decay, alpha=-ETA)
        self.b2.add_(output.sum(0), alpha=-ETA)
        self.w1.addmm_(back.t(), x, beta=decay, alpha=-ETA)
        self.b1.add_(back.sum(0), alpha=-ETA)


class Measurement:
    def __init__(self, data, m):
        self.data, self.network = data, Manual(data, m, 1, 0)
        self.chosen = torch.randperm(IMAGES)[:MEASURED]

    @torch.no_grad()
    def run(self):
        data, network = self.data, self.network
        x = data.pixels[self.chosen].float().mul_(data.scale).add_(data.shift)
        hidden = torch.addmm(network.b1, x, network.w1.t()).relu_()
        output = torch.addmm(network.b2, hidden, network.w2.t())
        labels = data.labels[self.chosen]
        self.loss = F.cross_entropy(output, labels).item()
        self.accuracy = (output.argmax(1) == labels).float().mean().item()


class Square:
    def __init__(self):
        self.a, self.b = torch.randn(1536, 1536), torch.randn(1536, 1536)
        self.c = torch.empty(1536, 1536)

    def run(self):
        torch.mm(self.a, self.b, out=self.c)


def median(work, count):
    times = []
    for _ in range(count):
        before = time.thread_time_ns()
        work.run()
        times.append(time.thread_time_ns() - before)
    return sorted(times)[count // 2] * 1e-9


def main():
    torch.set_num_threads(1)
    torch.set_flush_denormal(False)
    step = Manual if "manual" in sys.argv[1:] else Autograd
    works = {
        "step": lambda m, keep, mirror: step(data, int(m), float(keep), float(mirror)),
        "measure": lambda m: Measurement(data, int(m)),
        "peak": Square,
    }
    print("PyTorch", torch.__version__, step.__name__.lower(), flush=True)
    data, known = Data(), {}
    for line in sys.stdin:
        question, count = line.rsplit(" ", 1)
        if question not in known:
            name, *sizes = question.split(" ")
            known[question] = works[name](*sizes)
        print(median(known[question], int(count)), flush=True)


if __name__ == "__main__":
    main()
