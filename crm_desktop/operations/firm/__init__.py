"""The own firm and its file: profile, numbers, beginning, password."""

from __future__ import annotations
