"""Run by ../test, inside the image's root file system."""

import determinism  # noqa: F401  before any test imports torch
