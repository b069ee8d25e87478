"""Deals on their way through a sales process, and the processes themselves."""

from __future__ import annotations
