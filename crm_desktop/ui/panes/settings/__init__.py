"""Settings: the firm, the stages, how the program looks and speaks, and where the data are safe."""

from __future__ import annotations
