"""What was done and how to take it back: the steps of the last thirty days, and the bin."""

from __future__ import annotations
