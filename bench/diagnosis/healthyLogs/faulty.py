"""Programs with one fault each, named by construction. Each takes the Out that its logs go to."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from healthy import classify, regress, ring
from training import Last, Residual, Tokens, Vae, batch, blobs, curve, fit, mlp, next_token, pictures, play, sentences, walks

#: Of each program: what runs it, and the first symptoms that are right.
PROGRAMS, ACCEPTED = {}, {}
Adam, SGD = torch.optim.Adam, torch.optim.SGD


def fault(*accepted):
    def keep(run):
        name = run.__name__.replace("_", "-")
        PROGRAMS[name], ACCEPTED[name] = run, accepted
        return run
    return keep


def started(model, std=None, value=None, bias=0.0):
    for p in model.parameters():
        if p.dim() == 1:
            nn.init.constant_(p, bias)
        elif std is None:
            nn.init.constant_(p, value)
        else:
            nn.init.normal_(p, std=std)
    return model


@fault("dead")
def bias_far_below(out):
    model = mlp(10, 32, 32, 4)
    nn.init.constant_(model[0].bias, -20.0)
    classify(out, model, blobs(), Adam(model.parameters(), lr=1e-3))


@fault("dead", "diverged", "exploding")
def one_huge_step(out):
    model = mlp(6, 32, 32, 1)
    optimizer = SGD(model.parameters(), lr=10.0)
    regress(out, model, curve(), optimizer, schedule=torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: 1.0 if i < 2 else 1e-3))


@fault("symmetric")
def equal_units(out):
    model = started(mlp(10, 16, 16, 4, act=nn.Tanh), value=0.1)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.05))


@fault("symmetric", "vanishing", "dead")
def zero_weights(out):
    model = started(mlp(10, 16, 16, 4), value=0.0)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.1))


@fault("badlyScaled")
def inputs_in_thousands(out):
    x, y = curve()
    model = mlp(6, 32, 32, 1, act=nn.Tanh)
    regress(out, model, (x * 1000 + 5000, y), SGD(model.parameters(), lr=0.01))


@fault("badlyScaled")
def one_feature_large(out):
    x, y = curve()
    model = mlp(6, 32, 1, act=nn.Sigmoid)
    regress(out, model, (x * torch.tensor([1.0, 1, 1, 1, 1, 20000]), y), SGD(model.parameters(), lr=0.01))


@fault("targetScale")
def prices_in_dollars(out):
    x, y = curve()
    model = mlp(6, 32, 32, 1)
    regress(out, model, (x, 250000 + 80000 * y), Adam(model.parameters(), lr=1e-3))


@fault("targetScale", "stalled")
def tiny_targets(out):
    x, y = curve()
    model = mlp(6, 32, 32, 1)
    nn.init.zeros_(model[-1].weight), nn.init.zeros_(model[-1].bias)
    regress(out, model, (x, 1e-4 * y), SGD(model.parameters(), lr=0.01))


@fault("output")
def tanh_answers_to_large(out):
    x, y = curve()
    model = nn.Sequential(mlp(6, 32, 1), nn.Tanh())
    regress(out, model, (x, 4 * y + 4), Adam(model.parameters(), lr=3e-3))


@fault("output", "dead")
def relu_answers_to_negative(out):
    x, y = curve()
    model = nn.Sequential(mlp(6, 32, 1), nn.ReLU())
    regress(out, model, (x, y - 3), Adam(model.parameters(), lr=3e-3))


@fault("output")
def sigmoid_before_bce_logits(out):
    x = torch.randn(600, 8)
    model = nn.Sequential(mlp(8, 32, 1), nn.Sigmoid())
    regress(out, model, (x, (x[:, :1] > 1.6).float()), SGD(model.parameters(), lr=0.05), loss=F.binary_cross_entropy_with_logits)


@fault("output", "stalled", "saturated")
def softmax_twice(out):
    model = nn.Sequential(mlp(20, 32, 30), nn.Softmax(1))
    classify(out, model, blobs(900, features=20, classes=30), SGD(model.parameters(), lr=0.05))


@fault("output", "stalled")
def one_softmax_unit(out):
    x, y = blobs(classes=2)
    model = nn.Sequential(mlp(10, 16, 1), nn.Softmax(1))
    regress(out, model, (x, y[:, None].float()), Adam(model.parameters(), lr=1e-3))


@fault("derivative")
def root_of_zero(out):
    x, y = blobs(classes=2)
    model = mlp(10, 16, 4)

    def loss(i):
        b, t = batch(x, y)
        z = model(b)
        near = z if i < 40 else torch.cat([z[:-1], z[:1]])
        return (torch.sqrt(((near - near[:1].detach().clone()) ** 2).sum(1)) - t).pow(2).mean()
    fit(out, model, loss, Adam(model.parameters(), lr=1e-3))


@fault("derivative", "diverged")
def logarithm_of_zero(out):
    """A ReLU's zeros go into a logarithm."""
    x, y = curve()
    model = nn.Sequential(mlp(6, 32, 1), nn.ReLU())

    def loss(_):
        b, t = batch(x, y)
        return (torch.log(model(b)) - t).pow(2).mean()
    fit(out, model, loss, SGD(model.parameters(), lr=0.01))


