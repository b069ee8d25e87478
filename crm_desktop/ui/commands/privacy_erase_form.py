"""What an erasure would do, shown before it is done: the one place that asks, since nothing brings it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.privacy import Ground
from crm_desktop.engine.privacy.erasure import Verdict
from crm_desktop.operations.privacy.erasing import ErasurePlan
from crm_desktop.operations.privacy.words import ground_word, table_word
from crm_desktop.ui.commands.privacy_places import Places
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import Text, note

_WIDTH, _HEIGHT = 640, 340
_SHOWN = 8


class EraseForm(Form):
    """Signal: `filled((Ground, decisions by place))`."""

    filled = Signal(object)

    def __init__(
        self, plans: Sequence[ErasurePlan], ground: Ground, backups: str, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        one = plans[0].who.name if len(plans) == 1 else ""
        words = _("Erase the data of {name}").format(name=one) if one else plural(
            "Erase the data of {n} contact", "Erase the data of {n} contacts", len(plans)
        )  # fmt: skip
        super().__init__(words, parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.ground = ComboField(_("Ground"), [Choice(each.value, ground_word(each)) for each in Ground])
        self.ground.set_value(ground.value)
        self.fields = {"ground": self.ground}
        self.body.addWidget(self.ground)
        self.body.addWidget(self._told(plans, backups))
        self.body.addWidget(
            Banner(
                "warning", _("This cannot be undone, and neither can anything that was done before."),
                _("Old values and names of steps are removed from the history of changes as well."),
            )
        )  # fmt: skip
        self.sure = QCheckBox(_("I have read what is erased and what is kept"))
        self.sure.toggled.connect(self._follow)
        self.body.addWidget(self.sure)
        self.buttons(_("Erase for good"), icon="trash-2")
        self.accept_button.setProperty("role", "danger")
        self._follow()

    def submit(self) -> None:
        """Hand over why, and what becomes of the name in the texts of others."""
        if self.sure.isChecked():
            self.filled.emit((Ground(self.ground.value()), self.places.decisions()))

    def _follow(self) -> None:
        self.accept_button.setEnabled(self.sure.isChecked())

    def _told(self, plans: Sequence[ErasurePlan], backups: str) -> QWidget:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(_("What is erased and what is kept"))
        area.setMinimumHeight(look().px(_HEIGHT))
        inner = QWidget()
        lines = column(inner, gap=4)
        for heading, told in _sections(plans):
            _add(lines, heading, told)
        lines.addSpacing(look().px(6))
        self.places = Places([one for plan in plans for one in plan.places])
        lines.addWidget(self.places)
        for heading, told in _not_reached(plans, backups):
            _add(lines, heading, told)
        lines.addStretch(1)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return area


def _add(lines: QVBoxLayout, heading: str, told: Sequence[str]) -> None:
    if told:
        lines.addSpacing(look().px(6))
        lines.addWidget(Text(heading, 13, 600, wrap=True))
        for one in told:
            lines.addWidget(note(f"– {one}", "text2"))


def _sections(plans: Sequence[ErasurePlan]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is told, part by part."""
    gone = [plan for plan in plans if plan.until is None]
    kept = [plan for plan in plans if plan.until is not None]
    counts: Counter[str] = Counter(contact=len(gone))
    for plan in plans:
        counts.update(plan.parts)
        counts.update(one.held.table for one in plan.plan.judged if one.verdict is Verdict.DELETE)
    yield _("Deleted now"), [table_word(table, count) for table, count in counts.items() if count]
    yield _("Stays as figures that belong to nobody"), _counted(plans, Verdict.ANONYMISE)
    yield _("Stays with others, without the person"), _counted(plans, Verdict.UNLINK)
    yield _("Has to be kept; the contact stays, restricted, with its name and address"), list(_kept(plans))
    if len(plans) > 1 and kept:
        yield _("Kept until"), [f"{plan.who.name}: {day(plan.until)}" for plan in kept[:_SHOWN] if plan.until]


def _not_reached(plans: Sequence[ErasurePlan], backups: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stays, whatever is chosen."""
    if len(plans) > 1:
        yield _("Texts of others"), [_("Names in them go where they surely mean one of these people; doubts stay.")]
    files = [name for plan in plans for name in plan.files_of_others]
    yield _("Files of others that name the person; look at them yourself"), files[:_SHOWN]
    borne = [name for plan in plans for name in plan.borne_by_others]
    yield _("Words that stay in texts where others are called so, too"), list(dict.fromkeys(borne))
    yield _("Not reached"), [backups, _("Files that were exported, printed or sent before")]


def _counted(plans: Sequence[ErasurePlan], verdict: Verdict) -> list[str]:
    counts = Counter(one.held.table for plan in plans for one in plan.plan.judged if one.verdict is verdict)
    return [table_word(table, count) for table, count in counts.items()]


def _kept(plans: Sequence[ErasurePlan]) -> Iterator[str]:
    found: Counter[tuple[str, date | None, str]] = Counter()
    for plan in plans:
        found.update((one.held.table, one.until, one.basis) for one in plan.plan.judged if one.verdict is Verdict.KEEP)
    for (table, until, basis), count in found.items():
        yield _("{what} until {day} ({basis})").format(
            what=table_word(table, count), day=day(until) if until else "", basis=basis
        )
