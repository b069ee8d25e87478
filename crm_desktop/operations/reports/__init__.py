"""Evaluations: the ready reports, what each finds, and how they are put on paper and into files."""

from __future__ import annotations
