"""Prints the milliseconds of a training step of PyTorch, float32, one thread, for each of the networks in sequences.ts."""
import json
import statistics
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(0)


class Last(nn.Module):
    """A recurrent layer, and the affine output of its last position."""

    def __init__(self, cell):
        super().__init__()
        self.cell = cell(2, 64, batch_first=True)
        self.out = nn.Linear(64, 1)

    def forward(self, x):
        return self.out(self.cell(x)[0][:, -1])


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(64), nn.LayerNorm(64)
        self.attention = nn.MultiheadAttention(64, 4, batch_first=True)
        self.dense = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 64))

    def forward(self, x):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, need_weights=False)[0]
        return x + self.dense(self.norm2(x))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(16, 64)
        self.positions = nn.Parameter(torch.zeros(64, 64))
        self.blocks = nn.Sequential(*[Block() for _ in range(4)])
        self.out = nn.Linear(64, 16)

    def forward(self, x):
        return self.out(self.blocks(self.embedding(x) + self.positions)[:, -1])


def convolution():
    layers = []
    for channels in (1, 16, 16):
        layers += [nn.Conv2d(channels, 16, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(1024, 10))


sequence = torch.rand(32, 100, 2), torch.rand(32, 1), nn.MSELoss()
pictures = torch.rand(64, 1, 8, 8), torch.randint(10, (64,)), nn.CrossEntropyLoss()
tokens = torch.randint(16, (32, 64)), torch.randint(16, (32,)), nn.CrossEntropyLoss()
NETWORKS = {
    'tanh': (lambda: Last(nn.RNN), sequence),
    'lstm': (lambda: Last(nn.LSTM), sequence),
    'convolution': (convolution, pictures),
    'transformer': (Transformer, tokens),
}

make, (x, y, loss_of) = NETWORKS[sys.argv[1]]
steps = int(sys.argv[2])
model = make()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)


def turn():
    start = time.perf_counter()
    for _ in range(steps):
        optimizer.zero_grad()
        loss_of(model(x), y).backward()
        optimizer.step()
    return 1000 * (time.perf_counter() - start) / steps


turn()
print(json.dumps(statistics.median(turn() for _ in range(5))))
