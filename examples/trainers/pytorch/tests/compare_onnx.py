"""Runs what test_export.py left behind in onnxruntime, outside the image: usage compare_onnx.py DIRECTORY."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy
import onnxruntime


def main(directory: Path) -> None:
    session = onnxruntime.InferenceSession(str(directory / "model.onnx"), providers=["CPUExecutionProvider"])
    (image,), (logits,) = session.get_inputs(), session.get_outputs()
    assert (image.name, image.type, image.shape) == ("image", "tensor(float)", ["batch", 3, 48, 64]), image
    assert (logits.name, logits.type, logits.shape) == ("logits", "tensor(float)", ["batch", 5, 48, 64]), logits
    for answers in sorted(directory.glob("batch-*.npz")):
        expected = numpy.load(answers)
        (actual,) = session.run(["logits"], {"image": expected["image"]})
        difference = numpy.abs(actual - expected["logits"]).max()
        agree = (actual.argmax(1) == expected["logits"].argmax(1)).mean()
        print(
            f"{answers.stem}: logits differ by at most {difference:.1e}, {agree:.4%} of the pixels have the same class"
        )
        assert difference < 1e-4 and agree > 0.9999


if __name__ == "__main__":
    main(Path(sys.argv[1]))