@fault("badlyScaled", "mismatch", "diverged")
def gap_in_the_table(out):
    x, y = curve()
    x[37, 2] = float("nan")
    model = mlp(6, 32, 1)
    regress(out, model, (x, y), Adam(model.parameters(), lr=1e-3), size=64)


@fault("diverged", "exploding", "oscillating")
def step_too_large(out):
    model = mlp(6, 32, 32, 1)
    regress(out, model, curve(), SGD(model.parameters(), lr=3.0))


@fault("oscillating", "diverged", "dead", "saturated")
def adam_step_too_large(out):
    model = mlp(10, 32, 32, 32, 32, 4, act=nn.Tanh)
    classify(out, model, blobs(spread=2.5), Adam(model.parameters(), lr=3.0))


@fault("stalled")
def step_too_small(out):
    model = mlp(6, 32, 32, 1)
    regress(out, model, curve(), SGD(model.parameters(), lr=1e-6))


@fault("stalled")
def decayed_to_nothing(out):
    model = mlp(6, 32, 32, 1)
    optimizer = SGD(model.parameters(), lr=0.05)
    regress(out, model, curve(), optimizer, schedule=torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.5))


@fault("vanishing")
def deep_sigmoid(out):
    model = mlp(10, *[24] * 8, 4, act=nn.Sigmoid)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.1))


@fault("vanishing")
def deep_small_start(out):
    model = started(mlp(10, *[24] * 8, 4, act=nn.Tanh), std=0.03)
    classify(out, model, blobs(), Adam(model.parameters(), lr=1e-4))


@fault("vanishing", "dead")
def deep_picture_small_start(out):
    layers = [m for _ in range(8) for m in (nn.Conv2d(6, 6, 3, padding=1), nn.ReLU())]
    model = nn.Sequential(nn.Conv2d(1, 6, 3, stride=2), nn.ReLU(), *layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3))
    started(model, std=0.02)
    classify(out, model, pictures(), SGD(model.parameters(), lr=0.05), size=16, steps=150)


@fault("exploding", "diverged")
def deep_large_start(out):
    model = started(mlp(10, *[24] * 8, 4), std=1.0)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.01))


@fault("saturated", "exploding")
def flat_from_the_start(out):
    model = started(mlp(10, 32, 32, 32, 4, act=nn.Tanh), std=10.0)
    nn.init.normal_(model[-1].weight, std=0.1)
    classify(out, model, blobs(features=10, classes=4, spread=3.0), SGD(model.parameters(), lr=1e-4))


@fault("vanishing")
def plain_rnn_long(out):
    x = torch.randn(256, 60, 1)
    model = Last(nn.RNN, 1, 24, 2)
    classify(out, model, (x, (x[:, :3].sum((1, 2)) > 0).long()), Adam(model.parameters(), lr=1e-3), steps=150)


@fault("exploding", "diverged")
def recurrent_relu_large(out):
    model = Last(nn.RNN, 1, 24, 2, nonlinearity="relu")
    nn.init.normal_(model.rnn.weight_hh_l0, std=0.5)
    classify(out, model, walks(length=40), SGD(model.parameters(), lr=0.01), steps=150)


