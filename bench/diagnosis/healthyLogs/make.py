"""Makes the logs in packages/formats/test/fixtures/programs: trains the small programs of healthy.py and faulty.py.

    OMP_NUM_THREADS=1 python3 make.py [NAME ...]        # PyTorch 1.13 or later; a few seconds each

Each program has a log of schema 2, thinned to at most 36 steps and four digits, and the loss at every step.
"""
import gzip
import json
import os
import random
import sys
import tempfile

import torch

import faulty
import healthy
from training import Out

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "../../../packages/formats/test/fixtures/programs")
MOST, ENDS = 36, 8


def thinned(lines):
    """The head, the first and last rows, and others at equal distances."""
    head, rows = lines[0], lines[1:]
    if len(rows) > MOST:
        inner, wanted = len(rows) - 2 * ENDS, MOST - 2 * ENDS
        rows = rows[:ENDS] + [rows[ENDS + i * inner // wanted] for i in range(wanted)] + rows[-ENDS:]
    return [head, *(json.dumps(short(json.loads(row)), separators=(",", ":")) + "\n" for row in rows)]


def short(value):
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: short(one) for key, one in value.items()}
    return [short(one) for one in value] if isinstance(value, list) else value


def keep(folder, target):
    os.makedirs(target, exist_ok=True)
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file)) as log:
            lines = log.readlines()
        text = "".join(thinned(lines) if file.endswith(".jsonl") else lines).encode()
        with open(os.path.join(target, file + ".gz"), "wb") as out:
            out.write(gzip.compress(text, 9, mtime=0))


def main(*names):
    for module in (healthy, faulty):
        kind = module.__name__
        for name, program in module.PROGRAMS.items():
            if names and name not in names:
                continue
            torch.manual_seed(1)
            random.seed(1)
            with tempfile.TemporaryDirectory() as folder:
                out = Out(folder, name)
                program(out)
                for log in list(out.logs):
                    log.finish()
                out.close()
                keep(folder, os.path.join(FIXTURES, kind))
            ends = ", ".join(f"{part or 'loss'} {all[0]:.4g} to {all[-1]:.4g}" for part, all in out.losses.items())
            print(f"{kind} {name}: {ends}", flush=True)
    with open(os.path.join(FIXTURES, "faulty.json"), "w") as out:
        json.dump(faulty.ACCEPTED, out, indent=2)
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
