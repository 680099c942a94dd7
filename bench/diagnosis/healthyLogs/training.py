"""What the small programs beside this file share: data, blocks and the loop that trains and logs."""
import os
import sys

import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../packages/cli/loggers"))
from pytorch import GradscopeLogger  # noqa: E402


class Out:
    """Where the logs of one program go: by part, since models that train together have a log each."""

    def __init__(self, folder, name):
        self.folder, self.name, self.losses, self.logs = folder, name, {}, []

    def logger(self, model, part="", every=5):
        self.losses[part] = []
        self.logs.append(GradscopeLogger(model, os.path.join(self.folder, f"{self.name}{part}.jsonl"), every=every))
        return self.logs[-1]

    def keep(self, part, loss):
        self.losses[part].append(float(loss))

    def close(self):
        for part, losses in self.losses.items():
            with open(os.path.join(self.folder, f"{self.name}{part}.csv"), "w") as csv:
                csv.write("step,loss\n")
                csv.writelines(f"{i},{loss:.5g}\n" for i, loss in enumerate(losses))


def fit(out, model, loss_of, optimizer, steps=300, schedule=None, clip=None, pieces=1, zero=True):
    """Trains for some steps on loss_of(step); several optimizers may be a list."""
    log = out.logger(model)
    optimizers = optimizer if isinstance(optimizer, list) else [optimizer]
    for i in range(steps):
        if zero:
            for one in optimizers:
                one.zero_grad()
        total = 0
        for _ in range(pieces):
            loss = loss_of(i) / pieces
            loss.backward()
            total += loss.item()
        if clip:
            nn.utils.clip_grad_norm_(model.parameters(), clip)
        log(total)
        out.keep("", total)
        for one in optimizers:
            one.step()
        if schedule:
            schedule.step()


def mlp(*widths, act=nn.ReLU, norm=None):
    """Dense layers with an activation after all but the last."""
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Linear(a, b), *([norm(b)] if norm else []), act()]
    return nn.Sequential(*layers[:-2 if norm else -1])


def blobs(n=512, features=10, classes=4, spread=0.6):
    """Clouds of points around a centre for each class."""
    centres = torch.randn(classes, features)
    y = torch.randint(classes, (n,))
    return centres[y] + spread * torch.randn(n, features), y


def curve(n=512, features=6, noise=0.1):
    """Values of a smooth function, of deviation about 1."""
    x = torch.randn(n, features)
    y = torch.sin(x[:, :1]) + 0.5 * x[:, 1:2] * x[:, 2:3] + 0.5 * x[:, 3:4]
    return x, (y - y.mean()) / y.std() + noise * torch.randn(n, 1)


def pictures(n=256, size=12, classes=3):
    """Grey pictures with stripes of a direction for each class."""
    y = torch.randint(classes, (n,))
    a, b = torch.meshgrid(torch.arange(size).float(), torch.arange(size).float(), indexing="ij")
    angle = y[:, None, None] * 3.1416 / classes
    wave = torch.cos(1.2 * (a * torch.cos(angle) + b * torch.sin(angle)) + 6.28 * torch.rand(n, 1, 1))
    return (wave + 0.3 * torch.randn(n, size, size))[:, None], y


def walks(n=256, length=20):
    """Sequences of numbers whose sum is above 0 or not."""
    x = torch.randn(n, length, 1) + 0.3 * torch.randn(n, 1, 1)
    return x, (x.sum((1, 2)) > 0).long()


def sentences(n=128, length=16, tokens=12):
    """Sequences of tokens in which each mostly decides the next one."""
    after = torch.randperm(tokens)
    t = [torch.randint(tokens, (n,))]
    for _ in range(length):
        t.append(torch.where(torch.rand(n) < 0.85, after[t[-1]], torch.randint(tokens, (n,))))
    return torch.stack(t, 1)


def batch(*tensors, size=32):
    """The same random rows of each."""
    rows = torch.randint(len(tensors[0]), (size,))
    return [t[rows] for t in tensors]


class Last(nn.Module):
    """A recurrent layer, read at the last time step."""

    def __init__(self, cell, features, width, outputs, **settings):
        super().__init__()
        self.rnn = cell(features, width, batch_first=True, **settings)
        self.head = nn.Linear(width * (2 if settings.get("bidirectional") else 1), outputs)

    def forward(self, x):
        return self.head(self.rnn(x)[0][:, -1])


class Residual(nn.Module):
    """x + body(x)."""

    def __init__(self, *body):
        super().__init__()
        self.body = nn.Sequential(*body)

    def forward(self, x):
        return x + self.body(x)


class Tokens(nn.Module):
    """A transformer over tokens that says the next one, or a class from their mean."""

    def __init__(self, tokens=12, width=32, blocks=2, outputs=None, norm_first=True, causal=True, length=32):
        super().__init__()
        self.causal, self.pool = causal, outputs is not None
        self.embed, self.at = nn.Embedding(tokens, width), nn.Parameter(0.02 * torch.randn(length, width))
        layer = nn.TransformerEncoderLayer(width, 4, 2 * width, dropout=0.0, batch_first=True, norm_first=norm_first)
        self.blocks = nn.TransformerEncoder(layer, blocks)
        self.norm = nn.LayerNorm(width) if norm_first else nn.Identity()
        self.head = nn.Linear(width, outputs or tokens)

    def forward(self, t):
        h = self.embed(t) + self.at[: t.shape[1]]
        mask = torch.triu(torch.full((t.shape[1],) * 2, float("-inf")), 1) if self.causal else None
        h = self.norm(self.blocks(h, mask))
        return self.head(h.mean(1) if self.pool else h)


def next_token(model, t):
    """Cross-entropy of each token given those before."""
    return F.cross_entropy(model(t[:, :-1]).flatten(0, 1), t[:, 1:].flatten())


class Vae(nn.Module):
    """An encoder to mean and log variance, and a decoder."""

    def __init__(self, features=20, latent=3):
        super().__init__()
        self.encoder, self.decoder = mlp(features, 32, 2 * latent), mlp(latent, 32, features)

    def forward(self, x):
        mean, ln = self.encoder(x).chunk(2, 1)
        return self.decoder(mean + torch.exp(ln / 2) * torch.randn_like(mean)), mean, ln


def play(out, maker, judge, real, turn, steps=300, lr=(1e-3, 1e-3), latent=4, after=lambda: None):
    """Trains two networks against each other; turn(judge, x, fake) gives the judge's loss and the maker's."""
    of_g, of_d = (torch.optim.Adam(m.parameters(), lr=r, betas=(0.5, 0.999)) for m, r in zip((maker, judge), lr))
    log_g, log_d = out.logger(maker, ".generator"), out.logger(judge, ".discriminator")
    for _ in range(steps):
        fake = maker(torch.randn(64, latent))
        of_d.zero_grad()
        loss = turn(judge, real(), fake.detach())[0]
        loss.backward()
        log_d(loss)
        out.keep(".discriminator", loss)
        of_d.step()
        after()
        of_g.zero_grad()
        loss = turn(judge, None, fake)[1]
        loss.backward()
        log_g(loss)
        out.keep(".generator", loss)
        of_g.step()
