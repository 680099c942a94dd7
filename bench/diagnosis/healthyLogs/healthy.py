"""Programs that train as they should: ordinary ones, and faulty ones repaired. Each takes the Out that its logs go to."""
import copy
import math

import torch
from torch import nn
from torch.nn import functional as F

from training import Last, Residual, Tokens, Vae, batch, blobs, curve, fit, mlp, next_token, pictures, play, sentences, walks

PROGRAMS = {}
Adam, SGD = torch.optim.Adam, torch.optim.SGD


def program(run):
    PROGRAMS[run.__name__.replace("_", "-")] = run
    return run


def classify(out, model, data, optimizer, size=32, **settings):
    fit(out, model, lambda i: F.cross_entropy(model(xy[0]), xy[1]) if (xy := batch(*data, size=size)) else None, optimizer, **settings)


def regress(out, model, data, optimizer, loss=F.mse_loss, size=32, **settings):
    fit(out, model, lambda i: loss(model(xy[0]), xy[1]) if (xy := batch(*data, size=size)) else None, optimizer, **settings)


@program
def dense_classes(out):
    model = mlp(10, 32, 32, 4)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.1))


@program
def dense_values(out):
    model = mlp(6, 32, 32, 1, act=nn.Tanh)
    regress(out, model, curve(), Adam(model.parameters(), lr=5e-3))


@program
def logistic(out):
    model = nn.Linear(10, 4)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.5))


@program
def line(out):
    model, x = nn.Linear(3, 1), torch.randn(200, 3)
    regress(out, model, (x, x @ torch.tensor([[1.0], [-2], [0.5]]) + 0.3), SGD(model.parameters(), lr=0.05), steps=200)


@program
def picture_classes(out):
    model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 3))
    classify(out, model, pictures(), Adam(model.parameters(), lr=3e-3), size=16, steps=200)


@program
def picture_batch_norm(out):
    model = nn.Sequential(nn.Conv2d(1, 8, 3, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, 8, 3, bias=False),
                          nn.BatchNorm2d(8), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(32, 3))
    classify(out, model, pictures(), SGD(model.parameters(), lr=0.05, momentum=0.9), size=16, steps=200)


@program
def resnet_20(out):
    block = lambda: Residual(nn.Conv2d(6, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.Conv2d(6, 6, 3, padding=1), nn.BatchNorm2d(6))
    model = nn.Sequential(nn.Conv2d(1, 6, 3, stride=2), *(block() for _ in range(9)), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3))
    classify(out, model, pictures(), SGD(model.parameters(), lr=0.05, momentum=0.9), size=16, steps=150)


@program
def residual_dense_24(out):
    blocks = (Residual(nn.LayerNorm(16), nn.Linear(16, 16), nn.GELU()) for _ in range(24))
    model = nn.Sequential(nn.Linear(10, 16), *blocks, nn.LayerNorm(16), nn.Linear(16, 4))
    classify(out, model, blobs(), Adam(model.parameters(), lr=2e-3), steps=200)


@program
def separable_group_norm(out):
    step = lambda a, b: [nn.Conv2d(a, a, 3, groups=a, padding=1), nn.Conv2d(a, b, 1), nn.GroupNorm(2, b), nn.SiLU()]
    model = nn.Sequential(nn.Conv2d(1, 8, 3, stride=2), *step(8, 12), *step(12, 12), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(12, 3))
    classify(out, model, pictures(), Adam(model.parameters(), lr=1e-2), size=16, steps=200)


@program
def tanh_deep_orthogonal(out):
    model = mlp(10, *[24] * 10, 4, act=nn.Tanh)
    for p in model.parameters():
        if p.dim() > 1:
            nn.init.orthogonal_(p)
    classify(out, model, blobs(), Adam(model.parameters(), lr=1e-3))


@program
def selu_deep(out):
    model = mlp(10, *[24] * 12, 4, act=nn.SELU)
    for p in model.parameters():
        nn.init.normal_(p, std=p.shape[-1] ** -0.5) if p.dim() > 1 else nn.init.zeros_(p)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.02))


