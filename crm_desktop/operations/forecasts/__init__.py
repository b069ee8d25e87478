"""What is expected, and what is to be reached."""

from __future__ import annotations
