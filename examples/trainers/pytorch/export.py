"""What a run leaves behind: model.onnx, preprocess.json, metrics.json and MODEL_CARD.md, without a time or a path.

Every file counts into the digest of the model, so each must be the same when the run is repeated.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import nn

from frames import Dataset, Statistics
from parameters import Parameters
from training import Trained

OPSET = 13


def write(
    directory: Path, trained: Trained, dataset: Dataset, statistics: Statistics, parameters: Parameters, seed: int
) -> None:
    onnx(directory / "model.onnx", trained.network, parameters.height, parameters.width)
    _json(directory / "preprocess.json", preprocessing(dataset, statistics, parameters))
    _json(directory / "metrics.json", {"bestEpoch": trained.best_epoch, "epochs": trained.history})
    (directory / "MODEL_CARD.md").write_text(_card(trained, dataset, parameters, seed), "utf-8")


def onnx(file: Path, network: nn.Module, height: int, width: int) -> None:
    """`image` float32 [batch, 3, height, width] → `logits` float32 [batch, classes, height, width]."""
    with warnings.catch_warnings():
        # PyTorch 1.13 says so of every constant, here the factors of Resize. onnxruntime finds their shapes right.
        warnings.filterwarnings("ignore", message="The shape inference of prim::Constant type is missing")
        torch.onnx.export(
            network.to(memory_format=torch.contiguous_format),
            (torch.zeros(1, 3, height, width),),
            str(file),
            opset_version=OPSET,
            input_names=["image"],
            output_names=["logits"],
            dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}},
        )


def preprocessing(dataset: Dataset, statistics: Statistics, parameters: Parameters) -> dict[str, Any]:
    return {
        "input": {
            "name": "image",
            "layout": "NCHW",
            "channels": "RGB",
            "width": parameters.width,
            "height": parameters.height,
            "resize": "bilinear",
            "scale": 1 / 255,
            "mean": statistics.mean,
            "std": statistics.std,
        },
        "output": {"name": "logits", "layout": "NCHW", "classes": ["background", *dataset.classes]},
    }


def _json(file: Path, document: dict[str, Any]) -> None:
    file.write_text(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def _card(trained: Trained, dataset: Dataset, parameters: Parameters, seed: int) -> str:
    count = sum(p.numel() for p in trained.network.parameters())
    best = trained.history[trained.best_epoch - 1]
    lines = [
        "# Model card",
        "",
        f"A U-Net of {count:,} parameters that tells {', '.join(dataset.classes)} from background, pixel by pixel.",
        "",
        f"- Input: RGB, {parameters.width}×{parameters.height}; how to make it from a frame is in `preprocess.json`.",
        f"- Data: {dataset.digest}, {len(dataset.train)} frames to train, {len(dataset.validation)} to validate.",
        f"- Epoch {trained.best_epoch} of {parameters.epochs}, seed {seed}.",
        f"- Parameters: {', '.join(f'{name}={value}' for name, value in asdict(parameters).items())}.",
        "",
    ]
    if "validationIoU" in best:
        lines += ["| class | IoU in validation, at the size of the input |", "|---|---|"]
        lines += [
            f"| {name} | {'none' if iou is None else f'{iou:.3f}'} |" for name, iou in best["validationIoU"].items()
        ]
    else:
        lines += ["The dataset had no validation frames: this is the last epoch, and nothing is known of its quality."]
    return "\n".join(lines) + "\n"
