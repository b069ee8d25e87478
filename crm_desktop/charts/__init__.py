"""Floor 3: results of the engine become matplotlib figures, the same for screen, PNG and PDF."""

from __future__ import annotations
