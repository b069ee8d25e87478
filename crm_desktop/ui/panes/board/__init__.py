"""The pipeline as a board: a lane for each stage, cards that are moved by hand or key, and what came of them below."""

from __future__ import annotations
