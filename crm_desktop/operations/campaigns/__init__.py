"""Campaigns and surveys: drawn, sent, answered, judged."""

from __future__ import annotations