@program
def sine_picture(out):
    class Sine(nn.Module):
        def forward(self, z):
            return torch.sin(10 * z)
    model, x = mlp(2, 32, 32, 1, act=Sine), torch.rand(400, 2) * 2 - 1
    nn.init.uniform_(model[2].weight, -0.04, 0.04)
    regress(out, model, (x, torch.sin(5 * x[:, :1]) * torch.cos(4 * x[:, 1:])), Adam(model.parameters(), lr=1e-3), size=128)


@program
def lstm_last(out):
    model = Last(nn.LSTM, 1, 24, 2)
    classify(out, model, walks(), Adam(model.parameters(), lr=5e-3), steps=200)


@program
def gru_last(out):
    model = Last(nn.GRU, 1, 24, 2)
    classify(out, model, walks(), Adam(model.parameters(), lr=5e-3), steps=200)


@program
def plain_rnn_short(out):
    model = Last(nn.RNN, 1, 24, 2)
    classify(out, model, walks(length=8), Adam(model.parameters(), lr=3e-3), clip=1.0, steps=200)


@program
def lstm_both_ways(out):
    model = Last(nn.LSTM, 1, 16, 2, bidirectional=True, num_layers=2)
    classify(out, model, walks(length=12), Adam(model.parameters(), lr=5e-3), steps=150)


@program
def gru_next_token(out):
    class Next(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed, self.rnn, self.head = nn.Embedding(12, 16), nn.GRU(16, 32, batch_first=True), nn.Linear(32, 12)

        def forward(self, t):
            return self.head(self.rnn(self.embed(t))[0])
    model, t = Next(), sentences()
    fit(out, model, lambda i: next_token(model, batch(t)[0]), Adam(model.parameters(), lr=5e-3), steps=200)


@program
def transformer_next_token(out):
    model, t = Tokens(), sentences()
    fit(out, model, lambda i: next_token(model, batch(t)[0]), torch.optim.AdamW(model.parameters(), lr=2e-3), steps=200)


@program
def transformer_classes(out):
    model, t = Tokens(outputs=2, causal=False, blocks=3), torch.randint(12, (256, 10))
    y = ((t == 3).sum(1) > (t == 4).sum(1)).long()
    classify(out, model, (t, y), Adam(model.parameters(), lr=1e-3))


@program
def tied_transformer(out):
    model, t = Tokens(), sentences()
    nn.init.normal_(model.embed.weight, std=0.1)
    model.head.weight = model.embed.weight
    fit(out, model, lambda i: next_token(model, batch(t)[0]), Adam(model.parameters(), lr=3e-3), steps=200)


def ring(n=64):
    angle = torch.randint(8, (n,)) * math.pi / 4
    return torch.stack([angle.cos(), angle.sin()], 1) + 0.05 * torch.randn(n, 2)


@program
def gan_balanced(out):
    def turn(judge, x, fake):
        z, ones, zeros = judge(fake), torch.ones(len(fake), 1), torch.zeros(len(fake), 1)
        of = F.binary_cross_entropy_with_logits
        return (of(judge(x), ones) + of(z, zeros)) / 2 if x is not None else None, of(z, ones)
    play(out, mlp(4, 32, 32, 2), mlp(2, 32, 32, 1, act=lambda: nn.LeakyReLU(0.2)), ring, turn)


@program
def gan_hinge(out):
    def turn(judge, x, fake):
        z = judge(fake)
        return F.relu(1 - judge(x)).mean() + F.relu(1 + z).mean() if x is not None else None, -z.mean()
    play(out, mlp(4, 32, 32, 2), mlp(2, 32, 32, 1, act=lambda: nn.LeakyReLU(0.2)), ring, turn, lr=(5e-4, 1e-3))


@program
def vae_mean(out):
    model, x = Vae(), torch.randn(512, 3) @ torch.randn(3, 20) / 1.7 + 0.1 * torch.randn(512, 20)

    def loss(_):
        (b,) = batch(x)
        y, mean, ln = model(b)
        return F.mse_loss(y, b) - 0.005 * (1 + ln - mean ** 2 - ln.exp()).mean()
    fit(out, model, loss, Adam(model.parameters(), lr=3e-3))


@program
def vae_sum(out):
    model, x = Vae(64), (torch.rand(256, 64) < torch.sigmoid(torch.randn(256, 3) @ torch.randn(3, 64) * 2)).float()

    def loss(_):
        (b,) = batch(x, size=64)
        y, mean, ln = model(b)
        return F.binary_cross_entropy(torch.sigmoid(y), b, reduction="sum") - 0.5 * (1 + ln - mean ** 2 - ln.exp()).sum()
    fit(out, model, loss, Adam(model.parameters(), lr=3e-3))


@program
def autoencoder(out):
    model, x = mlp(20, 16, 3, 16, 20, act=nn.Tanh), torch.randn(512, 3) @ torch.randn(3, 20) / 1.7
    regress(out, model, (x, x), Adam(model.parameters(), lr=5e-3))


@program
def autoencoder_soft_bce(out):
    x = torch.sigmoid(torch.randn(512, 2) @ torch.randn(2, 25))
    model = nn.Sequential(mlp(25, 16, 4, 16, 25, act=nn.Tanh), nn.Sigmoid())
    regress(out, model, (x, x), Adam(model.parameters(), lr=1e-2), loss=F.binary_cross_entropy)


@program
def denoising_pictures(out):
    x, _ = pictures(128)
    model = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, stride=2, padding=1), nn.ReLU(),
                          nn.ConvTranspose2d(8, 8, 2, stride=2), nn.ReLU(), nn.Conv2d(8, 1, 3, padding=1))
    regress(out, model, (x + 0.5 * torch.randn_like(x), x), Adam(model.parameters(), lr=3e-3), size=16, steps=200)


