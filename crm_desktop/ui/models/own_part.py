"""The user's own fields as part of a form, saved together with everything else it asks for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.kinds import FieldKind
from crm_desktop.operations.contacts.custom_fields import with_values
from crm_desktop.store.queries.custom_fields import OwnField, OwnValues
from crm_desktop.ui.models.own_facts import offered, shown
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.text_area import TextArea

#: A form with more own fields than this would be higher than a small screen: they are scrolled.
_WITHOUT_SCROLLING, _SEEN = 4, 200


class OwnPart(QWidget):
    """`OwnPart(own, currency)`; `custom()` is what the record is to say in them, None where one cannot be read."""

    def __init__(self, own: OwnValues, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._before = {field.key: shown(field, own, currency) for field in own.fields}
        self.fields: dict[str, LineField | ComboField | TextArea] = {
            field.key: _editor(field, self._before[field.key]) for field in own.fields
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(SectionTitle(_("Own fields")))
        body = QWidget()
        _lay_out(body, list(self.fields.values()))
        layout.addWidget(_scrolled(body) if len(self.fields) > _WITHOUT_SCROLLING else body)

    def custom(self) -> dict[str, Any] | None:
        """Return the own values as they are to be stored; a text that cannot be read is said at its field."""
        texts = {key: field.value() for key, field in self.fields.items() if field.value() != self._before[key]}
        for field in self.fields.values():
            field.set_error("")
        try:
            return with_values(self._own.custom, self._own.fields, texts)
        except BadInput as error:
            wrong = self.fields[error.field]
            wrong.set_error(str(error))
            wrong.setFocus()
            return None


def _editor(field: OwnField, value: str) -> LineField | ComboField | TextArea:
    if words := offered(field):
        # What a record says stays choosable, also where the choices have changed since.
        every = ["", *words, *([value] if value and value not in words else [])]
        return ComboField(field.label, [Choice(word, word or "–") for word in every], value)
    if field.kind is FieldKind.LONG:
        return TextArea(field.label, value, lines=2)
    return LineField(field.label, value)


def _lay_out(body: QWidget, fields: list[LineField | ComboField | TextArea]) -> None:
    layout = QVBoxLayout(body)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for at in range(0, len(fields), 2):
        pair: list[Field] = list(fields[at : at + 2])
        beside = row(None, *pair, gap=12)
        for place in range(len(pair)):
            beside.setStretch(place, 1)
        layout.addLayout(beside)


def _scrolled(body: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    area.setFixedHeight(look().px(_SEEN))
    return area
