"""What the trainer contract hands in: directories, files, the seed; and how a run ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from collections.abc import Mapping

REJECTED_EXIT_CODE = 42
TERMINATED_EXIT_CODE = 143  # 128 + SIGTERM, as a shell reports it

# A kubelet keeps this many bytes of a termination message.
_TERMINATION_LOG_BYTES = 4096


class Rejected(Exception):
    """The input is wrong, and trying again would find it wrong again. The message says what, where and what to do."""


@dataclass(frozen=True)
class Workplace:
    """Where the run reads and writes."""

    dataset: Path
    parameters: Path
    output: Path
    checkpoint: Path
    progress: Path
    seed: int

    @staticmethod
    def of(environment: Mapping[str, str]) -> Workplace:
        def value(name: str) -> str:
            found = environment.get(name, "")
            if not found:
                raise Rejected(f"{name} is not set in the environment; run the image as the trainer contract says.")
            return found

        return Workplace(
            dataset=Path(value("ROADWORTHY_DATASET_DIR")),
            parameters=Path(value("ROADWORTHY_PARAMETERS_FILE")),
            output=Path(value("ROADWORTHY_OUTPUT_DIR")),
            checkpoint=Path(value("ROADWORTHY_CHECKPOINT_DIR")),
            progress=Path(value("ROADWORTHY_PROGRESS_FILE")),
            seed=_seed(value("ROADWORTHY_SEED")),
        )


def _seed(text: str) -> int:
    # isdecimal() alone would let other scripts' digits through.
    if not (text.isascii() and text.isdecimal() and int(text) < 2**63):
        raise Rejected(f'ROADWORTHY_SEED is "{text}", not an integer of 0 to 2^63 - 1; set the seed of the run to one.')
    return int(text)


def leave_message(environment: Mapping[str, str], message: str) -> None:
    """Writes what the kubelet shows as the container's termination message."""
    path = environment.get("ROADWORTHY_TERMINATION_LOG", "/dev/termination-log")
    try:
        with open(path, "wb") as log:
            log.write(message.encode()[:_TERMINATION_LOG_BYTES].decode(errors="ignore").encode())
    except OSError:
        # Outside a pod the file is not there. The message is on standard error as well, and the exit code stands.
        pass
