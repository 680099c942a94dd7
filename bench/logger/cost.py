"""What the PyTorch logger costs: CPU time of a step with it (every=10) against one without, and whether memory grows.

    python3 bench/logger/cost.py        # any machine, PyTorch 1.13 or later; one thread; it begins no round after 30 s
"""
import importlib.util
import os
import resource
import statistics
import tempfile
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("logger", os.path.join(HERE, "../../packages/cli/loggers/pytorch.py"))
logger = importlib.util.module_from_spec(spec)
spec.loader.exec_module(logger)

torch.set_num_threads(1)
LAYERS, WIDTH, BATCH, STEPS, ROUNDS = 10, 256, 128, 20, 9
LONGEST = 30  # seconds of rounds on a busy machine


def trained(path):
    """A function that trains so many steps and returns CPU milliseconds a step."""
    torch.manual_seed(0)
    parts = [part for _ in range(LAYERS) for part in (nn.Linear(WIDTH, WIDTH), nn.ReLU())]
    model, x, y = nn.Sequential(*parts[:-1]), torch.randn(BATCH, WIDTH), torch.randn(BATCH, WIDTH)
    optimizer = torch.optim.Adam(model.parameters())
    log = logger.GradscopeLogger(model, path, every=10) if path else lambda loss: None

    def train():
        start = time.process_time()
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss = F.mse_loss(model(x), y)
            loss.backward()
            log(loss)
            optimizer.step()
        return (time.process_time() - start) / STEPS * 1e3
    train()
    return train


with tempfile.TemporaryDirectory() as folder:
    plain, logged = trained(None), trained(os.path.join(folder, "log.jsonl"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, pairs = time.monotonic(), []
    while len(pairs) < ROUNDS and time.monotonic() - begun < LONGEST:
        pairs.append((plain(), logged()))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
a, b = (statistics.median(column) for column in zip(*pairs))
print(f"PyTorch {torch.__version__}, {LAYERS} layers of {WIDTH} units, batches of {BATCH}, Adam, one thread")
print(f"a step: {a:.2f} ms without, {b:.2f} ms with the logger (every=10): {(b / a - 1) * 100:.1f} % more, median of {len(pairs)} rounds")
print(f"memory over {len(pairs) * STEPS} steps of each: {grown / 1024:.1f} MiB more")
