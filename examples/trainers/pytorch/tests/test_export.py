from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path

import numpy
import torch

import export
from unet import UNet


def random_network() -> UNet:
    """As after a training: with statistics in its batch normalisations that change something."""
    torch.manual_seed(3)
    network = UNet(channels=8, classes=5).to(memory_format=torch.channels_last)
    for _ in range(3):
        network(torch.rand(4, 3, 48, 64) * 3 - 1)
    return network.eval()


class ExportTest(unittest.TestCase):
    def test_writes_the_same_bytes_again(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            first, again = Path(directory) / "a.onnx", Path(directory) / "b.onnx"
            for file in (first, again):
                export.onnx(file, random_network(), 48, 64)
            # Not assertEqual: it would print the models.
            self.assertTrue(first.read_bytes() == again.read_bytes())
            self.assertFalse(b"/app/" in first.read_bytes(), "where the code lies is in the model")

    def test_leaves_models_and_answers_for_compare_onnx(self) -> None:
        """Another runtime than torch must give these logits; the image has none, so ../test compares outside."""
        exported = Path(os.environ["EXPORTED"])
        exported.mkdir(exist_ok=True)
        network = random_network()
        export.onnx(exported / "model.onnx", network, 48, 64)
        for batch in (1, 3):
            image = torch.randn(batch, 3, 48, 64)
            with torch.no_grad():
                logits = network(image)
            numpy.savez(exported / f"batch-{batch}.npz", image=image.numpy(), logits=logits.numpy())
