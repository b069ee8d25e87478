"""Reads modules before they are needed, so that the first visit of a pane only has to build it.

What the first picture does without is imported on a lane while the user looks at it: half a second in one piece on the
window's thread would be felt, on another thread it is not.
"""

from __future__ import annotations

from importlib import import_module

from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.window.plan import PLANS

#: What panes bring in themselves when something is first drawn, written or counted.
_LATER = (
    "crm_desktop.ui.panes.contacts.person",
    "crm_desktop.ui.panes.today.beside",
    "crm_desktop.charts.fan_data",
    "crm_desktop.ui.window.finder",
    "crm_desktop.operations.forecasts.forecasts",
    "crm_desktop.charts.fan",
    "crm_desktop.operations.reports.catalogue",
    "crm_desktop.charts.drawing",
    "crm_desktop.operations.history.history",
    "crm_desktop.documents.offer",
)


def read_ahead(desk: Desk) -> None:
    """Import everything panes need, one module after the other; closing the window drops the rest."""
    for name in (*(f"crm_desktop.ui.panes.{plan.module}" for plan in PLANS), *_LATER):
        desk.compute(_import, module=name, then=lambda _nothing: None, lane="ahead")


def _import(*, module: str) -> None:
    import_module(module)
