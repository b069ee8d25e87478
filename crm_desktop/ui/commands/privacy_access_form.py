"""Handing over what is known of somebody: first what names others is looked through, then the package is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from crm_desktop.base.i18n import _, plural, spoken
from crm_desktop.operations.privacy.dossier import Finding, Release
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.text import Text, note

_WIDTH, _HEIGHT, _LINE = 680, 320, 80
_LETTERS, _SHOWN = 220, 200


class AccessForm(Form):
    """Signal: `filled((decisions by key, language))`."""

    filled = Signal(object)

    def __init__(self, name: str, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(_("Information for {name}").format(name=name), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.decisions: dict[str, Release] = {}
        self.chips: dict[str, Chips] = {}
        self.body.addWidget(note(_(
            "A zip with everything known: a PDF to be read, the same as data (JSON, CSV, vCard), and the files."
        ), "text2"))  # fmt: skip
        self.language = Chips([Choice("de", "Deutsch"), Choice("en", "English")], name=_("Language"))
        self.language.choose(spoken() if spoken() in {"de", "en"} else "en")
        self.body.addLayout(row(None, Text(_("Language"), 13, 600), self.language, None, gap=12))
        self.body.addWidget(
            self._review(findings) if findings else note(_("Nothing in it names other people."), "text3")
        )
        self.buttons(_("Save …"), icon="download")

    def submit(self) -> None:
        """Hand over what was decided."""
        self.filled.emit((dict(self.decisions), self.language.value()))

    def decide(self, key: str, release: str) -> None:
        """Decide on something that names others."""
        self.decisions[key] = Release(release)

    def _review(self, findings: Sequence[Finding]) -> QWidget:
        holder = QWidget()
        words = plural(
            "{n} text or file names other people. It is held back until you decide.",
            "{n} texts and files name other people. They are held back until you decide.",
            len(findings),
        )
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(_("What names other people"))
        area.setMinimumHeight(look().px(min(_HEIGHT, _LINE * len(findings) + _LINE // 2)))
        inner = QWidget()
        lines = column(inner, gap=8)
        for one in findings[:_SHOWN]:
            lines.addWidget(self._line(one))
            lines.addWidget(Line())
        if len(findings) > _SHOWN:
            lines.addWidget(note(_("{n} more stay held back.").format(n=len(findings) - _SHOWN), "text3"))
        lines.addStretch(1)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        column(holder, Text(words, 13, 600, wrap=True), area, gap=6)
        return holder

    def _line(self, one: Finding) -> QWidget:
        line = QWidget()
        plain = " ".join(one.text.split())
        said = plain if len(plain) <= _LETTERS else plain[:_LETTERS].rstrip() + " …"
        choices = [Choice(Release.HOLD.value, _("Hold back")), Choice(Release.BLACKEN.value, _("Black out"))]
        if one.is_file:
            choices.pop()
        choices.append(Choice(Release.GIVE.value, _("Hand over")))
        chips = Chips(choices, name=_("What becomes of “{title}”").format(title=one.title))
        chips.choose(Release.HOLD.value)
        chips.chosen.connect(partial(self.decide, one.key))
        self.chips[one.key] = chips
        names = _("names {others}").format(others=", ".join(one.others))
        head = row(None, Text(one.title, 13, 500), None, chips, gap=10)
        column(line, head, note(names, "text2"), *([note(said, "text3")] if said else []), gap=2)
        return line
