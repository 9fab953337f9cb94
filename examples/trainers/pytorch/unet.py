"""A small U-Net (Ronneberger, Fischer, Brox 2015) with batch normalisation and nearest upsampling."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from parameters import DEPTH


class UNet(nn.Module):
    """[N, 3, H, W] float32 → logits [N, classes, H, W]. H and W are multiples of 2^DEPTH.

    The first level has `channels` channels, each deeper one twice as many: 8 make 0.12 million parameters.
    """

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__()
        widths = [channels << level for level in range(DEPTH + 1)]
        self.down = nn.ModuleList(_two_convolutions(i, o) for i, o in zip([3, *widths], widths))
        self.up = nn.ModuleList(_two_convolutions(deep + skip, skip) for skip, deep in zip(widths, widths[1:]))
        self.head = nn.Conv2d(channels, classes, kernel_size=1)

    def forward(self, image: Tensor) -> Tensor:
        x = self.down[0](image)
        skips = []
        for block in list(self.down)[1:]:
            skips.append(x)
            x = block(functional.max_pool2d(x, 2))
        for block, skip in zip(reversed(self.up), reversed(skips)):
            # Nearest, and by a constant factor: every runtime and compiler for a vehicle knows this Resize.
            x = block(torch.cat([functional.interpolate(x, scale_factor=2.0, mode="nearest"), skip], dim=1))
        return self.head(x)


def _two_convolutions(inputs: int, outputs: int) -> nn.Sequential:
    # A bias before a batch normalisation has no effect.
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel_size=3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.Conv2d(outputs, outputs, kernel_size=3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )
