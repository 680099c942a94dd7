"""Reads an event file from stdin and exits with an error unless TensorBoard finds the events of sampleEvents.ts in it."""

import sys
import tempfile
from pathlib import Path

import numpy as np
import tensorboard
from tensorboard.backend.event_processing.data_provider import MultiplexerDataProvider
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer
from tensorboard.context import RequestContext
from tensorboard.data.provider import RunTagFilter


def check_tensorboard(folder):
    """What TensorBoard's pages are given."""
    multiplexer = EventMultiplexer().AddRunsFromDirectory(folder).Reload()
    provider = MultiplexerDataProvider(multiplexer, folder)
    place = {"ctx": RequestContext(), "experiment_id": ""}
    scalars = provider.read_scalars(**place, plugin_name="scalars", downsample=100)["."]
    found = {tag: [(datum.step, datum.value) for datum in data] for tag, data in scalars.items()}
    assert found == {"loss": [(0, 0.5), (1, 2.0**-149)], "exact": [(0, 1e-60), (2**40, 0.1)]}, found
    histograms = provider.read_tensors(**place, plugin_name="histograms", downsample=100)["."]
    found = {tag: data[0].numpy.tolist() for tag, data in histograms.items()}
    assert found["layer1/gradient"] == [[-1, 0, 3], [0, 0.5, 1]], found
    assert found["layer2/gradient"] == [[-0.25, 0, 2], [0, 1e-30, 7]], found
    texts = provider.read_tensors(**place, plugin_name="text", downsample=100)["."]
    assert texts["note"][0].numpy.tolist() == ["größer".encode(), b""], texts


def check_accumulator(folder):
    """What the scripts are given that read event files through TensorBoard's library."""
    accumulator = EventAccumulator(folder)
    accumulator.Reload()
    assert [event.value for event in accumulator.Scalars("loss")] == [0.5, 2.0**-149]
    histogram = accumulator.Histograms("layer1/gradient")[0].histogram_value
    assert (histogram.min, histogram.max, histogram.num) == (-1, 0.5, 4)
    assert (histogram.sum, histogram.sum_squares) == (-1.25, 2.25)
    assert (histogram.bucket_limit, histogram.bucket) == ([0, 0.5], [3, 1])


def check(bytes_):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "events.out.tfevents.1600000000.gradscope").write_bytes(bytes_)
        check_tensorboard(folder)
        check_accumulator(folder)


if __name__ == "__main__":
    check(sys.stdin.buffer.read())
    print(f"TensorBoard {tensorboard.__version__} reads them")
