"""Trains a segmentation network as docs/trainer-contract.md asks; this is the entry of the image."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import asdict
from types import FrameType

from determinism import establish  # first of ours: it must see torch before anyone else does

import export
import parameters as trainer_parameters
from checkpoint import Checkpoints
from contract import REJECTED_EXIT_CODE, TERMINATED_EXIT_CODE, Rejected, Workplace, leave_message
from frames import Dataset, Pixels
from progress import Progress
from training import Training


def main() -> int:
    signal.signal(signal.SIGTERM, _stop)
    try:
        _train(Workplace.of(os.environ))
        return 0
    except Rejected as e:
        print(e, file=sys.stderr, flush=True)
        leave_message(os.environ, str(e))
        return REJECTED_EXIT_CODE


def _train(place: Workplace) -> None:
    parameters = trainer_parameters.read(place.parameters)
    dataset = Dataset.read(place.dataset)
    establish(place.seed, parameters.threads)

    pixels = Pixels(dataset, parameters.width, parameters.height, parameters.cacheMiB << 20)
    statistics = pixels.survey(dataset.train)
    training = Training(parameters, dataset, pixels, statistics, place.seed)
    sizes = f"{len(dataset.train)} frames to train, {len(dataset.validation)} to validate"
    print(f"{sizes}, {training.steps} steps", flush=True)

    progress = Progress(place.progress, training.steps)
    inputs = {"dataset": dataset.digest, "parameters": asdict(parameters), "seed": place.seed}
    trained = training.run(Checkpoints(place.checkpoint, inputs), progress)
    export.write(place.output, trained, dataset, statistics, parameters, place.seed)
    progress.finished()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # The kernel ignores a SIGTERM to process 1 without a handler, and the pod would hold its node for the whole grace
    # period. The last epoch's checkpoint is on disk, so nothing has to be saved here.
    sys.exit(TERMINATED_EXIT_CODE)


if __name__ == "__main__":
    sys.exit(main())