@program
def segmentation(out):
    x = torch.randn(64, 1, 12, 12)
    y = (F.avg_pool2d(x, 3, 1, 1) > 0.1).float()
    model = nn.Sequential(nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(), nn.Conv2d(12, 12, 3, padding=1), nn.ReLU(), nn.Conv2d(12, 1, 1))
    regress(out, model, (x, y), Adam(model.parameters(), lr=5e-3), loss=F.binary_cross_entropy_with_logits, size=16, steps=200)


@program
def value_net(out):
    x, y = curve(1000)
    model = mlp(6, 64, 64, 1, act=nn.Tanh)
    regress(out, model, (x, (y * 30 + 50 - 50) / 30), Adam(model.parameters(), lr=3e-3), loss=F.smooth_l1_loss)


@program
def q_learning(out):
    """A corridor of five rooms: the values grow from the exit backward, and so does the loss before it falls."""
    model, eye = mlp(5, 32, 2), torch.eye(5)
    target = copy.deepcopy(model)

    def loss(i):
        if i % 20 == 0:
            target.load_state_dict(model.state_dict())
        s, a = torch.randint(4, (64,)), torch.randint(2, (64,))
        after = (s + 2 * a - 1).clamp_min(0)
        goal = (after == 4).float() + 0.9 * (after < 4) * target(eye[after]).max(1).values.detach()
        return F.mse_loss(model(eye[s]).gather(1, a[:, None])[:, 0], goal)
    fit(out, model, loss, Adam(model.parameters(), lr=5e-3), steps=400)


@program
def policy_gradient(out):
    """A bandit with contexts: the loss is a product with an advantage, and has no course."""
    model, x = mlp(6, 32, 3, act=nn.Tanh), torch.randn(512, 6)
    best = (x @ torch.randn(6, 3)).argmax(1)

    def loss(_):
        b, right = batch(x, best, size=64)
        law = torch.distributions.Categorical(logits=model(b))
        a = law.sample()
        reward = (a == right).float()
        return -(law.log_prob(a) * (reward - reward.mean())).mean()
    fit(out, model, loss, Adam(model.parameters(), lr=1e-2))


@program
def frozen_body(out):
    x, y = blobs()
    body, model = mlp(10, 32, 32), None
    classifier = nn.Sequential(body, nn.ReLU(), nn.Linear(32, 4))
    first = Adam(classifier.parameters(), lr=1e-2)
    for _ in range(100):
        first.zero_grad()
        F.cross_entropy(classifier(x), y % 2).backward()
        first.step()
    body.requires_grad_(False)
    model = nn.Sequential(body, nn.ReLU(), nn.Linear(32, 4))
    classify(out, model, (x, y), Adam(model[2].parameters(), lr=1e-2))


