"""Reasons of the system in the user's language."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from crm_desktop.base.reasons import why_not


def test_what_is_missing_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        (tmp_path / "none").read_bytes()
    assert why_not(caught.value) == "there is no such file or folder"


def test_what_has_no_words_is_told_as_the_system_does() -> None:
    assert why_not(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert why_not(OSError("odd")) == "odd"
