"""The training loop: epochs, the learning rate, validation, and what survives a restart."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import Any
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn import functional

from checkpoint import Checkpoints
from contract import Rejected
from frames import IGNORE, Dataset, Frame, Pixels, Statistics
from metrics import Confusion, mean_iou
from parameters import Parameters
from progress import Progress
from unet import UNet

_WARM_UP_EPOCHS = 1
_WEIGHT_DECAY = 1e-4
_BRIGHTNESS = 0.1


@dataclass(frozen=True)
class Trained:
    """The network of the best epoch, in evaluation mode, and how all epochs went."""

    network: UNet
    best_epoch: int
    history: list[dict[str, Any]]


class Training:
    def __init__(
        self, parameters: Parameters, dataset: Dataset, pixels: Pixels, statistics: Statistics, seed: int
    ) -> None:
        self._parameters = parameters
        self._dataset = dataset
        self._pixels = pixels
        self._mean = torch.tensor(statistics.mean).view(3, 1, 1)
        self._std = torch.tensor(statistics.std).view(3, 1, 1)
        self._weights = class_weights(statistics.pixels) if parameters.classWeights == "balanced" else None
        # Channels last is how the convolutions work inside. With anything else they copy in and out, for a quarter of
        # a step.
        self._network = UNet(parameters.channels, len(dataset.classes) + 1).to(memory_format=torch.channels_last)
        self._optimizer = torch.optim.AdamW(
            self._network.parameters(), lr=parameters.learningRate, weight_decay=_WEIGHT_DECAY
        )
        self._random = torch.Generator().manual_seed(seed)
        self._steps_per_epoch = math.ceil(len(dataset.train) / parameters.batchSize)
        self._epoch = 0
        self._best_epoch = 0
        self._best_network: dict[str, Tensor] = {}
        self._history: list[dict[str, Any]] = []

    @property
    def steps(self) -> int:
        return self._steps_per_epoch * self._parameters.epochs

    def run(self, checkpoints: Checkpoints, progress: Progress) -> Trained:
        saved = checkpoints.load()
        if saved is not None:
            self._restore(saved)
            print(f"resuming after epoch {self._epoch} of {self._parameters.epochs}", flush=True)
        while self._epoch < self._parameters.epochs:
            measured = {"loss": self._train(progress)}
            self._epoch += 1
            iou = self._validate()
            if iou is not None:
                measured["validationMeanIoU"] = mean_iou(iou)
            self._keep(measured, iou)
            progress.measured(measured)
            checkpoints.save(self._state())
            values = " ".join(f"{name}={value:.4f}" for name, value in measured.items())
            print(f"epoch {self._epoch}/{self._parameters.epochs} {values}", flush=True)
        self._network.load_state_dict(self._best_network)
        return Trained(self._network.eval(), self._best_epoch, self._history)

    def _train(self, progress: Progress) -> float:
        """One epoch; its mean loss."""
        self._network.train()
        first = self._epoch * self._steps_per_epoch
        total = 0.0
        for index, frames in enumerate(self._shuffled()):
            progress.at(first + index)
            for group in self._optimizer.param_groups:
                group["lr"] = self._parameters.learningRate * self._schedule(first + index)
            image, mask = self._augment(*self._pixels.batch(frames))
            loss = self._loss(self._network(self._normalise(image)), mask)
            value = loss.item()
            if not math.isfinite(value):
                raise Rejected(
                    f"The loss is {value} in epoch {self._epoch + 1}, step {index + 1} of {self._steps_per_epoch}; "
                    f"lower the parameter learningRate, which is {self._parameters.learningRate:g}."
                )
            self._optimizer.zero_grad()
            loss.backward()
            self._optimizer.step()
            total += value * len(frames)
        return total / len(self._dataset.train)

    @torch.no_grad()
    def _validate(self) -> list[float | None] | None:
        if not self._dataset.validation:
            return None
        self._network.eval()
        confusion = Confusion(len(self._dataset.classes) + 1)
        for frames in _batches(self._dataset.validation, self._parameters.batchSize):
            image, mask = self._pixels.batch(frames)
            confusion.add(mask, self._network(self._normalise(image.float())).argmax(1))
        return confusion.iou()

    def _keep(self, measured: dict[str, float], iou: list[float | None] | None) -> None:
        """Without validation frames every epoch counts as better than the one before."""
        score = measured.get("validationMeanIoU", math.inf)
        best = max((epoch.get("validationMeanIoU", -math.inf) for epoch in self._history), default=-math.inf)
        if score > best:
            self._best_epoch = self._epoch
            self._best_network = copy.deepcopy(self._network.state_dict())
        per_class = {} if iou is None else {"validationIoU": dict(zip(["background", *self._dataset.classes], iou))}
        self._history.append({"epoch": self._epoch, **measured, **per_class})

    def _shuffled(self) -> Iterator[list[Frame]]:
        order = torch.randperm(len(self._dataset.train), generator=self._random).tolist()
        return _batches([self._dataset.train[i] for i in order], self._parameters.batchSize)

    def _augment(self, image: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        image = image.float()
        if self._parameters.augment == "none":
            return image, mask
        flipped = torch.rand(len(image), generator=self._random) < 0.5
        image[flipped] = image[flipped].flip(-1)
        mask[flipped] = mask[flipped].flip(-1)
        if self._parameters.augment == "flip-brightness":
            # Clouds, not night: a night frame is darker by a factor of four to eight.
            factor = 1 + _BRIGHTNESS * (2 * torch.rand(len(image), 1, 1, 1, generator=self._random) - 1)
            image = (image * factor).clamp(max=255)
        return image, mask

    def _normalise(self, image: Tensor) -> Tensor:
        return ((image / 255 - self._mean) / self._std).contiguous(memory_format=torch.channels_last)

    def _loss(self, logits: Tensor, mask: Tensor) -> Tensor:
        labels = mask.long()
        # A batch that is all "ignore" would be a mean over nothing: not a number. Its sum is zero, and so its gradient.
        total = functional.cross_entropy(logits, labels, self._weights, ignore_index=IGNORE, reduction="sum")
        counted = labels[labels != IGNORE]
        weight = self._weights[counted].sum() if self._weights is not None else counted.numel()
        return total / max(float(weight), 1.0)

    def _schedule(self, step: int) -> float:
        """A factor of the learning rate: linear warm-up, then half a cosine down to zero at the last step."""
        warm_up = min(_WARM_UP_EPOCHS * self._steps_per_epoch, self.steps // 2)
        if step < warm_up:
            return (step + 1) / warm_up
        return 0.5 * (1 + math.cos(math.pi * (step - warm_up) / (self.steps - warm_up)))

    def _state(self) -> dict[str, Any]:
        return {
            "epoch": self._epoch,
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "random": self._random.get_state(),
            "best_epoch": self._best_epoch,
            "best_network": self._best_network,
            "history": self._history,
        }

    def _restore(self, state: dict[str, Any]) -> None:
        self._epoch = state["epoch"]
        self._network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._random.set_state(state["random"])
        self._best_epoch = state["best_epoch"]
        self._best_network = state["best_network"]
        self._history = state["history"]


def class_weights(pixels: list[int]) -> Tensor:
    """The square root of the inverse frequency, with a mean of 1 over the pixels: enough to find a class that is rare,
    not so much that it is found everywhere. A class without pixels weighs nothing: nothing can be learned of it."""
    total = sum(pixels)
    raw = [math.sqrt(total / count) if count else 0.0 for count in pixels]
    mean = sum(weight * count for weight, count in zip(raw, pixels)) / max(total, 1)
    return torch.tensor([weight / mean if mean else 0.0 for weight in raw])


def _batches(frames: list[Frame], size: int) -> Iterator[list[Frame]]:
    return (frames[start : start + size] for start in range(0, len(frames), size))
