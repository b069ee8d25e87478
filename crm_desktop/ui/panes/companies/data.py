"""What is known of a company, edited where it stands: ways to reach it, and the facts evaluations count by."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import PointKind
from crm_desktop.engine.company_classes import AGES, SIZES, age_class, age_in, size_class
from crm_desktop.operations import contacts, points
from crm_desktop.operations.points import Reach
from crm_desktop.store.queries.company_card import CompanyCard
from crm_desktop.store.queries.contact_card import PointRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.companies import age_words, size_words
from crm_desktop.ui.panes.companies.fields import EditRow, Failed, Save
from crm_desktop.ui.panes.companies.part import Part
from crm_desktop.ui.widgets.panes import Line, clear, column

_ICONS: dict[PointKind, str] = {
    PointKind.PHONE: "phone", PointKind.MOBILE: "smartphone", PointKind.FAX: "printer", PointKind.EMAIL: "mail",
    PointKind.WEB: "globe", PointKind.OTHER: "at-sign",
}  # fmt: skip
_WANTED = (PointKind.PHONE, PointKind.EMAIL, PointKind.WEB)
_WHOLE = frozenset({"employees", "founded"})


class DataPart(Part):
    """Signal: `class_asked(intent)` such as “size 1” when the class behind a figure is pressed."""

    class_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Company data"), "", parent=parent)
        self._desk = desk
        self._company_id = 0
        self._tags: tuple[str, ...] = ()
        self._kinds: tuple[tuple[int, PointKind], ...] = ()
        self._reach = QWidget()
        self._reach_rows = QVBoxLayout(self._reach)
        self._reach_rows.setContentsMargins(0, 0, 0, 0)
        self._reach_rows.setSpacing(2)
        self.points: dict[int, EditRow] = {}
        self.rows: dict[str, EditRow] = {name: EditRow(words, self._saver(name), hint="–") for name, words in _words()}
        self.rows["tags"] = EditRow(_("Tags"), self._save_tags, hint=_("Add tags, with commas between"))
        column(self.inside, self._reach, 4, Line(), 4, *self.rows.values(), gap=2)
        for key in ("employees", "founded", "industry"):
            self.rows[key].tail.clicked.connect(lambda _checked=False, key=key: self._ask_class(key))
        self._intents: dict[str, str] = {}

    def show_card(self, card: CompanyCard, today: date) -> None:
        """Show a company; fields in which somebody types keep what is typed."""
        facts = card.facts
        if facts.id != self._company_id:
            self._company_id, self._kinds = facts.id, ()
            for row in self.rows.values():
                row.forget()
        self._show_points(card.points)
        for name, row in self.rows.items():
            value = ", ".join(card.tags) if name == "tags" else getattr(facts, name)
            row.show_value("" if value is None else str(value))
        self._tags = card.tags
        self._show_classes(card, today)
        self.fill()

    def _show_classes(self, card: CompanyCard, today: date) -> None:
        facts = card.facts
        size, age = size_class(facts.employees), age_class(age_in(today.year, facts.founded))
        words = {
            "employees": _("class {band}").format(band=size_words(size)) if size else "",
            "founded": _("class {band}").format(band=age_words(age)) if age else "",
            "industry": _("all of it") if facts.industry else "",
        }
        self._intents = {
            "employees": f"size {SIZES.index(size)}" if size else "",
            "founded": f"age {AGES.index(age)}" if age else "",
            "industry": f"industry {facts.industry}",
        }
        for key, said in words.items():
            tail = self.rows[key].tail
            tail.setText(said)
            tail.setVisible(bool(said))
            tail.setToolTip(_("Show the companies of this class"))

    def _ask_class(self, key: str) -> None:
        self.class_asked.emit(self._intents[key])

    # Ways to reach it

    def _show_points(self, found: tuple[PointRow, ...]) -> None:
        kinds = tuple((point.id, point.kind) for point in found)
        if kinds != self._kinds or not self.points:
            self._kinds = kinds
            clear(self._reach_rows)
            self.points = {}
            for point in found:
                self._add(point.id, _point_word(point), point.kind, point)
            for kind in _WANTED:
                if all(point.kind is not kind for point in found):
                    self._add(-len(self.points) - 1, _kind_word(kind), kind, None)
        for point in found:
            self.points[point.id].show_value(point.shown or point.value)

    def _add(self, key: int, words: str, kind: PointKind, point: PointRow | None) -> None:
        def save(text: str, failed: Failed) -> None:
            if text or point is not None:
                reach = (
                    Reach(kind, text, is_primary=True)
                    if point is None
                    else Reach(kind, text, point.label, point.is_primary, point.id)
                )
                self._desk.do(points.set_point, contact_id=self._company_id, reach=reach, failed=failed)

        made = EditRow(words, save, hint=_hints()[kind] if point is None else "", icon=_ICONS[kind])
        self.points[key] = made
        self._reach_rows.addWidget(made)

    # Facts

    def _saver(self, name: str) -> Save:
        def save(text: str, failed: Failed) -> None:
            try:
                value = _whole(text) if name in _WHOLE else text
            except BadInput as error:
                failed(error)
                return
            self._desk.do(contacts.change_contact, contact_id=self._company_id, fields={name: value}, failed=failed)

        return save

    def _save_tags(self, text: str, failed: Failed) -> None:
        wanted = [" ".join(word.split()) for word in text.split(",") if word.strip()]
        add = [word for word in wanted if word not in self._tags]
        remove = [word for word in self._tags if word not in wanted]
        if add or remove:
            self._desk.do(
                contacts.change_tags, contact_ids=[self._company_id], add=add, remove=remove, failed=failed
            )  # fmt: skip


def _whole(text: str) -> int | None:
    """Read a whole number, None for an empty text. Raises BadInput."""
    figures = text.replace(".", "").replace(" ", "")
    if not figures:
        return None
    if not figures.isdigit():
        raise BadInput(_("“{value}” is not a whole number.").format(value=text[:40]), _("Write figures only."))
    return int(figures)


def _words() -> tuple[tuple[str, str], ...]:
    return (
        ("name", _("Name")),
        ("legal_form", _("Legal form")),
        ("industry", _("Industry")),
        ("category", _("Category")),
        ("employees", _("Employees")),
        ("founded", _("Founded")),
        ("vat_id", _("VAT id")),
        ("customer_number", _("Customer no.")),
        ("payment_terms", _("Payment terms")),
        ("source", _("Source")),
    )


def _point_word(point: PointRow) -> str:
    return point.label or _kind_word(point.kind)


def _kind_word(kind: PointKind) -> str:
    return {
        PointKind.PHONE: _("Phone"), PointKind.MOBILE: _("Mobile"), PointKind.FAX: _("Fax"),
        PointKind.EMAIL: _("E-mail"), PointKind.WEB: _("Website"), PointKind.OTHER: _("Other"),
    }[kind]  # fmt: skip


def _hints() -> dict[PointKind, str]:
    return {
        PointKind.PHONE: _("Add phone"), PointKind.EMAIL: _("Add e-mail"), PointKind.WEB: _("Add website"),
    }  # fmt: skip
