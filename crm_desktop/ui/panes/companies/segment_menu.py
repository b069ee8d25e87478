"""A menu of the segments there are: it fills itself each time it is about to be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.segments import SegmentRow, segments
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.widgets.menus import Menu


class SegmentMenu(Menu):
    """`SegmentMenu(workplace, menu, then)` hangs itself below a menu; `then(segment)` when one is chosen."""

    def __init__(self, workplace: Workplace, above: Menu, then: Callable[[SegmentRow], None]) -> None:
        super().__init__(above, _("Segment"))
        self._workplace, self._then = workplace, then
        above.addMenu(self)
        above.aboutToShow.connect(self._ask)
        self.menuAction().setVisible(False)

    def leave(self) -> None:
        """Drop the open question."""
        self._workplace.desk.forget(self)

    def _ask(self) -> None:
        self._workplace.desk.ask(segments, then=self._show, asker=self, topic="segments")

    def _show(self, found: Sequence[SegmentRow]) -> None:
        self.clear()
        for one in found:
            self.entry(one.name, "target", on=partial(self._then, one))
        self.menuAction().setVisible(bool(found))