@program
def low_rank_adapters(out):
    class Adapted(nn.Module):
        def __init__(self, base):
            super().__init__()
            self.base = base.requires_grad_(False)
            self.lora_A, self.lora_B = nn.Linear(base.in_features, 4, bias=False), nn.Linear(4, base.out_features, bias=False)
            nn.init.zeros_(self.lora_B.weight)

        def forward(self, x):
            return self.base(x) + 2 * self.lora_B(self.lora_A(x))
    model = nn.Sequential(Adapted(nn.Linear(10, 32)), nn.ReLU(), Adapted(nn.Linear(32, 32)), nn.ReLU(), Adapted(nn.Linear(32, 4)))
    classify(out, model, blobs(), Adam([p for p in model.parameters() if p.requires_grad], lr=1e-2))


@program
def trained_before(out):
    """Goes on from a state that has learned nearly all."""
    model, data = mlp(10, 32, 4), blobs(spread=1.2)
    first = Adam(model.parameters(), lr=1e-2)
    for _ in range(300):
        first.zero_grad()
        F.cross_entropy(model(data[0]), data[1]).backward()
        first.step()
    classify(out, model, data, Adam(model.parameters(), lr=1e-4), size=64, steps=150)


@program
def mixed_precision(out):
    model, data = mlp(10, 64, 64, 4), blobs()

    def loss(_):
        x, y = batch(*data)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return F.cross_entropy(model(x).float(), y)
    fit(out, model, loss, Adam(model.parameters(), lr=2e-3))


@program
def noisy_values(out):
    x = torch.randn(2000, 6)
    model = mlp(6, 32, 1)
    regress(out, model, (x, 0.35 * x[:, :1] + torch.randn(2000, 1)), Adam(model.parameters(), lr=2e-3), size=64)


@program
def noise_alone(out):
    """There is nothing to learn but the mean, and it is learned."""
    model = mlp(6, 16, 1)
    regress(out, model, (torch.randn(4000, 6), torch.randn(4000, 1)), SGD(model.parameters(), lr=0.02), size=64)


@program
def contrastive(out):
    model, z = mlp(12, 32, 8), torch.randn(1024, 4) @ torch.randn(4, 12)

    def loss(_):
        (b,) = batch(z, size=64)
        one, other = (F.normalize(model(b + 0.7 * torch.randn_like(b)), dim=1) for _ in range(2))
        return F.cross_entropy(one @ other.T / 0.2, torch.arange(64))
    fit(out, model, loss, Adam(model.parameters(), lr=3e-3))


@program
def triplets(out):
    model, (x, y) = mlp(10, 32, 8), blobs()

    def loss(_):
        same = [x[y == k] for k in range(4)]
        k = torch.randint(4, (32,)).tolist()
        pick = lambda c: same[c][torch.randint(len(same[c]), (1,))]
        a, p, n = (torch.cat([pick((c + shift) % 4) for c in k]) for shift in (0, 0, 1))
        return F.triplet_margin_loss(model(a), model(p), model(n))
    fit(out, model, loss, Adam(model.parameters(), lr=2e-3), steps=200)


@program
def word_vectors(out):
    """Skip-grams with negative samples and sparse gradients."""
    class Words(nn.Module):
        def __init__(self):
            super().__init__()
            self.word, self.context = (nn.Embedding(100, 12, sparse=True) for _ in range(2))

        def forward(self, w, c):
            return (self.word(w) * self.context(c)).sum(-1)
    model = Words()
    nn.init.normal_(model.word.weight, std=0.3)
    nn.init.normal_(model.context.weight, std=0.3)

    def loss(_):
        w = torch.randint(100, (64,))
        near = w // 10 * 10 + torch.randint(10, (64,))
        z = model(torch.cat([w, w]), torch.cat([near, torch.randint(100, (64,))]))
        return F.binary_cross_entropy_with_logits(z, torch.cat([torch.ones(64), torch.zeros(64)]))
    fit(out, model, loss, torch.optim.SparseAdam(list(model.parameters()), lr=2e-2), steps=400)


@program
def rare_class(out):
    x = torch.randn(2000, 8)
    model = mlp(8, 32, 2)
    classify(out, model, (x, (x[:, 0] + x[:, 1] > 2.4).long()), Adam(model.parameters(), lr=5e-3), size=64)


@program
def many_labels(out):
    x = torch.randn(600, 12)
    model = mlp(12, 48, 6)
    regress(out, model, (x, (x @ torch.randn(12, 6) > 1).float()), Adam(model.parameters(), lr=5e-3), loss=F.binary_cross_entropy_with_logits)


