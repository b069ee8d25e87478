"""The timeline and its composer: shared by every pane that shows what happened, with somebody or with all."""

from __future__ import annotations