@fault("vanishing", "exploding", "stalled", "collapsed")
def deep_after_norm_transformer(out):
    model, t = Tokens(blocks=12, norm_first=False, width=16), sentences()
    fit(out, model, lambda i: next_token(model, batch(t)[0]), Adam(model.parameters(), lr=2e-2), steps=100)


@fault("accumulating")
def never_zeroed(out):
    model, data = mlp(10, 32, 32, 4), blobs()
    fit(out, model, lambda i: F.cross_entropy(model(xy[0]), xy[1]) if (xy := batch(*data)) else None, SGD(model.parameters(), lr=0.05), zero=False)


@fault("imbalanced")
def judge_wins(out):
    def turn(judge, x, fake):
        p, of = torch.sigmoid(judge(fake)), F.binary_cross_entropy
        ones, zeros = torch.ones(len(fake), 1), torch.zeros(len(fake), 1)
        return of(torch.sigmoid(judge(x)), ones) + of(p, zeros) if x is not None else None, (1 - p + 1e-7).log().mean()
    play(out, mlp(4, 8, 2), mlp(2, 64, 64, 1), lambda: ring() * 3 + 6, turn, lr=(1e-5, 1e-2))


@fault("diverged")
def sign_of_the_loss(out):
    model, data = mlp(10, 32, 4), blobs()
    fit(out, model, lambda i: F.nll_loss(F.softmax(model(xy[0]), 1).log().neg(), xy[1]) if (xy := batch(*data)) else None, SGD(model.parameters(), lr=0.05))


@fault("output", "stalled")
def loss_of_nothing(out):
    """A mask that was to leave out some rows leaves out all."""
    model, data = mlp(10, 32, 4), blobs()
    fit(out, model, lambda i: F.cross_entropy(model(xy[0]) * 0.0, xy[1]) if (xy := batch(*data)) else None, Adam(model.parameters(), lr=1e-2))


@fault("collapsed", "stalled")
def vae_ignores_its_code(out):
    model, x = Vae(), torch.randn(512, 3) @ torch.randn(3, 20) / 1.7

    def loss(_):
        (b,) = batch(x)
        y, mean, ln = model(b)
        return F.mse_loss(y, b) - 10 * (1 + ln - mean ** 2 - ln.exp()).sum(1).mean()
    fit(out, model, loss, Adam(model.parameters(), lr=3e-3))


@fault("collapsed", "stalled")
def all_embeddings_alike(out):
    model, (x, _) = mlp(10, 32, 8), blobs()

    def loss(_):
        a, b = batch(x)[0], batch(x)[0]
        return F.mse_loss(model(a), model(b))
    fit(out, model, loss, Adam(model.parameters(), lr=3e-3))


@fault("stalled")
def all_frozen_but_a_bias(out):
    model = mlp(6, 32, 32, 1)
    for p in model.parameters():
        p.requires_grad_(False)
    model[0].bias.requires_grad_(True)
    regress(out, model, curve(), SGD([model[0].bias], lr=1e-3))


@fault("dead", "stalled", "vanishing")
def detached_body(out):
    class Cut(nn.Module):
        def __init__(self):
            super().__init__()
            self.body, self.head = mlp(6, 32, 32), nn.Linear(32, 1)

        def forward(self, x):
            return self.head(self.body(x).detach() * 1e-3)
    model = Cut()
    regress(out, model, curve(), SGD(model.parameters(), lr=0.01))


@fault("stalled", "mismatch")
def labels_shuffled(out):
    x, y = blobs(4000)
    model = mlp(10, 32, 4)
    classify(out, model, (x, y[torch.randperm(4000)]), SGD(model.parameters(), lr=0.05), size=64)


@fault("stalled")
def optimizer_of_another_model(out):
    model, other = mlp(6, 32, 32, 1), mlp(6, 32, 32, 1)
    regress(out, model, curve(), Adam(other.parameters(), lr=1e-2))


@fault("stalled", "vanishing")
def heads_of_attention_cold(out):
    """Logits of an attention so large that each row looks at one token for good."""
    model, t = Tokens(outputs=2, causal=False, blocks=2), torch.randint(12, (256, 10))
    y = ((t == 3).sum(1) > (t == 4).sum(1)).long()
    classify(out, model, (t, y), SGD(model.parameters(), lr=1e-4))
