"""Logs how a PyTorch model trains (PyTorch 1.13 and later), for `gradscope diagnose log.jsonl`.

    log = GradscopeLogger(model, "log.jsonl", every=10)    # before training
    ...
    loss.backward()
    log(loss)                                              # once a step, before optimizer.step()
    optimizer.step()

It finds optimizer, loss, inputs, targets and outputs by itself, and changes neither numbers nor random state. Models that
train together have a logger each. Other numbers: log(loss, accuracy=0.9, val_loss=0.3). Written by `gradscope logger`.
"""
import atexit
import functools
import gc
import json
import math
import re
import types
import weakref
from collections import deque

import torch

RESULTS = {"relu", "sigmoid", "tanh"}  # activations whose output the graph holds
INPUTS = {"leaky_relu", "elu", "gelu", "silu", "softplus", "hardtanh", "prelu", "mish"}  # those of which it holds the input
INFINITE = {  # operations, and where their derivatives are infinite
    "sqrt": lambda node: node._saved_result == 0, "log": lambda node: node._saved_self == 0,
    "div": lambda node: node._saved_other == 0,
    "pow": lambda node: (node._saved_self == 0) & (0 < node._saved_exponent < 1)}
LOSSES = {"mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "nll_loss", "binary_cross_entropy",
          "binary_cross_entropy_with_logits", "kl_div"}
loggers = weakref.WeakSet()


def exact(t):  # in float32 the squares of a vanishing gradient are 0
    t = t.detach().to_dense() if t.is_sparse else t.detach()
    return t.double() if t.device.type != "mps" else t.cpu().double()


