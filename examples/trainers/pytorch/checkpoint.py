"""What a run needs to go on after it was killed, as if it had not been."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import torch


class Checkpoints:
    """One file, replaced as a whole. A file of other inputs, or one that does not read, counts as none."""

    def __init__(self, directory: Path, inputs: dict[str, Any]) -> None:
        self._file = directory / "checkpoint.pt"
        self._inputs = inputs

    def load(self) -> dict[str, Any] | None:
        try:
            saved = torch.load(self._file)
        except FileNotFoundError:
            return None
        except (OSError, RuntimeError, EOFError, pickle.UnpicklingError) as e:
            print(f"{self._file} does not read ({e}): starting from the first epoch", flush=True)
            return None
        if saved["inputs"] != self._inputs:
            print(f"{self._file} belongs to other inputs: starting from the first epoch", flush=True)
            return None
        return saved["state"]

    def save(self, state: dict[str, Any]) -> None:
        new = self._file.with_suffix(".new")
        with open(new, "wb") as file:
            torch.save({"inputs": self._inputs, "state": state}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self._file)
        # The rename itself must outlive a node that loses power.
        directory = os.open(self._file.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
