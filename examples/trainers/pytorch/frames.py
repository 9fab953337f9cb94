"""Frames and masks of a staged dataset, at the size that the network trains with."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from contract import Rejected

IGNORE = 255
MAX_CLASSES = 254


@dataclass(frozen=True)
class Frame:
    frame: str
    label: str


@dataclass(frozen=True)
class Dataset:
    """The labelled frames of a staged dataset, in the order of `frames.csv`."""

    directory: Path
    digest: str
    classes: list[str]
    train: list[Frame]
    validation: list[Frame]

    @staticmethod
    def read(directory: Path) -> Dataset:
        try:
            description = json.loads((directory / "dataset.json").read_text("utf-8"))
            digest, classes = description["digest"], description["classes"]
            with open(directory / "frames.csv", encoding="utf-8", newline="") as table:
                rows = [(row["split"], Frame(row["frame"], row["label"])) for row in csv.DictReader(table)]
        except (OSError, ValueError, KeyError, TypeError) as e:
            raise Rejected(f"The staged dataset in {directory} does not read ({e!r}); stage it again.") from e
        if not 1 <= len(classes) <= MAX_CLASSES:
            raise Rejected(f"The dataset has {len(classes)} classes; declare 1 to {MAX_CLASSES} in the Dataset.")
        labelled = {
            split: [frame for of, frame in rows if of == split and frame.label] for split in ("train", "validation")
        }
        if not labelled["train"]:
            raise Rejected(
                "The dataset has no labelled frame in its split train; label some, or give the split a larger share."
            )
        return Dataset(directory, digest, classes, labelled["train"], labelled["validation"])


@dataclass(frozen=True)
class Statistics:
    """What the training frames are like: mean and standard deviation of a channel over [0, 1], pixels of each class."""

    mean: list[float]
    std: list[float]
    pixels: list[int]


class Pixels:
    """Decodes frames to uint8 [3, H, W] and masks to uint8 [H, W].

    Keeps decoded frames up to `cache_bytes` and decodes the others each time they are asked for. A frame takes
    4·W·H bytes, 77 kB at 160×120, so that 1 GiB holds 13,981 of them. The first to come stay: with a new random order
    each epoch, no choice of victims would hit more often.
    """

    def __init__(self, dataset: Dataset, width: int, height: int, cache_bytes: int) -> None:
        self._dataset = dataset
        self._size = (height, width)
        self._capacity = cache_bytes // (4 * width * height)
        self._cache: dict[str, tuple[Tensor, Tensor]] = {}

    def of(self, frame: Frame) -> tuple[Tensor, Tensor]:
        cached = self._cache.get(frame.frame)
        if cached is not None:
            return cached
        decoded = self._decode(frame)
        if len(self._cache) < self._capacity:
            self._cache[frame.frame] = decoded
        return decoded

    def batch(self, frames: list[Frame]) -> tuple[Tensor, Tensor]:
        """uint8 [N, 3, H, W] and uint8 [N, H, W], both the caller's to change."""
        images, masks = zip(*map(self.of, frames))
        return torch.stack(images), torch.stack(masks)

    def survey(self, frames: list[Frame]) -> Statistics:
        """Looks at every frame once, so that a bad one is found before the first epoch. Sums are integers: exact."""
        sums, squares, pixels = torch.zeros(3, dtype=torch.int64), torch.zeros(3, dtype=torch.int64), 0
        counts = torch.zeros(IGNORE + 1, dtype=torch.int64)
        for frame in frames:
            image, mask = self.of(frame)
            wide = image.flatten(1).long()
            sums += wide.sum(1)
            squares += (wide * wide).sum(1)
            pixels += wide.shape[1]
            counts += torch.bincount(mask.flatten().long(), minlength=IGNORE + 1)
        mean = sums.double() / pixels
        # At least one grey level: frames of a single colour would be divided by zero.
        std = (squares.double() / pixels - mean * mean).clamp(min=1.0).sqrt()
        return Statistics(
            mean=[round(value / 255, 6) for value in mean.tolist()],
            std=[round(value / 255, 6) for value in std.tolist()],
            pixels=counts[: len(self._dataset.classes) + 1].tolist(),
        )

    def _decode(self, frame: Frame) -> tuple[Tensor, Tensor]:
        try:
            with Image.open(self._dataset.directory / frame.frame) as file:
                image = numpy.array(file.convert("RGB"))
            with Image.open(self._dataset.directory / frame.label) as file:
                mode, mask = file.mode, numpy.array(file)
        except (OSError, SyntaxError, ValueError) as e:  # PIL raises a SyntaxError for some broken PNG files
            raise Rejected(
                f"Frame {frame.frame} or its mask {frame.label} does not decode: {e}; replace it in the Dataset's source."
            ) from e
        if mode != "L" or mask.shape != image.shape[:2]:
            raise Rejected(
                f"Mask {frame.label} is {mode} {mask.shape[::-1]}, not 8-bit grey of the size {image.shape[1::-1]} of "
                f"its frame {frame.frame}; label the frame again."
            )
        unknown = mask[(mask > len(self._dataset.classes)) & (mask != IGNORE)]
        if unknown.size:
            raise Rejected(
                f"Mask {frame.label} has the value {unknown[0]}, and the dataset has classes 1 to "
                f"{len(self._dataset.classes)}; add the class to the Dataset, or label the frame again."
            )
        resized = bilinear(torch.from_numpy(image).permute(2, 0, 1), *self._size)
        # Rounding to a grey level again costs at most 1/510 of the range and a quarter of the memory of float32.
        return resized.round().to(torch.uint8), nearest(torch.from_numpy(mask), *self._size)


def bilinear(image: Tensor, height: int, width: int) -> Tensor:
    """uint8 [3, h, w] → float32 [3, height, width] as the trainer contract defines it: half-pixel centres, edges
    repeated, no antialiasing."""
    return functional.interpolate(image[None].float(), size=(height, width), mode="bilinear", align_corners=False)[0]


def nearest(mask: Tensor, height: int, width: int) -> Tensor:
    """[h, w] → [height, width]: the pixel below the centre of each new one, in integers, so that no float can round
    it to a neighbour."""
    rows = (2 * torch.arange(height) + 1) * mask.shape[0] // (2 * height)
    columns = (2 * torch.arange(width) + 1) * mask.shape[1] // (2 * width)
    return mask[rows][:, columns]
