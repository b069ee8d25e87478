"""Where tests find real data that is not part of the repository; a test that needs it skips where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder(name: str) -> Path:
    """Return a folder of real data by name, or skip the calling test with a reason."""
    root = Path(os.environ.get("CRM_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    found = root / name
    if not found.is_dir():
        pytest.skip(f"real data {name!r} is not here (set CRM_TEST_DATA to the folder that holds it)")
    return found
