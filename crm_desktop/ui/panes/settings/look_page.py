"""How the program looks; everything applies at once, and a sample beside it shows what it comes to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.settings import Settings
from crm_desktop.base.tokens import DARK, LIGHT, Tokens
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.look_sample import LookSample
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.theme.sample import draw_sample
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.radio_card import RadioCard
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.switch import Switch


class ChoicePage(Page):
    """A page of settings of this machine: each control changes one of them at once."""

    def __init__(self, words: str, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.workplace = workplace

    def choice(self, name: str, words: str, about: str, choices: list[Choice], chosen: str) -> None:
        """Add a setting of a few values."""
        control = Segmented(choices, name=words)
        control.choose(chosen)
        control.chosen.connect(lambda key: self.change(**{name: int(key) if key.isdigit() else key}))
        self.line(words, about, control)

    def switch(self, name: str, words: str, about: str, *, on: bool) -> None:
        """Add a setting that is on or off."""
        control = Switch(words, on=on)
        control.toggled.connect(lambda value: self.change(**{name: value}))
        self.line(words, about, control)

    def change(self, **changes: Any) -> None:
        """Apply and keep other settings."""
        self.workplace.change_settings(replace(self.workplace.settings(), **changes))


class LookPage(ChoicePage):
    """Scheme, text size, density, contrast, motion."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Appearance"), workplace, parent)
        now = workplace.settings()
        self.section(_("Colour scheme"))
        self.put(self._schemes(now))
        self.choice(
            "text_size", _("Text size"), _("Everything grows with it"),
            [Choice(str(size), f"{size} %") for size in (90, 100, 115, 130, 150)], str(now.text_size),
        )  # fmt: skip
        densities = [Choice("compact", _("compact")), Choice("normal", _("normal")), Choice("relaxed", _("relaxed"))]
        self.choice("density", _("Density"), _("Height of rows in lists and tables"), densities, now.density)
        self.switch("reduced_motion", _("Less motion"), _("Nothing slides or fades"), on=now.reduced_motion)
        self.switch(
            "high_contrast", _("High contrast"),
            _("Strong edges, no light grey text; also on where the system asks for it"), on=now.high_contrast,
        )  # fmt: skip
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.switch(
                "stay_in_tray", _("Remain in the tray"),
                _("Closing the window leaves the program in the tray, so that reminders still come"),
                on=now.stay_in_tray,
            )  # fmt: skip
        self.end()
        self.aside(_("How it looks"), LookSample())

    def _schemes(self, now: Settings) -> QWidget:
        holder = QWidget()
        cards = []
        for key, words, halves in (
            ("system", _("As the system"), (LIGHT, DARK)),
            ("light", _("Light"), (LIGHT,)),
            ("dark", _("Dark"), (DARK,)),
        ):
            card = RadioCard(words, paint=partial(_paint, halves))
            card.setChecked(now.scheme == key)
            card.toggled.connect(partial(self._choose_scheme, key))
            cards.append(card)
        row(holder, *cards, None, gap=14)
        return holder

    def _choose_scheme(self, key: str, chosen: bool) -> None:
        if chosen:
            self.change(scheme=key)


class LanguagePage(ChoicePage):
    """The language of the window; documents have their own."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Language"), workplace, parent)
        self.choice(
            "language", _("Language of the program"), _("Offers have a language of their own"),
            [Choice("", _("As the system")), Choice("de", "Deutsch"), Choice("en", "English")],
            workplace.settings().language,
        )  # fmt: skip
        self.end()


def _paint(halves: tuple[Tokens, ...], painter: QPainter, area: QRectF) -> None:
    """Draw a small window in one scheme, or the left half in one and the right half in the other."""
    width = area.width() / len(halves)
    for place, tokens in enumerate(halves):
        painter.save()
        painter.setClipRect(
            area.adjusted(place * width, 0, (place + 1) * width - area.width(), 0), Qt.ClipOperation.IntersectClip
        )
        draw_sample(painter, area, tokens)
        painter.restore()
