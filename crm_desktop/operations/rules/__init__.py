"""Workflow rules: written as sentences, tried, and acted on within the steps that set them off."""

from __future__ import annotations
