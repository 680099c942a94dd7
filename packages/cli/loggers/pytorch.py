"""Logs how a PyTorch model trains (1.13 and later), for `gradscope diagnose log.jsonl`. Written by `gradscope logger`.

    log = GradscopeLogger(model, "log.jsonl", every=10)    # before training
    ...
    loss.backward()
    log(loss)                                              # once a step, before optimizer.step()
    optimizer.step()

It finds optimizer, loss, inputs, targets and outputs by itself, and changes neither numbers nor random state. Models that
train together have a logger each. Further numbers have names: log(loss, accuracy=0.9, val_loss=0.3).
"""
import atexit, functools, gc, json, math, re, types, weakref  # noqa: E401
from collections import deque

import torch

# Activations by the name of their node in the graph; of the first it holds what they give.
ACTIVATIONS = ["relu", "sigmoid", "tanh", "leaky_relu", "elu", "gelu", "silu", "softplus", "hardtanh", "prelu", "mish"]
SLOPES = {"relu": lambda h: h != 0, "sigmoid": lambda h: 4 * h * (1 - h), "tanh": lambda h: 1 - h * h}
INFINITE = {  # where the derivative of an operation is infinite
    "sqrt": lambda n: n._saved_result == 0, "log": lambda n: n._saved_self == 0, "div": lambda n: n._saved_other == 0,
    "pow": lambda n: (n._saved_self == 0) & (0 < exponent(n) < 1)}
WRAPPERS = ("DataParallel", "DistributedDataParallel", "OptimizedModule")
loggers = weakref.WeakSet()


def exact(t):  # in float32 the squares of a vanishing gradient are 0
    t = t.detach().to_dense() if t.is_sparse else t.detach()
    return t.double() if t.device.type != "mps" else t.cpu().double()


def first(value):
    """The first tensor among what a module takes or gives; None if there is none."""
    if isinstance(value, (tuple, list, dict)):
        values = value.values() if isinstance(value, dict) else value
        return next((t for t in map(first, values) if t is not None), None)
    return value if isinstance(value, torch.Tensor) else None


def operation(node):
    """LogSoftmaxBackward0 is log_softmax."""
    name = re.sub(r"Backward\d*$", "", node.name()).replace("Loss2D", "Loss")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def exponent(node):
    """Of a power; 0 if it is a tensor."""
    return node._saved_exponent if isinstance(node._saved_exponent, (int, float)) else 0


def graph(start, limit, key, marks=()):
    """Nodes from one upward, breadth first, each with the mark, of those given, that was passed last on the way."""
    queue, seen = deque([(start, None)]), {start}
    while queue and len(seen) < limit:
        node, below = queue.popleft()
        yield node, below
        mark = node.metadata.get(key)
        for up in (up for up, _ in node.next_functions if up is not None and up not in seen):
            seen.add(up)
            queue.append((up, mark if mark in marks else below))


def above(start, key, limit=64):
    """The mark of the nearest node above that has one."""
    return next((n.metadata[key] for n, _ in graph(start, limit, key) if n is not start and key in n.metadata), None)


def moments(t):
    t = t.detach().float()
    return torch.stack([t.mean(), t.std(unbiased=False), t.abs().max(), (~t.isfinite()).float().mean()])


def spread(t):
    """Statistics of the values of a parameter's gradient: norm, mean, largest, share of zeros, share not finite."""
    size = exact(t).abs().flatten()
    finite = size if math.isfinite(size.max()) else size[size.isfinite()]
    bad = 1 - finite.numel() / size.numel()
    if finite.numel() == 0:
        return [None] * 4 + [bad]
    return torch.stack([finite.norm(), finite.mean(), finite.max(), (finite == 0).double().mean()]).tolist() + [bad]


def weigh(w):
    """Statistics of weights [units, ...]: norm, deviation, spread over units, share not finite."""
    w = exact(w).flatten(1)
    norm = w.norm().item()
    apart = (w - w.mean(0)).norm().item() / norm if norm else 0.0
    bad = 0.0 if math.isfinite(norm) else 1 - w.isfinite().double().mean().item()
    return [norm, w.std(unbiased=False).item(), apart if len(w) > 1 else None, bad]


