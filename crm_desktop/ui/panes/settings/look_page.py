"""How the program looks and speaks; everything applies at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.settings import Settings
from crm_desktop.base.tokens import DARK, LIGHT, Tokens
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.theme.sample import draw_sample
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.radio_card import RadioCard
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.switch import Switch


class LookPage(Page):
    """Scheme, text size, density, contrast, motion, single keys."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Appearance"), parent)
        self._workplace = workplace
        now = workplace.settings()
        self.section(_("Colour scheme"))
        self.put(self._schemes(now))
        self._choice(
            "text_size", _("Text size"), _("Everything grows with it"),
            [Choice(str(size), f"{size} %") for size in (90, 100, 115, 130, 150)], str(now.text_size),
        )  # fmt: skip
        densities = [Choice("compact", _("compact")), Choice("normal", _("normal")), Choice("relaxed", _("relaxed"))]
        self._choice("density", _("Density"), _("Height of rows in lists and tables"), densities, now.density)
        self._switch("reduced_motion", _("Less motion"), _("Nothing slides or fades"), on=now.reduced_motion)
        self._switch(
            "single_keys", _("Single keys"), _("N new, E note, W won … only outside of text fields"), on=now.single_keys
        )
        self._switch("high_contrast", _("High contrast"), _("Strong edges, no light grey text"), on=now.high_contrast)
        self.end()

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
            self._change(scheme=key)

    def _choice(self, name: str, words: str, about: str, choices: list[Choice], chosen: str) -> None:
        control = Segmented(choices, name=words)
        control.choose(chosen)
        control.chosen.connect(lambda key: self._change(**{name: int(key) if key.isdigit() else key}))
        self.line(words, about, control)

    def _switch(self, name: str, words: str, about: str, *, on: bool) -> None:
        control = Switch(words, on=on)
        control.toggled.connect(lambda value: self._change(**{name: value}))
        self.line(words, about, control)

    def _change(self, **changes: Any) -> None:
        self._workplace.change_settings(replace(self._workplace.settings(), **changes))


class LanguagePage(Page):
    """The language of the window; documents have their own."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Language"), parent)
        self._workplace = workplace
        choices = [Choice("", _("As the system")), Choice("de", "Deutsch"), Choice("en", "English")]
        control = Segmented(choices, name=_("Language"))
        control.choose(workplace.settings().language)
        control.chosen.connect(self._choose)
        self.line(_("Language of the program"), _("Offers have a language of their own"), control)
        self.end()

    def _choose(self, language: str) -> None:
        self._workplace.change_settings(replace(self._workplace.settings(), language=language))


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
