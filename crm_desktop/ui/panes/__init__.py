"""One folder a pane; panes do not know each other."""

from __future__ import annotations