def describe(what, t):
    """Statistics of a batch [samples, ...]; nothing of one that is not of real numbers."""
    if t is None or not t.is_floating_point() or t.dim() == 0 or t.numel() == 0:
        return {}
    t = exact(t).flatten(1) if t.dim() > 1 else exact(t)[:, None]
    mean, std = t.mean(0), t.std(0, unbiased=False)
    row = {"mean": t.mean(), "std": t.std(unbiased=False), "max": t.abs().max(), "low": t.min(), "high": t.max()}
    if what != "inputs":
        row["across"] = std.mean()
    elif (std > 0).any():
        mean, std = mean[std > 0], std[std > 0]
        row.update(offset=(mean.abs() / std).max(), least=std.min(), most=std.max())
    return {f"{what}_{key}": value.item() for key, value in row.items()}


def neighbours(x, y):
    """What the nearest other samples know of a sample's target, x [n, features], y [n, targets]: how much closer to it than
    with shuffled targets they are, 1 at most, 0 by chance; the deviation over shuffles; the share of samples with several nearest."""
    x, best, random = (x - x.mean(0)) / x.std(0, unbiased=False).clamp_min(1e-30), {}, torch.Generator().manual_seed(0)
    apart = torch.cdist(x, x, compute_mode="donot_use_mm_for_euclid_dist").fill_diagonal_(math.inf)
    ties = ((apart <= apart.min(1, keepdim=True).values).sum(1) > 1).double().mean().item()
    for nearest in (apart.topk(k, largest=False).indices for k in (1, 8)):  # one sees fine patterns, eight see through noise
        miss = lambda y: (y - y[nearest].mean(1)).abs().mean().item()
        shuffled = torch.tensor([miss(y[torch.randperm(len(y), generator=random)]) for _ in range(24)])
        chance, deviation = shuffled.mean().item(), shuffled.std().item()
        if chance > 0 and deviation > 0:
            score, deviation = 1 - miss(y) / chance, deviation / chance
            best = max(best, {"neighbours": score, "neighbours_deviation": deviation, "neighbours_ties": ties},
                       key=lambda one: abs(one.get("neighbours", 0)) / one.get("neighbours_deviation", 1))
    return best


def quietly(look):
    """An error in looking goes to the log; training goes on."""
    @functools.wraps(look)
    def looked(self, *args):
        try:
            if not self.busy:
                look(self, *args)
        except Exception as error:
            self.row["problem"] = f"{look.__name__}: {error!r}"[:200]
    return looked


class Hook:
    """Calls a function, but does nothing in a copy of the model or in a model that was saved whole."""
    call = staticmethod(lambda *_: None)

    def __init__(self, *call):
        self.call = call[0] if call else self.call

    def __call__(self, *args):
        self.call(*args)

    def __reduce__(self):
        return Hook, ()


