"""Floor 5: one function per thing a user wants done; each opens a step and returns an Outcome."""

from __future__ import annotations
