"""The form for groups of products: another name, another place, or dissolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.products import categories as product_categories
from crm_desktop.store.queries.products import CategoryRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row


class GroupForm(Form):
    """Changes one group; it tells what was done and goes."""

    def __init__(
        self, desk: Desk, groups: Sequence[CategoryRow], path: str, tell: Callable[[Outcome[Any]], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Product group"), parent)
        self._desk, self._tell = desk, tell
        self._groups = {str(one.id): one for one in groups}
        chosen = next((key for key, one in self._groups.items() if one.path == path), str(groups[0].id))
        self.group = ComboField(_("Group"), [Choice(key, one.path) for key, one in self._groups.items()], value=chosen)
        self.group.edited.connect(self._follow)
        note = _("With › or > between, a group lies in another one: Services › Planning.")
        self.name = LineField(_("Name and place"), note=note)
        self.fields = {"name": self.name}
        self.line(self.group)
        self.line(self.name)
        self.body.addLayout(row(None, Button(_("Dissolve group"), "ghost", icon="unlink", on=self.dissolve), None))
        self.buttons(_("Save"))
        self._follow()

    def submit(self) -> None:
        """Give the group its name or place."""
        found = self._groups[self.group.value()]
        if self.name.value().strip() == found.path:
            self.accept()
        else:
            self._desk.do(
                product_categories.place_category, category_id=found.id, path=self.name.value(), failed=self.fail,
                then=self._done,
            )  # fmt: skip

    def dissolve(self) -> None:
        """Take the group away; what lies in it goes one up."""
        self._desk.do(
            product_categories.delete_category, category_id=int(self.group.value()), failed=self.fail, then=self._done
        )

    def _follow(self) -> None:
        self.name.set_value(self._groups[self.group.value()].path)

    def _done(self, outcome: Outcome[None]) -> None:
        self.accept()
        self._tell(outcome)
