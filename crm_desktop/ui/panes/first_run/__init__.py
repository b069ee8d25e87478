"""First run: three ways to begin, each with how long it takes."""

from __future__ import annotations