@program
def smoothed_labels(out):
    model, data = mlp(10, 48, 4), blobs()
    fit(out, model, lambda i: F.cross_entropy(model(xy[0]), xy[1], label_smoothing=0.1) if (xy := batch(*data)) else None, Adam(model.parameters(), lr=3e-3))


@program
def weighted_classes(out):
    model, (x, y) = mlp(8, 32, 2), (torch.randn(2000, 8), None)
    y = (x[:, 0] > 1.5).long()
    weight = torch.tensor([1.0, 10.0])
    fit(out, model, lambda i: F.cross_entropy(model(xy[0]), xy[1], weight) if (xy := batch(x, y, size=64)) else None, Adam(model.parameters(), lr=5e-3))


@program
def dense_batch_norm(out):
    model = mlp(10, 48, 48, 4, norm=nn.BatchNorm1d)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.1))


@program
def weight_norm(out):
    model = nn.Sequential(*(nn.utils.weight_norm(m) if isinstance(m, nn.Linear) else m for m in mlp(6, 32, 32, 1)))
    regress(out, model, curve(), Adam(model.parameters(), lr=5e-3))


@program
def dropped_units(out):
    model = nn.Sequential(nn.Linear(10, 64), nn.ReLU(), nn.Dropout(0.5), nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.5), nn.Linear(64, 4))
    classify(out, model, blobs(), Adam(model.parameters(), lr=3e-3))


@program
def decayed_weights(out):
    model = mlp(10, 48, 48, 4)
    classify(out, model, blobs(), torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.1))


@program
def warm_up_cosine(out):
    model = mlp(6, 48, 48, 1)
    optimizer = Adam(model.parameters(), lr=1e-2)
    warm = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, (i + 1) / 30) * (1 + math.cos(math.pi * i / 300)) / 2)
    regress(out, model, curve(), optimizer, schedule=warm)


@program
def gathered_batches(out):
    model = mlp(10, 32, 32, 4)
    classify(out, model, blobs(), SGD(model.parameters(), lr=0.1), size=8, pieces=4, steps=200)


@program
def two_tasks(out):
    class Two(nn.Module):
        def __init__(self):
            super().__init__()
            self.body, self.kind, self.value = mlp(6, 32, 32), nn.Linear(32, 2), nn.Linear(32, 1)

        def forward(self, x):
            h = torch.relu(self.body(x))
            return self.kind(h), self.value(h)
    model, (x, y) = Two(), curve()

    def loss(_):
        b, t = batch(x, y)
        kind, value = model(b)
        return F.cross_entropy(kind, (t[:, 0] > 0).long()) + 0.5 * F.mse_loss(value, t)
    fit(out, model, loss, Adam(model.parameters(), lr=5e-3))


@program
def two_optimizers(out):
    model = mlp(10, 32, 32, 4)
    parts = [SGD(model[:2].parameters(), lr=0.1), Adam(model[2:].parameters(), lr=3e-3)]
    classify(out, model, blobs(), parts)


@program
def eight_rows(out):
    model = mlp(3, 16, 1, act=nn.Tanh)
    x = torch.randn(8, 3)
    fit(out, model, lambda i: F.mse_loss(model(x), x[:, :1] * x[:, 1:2]), Adam(model.parameters(), lr=1e-2))


@program
def small_batches(out):
    model = mlp(10, 32, 4)
    classify(out, model, blobs(spread=1.0), SGD(model.parameters(), lr=0.03), size=2, steps=500)


@program
def houses(out):
    """Prices as they are: the last bias begins at their mean, and the steps are large enough for them."""
    x = torch.randn(500, 5)
    y = 210 + 60 * (x[:, :1] + 0.5 * x[:, 1:2] * x[:, 2:3]) + 8 * torch.randn(500, 1)
    model = mlp(5, 64, 64, 1)
    nn.init.constant_(model[-1].bias, 210.0)
    regress(out, model, (x, y), Adam(model.parameters(), lr=1e-2), steps=500)


@program
def raw_features(out):
    """Features of sizes from 1 to 100 that a batch normalization takes in."""
    x, y = blobs()
    model = nn.Sequential(nn.BatchNorm1d(10), mlp(10, 32, 4))
    classify(out, model, (x * torch.logspace(0, 2, 10) + 50, y), Adam(model.parameters(), lr=5e-3))


