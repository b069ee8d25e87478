"""Everything a list of contacts can be narrowed by, as fields that act at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import Standing
from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries import contacts, segments
from crm_desktop.store.queries.contact_filters import ContactFilter, Lacking, NextStep
from crm_desktop.store.queries.custom_fields import OwnField, own_fields
from crm_desktop.store.queries.segments import SegmentRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models.contact_setup import lacking_word, next_step_word, quiet_word
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import add, clear, column, row

_TYPING_PAUSE = 250
_QUIET_DAYS = (30, 90, 180, 365, 730)


@dataclass(frozen=True)
class FilterChoices:
    """What there is to choose from."""

    tags: Sequence[tuple[str, int]] = ()
    categories: Sequence[tuple[str, int]] = ()
    sources: Sequence[tuple[str, int]] = ()
    segments: Sequence[SegmentRow] = ()
    own: Sequence[OwnField] = ()


def choices(reader: Reader) -> FilterChoices:
    """Return what contacts can be narrowed by in this database."""
    return FilterChoices(
        contacts.tags_in_use(reader),
        contacts.categories_in_use(reader),
        contacts.sources_in_use(reader),
        segments.segments(reader),
        own_fields(reader),
    )


class FilterForm(QWidget):
    """The fields. Signal: `changed(ContactFilter)` after each change by the user's hand; `show_filter` sets them."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = ContactFilter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self._tell)
        self._boxes: dict[str, QCheckBox] = {}
        self._fields: dict[str, ComboField | LineField] = {}
        self._own: dict[str, ComboField | LineField] = {}
        self._layout = column(self, gap=10, margins=(14, 14, 14, 6))
        self._choices = FilterChoices()
        self._make(self._choices)

    def take_choices(self, found: FilterChoices) -> None:
        """Offer what there is; fields are made anew only where there are others, so that no editor is lost."""
        before, self._choices = self._choices, found
        if found.own != before.own:
            self._make(found)
            return
        for name, offered in _offers(found).items():
            field = self._fields[name]
            if isinstance(field, ComboField):
                field.set_choices(offered)

    def _make(self, found: FilterChoices) -> None:
        clear(self._layout)
        self._fields, self._own = self._make_fields(found), self._make_own(found.own)
        self._boxes = {
            "favourites": QCheckBox(_("Favourites only")),
            **{lack.value: QCheckBox(lacking_word(lack)) for lack in Lacking},
            "in_bin": QCheckBox(_("In the bin")),
        }
        for box in self._boxes.values():
            box.clicked.connect(self._tell)
        for pair in (("tag", "category"), ("standing", "source"), ("place", "quiet_days"), ("next_step", "segment_id")):
            self._beside([self._fields[name] for name in pair])
        own = list(self._own.values())
        for start in range(0, len(own), 2):
            self._beside(own[start : start + 2])
        boxes = list(self._boxes.values())
        for start in range(0, len(boxes), 2):
            self._beside(boxes[start : start + 2])
        add(self._layout, None)
        self.show_filter(self._where)

    def show_filter(self, where: ContactFilter) -> None:
        """Show what a filter asks for, without a signal."""
        self._where = where
        for name, field in self._fields.items():
            field.set_value(_shown(where, name))
        own = dict(where.own)
        for key, field in self._own.items():
            field.set_value(own.get(key, ""))
        self._boxes["favourites"].setChecked(where.favourites)
        self._boxes["in_bin"].setChecked(where.in_bin)
        for lack in Lacking:
            self._boxes[lack.value].setChecked(lack in where.lacking)

    def field(self, name: str) -> ComboField | LineField:
        """Return a field by the name of what it narrows by, or by the key of an own field."""
        return self._fields.get(name) or self._own[name]

    def box(self, name: str) -> QCheckBox:
        """Return a tick by its name."""
        return self._boxes[name]

    def _make_fields(self, found: FilterChoices) -> dict[str, ComboField | LineField]:
        offers = _offers(found)
        return {
            "tag": self._combo(_("Tag"), offers["tag"]),
            "category": self._combo(_("Category"), offers["category"]),
            "standing": self._combo(_("Standing"), _any(Choice(one.value, standing_word(one)) for one in Standing)),
            "source": self._combo(_("Source"), offers["source"]),
            "place": self._line(_("Town or postcode")),
            "quiet_days": self._combo(
                _("Last contact"), _any(Choice(str(days), quiet_word(days)) for days in _QUIET_DAYS)
            ),
            "next_step": self._combo(
                _("Next step"), _any(Choice(step.value, next_step_word(step)) for step in NextStep)
            ),
            "segment_id": self._combo(_("Segment"), offers["segment_id"]),
        }

    def _make_own(self, own: Sequence[OwnField]) -> dict[str, ComboField | LineField]:
        found: dict[str, ComboField | LineField] = {}
        for one in own:
            if one.kind is FieldKind.CHECK:
                found[one.key] = self._combo(one.label, _any([Choice("1", _("Yes")), Choice("0", _("No"))]))
            elif one.choices:
                found[one.key] = self._combo(one.label, _any(Choice(choice, choice) for choice in one.choices))
            else:
                found[one.key] = self._line(one.label)
        return found

    def _combo(self, label: str, words: Sequence[Choice]) -> ComboField:
        made = ComboField(label, words)
        made.edited.connect(self._tell)
        return made

    def _line(self, label: str) -> LineField:
        made = LineField(label)
        made.edited.connect(self._pause.start)
        return made

    def _beside(self, parts: Sequence[QWidget]) -> None:
        line = row(None, *parts, *([None] if len(parts) == 1 else []), gap=12)
        for place in range(2):
            line.setStretch(place, 1)
        self._layout.addLayout(line)

    def _tell(self) -> None:
        self._pause.stop()
        where = self._where
        for name, field in self._fields.items():
            where = _READ[name](where, field.value().strip())
        for key, field in self._own.items():
            where = where.with_own(key, field.value().strip())
        lacking = frozenset(lack for lack in Lacking if self._boxes[lack.value].isChecked())
        where = replace(
            where,
            favourites=self._boxes["favourites"].isChecked(),
            in_bin=self._boxes["in_bin"].isChecked(),
            lacking=lacking,
        )
        if where != self._where:
            self._where = where
            self.changed.emit(where)


