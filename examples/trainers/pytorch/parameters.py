"""The parameters of this trainer: their names, ranges and defaults, strictly parsed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from contract import Rejected

# The network halves its input this many times, so both sides must divide by 2^DEPTH.
DEPTH = 3


@dataclass(frozen=True)
class Parameters:
    epochs: int = 12
    learningRate: float = 3e-3
    batchSize: int = 8
    width: int = 160
    height: int = 120
    channels: int = 8
    classWeights: str = "none"
    augment: str = "flip"
    threads: int = 2
    cacheMiB: int = 1024


def read(file: Path) -> Parameters:
    """Reads a JSON object of strings; an unknown name or a value out of range is rejected by name."""
    try:
        given = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as e:
        raise Rejected(f"The parameters file {file} does not read ({e}); it must be a JSON object of strings.") from e
    if not isinstance(given, dict):
        raise Rejected(f"The parameters file {file} is not a JSON object; it must map names to strings.")
    return Parameters(**{name: _value(name, text) for name, text in given.items()})


def _value(name: str, text: object) -> Any:
    if name not in _RULES:
        raise Rejected(f'Parameter "{name}" is unknown to this trainer; remove it or use one of {", ".join(_RULES)}.')
    parse, expected = _RULES[name]
    try:
        if not (isinstance(text, str) and text.isascii()):
            raise ValueError
        return parse(text)
    except ValueError:
        raise Rejected(f"Parameter {name} is {json.dumps(text)}; set it to {expected}.") from None


def _whole(low: int, high: int, multiple_of: int = 1) -> tuple[Callable[[str], Any], str]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high or int(text) % multiple_of:
            raise ValueError
        return int(text)

    steps = f" that is a multiple of {multiple_of}" if multiple_of > 1 else ""
    return parse, f"an integer of {low} to {high}{steps}"


def _positive(high: float) -> tuple[Callable[[str], Any], str]:
    def parse(text: str) -> float:
        number = float(text)
        if not (math.isfinite(number) and 0 < number <= high):
            raise ValueError
        return number

    return parse, f"a number above 0, at most {high:g}"


def _one_of(*choices: str) -> tuple[Callable[[str], Any], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError
        return text

    return parse, " or ".join(choices)


_RULES: dict[str, tuple[Callable[[str], Any], str]] = {
    "epochs": _whole(1, 10_000),
    "learningRate": _positive(1.0),
    "batchSize": _whole(1, 1024),
    "width": _whole(32, 4096, 2**DEPTH),
    "height": _whole(32, 4096, 2**DEPTH),
    "channels": _whole(2, 256),
    "classWeights": _one_of("none", "balanced"),
    # Brightness is not in the default: it would teach a model light that none of its frames had, and an evaluation on
    # frames of another light would no longer tell what the data lacks.
    "augment": _one_of("none", "flip", "flip-brightness"),
    "threads": _whole(1, 256),
    "cacheMiB": _whole(0, 1_048_576),
}

assert list(_RULES) == [f.name for f in fields(Parameters)]
