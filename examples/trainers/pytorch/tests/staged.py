"""A small staged dataset that is drawn, and runs of the trainer on it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
from PIL import Image

TRAIN_PY = Path(__file__).parent.parent / "train.py"
CLASSES = ["road", "car"]
WIDTH, HEIGHT = 96, 64


def draw(number: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """A grey road below a blue sky with a red car on it; some noise, a strip to ignore at the bottom."""
    random = numpy.random.default_rng(number)
    image = numpy.empty((HEIGHT, WIDTH, 3), numpy.uint8)
    mask = numpy.zeros((HEIGHT, WIDTH), numpy.uint8)
    horizon, left = int(random.integers(20, 40)), int(random.integers(0, WIDTH - 24))
    image[:horizon], image[horizon:] = (90, 140, 230), (110, 110, 110)
    mask[horizon:] = 1
    image[horizon : horizon + 12, left : left + 24] = (200, 30, 30)
    mask[horizon : horizon + 12, left : left + 24] = 2
    mask[-4:] = 255
    noisy = image + random.normal(0, 8, image.shape)
    return noisy.clip(0, 255).astype(numpy.uint8), mask


def stage(directory: Path, splits: dict[str, int] | None = None) -> Path:
    """`splits` says how many frames each has; one more of each is not labelled."""
    (directory / "frames").mkdir(parents=True)
    (directory / "labels").mkdir()
    rows = []
    for split, count in (splits or {"train": 10, "validation": 4}).items():
        for number in range(count + 1):
            name = f"{split}-{number}"
            image, mask = draw(len(rows))
            Image.fromarray(image).save(directory / f"frames/{name}.png")
            Image.fromarray(mask).save(directory / f"labels/{name}.png")
            label = f"labels/{name}.png" if number < count else ""
            rows.append([f"frames/{name}.png", label, split, f"ride-{split}", WIDTH, HEIGHT])
    with open(directory / "frames.csv", "w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["frame", "label", "split", "ride", "width", "height"])
        writer.writerows(rows)
    (directory / "dataset.json").write_text(json.dumps({"digest": "sha256:" + "0" * 64, "classes": CLASSES}))
    return directory


class Run:
    """The directories of one run, which survive its restarts."""

    PARAMETERS = {"epochs": "4", "width": "48", "height": "32", "channels": "4", "batchSize": "4"}

    def __init__(self, directory: Path, dataset: Path, seed: str = "7", **parameters: str) -> None:
        self.output, self.checkpoint = directory / "output", directory / "checkpoint"
        for folder in (self.output, self.checkpoint):
            folder.mkdir(parents=True)
        self.progress = directory / "progress.json"
        self._termination_log = directory / "termination-log"
        (directory / "parameters.json").write_text(json.dumps({**self.PARAMETERS, **parameters}))
        self.environment = {
            **os.environ,
            "ROADWORTHY_DATASET_DIR": str(dataset),
            "ROADWORTHY_PARAMETERS_FILE": str(directory / "parameters.json"),
            "ROADWORTHY_OUTPUT_DIR": str(self.output),
            "ROADWORTHY_CHECKPOINT_DIR": str(self.checkpoint),
            "ROADWORTHY_PROGRESS_FILE": str(self.progress),
            "ROADWORTHY_TERMINATION_LOG": str(self._termination_log),
            "ROADWORTHY_SEED": seed,
        }

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(TRAIN_PY)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def end(self) -> tuple[int, str]:
        """Exit code and all that was printed."""
        process = self.start()
        printed, _ = process.communicate()
        return process.returncode, printed

    def interrupt(self, line: str, signal: int) -> int:
        """Sends the signal once a line starts so; the exit code."""
        with self.start() as process:
            assert process.stdout is not None
            printed = []
            for text in process.stdout:
                printed.append(text)
                if text.startswith(line):
                    process.send_signal(signal)
                    break
            else:
                raise AssertionError(f"no line starts with {line!r}: {printed}")
        return process.returncode

    @property
    def message(self) -> str:
        return self._termination_log.read_text("utf-8")

    @property
    def model(self) -> bytes:
        return (self.output / "model.onnx").read_bytes()


class StagedTest(unittest.TestCase):
    """Has a directory of its own, and a dataset in it."""

    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = Path(temporary.name)
        self.dataset = stage(self.directory / "dataset")
