"""How torch is set up: same seed, same data, same image, same bytes. Import this before torch, numpy or PIL."""

from __future__ import annotations

import os
import platform

# Each of these libraries picks kernels by the processor that it finds, and kernels differ in the order of their sums.
# One instruction set for all keeps the choice, and with it the bytes of a model, from the node that a run lands on;
# every x86-64 server since 2015 has AVX2. The libraries read the variables as they are loaded.
if platform.machine() == "x86_64":
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"
    os.environ["ONEDNN_MAX_CPU_ISA"] = "AVX2"
    os.environ["OPENBLAS_CORETYPE"] = "Haswell"

# A thread that waits at a barrier sleeps. The default, to spin, takes the processor from the thread that it waits for
# as soon as the node has other work: a step then took 2.0 s instead of 0.37 s.
os.environ["OMP_WAIT_POLICY"] = "passive"

import torch  # noqa: E402


def establish(seed: int, threads: int) -> None:
    """Fixes what a training result depends on: the number of threads too, since each sums a part of its own."""
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(seed)
