"""The progress file: a JSON object that is always whole."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from collections.abc import Mapping

# Often enough for a person who watches, seldom enough for a disk.
_SECONDS_BETWEEN_WRITES = 1.0


class Progress:
    def __init__(self, file: Path, steps: int) -> None:
        self._file = file
        self._steps = steps
        self._started: tuple[int, float] | None = None
        self._written = float("-inf")
        self._metrics: dict[str, str] = {}

    def measured(self, metrics: Mapping[str, float]) -> None:
        self._metrics = {name: f"{value:.4f}" for name, value in metrics.items()}

    def at(self, step: int) -> None:
        """Reports `step` steps done, unless it did so a moment ago."""
        now = time.monotonic()
        if self._started is None:
            self._started = (step, now)
        if now - self._written < _SECONDS_BETWEEN_WRITES:
            return
        # 100 is for finished(): after the last step there is a model to export.
        self._write(min(99, 100 * step // self._steps), step, self._eta(step, now))
        self._written = now

    def finished(self) -> None:
        self._write(100, self._steps, 0)

    def _eta(self, step: int, now: float) -> int | None:
        first, since = self._started or (step, now)
        # A resumed run knows the pace of its own steps only.
        return round((now - since) / (step - first) * (self._steps - step)) if step > first else None

    def _write(self, percent: int, step: int, eta: int | None) -> None:
        report: dict[str, object] = {"percent": percent, "step": step, "steps": self._steps, "metrics": self._metrics}
        if eta is not None:
            report["etaSeconds"] = eta
        new = self._file.with_name(self._file.name + ".new")
        new.write_text(json.dumps(report, sort_keys=True), "utf-8")
        os.replace(new, self._file)
