"""Logs how a Keras model on TensorFlow trains, for `gradscope diagnose log.jsonl`. Written by `gradscope logger`.

    model.fit(x, y, callbacks=[GradscopeLogger(x[:256], y[:256], "log.jsonl", every=10)])

Keras shows a callback no gradients of its own batches: this one computes those of the rows that it is given, before every
tenth update. Dropout and batch normalization take that pass for one of training.
"""
import json
import math

import numpy as np
import tensorflow as tf

SLOPES = {"relu": lambda h: h != 0, "sigmoid": lambda h: 4 * h * (1 - h), "tanh": lambda h: 1 - h * h}
KINDS = {"mse": "mse_loss", "mean_squared_error": "mse_loss", "mae": "l1_loss", "mean_absolute_error": "l1_loss",
         "binary_crossentropy": "binary_cross_entropy", "categorical_crossentropy": "cross_entropy",
         "sparse_categorical_crossentropy": "cross_entropy"}
exact = lambda t: np.asarray(t).astype(np.float64)  # in float32 the squares of a vanishing gradient are 0


def spread(gradient):
    """Norm, mean, largest, share of zeros, share not finite."""
    if gradient is None:
        return [None] * 5
    size = np.abs(exact(tf.convert_to_tensor(gradient))).ravel()
    finite = size[np.isfinite(size)]
    bad = 1 - finite.size / size.size
    if finite.size == 0:
        return [None] * 4 + [bad]
    return [np.linalg.norm(finite), finite.mean(), finite.max(), (finite == 0).mean(), bad]


def weigh(weights):
    """Norm, deviation, spread over units (the last axis), share not finite."""
    w = weights.reshape(-1, weights.shape[-1])
    norm = np.linalg.norm(w)
    apart = np.linalg.norm(w - w.mean(1, keepdims=True)) / norm if norm else 0.0
    return [norm, w.std(), apart if w.shape[1] > 1 else None, 1 - np.isfinite(w).mean()]


def describe(what, values):
    t = exact(values).reshape(len(values), -1)
    std, row = t.std(0), {"mean": t.mean(), "std": t.std(), "max": np.abs(t).max(), "low": t.min(), "high": t.max()}
    if what != "inputs":
        row["across"] = std.mean()
    elif (std > 0).any():
        varied = std[std > 0]
        row.update(offset=(np.abs(t.mean(0)[std > 0]) / varied).max(), least=varied.min(), most=varied.max())
    return {f"{what}_{key}": value for key, value in row.items()}


def constant_answer(kind, targets):
    """Shares of the classes, if the targets are classes, and the loss of the best constant answer, of kinds that are known."""
    t = exact(targets).reshape(len(targets), -1)
    if kind == "cross_entropy":
        shares = t.mean(0) if t.shape[1] > 1 else np.bincount(t.ravel().astype(int)) / len(t)
        return {"best_constant": -(shares * np.log(np.maximum(shares, 1e-300))).sum(), "classes": list(shares)}
    p = np.clip(t.mean(0), 1e-300, 1 - 1e-16)
    best = {"mse_loss": lambda: t.var(0).mean(), "l1_loss": lambda: np.abs(t - np.median(t, 0)).mean(),
            "binary_cross_entropy": lambda: -(p * np.log(p) + (1 - p) * np.log(1 - p)).mean()}.get(kind)
    return {"best_constant": best()} if best else {}


def neighbours(x, y):
    """How much closer to a row's target than by chance those of its nearest rows are; the deviation over shuffles; ties."""
    _, rows = np.unique(x, axis=0, return_index=True)
    x, y, found, random = x[np.sort(rows)], y[np.sort(rows)], [], np.random.default_rng(0)
    x = (x - x.mean(0)) / np.maximum(x.std(0), 1e-30)
    apart = np.array([((x - one) ** 2).sum(1) for one in x])
    np.fill_diagonal(apart, np.inf)
    order, ties = apart.argsort(1), ((apart <= apart.min(1, keepdims=True)).sum(1) > 1).mean()
    for k in (1, 8) if len(x) >= 32 else ():  # one sees fine patterns, eight see through noise
        miss = lambda y: np.abs(y - y[order[:, :k]].mean(1)).mean()
        shuffled = [miss(random.permutation(y)) for _ in range(24)]
        if np.mean(shuffled) > 0 and np.std(shuffled) > 0:
            found.append((1 - miss(y) / np.mean(shuffled), np.std(shuffled, ddof=1) / np.mean(shuffled)))
    best = max(found, key=lambda one: abs(one[0]) / one[1], default=None)
    return {"neighbours": best[0], "neighbours_deviation": best[1], "neighbours_ties": ties} if best else {}