def _offers(found: FilterChoices) -> dict[str, Sequence[Choice]]:
    """Return what fields offer that depends on the contacts there are."""

    def counted(words: Sequence[tuple[str, int]]) -> Sequence[Choice]:
        return _any(Choice(word, f"{word} ({n})") for word, n in words)

    return {
        "tag": counted(found.tags),
        "category": counted(found.categories),
        "source": counted(found.sources),
        "segment_id": _any(Choice(str(one.id), one.name) for one in found.segments),
    }


def _any(choices: Iterable[Choice]) -> Sequence[Choice]:
    return [Choice("", _("any")), *choices]


def _shown(where: ContactFilter, name: str) -> str:
    """Return what a field shows of a filter."""
    if name == "standing":
        return next(iter(where.standings)).value if len(where.standings) == 1 else ""
    value = getattr(where, name)
    return str(value) if value else ""


def _standing(where: ContactFilter, words: str) -> ContactFilter:
    if words:
        return replace(where, standings=frozenset({Standing(words)}))
    # A chip may ask for several; the field shows none of them and takes none away.
    return where if len(where.standings) > 1 else replace(where, standings=frozenset())


_READ: Mapping[str, Callable[[ContactFilter, str], ContactFilter]] = {
    "tag": lambda where, words: replace(where, tag=words),
    "category": lambda where, words: replace(where, category=words),
    "standing": _standing,
    "source": lambda where, words: replace(where, source=words),
    "place": lambda where, words: replace(where, place=words),
    "quiet_days": lambda where, words: replace(where, quiet_days=int(words or 0)),
    "next_step": lambda where, words: replace(where, next_step=NextStep(words) if words else None),
    "segment_id": lambda where, words: replace(where, segment_id=int(words) if words else None),
}
