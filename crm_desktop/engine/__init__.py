"""Floor 2: pure functions, facts in and results out; no SQL, no Qt, no clock, no files."""

from __future__ import annotations