class GradscopeLogger(tf.keras.callbacks.Callback):
    def __init__(self, x, y, path, every=10):
        super().__init__()
        self.x, self.y, self.every, self.file = x, y, every, open(path, "w")
        self.count, self.pending, self.held_out, self.probe = 0, None, {}, None

    def on_train_begin(self, logs=None):
        if self.count:
            return
        path = lambda v: getattr(v, "path", v.name).split(":")[0]
        variables = [v for v in self.model.trainable_variables if len(v.shape) > 1]
        owners = {id(v): layer.name for layer in self.model.layers for v in layer.trainable_variables}
        self.weights = [(path(v), v) for v in variables]
        self.layers, modules = [], []
        for layer in self.model.layers:
            function = getattr(getattr(layer, "activation", None), "__name__", "linear")
            modules.append({"name": layer.name, "kind": type(layer).__name__})
            self.layers.append((layer, None) if function == "linear" else (None, None))
            if function != "linear":  # what such a layer gives is what its activation gives
                modules.append({"name": f"{layer.name}>{function}", "kind": function})
                self.layers.append((layer, function))
        try:
            self.probe = tf.keras.Model(self.model.inputs, [layer.output for layer, _ in self.layers if layer])
        except Exception:  # a model that is a class has no graph to look into
            self.probe = None
        loss = self.model.loss if isinstance(self.model.loss, str) else getattr(self.model.loss, "name", None)
        self.kind, settings = KINDS.get(loss, loss), {}
        optimizer = getattr(self.model, "optimizer", None)
        if optimizer is not None:
            config = {k: v for k, v in optimizer.get_config().items() if isinstance(v, (int, float, str, bool))}
            settings = {"optimizer": {**config, "kind": type(optimizer).__name__, "lr": self.step_size()}}
        self.write({"gradscope": 2, "framework": f"tensorflow {tf.__version__}", "model": type(self.model).__name__,
                    "every": self.every, "dtype": str(np.asarray(variables[0]).dtype) if variables else None, **settings,
                    "loss": {"kind": self.kind, "operations": [self.kind] if self.kind else [], "terms": 1},
                    "modules": modules,
                    "parameters": [{"name": name, "module": owners.get(id(v)), "shape": list(map(int, v.shape))}
                                   for name, v in self.weights]})

    def step_size(self):
        rate = self.model.optimizer.learning_rate
        return float(np.asarray(rate)) if not callable(rate) else None

    def on_train_batch_begin(self, batch, logs=None):
        if self.count % self.every == 0:
            self.pending = self.row()
            self.before = [exact(v) for _, v in self.weights]
        self.count += 1

    def on_train_batch_end(self, batch, logs=None):
        row, self.pending = self.pending, None
        if row is not None:
            now = [exact(v) for _, v in self.weights]
            sizes = [np.linalg.norm(was) for was in self.before]
            row["update_ratio"] = [np.linalg.norm(w - was) / size if size else None
                                   for w, was, size in zip(now, self.before, sizes)]
            broken = [name for (name, _), w in zip(self.weights, now) if not np.isfinite(w).all()]
            if broken:
                row.setdefault("bad", f"update {broken[0]}")
            self.write(row)

    def on_epoch_end(self, epoch, logs=None):  # goes into the next step that is logged
        self.held_out = {key: float(value) for key, value in (logs or {}).items() if key in ("val_loss", "val_accuracy")}

    def row(self):
        with tf.GradientTape() as tape:
            outputs = self.model(self.x, training=True)
            loss = self.model.compute_loss(x=self.x, y=self.y, y_pred=outputs)
        inner = [v if isinstance(v, tf.Variable) else v.value for _, v in self.weights]
        grads = [spread(g) for g in tape.gradient(loss, inner)]
        weights, outputs = [weigh(exact(v)) for _, v in self.weights], exact(outputs)
        row = {"step": self.count, "loss": float(loss), "lr": self.step_size(), **self.held_out,
               **describe("inputs", self.x), **describe("outputs", outputs), **constant_answer(self.kind, self.y)}
        self.held_out = {}
        if self.kind == "cross_entropy":
            labels = exact(self.y).reshape(len(outputs), -1)
            labels = labels.argmax(1) if labels.shape[1] > 1 else labels[:, 0]
            row["accuracy"] = (outputs.argmax(-1).ravel() == labels).mean()
            targets = np.eye(int(labels.max()) + 1)[labels.astype(int)]
        else:
            row.update(describe("targets", self.y))
            targets = exact(self.y).reshape(len(self.y), -1)
        if self.count == 0 and np.issubdtype(np.asarray(self.x).dtype, np.floating):
            inputs = exact(self.x[:512]).reshape(len(self.x[:512]), -1)
            row.update(neighbours(inputs[:, ::max(1, inputs.shape[1] // 256)], targets[:512]))
        known = [g[0] for g in grads if g[0] is not None]
        row["grad_norm"] = math.hypot(*known)
        columns = lambda keys, lists: row.update(zip(keys, map(list, zip(*lists))))
        columns(["grad_l2", "grad_mean", "grad_max", "grad_zeros", "grad_bad"], grads)
        columns(["weight_l2", "weight_std", "weight_spread", "weight_bad"], weights)
        if self.probe is not None:
            columns(["out_mean", "out_std", "out_max", "out_bad", "saturated", "dead"], self.activations())
        names = [name for name, _ in self.weights]
        bad = [f"weights {name}" for name, one in zip(names, weights) if one[-1]]
        bad += [] if math.isfinite(row["loss"]) else ["loss"]
        bad += [f"gradient {name}" for name, one in zip(names[::-1], grads[::-1]) if one[-1]]
        return {**row, **({"bad": bad[0]} if bad else {})}

    def activations(self):
        found = self.probe(self.x, training=False)
        values, rows = iter(found if isinstance(found, (list, tuple)) else [found]), []
        for layer, function in self.layers:
            h = exact(next(values)) if layer else None
            if h is None:
                rows.append([None] * 6)
                continue
            slopes = SLOPES[function](h) if function in SLOPES else None
            saturated = None if slopes is None else (np.abs(slopes) < 0.01).mean()
            dead = (h.reshape(-1, h.shape[-1]) == 0).all(0).mean() if function == "relu" else None
            rows.append([h.mean(), h.std(), np.abs(h).max(), 1 - np.isfinite(h).mean(), saturated, dead])
        return rows

    def write(self, row):
        short = lambda v: (float(f"{v:.6g}") if isinstance(v, (float, np.floating)) else [short(one) for one in v]
                           if isinstance(v, list) else {k: short(one) for k, one in v.items()} if isinstance(v, dict) else v)
        self.file.write(json.dumps(short(row), separators=(",", ":"), default=str) + "\n")
        self.file.flush()


class GradscopeLog(GradscopeLogger):
    """The name that earlier versions had."""