class GradscopeLogger:
    def __init__(self, model, path, every=10, optimizer=None):
        while type(model).__name__ in WRAPPERS:
            model = getattr(model, "_orig_mod", None) or model.module
        self.model, self.every, self.optimizer, self.file = model, every, optimizer, open(path, "w")
        self.key, self.names, self.weighty, self.shared, self.modules = f"gradscope {id(self)}", {}, set(), {}, {}
        for name, module in model.named_modules():
            heavy = any(p is not None and p.dim() > 1 for p in module._parameters.values())
            if not list(module.children()) or (heavy and module is not model):
                self.names[module] = name
                self.weighty |= {name} if module._parameters else set()
                module.register_forward_hook(Hook(self.look))
        for name, module in model.named_modules(remove_duplicate=False):
            for key, p in module._parameters.items():
                if p is not None:
                    self.shared.setdefault(p, []).append(f"{name}.{key}".lstrip("."))
        model.register_forward_pre_hook(Hook(self.enter))
        model.register_forward_hook(Hook(self.leave))
        self.loss = self.columns = self.scaler = self.pending = self.input = None
        self.signal, self.row, self.calls, self.seen, self.versions, self.sums = {}, {}, {}, {}, {}, {}
        self.samples, self.known = {}, 0
        self.passed, self.recurrent, self.count, self.rows, self.passes = {}, {}, 0, 0, 0
        self.busy, self.was_finite = False, True
        if not loggers:
            torch.autograd.backward = watched(torch.autograd.backward)
        loggers.add(self)
        atexit.register(self.finish)

    def on(self):
        return self.count % self.every == 0 and torch.is_grad_enabled()

    @quietly
    def enter(self, module, inputs):
        self.passes, self.calls, self.input = self.passes + 1, {}, first(inputs) if self.on() else None

    @quietly
    def leave(self, module, inputs, output):
        z = first(output)
        if self.on() and z is not None and z.grad_fn is not None:
            z.grad_fn.metadata[self.key + " pass"] = {"at": self.passes, "input": self.input, "output": z.detach()}
        self.input = None

    @quietly
    def look(self, module, inputs, output):
        """Runs behind every module."""
        x, z, name = first(inputs), first(output), self.names.get(module)
        if name is None or not self.on() or z is None or not z.is_floating_point() or z.numel() == 0:
            return
        call = self.calls[name] = self.calls.get(name, 0) + 1
        recurrent = isinstance(module, torch.nn.RNNBase) and x.dim() == 3
        entry = self.modules.setdefault(name, {
            "name": name, "kind": type(module).__name__, "settings": module.extra_repr()[:200], "calls": 1,
            "inputs": None if x is None else list(x.shape), "outputs": list(z.shape), "at": (len(self.modules), 0)})
        entry["calls"] = max(entry["calls"], call)
        if call & (call - 1) == 0:  # of many calls the first, second, fourth, …; the last of them counts
            self.seen[name] = moments(z)
        if z.grad_fn is not None:
            z.grad_fn.metadata.setdefault(self.key, name)
            z.grad_fn.register_hook(lambda _, grads, nr=z.output_nr: self.take("delta_norm", name, call, grads[nr]))
        if module._parameters and x is not None and x.requires_grad:
            x.register_hook(lambda grad: self.take("input_delta_norm", name, call, grad))
        if recurrent:
            entry["sequence"] = int(module.batch_first)
            if z.grad_fn is not None and not module.bidirectional:
                self.keep_sequence(module, name, x, inputs[1:], output)

    def take(self, what, name, call, grad):
        if grad is not None and not self.busy:
            self.signal.setdefault((what, name), {}).setdefault(call, []).append(exact(grad).norm())

    @quietly
    def before(self, loss):
        """Runs before each backward pass, which takes away what the graph shows: loss, targets, activations."""
        turn = self.count % self.every == 0
        steps = [(n, operation(n), below) for n, below in graph(loss.grad_fn, 20000 if turn else 64, self.key, self.weighty)]
        passes = [n.metadata[self.key + " pass"] for n, _, _ in steps if turn and self.key + " pass" in n.metadata]
        if turn and (passes or any(below is not None for _, _, below in steps)):
            self.notice_accumulating()
            self.passed = min(passes, key=lambda one: one["at"], default={})
            self.look_at_loss(steps)
            self.look_at_functions(steps)
        infinite = {name for n, name, _ in steps if name in INFINITE and torch.as_tensor(INFINITE[name](n)).any()}
        if infinite:
            self.row["undefined"] = sorted(infinite)
        self.versions = {p: p._version for p in self.shared}

    def notice_accumulating(self):
        """Gradients that were set to zero take along what was gathered with them; those that outlive an update are noted."""
        held = [p for p in self.shared if p.grad is not None and (p.grad._values() if p.grad.is_sparse else p.grad).any()]
        if not held:
            self.signal, self.row = {}, {}
        elif any(self.versions.get(p, p._version) != p._version for p in held):
            self.row["accumulating"] = True

    def look_at_loss(self, steps):
        kinds, own = [], [(n, name) for n, name, below in steps if below is None]
        for n, name in own:
            if hasattr(n, "_saved_target"):
                kinds.append(name)
                self.learn(name, n._saved_self.detach(), n._saved_target.detach(), n)
            elif name == "abs" or (name == "pow" and exponent(n) == 2):  # made by hand, of a difference
                minus, r = n.next_functions[0][0], n._saved_self.detach()
                one = above(minus, self.key + " pass", 8) if minus is not None and operation(minus) == "sub" else None
                if one and one["output"].numel() == r.numel():
                    kinds.append("l1_loss" if name == "abs" else "mse_loss")
                    z, sign = one["output"].reshape(r.shape), 1 if minus.next_functions[0][0] else -1
                    self.learn(kinds[-1], z, z - sign * r, n)
        names = [name for n, name in own if n.metadata.get(self.key) not in self.weighty][15::-1]
        kind = "cross_entropy" if kinds[:1] == ["nll_loss"] and "log_softmax" in names else (kinds + [None])[0]
        self.loss = self.loss or {"kind": kind, "operations": names, "terms": max(len(kinds), 1)}
        if "best_constant" in self.row:
            self.row["best_constant"] *= len(kinds)

    def learn(self, kind, output, target, node):
        """One term of the loss: its targets, and what the best constant answer to all targets so far costs."""
        best, count = None, target.numel()
        if kind != "nll_loss" or target.dim() == 1:
            self.gather(self.passed.get("input"), target, kind == "nll_loss")
        if kind == "nll_loss":
            known = target >= 0
            new = torch.bincount(target[known].flatten(), minlength=output.shape[1]).double()
            counts = self.sums["classes"] = self.sums.get("classes", 0) + new
            shares = counts / counts.sum()
            best, count = -(shares * shares.clamp_min(1e-300).log()).sum().item(), known.sum().item()
            self.row["accuracy"] = (output.argmax(1) == target)[known].double().mean().item()
            if len(shares) <= 100:
                self.row["classes"] = shares.tolist()
        else:
            self.row.update(describe("targets", target))
            t = exact(target).reshape(len(target) if target.dim() else 1, -1)
            t = t if t.shape[1] <= 4096 else t.reshape(-1, 1)
            new = (len(t), t.sum(0), (t * t).sum(0), (t - t.median(0).values).abs().sum(0))
            sums = self.sums[t.shape[1]] = [a + b for a, b in zip(self.sums.get(t.shape[1], [0] * 4), new)]
            mean = sums[1] / sums[0]
            if kind == "mse_loss":
                best = (sums[2] / sums[0] - mean * mean).clamp_min(0).mean().item()
            elif kind == "l1_loss":
                best = (sums[3] / sums[0]).mean().item()
            elif kind.startswith("binary"):
                p = mean.clamp(1e-300, 1 - 1e-16)
                best = -(p * p.log() + (1 - p) * (1 - p).log()).mean().item()
                if ((t == 0) | (t == 1)).all():
                    answer = output > (0 if kind.endswith("logits") else 0.5)
                    self.row["accuracy"] = (answer == (target > 0.5)).double().mean().item()
        if best is not None and getattr(node, "_saved_weight", None) is None:
            self.row["best_constant"] = best * (count if getattr(node, "_saved_reduction", 1) == 2 else 1)

    def gather(self, x, y, classes):
        """Keeps up to 512 different samples with their targets; of many features some."""
        if x is None or not x.is_floating_point() or x.dim() < 2 or y.dim() == 0 or len(x) != len(y) or self.known >= 512:
            return
        some = lambda t: (t := t.detach().reshape(len(t), -1))[:, ::max(1, t.shape[1] // 256)].cpu().double()
        for one, target in zip(some(x).tolist(), some(y)):
            self.samples.setdefault(tuple(one), target)
        if len(self.samples) >= max(32, 1.2 * self.known):
            self.known, y = len(self.samples), torch.stack(list(self.samples.values()))
            y = torch.nn.functional.one_hot(y[:, 0].long().clamp_min(0)).double() if classes else y
            self.row.update(neighbours(torch.tensor(list(self.samples)).double(), y))
            self.samples = {} if self.known >= 512 else self.samples

    def look_at_functions(self, steps):
        found = {}
        for n, name, below in steps:
            if name == "softmax" and below is not None:
                self.look_at_attention(n._saved_result.detach().float(), below)
            elif name.startswith("scaled_dot_product") and below is not None:
                q, k = n._saved_query[:1].detach().float(), n._saved_key[:1].detach().float()
                self.look_at_attention((q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(-1), below)
            elif name in ACTIVATIONS:
                inside = below if "sequence" in self.modules.get(below, {}) else None
                behind = inside if inside is not None else above(n, self.key)
                key = n.metadata.get(self.key, None if behind is None else f"{behind}>{name}")
                if key is not None and len(found.setdefault(key, (name, behind, []))[2]) < 8:
                    found[key][2].append(n)
        for key, (name, behind, nodes) in found.items():
            if key not in self.modules:  # a function: it stands behind its module
                parent = self.modules[behind]
                place = (parent["at"][0], len(self.modules))
                self.modules[key] = {"name": key, "kind": name, "calls": parent["calls"], "at": place}
            if name in SLOPES:
                self.look_at_values(key, name, self.modules.get(behind, {}), [n._saved_result.detach() for n in nodes])

    def look_at_values(self, key, name, behind, values):
        """Of what an activation gives: the share with a slope below 1 % of the largest, the share of units at 0."""
        flat = (SLOPES[name](h).double().abs() < 0.01 for h in values)
        saturated = sum(one.double().mean().item() for one in flat) / len(values)
        channels = 1 if re.search("Conv|Norm[1-3]d|GroupNorm|Pool", behind.get("kind", "")) else -1
        units = [h.transpose(channels, -1).reshape(-1, h.shape[channels]) if h.dim() else h.reshape(1, 1) for h in values]
        dead = sum((u == 0).all(0).double().mean().item() for u in units) / len(units) if name == "relu" else None
        self.signal[("shares", key)] = [saturated, dead]
        self.modules[key].setdefault("outputs", list(values[0].shape))
        if ">" in key:
            self.seen[key] = moments(torch.cat([h.flatten() for h in values]))

    def look_at_attention(self, weights, name):
        """Of weights [..., n] of an attention: largest difference of two logits, entropy over that of even weights."""
        entropy = -(weights * weights.clamp_min(1e-38).log()).sum(-1).mean() / math.log(max(weights.shape[-1], 2))
        logit = (weights.amax(-1) / weights.masked_fill(weights == 0, 2).amin(-1)).max().log()
        self.row.setdefault("attention_logit", {})[name] = logit.item()
        self.row.setdefault("attention_entropy", {})[name] = entropy.item()

    def keep_sequence(self, module, name, x, state, output):
        """Keeps what through_time needs, of at most eight samples."""
        cut = lambda t, axis: t.detach().narrow(axis, 0, min(8, t.shape[axis]))
        batch, state = int(not module.batch_first), state[0] if state else None
        state = tuple(cut(s, 1) for s in state) if isinstance(state, tuple) else state if state is None else cut(state, 1)
        kept = self.recurrent[name] = {"module": module, "x": cut(x, 1 - int(module.batch_first)), "state": state}
        output[0].register_hook(lambda g: kept.update(pull=cut(g, 1 - int(module.batch_first))))
        last = output[1][0] if isinstance(output[1], tuple) else output[1]
        last.register_hook(lambda g: kept.update(last=cut(g, 1)))

    @torch.enable_grad()
    def through_time(self, module, x, state, pull=None, last=None):
        """‖∂loss/∂state‖ at each time step: the layer runs again step by step, without hooks and dropout."""
        axis, outputs, states = int(module.batch_first), [], []
        dropout, module.dropout, self.busy = module.dropout, 0.0, True
        try:
            for t in range(x.shape[axis]):
                output, state = module.forward(x.narrow(axis, t, 1), state)
                outputs.append(output)
                states.append(state if isinstance(state, tuple) else (state,))
            pull = torch.zeros_like(torch.cat(outputs, axis)) if pull is None else pull
            flat, pulls = [s for pair in states for s in pair], list(pull.split(1, axis))
            ends, lasts = ([], []) if last is None else ([states[-1][0]], [last])
            grads = torch.autograd.grad(outputs + ends, flat, pulls + lasts, allow_unused=True)
        finally:
            module.dropout, self.busy = dropout, False
        grads, width = [torch.zeros_like(s) if g is None else g for g, s in zip(grads, flat)], len(states[0])
        for t, one in enumerate(pulls):  # by way of the output itself
            grads[t * width][-1] += one.squeeze(axis)
        return [math.hypot(*(exact(g).norm().item() for g in grads[i:i + width])) for i in range(0, len(grads), width)]

    def __call__(self, loss, accuracy=None, **numbers):
        """Logs a step. loss: tensor of one number, or a number; accuracy: a share; numbers: others by name."""
        self.finish()
        if self.columns is None:
            self.write_head()
        value, grads = float(loss), [p.grad for p in self.shared if p.grad is not None]
        total = sum((g._values() if g.is_sparse else g).sum(dtype=torch.float32) for g in grads)
        finite = math.isfinite(value) and math.isfinite(total)
        if self.count % self.every == 0 or (self.was_finite and not finite):
            given = {} if accuracy is None else {"accuracy": float(accuracy)}
            self.pending = self.row_of(value, {**given, **numbers})
            self.kept = [(p.detach().clone(), p._version) for _, p in self.parameters]
            self.rows += 1
        self.count, self.was_finite = self.count + 1, finite
        self.signal, self.row, self.recurrent, self.passed = {}, {}, {}, {}

    step = __call__

    def write_head(self):
        live = [o for o in gc.get_objects() if issubclass(type(o), torch.optim.Optimizer) or type(o).__name__ == "GradScaler"]
        self.scaler = next((o for o in live if hasattr(o, "get_scale") and o.is_enabled()), None)
        ours = lambda o: any(p in self.shared for g in getattr(o, "param_groups", ()) for p in g["params"])
        self.optimizer = self.optimizer or next(filter(ours, live), None)
        head = {"gradscope": 2, "framework": f"pytorch {torch.__version__}", "model": type(self.model).__name__,
                "every": self.every}
        for p in list(self.shared)[:1]:
            head.update(dtype=str(p.dtype).split(".")[1], device=p.device.type)
        if self.optimizer is not None:
            settings = {k: v for k, v in self.optimizer.param_groups[0].items() if k != "params"}
            head["optimizer"] = {"kind": type(self.optimizer).__name__, **settings}
            self.wrap_step(self.optimizer)
        modules = sorted(self.modules.values(), key=lambda m: m["at"])
        order = {m["name"]: i for i, m in enumerate(modules)}

        def user(name):  # the module that uses a parameter: its own, or the nearest around it that ran
            path = re.sub(r"\.parametrizations\.[^.]*", "", name).split(".")[:-1]
            return next((".".join(path[:n]) for n in range(len(path), -1, -1) if ".".join(path[:n]) in order), None)

        users = [(names, p, user(names[0])) for p, names in self.shared.items() if p.dim() > 1]
        users.sort(key=lambda one: order.get(one[2], -1))
        self.parameters, self.columns = [(names[0], p) for names, p, _ in users], list(order)
        frozen, shared = lambda p: {} if p.requires_grad else {"frozen": True}, lambda n: {"shared": n} if n else {}
        self.write({**head, **({"loss": self.loss} if self.loss else {}),
                    "modules": [{k: v for k, v in m.items() if k != "at"} for m in modules],
                    "parameters": [{"name": names[0], "module": module, "shape": list(p.shape), **frozen(p),
                                    **shared(names[1:])} for names, p, module in users]})

    def row_of(self, loss, numbers):
        scale = unscaled = 1.0  # of mixed precision: what the backward pass had, and what is still in the gradients
        row = {"step": self.count, "loss": loss, **self.row, **numbers}
        if self.scaler is not None:
            scale = row["scale"] = self.scaler.get_scale()
            done = any("READY" not in str(s["stage"]) for s in self.scaler._per_optimizer_states.values())
            unscaled = 1.0 if done else scale
        if self.optimizer is not None:
            row["lr"] = float(self.optimizer.param_groups[0]["lr"])
        row.update(grad_norm=self.norm() / unscaled, time={}, **describe("inputs", self.passed.get("input")),
                   **describe("outputs", self.passed.get("output")))
        columns = lambda keys, lists: row.update(zip(keys, map(list, zip(*lists)))) if lists else None
        grads = [[None] * 5 if p.grad is None else spread(p.grad / unscaled) for _, p in self.parameters]
        weights = [weigh(p) for _, p in self.parameters]
        outs = [self.seen[c].tolist() if c in self.seen else [None] * 4 for c in self.columns]
        columns(["grad_l2", "grad_mean", "grad_max", "grad_zeros", "grad_bad"], grads)
        columns(["weight_l2", "weight_std", "weight_spread", "weight_bad"], weights)
        columns(["out_mean", "out_std", "out_max", "out_bad"], outs)
        columns(["saturated", "dead"], [self.signal.get(("shares", c), [None, None]) for c in self.columns])
        for what in ("delta_norm", "input_delta_norm"):
            calls = [self.signal.get((what, c), {}) for c in self.columns]
            norms = [[math.hypot(*(n.item() for n in one[call])) / scale for call in sorted(one)] for one in calls]
            row[what] = [math.hypot(*one) if one else None for one in norms]
            if what == "delta_norm":
                row["time"].update({c: one for c, one in zip(self.columns, norms) if len(one) > 3})
        if self.rows % 5 == 0:
            row["time"].update({name: [n / scale for n in self.through_time(**kept)] for name, kept in self.recurrent.items()
                                if kept["x"].shape[int(kept["module"].batch_first)] <= 1000})
        names = [name for name, _ in self.parameters]
        bad = [f"weights {name}" for name, one in zip(names, weights) if one[-1]]
        bad += [] if math.isfinite(row.get("inputs_max", 0)) else ["inputs"]
        bad += [f"output {name}" for name, one in zip(self.columns, outs) if one[-1]]
        bad += [] if math.isfinite(loss) else ["loss"]
        bad += [f"gradient {name}" for name, one in zip(names[::-1], grads[::-1]) if one[-1]]
        return {**row, **({"bad": bad[0]} if bad else {})}

    def norm(self):
        return math.hypot(*(exact(p.grad).norm().item() for p in self.shared if p.grad is not None))

    def wrap_step(self, optimizer):
        step = optimizer.step

        @functools.wraps(step)
        def stepped(_, *args, **kwargs):
            if self.pending is not None:
                self.pending["grad_norm_clipped"] = self.norm()
            result = step(*args, **kwargs)
            self.finish()
            return result
        optimizer.step = types.MethodType(stepped, optimizer)

    def finish(self):
        """Writes the step that waits for its update, with what the update did."""
        row, self.pending = self.pending, None
        if row is None:
            return
        if any(p._version != version for (_, p), (_, version) in zip(self.parameters, self.kept)):
            moved = [((exact(p) - exact(was)).norm().item(), exact(was).norm().item()) for (_, p), (was, _) in
                     zip(self.parameters, self.kept)]
            row["update_ratio"] = [change / size if size > 0 else None for change, size in moved]
            broken = [name for name, p in self.parameters if not p.isfinite().all()]
            if broken:
                row.setdefault("bad", f"update {broken[0]}")
        self.write({key: value for key, value in row.items() if value not in ({}, [])})

    def write(self, row):
        short = lambda v: (float(f"{v:.6g}") if isinstance(v, float) else [short(one) for one in v] if isinstance(v, (list, tuple))
                           else {k: short(one) for k, one in v.items()} if isinstance(v, dict) else v)
        self.file.write(json.dumps(short(row), separators=(",", ":"), default=float) + "\n")
        self.file.flush()


def watched(backward):
    @functools.wraps(backward)
    def run(tensors, *args, **kwargs):
        loss = first(tensors)
        for log in list(loggers) if loss is not None and loss.grad_fn is not None else ():
            log.before(loss)
        return backward(tensors, *args, **kwargs)
    return run


def GradscopeLog(model, path, every=1):
    """The name that earlier versions had."""
    return GradscopeLogger(model, path, every)
