"""The desk: questions and work leave the window's thread here and come back as answers."""

from __future__ import annotations
