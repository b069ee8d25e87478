"""The pane of inquiries: an inbox, the text as it arrived, and what is proposed to become of it."""

from __future__ import annotations
