"""Intersection over union from a confusion matrix."""

from __future__ import annotations

import torch
from torch import Tensor

from frames import IGNORE


class Confusion:
    """Counts pixels: rows are the mask's class, columns the prediction's. Pixels to ignore are not counted."""

    def __init__(self, classes: int) -> None:
        self._classes = classes
        self._counts = torch.zeros(classes * classes, dtype=torch.int64)

    def add(self, mask: Tensor, predicted: Tensor) -> None:
        counted = mask != IGNORE
        pairs = mask[counted].long() * self._classes + predicted[counted].long()
        self._counts += torch.bincount(pairs, minlength=self._classes**2)

    def iou(self) -> list[float | None]:
        """Of each class; None for one that is neither in a mask nor predicted."""
        counts = self._counts.view(self._classes, self._classes)
        both = counts.diagonal().tolist()
        either = (counts.sum(0) + counts.sum(1) - counts.diagonal()).tolist()
        return [b / e if e else None for b, e in zip(both, either)]


def mean_iou(iou: list[float | None]) -> float:
    """Over the declared classes, so without the background (index 0), that occur; 0 if none does."""
    occurring = [value for value in iou[1:] if value is not None]
    return sum(occurring) / len(occurring) if occurring else 0.0
