"""Workflow rules: when something happens, if it matches, then something is done; every run is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm_desktop.domain.identity import Part, Record


@dataclass(eq=False, kw_only=True)
class Rule(Record):
    """One rule; trigger, conditions and actions are criteria trees as plain data."""

    name: str
    enabled: bool = False
    trigger: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    actions: list[dict[str, Any]] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class RuleRun(Part):
    """That a rule acted on a record, when and why."""

    rule_id: int
    at: datetime
    kind: str
    ref: int
    reason: str = ""