@program
def counts(out):
    x = torch.randn(800, 5)
    y = torch.poisson(torch.exp(0.6 * x[:, :1] + 0.8))
    model = mlp(5, 32, 1, act=nn.Tanh)
    regress(out, model, (x, y), Adam(model.parameters(), lr=5e-3), loss=F.poisson_nll_loss)


@program
def own_variance(out):
    """A negative log-likelihood, which falls below 0."""
    model, data = mlp(6, 48, 48, 2), curve(noise=0.05)

    def loss(_):
        x, y = batch(*data)
        mean, ln = model(x).chunk(2, 1)
        return F.gaussian_nll_loss(mean, y, ln.clamp(-6, 4).exp())
    fit(out, model, loss, Adam(model.parameters(), lr=3e-3), steps=400)


@program
def distilled(out):
    x, y = blobs()
    teacher, model = mlp(10, 64, 4), mlp(10, 16, 4)
    first = Adam(teacher.parameters(), lr=1e-2)
    for _ in range(80):
        first.zero_grad()
        F.cross_entropy(teacher(x), y).backward()
        first.step()

    def loss(_):
        (b,) = batch(x)
        return F.kl_div(F.log_softmax(model(b) / 2, 1), F.softmax(teacher(b).detach() / 2, 1), reduction="batchmean")
    fit(out, model, loss, Adam(model.parameters(), lr=5e-3))


@program
def margin(out):
    model, (x, y) = mlp(10, 32, 1), blobs(classes=2)
    fit(out, model, lambda i: F.relu(1 - (2 * xy[1] - 1) * model(xy[0])[:, 0]).mean() if (xy := batch(x, y)) else None, SGD(model.parameters(), lr=0.05))


@program
def graph(out):
    """Two layers over a graph whose edges mostly join rows of a class."""
    x, y = blobs(200, spread=2.0)
    a = ((torch.rand(200, 200) < 0.1) & (y[:, None] == y)).float() + torch.eye(200)
    a = a / a.sum(1, keepdim=True)

    class Graph(nn.Module):
        def __init__(self):
            super().__init__()
            self.one, self.two = nn.Linear(10, 16), nn.Linear(16, 4)

        def forward(self, x):
            return self.two(a @ torch.relu(self.one(a @ x)))
    model = Graph()
    fit(out, model, lambda i: F.cross_entropy(model(x), y), Adam(model.parameters(), lr=1e-2), steps=200)


@program
def oscillator(out):
    """The differential equation u'' = -u with u(0) = 0, u'(0) = 1, learned from its residual."""
    model = mlp(1, 24, 24, 1, act=nn.Tanh)

    def loss(_):
        t = (3 * torch.rand(64, 1)).requires_grad_()
        u = t + t * t * model(t)
        first = torch.autograd.grad(u.sum(), t, create_graph=True)[0]
        return ((torch.autograd.grad(first.sum(), t, create_graph=True)[0] + u) ** 2).mean()
    fit(out, model, loss, Adam(model.parameters(), lr=5e-3))


@program
def absolute_errors(out):
    model = mlp(6, 32, 32, 1)
    regress(out, model, curve(), Adam(model.parameters(), lr=3e-3), loss=F.l1_loss)


@program
def root_mean_square(out):
    model = mlp(6, 32, 32, 1)
    regress(out, model, curve(), Adam(model.parameters(), lr=3e-3), loss=lambda z, y: torch.sqrt(F.mse_loss(z, y) + 1e-8))


@program
def sigmoid_answer(out):
    x = torch.randn(400, 5)
    model = nn.Sequential(mlp(5, 32, 1), nn.Sigmoid())
    regress(out, model, (x, torch.sigmoid(2 * x[:, :1] - x[:, 1:2])), Adam(model.parameters(), lr=5e-3))


@program
def positive_answer(out):
    x = torch.rand(400, 3)
    model = nn.Sequential(mlp(3, 32, 1), nn.ReLU())
    nn.init.constant_(model[0][-1].bias, 1.0)
    regress(out, model, (x, 0.5 + x[:, :1] + x[:, 1:2] ** 2), Adam(model.parameters(), lr=5e-3))
