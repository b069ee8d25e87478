"""Floor 1: what a firm talks about, as plain dataclasses; no SQL, no Qt."""

from __future__ import annotations