def first(value):
    """The first tensor among what a module takes or gives."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return next((t for t in map(first, value) if t is not None), None)
    return value if isinstance(value, torch.Tensor) else None


def operation(node):
    """`LogSoftmaxBackward0` is log_softmax."""
    name = re.sub(r"Backward\d*$", "", node.name()).replace("Loss2D", "Loss")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def moments(t):
    """Mean, deviation, largest size, share that is not finite."""
    t = t.detach().float()
    return torch.stack([t.mean(), t.std(unbiased=False), t.abs().max(), (~t.isfinite()).float().mean()])


def describe(what, t):
    """Statistics of a batch [samples, ...]."""
    if t is None or t.numel() == 0 or not (t.is_floating_point() and t.dim()):
        return {}
    t = exact(t).reshape(len(t), -1)
    mean, std, size = t.mean(0), t.std(0, unbiased=False), t.abs().max()
    row = {"mean": t.mean(), "std": t.std(unbiased=False), "max": size, "low": t.min(), "high": t.max(),
           "across": std.mean()}
    if what == "inputs":
        del row["across"]
        if (std > 0).any():
            varied = std[std > 0]
            row.update(offset=(mean[std > 0].abs() / varied).max(), least=varied.min(), most=varied.max())
    return {f"{what}_{key}": value.item() for key, value in row.items()}


def upstream(node, key, limit=64):
    """What the nearest module above a node left there, and None if there is none."""
    queue, seen = deque([node]), {node}
    while queue and len(seen) < limit:
        for up, _ in queue.popleft().next_functions:
            if up is not None and up not in seen:
                if key in up.metadata:
                    return up.metadata[key]
                seen.add(up)
                queue.append(up)
    return None


class Hook:
    """Calls a function, but is nothing in a copy of the model or in a file of it."""

    def __init__(self, call=None):
        self.call = call

    def __call__(self, *args):
        if self.call:
            self.call(*args)

    def __reduce__(self):
        return Hook, ()


def quietly(method):
    """What goes wrong in looking is written to the log, and does not end the training."""
    @functools.wraps(method)
    def looked(self, *args):
        try:
            if not self.busy:
                method(self, *args)
        except Exception as error:
            self.row["problem"] = f"{method.__name__}: {error!r}"[:200]
    return looked


class GradscopeLogger:
    def __init__(self, model, path, every=10, optimizer=None):
        while type(model).__name__ in ("DataParallel", "DistributedDataParallel", "OptimizedModule"):
            model = getattr(model, "_orig_mod", None) or model.module
        self.model, self.every, self.optimizer, self.file = model, every, optimizer, open(path, "w")
        self.key, self.names, self.weighty, self.shared = f"gradscope {id(self)}", {}, set(), {}
        for name, module in model.named_modules():
            own = any(p is not None and p.dim() > 1 for p in module._parameters.values())
            if not any(True for _ in module.children()) or (own and module is not model):
                self.names[module] = name
                self.weighty |= {name} if module._parameters else set()
                module.register_forward_hook(Hook(self.look))
        for name, module in model.named_modules(remove_duplicate=False):
            for key, p in module._parameters.items():
                if p is not None:
                    self.shared.setdefault(p, []).append(f"{name}.{key}".lstrip("."))
        self.all = list(self.shared)
        model.register_forward_pre_hook(Hook(self.enter))
        model.register_forward_hook(Hook(self.leave))
        self.modules, self.loss, self.columns, self.signal, self.row, self.calls = {}, None, None, {}, {}, {}
        self.seen, self.versions, self.pending, self.counts, self.sums, self.scaler = {}, {}, None, None, {}, None
        self.count = self.rows = self.passes = 0
        self.busy, self.was_finite, self.input, self.rnns = False, True, None, {}
        if not loggers:
            torch.autograd.backward = watched(torch.autograd.backward)
        loggers.add(self)
        atexit.register(self.finish)

    def on(self):
        return self.count % self.every == 0 and torch.is_grad_enabled()

    @quietly
    def enter(self, module, inputs):
        if self.on():
            self.passes, self.calls, self.input = self.passes + 1, {}, first(inputs)

    @quietly
    def leave(self, module, inputs, output):
        z = first(output)
        if self.on() and z is not None and z.grad_fn is not None:
            record = {"pass": self.passes, "input": self.input, "output": z.detach()}
            z.grad_fn.metadata[self.key + " pass"] = record
        self.input = None

    @quietly
    def look(self, module, inputs, output):
        """Runs after each module, on steps that are logged."""
        x, z, name = first(inputs), first(output), self.names.get(module)
        if name is None or not self.on() or z is None or not z.is_floating_point() or z.numel() == 0:
            return
        call = self.calls[name] = self.calls.get(name, 0) + 1
        recurrent = isinstance(module, torch.nn.RNNBase)
        entry = self.modules.setdefault(name, {
            "name": name, "kind": type(module).__name__, "settings": module.extra_repr()[:200],
            "inputs": list(x.shape) if x is not None else None, "outputs": list(z.shape), "calls": 1,
            **({"sequence": int(module.batch_first)} if recurrent else {})})
        entry["calls"] = max(entry["calls"], call)
        if call & (call - 1) == 0:  # of many calls those at powers of two; the last counts
            self.seen[name] = moments(z)
        if z.grad_fn is not None:
            z.grad_fn.metadata.setdefault(self.key, name)
            take = lambda _, grads, nr=z.output_nr: self.take("delta_norm", name, call, grads[nr])
            z.grad_fn.register_hook(take)
            if recurrent and isinstance(output, tuple) and x.dim() == 3 and not module.bidirectional:
                self.watch_time(module, name, x, inputs[1:], output)
        if module._parameters and x is not None and x.requires_grad:
            x.register_hook(lambda grad: self.take("input_delta_norm", name, call, grad))

    def take(self, what, name, call, grad):
        if grad is not None and not self.busy:
            self.signal.setdefault((what, name), {}).setdefault(call, []).append(exact(grad).norm())

    @quietly
    def before(self, loss):
        """Runs before each backward pass: the graph shows the loss, its targets and functions, and is gone afterwards."""
        turn, steps = self.count % self.every == 0, []
        queue, seen = deque([(loss.grad_fn, None)]), {loss.grad_fn}
        while queue and len(seen) < (20000 if turn else 64):
            node, below = queue.popleft()
            steps.append((node, operation(node), below))
            name = node.metadata.get(self.key)
            below = name if name in self.weighty else below
            for up, _ in node.next_functions:
                if up is not None and up not in seen:
                    seen.add(up)
                    queue.append((up, below))
        passes = [node.metadata[self.key + " pass"] for node, _, _ in steps if self.key + " pass" in node.metadata]
        if turn and (passes or any(below is not None for _, _, below in steps)):
            self.notice_accumulating()
            self.passed = min(passes, key=lambda one: one["pass"], default={})
            self.look_at_loss(steps)
            self.look_at_functions(steps)
        bad = {name for node, name, _ in steps if name in INFINITE and torch.as_tensor(INFINITE[name](node)).any()}
        if bad:
            self.row["undefined"] = sorted(bad)
        self.versions = {p: p._version for p in self.all}

    def notice_accumulating(self):
        """Gradients that were set to zero take with them what was gathered; others that outlived an update are noted."""
        kept = [p for p in self.all if p.grad is not None and self.versions.get(p, p._version) != p._version]
        dirty = any(p.grad is not None and (p.grad.is_sparse or p.grad.any()) for p in (kept or self.all))
        if not dirty:
            self.signal, self.row, self.counts_now = {}, {}, 0
        elif kept:
            self.row["accumulating"] = True

    def look_at_loss(self, steps):
        operations = [name for node, name, below in steps if below is None and node.metadata.get(self.key) not in self.weighty]
        terms, kinds = 0, []
        for node, name, below in steps:
            if below is not None:
                continue
            if name in LOSSES and hasattr(node, "_saved_target"):
                self.learn(name, node._saved_self.detach(), node._saved_target.detach(), node)
                terms, kinds = terms + 1, kinds + [name]
            elif name == "abs" or (name == "pow" and node._saved_exponent == 2):
                difference = node.next_functions[0][0]
                record = upstream(difference, self.key + " pass", 8) if difference is not None else None
                if record and operation(difference) == "sub" and record["output"].numel() == node._saved_self.numel():
                    residual = node._saved_self.detach()
                    output, sign = record["output"].reshape(residual.shape), 1 if difference.next_functions[0][0] else -1
                    kind = "l1_loss" if name == "abs" else "mse_loss"
                    self.learn(kind, output, output - sign * residual, node)
                    terms, kinds = terms + 1, kinds + [kind]
        if kinds and "log_softmax" in operations and kinds[0] == "nll_loss":
            kinds[0] = "cross_entropy"
        if self.loss is None:
            self.loss = {"kind": kinds[0] if kinds else None, "operations": operations[15::-1], "terms": max(terms, 1)}
        if "best_constant" in self.row:
            self.row["best_constant"] *= max(terms, 1)

    def learn(self, kind, output, target, node):
        """Targets of one term of the loss, and what the best constant answer to all so far would cost."""
        row, total = self.row, getattr(node, "_saved_reduction", 1) == 2
        if kind == "nll_loss":
            known = target[target >= 0]
            counts = torch.bincount(known.flatten(), minlength=output.shape[1]).double()
            counts = self.sums["classes"] = self.sums.get("classes", 0) + counts
            shares = counts / counts.sum()
            best = -(shares * shares.clamp_min(1e-300).log()).sum().item() * (known.numel() if total else 1)
            row["accuracy"] = (output.argmax(1) == target)[target >= 0].double().mean().item()
            if len(shares) <= 100:
                row["classes"] = shares.tolist()
        else:
            row.update(describe("targets", target))
            t = exact(target).reshape(len(target) if target.dim() else 1, -1)
            t = t if t.shape[1] <= 4096 else t.reshape(-1, 1)
            n, one, two, off = self.sums.get(t.shape[1], (0, 0, 0, 0))
            off = off + (t - t.median(0).values).abs().sum().item() / t.shape[1]
            n, one, two, off = self.sums[t.shape[1]] = n + len(t), one + t.sum(0), two + (t * t).sum(0), off
            mean, best = one / n, None
            if kind == "mse_loss":
                best = (two / n - mean * mean).clamp_min(0).mean().item()
            elif kind == "l1_loss":
                best = off / n
            elif kind.startswith("binary"):
                p = mean.clamp(1e-300, 1 - 1e-16)
                best = -(p * p.log() + (1 - p) * (1 - p).log()).mean().item()
                if ((t == 0) | (t == 1)).all():
                    answer = output > (0 if kind.endswith("logits") else 0.5)
                    row["accuracy"] = (answer == (target > 0.5)).double().mean().item()
            best = best if best is None or not total else best * t.numel()
        if best is not None and getattr(node, "_saved_weight", None) is None:
            row["best_constant"] = best

    def look_at_functions(self, steps):
        found = {}
        for node, name, below in steps:
            if name == "softmax" and below is not None:
                self.look_at_attention(node._saved_result.detach(), below)
            elif name.startswith("scaled_dot_product") and below is not None:
                q, k = node._saved_query[:1].detach().float(), node._saved_key[:1].detach().float()
                self.look_at_attention((q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(-1), below)
            elif name in RESULTS or name in INPUTS:
                inside = below if self.modules.get(below, {}).get("sequence") is not None else None
                above = inside or upstream(node, self.key)
                key = node.metadata.get(self.key) or (f"{above}>{name}" if above is not None else None)
                if key is not None and len(found.setdefault(key, (name, above, []))[2]) < 8:
                    found[key][2].append(node)
        for key, (name, above, nodes) in found.items():
            if key not in self.modules:
                self.insert(key, above, name)
            if name in RESULTS:
                self.look_at_values(key, name, above, [node._saved_result.detach() for node in nodes])

    def insert(self, key, above, name):
        """A function stands behind the module before it."""
        entry = {"name": key, "kind": name, "calls": self.modules[above]["calls"]}
        items = list(self.modules.items())
        at = max(i for i, (other, _) in enumerate(items) if other.split(">")[0] == above) + 1
        self.modules = dict(items[:at] + [(key, entry)] + items[at:])

    def look_at_values(self, key, name, above, values):
        kind = self.modules.get(above, {}).get("kind", "")
        channels = 1 if re.search("Conv|Batch|Group|Instance|Pool", kind) else -1
        shares = []
        for h in values:
            slope = {"relu": h, "sigmoid": 4 * h * (1 - h), "tanh": 1 - h * h}[name]
            units = h.transpose(channels, -1).reshape(-1, h.shape[channels]) if h.dim() else h.reshape(1, 1)
            dead = (units == 0).all(0).double().mean() if name == "relu" else torch.tensor(float("nan"))
            shares.append(torch.stack([(slope.abs() < 0.01).double().mean() if name != "relu" else
                                       (h == 0).double().mean(), dead.to(h.device).double()]))
        self.signal[("function", key)] = torch.stack(shares).mean(0)
        self.modules[key].setdefault("outputs", list(values[0].shape))
        if ">" in key:
            self.seen[key] = moments(torch.cat([h.flatten() for h in values]))

    def look_at_attention(self, weights, name):
        p, n = weights.float(), weights.shape[-1]
        entropy = -(p * p.clamp_min(1e-38).log()).sum(-1).mean() / math.log(max(n, 2))
        logit = (p.amax(-1) / p.masked_fill(p == 0, 2).amin(-1)).max().log()
        self.row.setdefault("attention_logit", {})[name] = logit.item()
        self.row.setdefault("attention_entropy", {})[name] = entropy.item()

    def watch_time(self, module, name, x, state, output):
        """Keeps what is needed to follow the gradient through the steps of a recurrent layer, for eight samples."""
        batch = 0 if module.batch_first else 1
        cut = lambda t, axis: t.detach().narrow(axis, 0, min(8, t.shape[axis]))
        state = state[0] if state else None
        state = tuple(cut(s, 1) for s in state) if isinstance(state, tuple) else cut(state, 1) if state is not None else None
        kept = {"module": module, "x": cut(x, batch), "state": state, "out": None, "last": None}
        self.rnns[name] = kept
        output[0].register_hook(lambda g: kept.update(out=cut(g, batch)))
        last = output[1][0] if isinstance(output[1], tuple) else output[1]
        last.register_hook(lambda g: kept.update(last=cut(g, 1)))

    @torch.enable_grad()
    def through_time(self, module, x, state, out, last):
        axis, outputs, states, pulls = int(module.batch_first), [], [], []
        dropout, module.dropout = module.dropout, 0.0
        self.busy = True
        try:
            for t in range(x.shape[axis]):  # forward itself, so that no hook runs
                output, state = module.forward(x.narrow(axis, t, 1), state)
                outputs.append(output)
                states.append(state if isinstance(state, tuple) else (state,))
                pulls.append(out.narrow(axis, t, 1) if out is not None else torch.zeros_like(output))
            ends = [states[-1][0]] if last is not None else []
            flat = [s for pair in states for s in pair]
            grads = torch.autograd.grad(outputs + ends, flat, pulls + ([last] if ends else []), allow_unused=True)
        finally:
            module.dropout, self.busy = dropout, False
        grads = [torch.zeros_like(s) if g is None else g for g, s in zip(grads, flat)]
        width = len(states[0])
        for t, pull in enumerate(pulls):  # the way by the output itself
            grads[t * width][-1] += pull.squeeze(axis)
        return [math.hypot(*(exact(g).norm().item() for g in grads[i:i + width])) for i in range(0, len(grads), width)]

    def __call__(self, loss, accuracy=None, **numbers):
        """
        Call it once a step, between backward() and optimizer.step().

        loss: a tensor of one number, or a number; accuracy: a share; numbers: others by name, such as val_loss
        """
        self.finish()
        if self.columns is None:
            self.write_head()
        value = float(loss)
        grads = [p.grad for p in self.all if p.grad is not None]
        total = sum(g._values().sum(dtype=torch.float32) if g.is_sparse else g.sum(dtype=torch.float32) for g in grads)
        finite = math.isfinite(value) and math.isfinite(float(total))
        if self.count % self.every == 0 or (self.was_finite and not finite):
            if accuracy is not None:
                numbers["accuracy"] = float(accuracy)
            self.write_row(value, numbers)
            self.rows += 1
        self.was_finite = finite
        self.count, self.signal, self.row, self.rnns = self.count + 1, {}, {}, {}

    def write_head(self):
        ids = set(map(id, self.all))
        live = [o for o in gc.get_objects() if issubclass(type(o), torch.optim.Optimizer) or
                type(o).__name__ == "GradScaler"]
        self.scaler = next((o for o in live if type(o).__name__ == "GradScaler" and o.is_enabled()), None)
        mine = (o for o in live if hasattr(o, "param_groups") and any(id(p) in ids for g in o.param_groups for p in g["params"]))
        self.optimizer = self.optimizer or next(mine, None)
        optimizer = {}
        if self.optimizer is not None:
            plain = lambda v: list(v) if isinstance(v, tuple) else v.item() if isinstance(v, torch.Tensor) else v
            settings = {k: plain(v) for k, v in self.optimizer.param_groups[0].items() if k != "params"}
            optimizer = {"optimizer": {"kind": type(self.optimizer).__name__, **settings}}
            self.wrap(self.optimizer)
        order = {name: i for i, name in enumerate(self.modules)}

        def module_of(name):
            path = name.split(".")[:-1]
            if name.endswith((".original0", ".original1")):
                path = path[:-2]
            while path and ".".join(path) not in order:
                path.pop()
            return ".".join(path) if ".".join(path) in order else None

        params = [(names, p, module_of(names[0])) for p, names in self.shared.items() if p.dim() > 1]
        params.sort(key=lambda one: order.get(one[2], -1))
        self.params, self.columns = [(names[0], p) for names, p, _ in params], list(self.modules)
        p = self.all[0]
        self.write({
            "gradscope": 2, "framework": f"pytorch {torch.__version__}", "model": type(self.model).__name__,
            "every": self.every, "dtype": str(p.dtype).split(".")[1], "device": p.device.type, **optimizer,
            **({"loss": self.loss} if self.loss else {}), "modules": list(self.modules.values()),
            "parameters": [{"name": names[0], "module": module, "shape": list(p.shape),
                            **({} if p.requires_grad else {"frozen": True}),
                            **({"shared": names[1:]} if len(names) > 1 else {})} for names, p, module in params]})

    def write_row(self, loss, numbers):
        row, scale = self.row, 1.0
        if self.scaler is not None:
            scale = self.scaler.get_scale()
            stages = [str(s["stage"]) for s in self.scaler._per_optimizer_states.values()]
            row["scale"], scale_grad = scale, 1.0 if any("READY" not in s for s in stages) else scale
        else:
            scale_grad = 1.0
        row = {"step": self.count, "loss": loss, **row, **numbers}
        if self.optimizer is not None:
            row["lr"] = float(self.optimizer.param_groups[0]["lr"])
        row["grad_norm"] = self.total() / scale_grad
        passed = getattr(self, "passed", {})
        row.update(describe("inputs", passed.get("input")))
        row.update(describe("outputs", passed.get("output")))
        grads = [self.statistics(p.grad, scale_grad) if p.grad is not None else [None] * 5 for _, p in self.params]
        for i, key in enumerate(("grad_l2", "grad_mean", "grad_max", "grad_zeros", "grad_bad")):
            row[key] = [g[i] for g in grads]
        weights = [self.weight_statistics(p) for _, p in self.params]
        for i, key in enumerate(("weight_l2", "weight_std", "weight_spread", "weight_bad")):
            row[key] = [w[i] for w in weights]
        outs = [self.seen[c].tolist() if c in self.seen else [None] * 4 for c in self.columns]
        for i, key in enumerate(("out_mean", "out_std", "out_max", "out_bad")):
            row[key] = [o[i] for o in outs]
        shares = [self.signal[("function", c)].tolist() if ("function", c) in self.signal else [None] * 2 for c in self.columns]
        row["saturated"], row["dead"] = ([None if s[i] is None or math.isnan(s[i]) else s[i] for s in shares] for i in (0, 1))
        row["time"] = {}
        for what in ("delta_norm", "input_delta_norm"):
            row[what] = [None] * len(self.columns)
            for i, c in enumerate(self.columns):
                calls = self.signal.get((what, c))
                if calls:
                    norms = [math.hypot(*(n.item() for n in calls[call])) / scale for call in sorted(calls)]
                    row[what][i] = math.hypot(*norms)
                    if what == "delta_norm" and len(norms) > 3:
                        row["time"][c] = norms
        if self.rows % 5 == 0:
            for name, kept in self.rnns.items():
                if kept["x"].shape[int(kept["module"].batch_first)] <= 1000:
                    row["time"][name] = [n / scale for n in self.through_time(**kept)]
        self.name_bad(row, grads, weights, outs)
        self.pending = {k: v for k, v in row.items() if v not in (None, {}, [])}
        self.keep_weights()

    def keep_weights(self):
        self.kept = [(p.detach().clone(), p._version) for _, p in self.params]

    def name_bad(self, row, grads, weights, outs):
        bad = [f"weights {n}" for (n, _), w in zip(self.params, weights) if w[3]]
        if not math.isfinite(row.get("inputs_max", 0)):
            bad.append("inputs")
        bad += [f"output {c}" for c, o in zip(self.columns, outs) if o[3]]
        if not math.isfinite(row["loss"]):
            bad.append("loss")
        bad += [f"gradient {n}" for (n, _), g in reversed(list(zip(self.params, grads))) if g[4]]
        if bad:
            row["bad"] = bad[0]

    def statistics(self, grad, scale):
        g = exact(grad).flatten() / scale
        size = g.abs()
        largest, bad = size.max().item(), 0.0
        if not math.isfinite(largest):
            finite = g.isfinite()
            bad, size = 1 - finite.double().mean().item(), size[finite]
            if size.numel() == 0:
                return [None, None, None, None, bad]
            largest = size.max().item()
        return [size.norm().item(), size.mean().item(), largest, (size == 0).double().mean().item(), bad]

    def weight_statistics(self, p):
        w = exact(p).flatten(1)
        norm, bad = w.norm().item(), 0.0
        if not math.isfinite(norm):
            bad = 1 - w.isfinite().double().mean().item()
        spread = (w - w.mean(0)).norm().item() / norm if norm > 0 else 0.0
        return [norm, w.std(unbiased=False).item(), spread if len(w) > 1 else None, bad]

    def total(self):
        return math.sqrt(sum(exact(p.grad).norm().item() ** 2 for p in self.all if p.grad is not None))

    def wrap(self, optimizer):
        step = optimizer.step

        @functools.wraps(step)
        def stepped(_, *args, **kwargs):
            if self.pending is not None:
                self.pending["grad_norm_clipped"] = self.total()
            result = step(*args, **kwargs)
            self.finish()
            return result
        optimizer.step = types.MethodType(stepped, optimizer)

    def finish(self):
        """Writes the row that waits for its update."""
        row, self.pending = self.pending, None
        if row is None:
            return
        if any(p._version != version for (_, p), (_, version) in zip(self.params, self.kept)):
            ratios = []
            for (name, p), (before, _) in zip(self.params, self.kept):
                size = exact(before).norm().item()
                ratios.append((exact(p) - exact(before)).norm().item() / size if size > 0 else None)
                if "bad" not in row and not p.isfinite().all():
                    row["bad"] = f"update {name}"
            row["update_ratio"] = ratios
        self.write(row)

    def write(self, row):
        short = lambda v: (float(f"{v:.6g}") if isinstance(v, float) else [short(one) for one in v] if isinstance(v, list)
                           else {k: short(one) for k, one in v.items()} if isinstance(v, dict) else v)
        self.file.write(json.dumps(short(row), separators=(",", ":"), default=str) + "\n")
        self.file.flush()


def watched(backward):
    @functools.wraps(backward)
    def run(tensors, *args, **kwargs):
        loss = first(tensors)
        for log in list(loggers):
            if loss is not None and loss.grad_fn is not None:
                log.before(loss)
        return backward(tensors, *args, **kwargs)
    return run


def GradscopeLog(model, path, every=1):
    """The name that earlier versions had."""
    return GradscopeLogger(model, path, every)
