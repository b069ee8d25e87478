"""The program's language, and texts in other languages for documents.

Texts are marked in English with `_`; catalogues are gettext's and lie in resources/locale. The language of the window
is the one piece of state a program of translated texts cannot pass as an argument to every label; it lives in one
object here and is set by the composition root. A document says its language itself: `catalogue("de").gettext` for
single texts, `speaking("de")` where charts and sentences of others belong to it.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from crm_desktop.base.paths import resources

LANGUAGES = ("en", "de")


def catalogue(language: str) -> _gettext.NullTranslations:
    """Return the texts of a language; English texts stand for themselves."""
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation("crm_desktop", str(resources() / "locale"), [language], fallback=True)


def wanted_language(chosen: str = "") -> str:
    """Return the language to speak: the one chosen, else that of the system, else English."""
    if chosen in LANGUAGES:
        return chosen
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "de" if (system or (locale.getlocale()[0] or "")).lower().startswith(("de", "german")) else "en"


@dataclass
class _Speech:
    """The language spoken now."""

    language: str = "en"
    texts: _gettext.NullTranslations = field(default_factory=_gettext.NullTranslations)


_speech = _Speech()
#: What a document being made speaks; it holds for its own thread alone, so the window goes on in its language.
_of_document: ContextVar[_Speech | None] = ContextVar("_of_document", default=None)


def speak(language: str) -> None:
    """Use a language ("de", "en") for every text asked for from now on; an unknown one means English."""
    _speech.language = language if language in LANGUAGES else "en"
    _speech.texts = catalogue(_speech.language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language for the texts asked for inside, in this thread alone; an unknown one means English."""
    chosen = language if language in LANGUAGES else "en"
    before = _of_document.set(_Speech(chosen, catalogue(chosen)))
    try:
        yield
    finally:
        _of_document.reset(before)


def spoken() -> str:
    """Return the code of the language in use."""
    return _now().language


def _(message: str) -> str:
    """Return a text in the language in use."""
    return _now().texts.gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """Return the form of a text for n things, in the language in use, with {n} filled in, thousands set apart."""
    speech = _now()
    figure = f"{n:,}" if speech.language == "en" else f"{n:,}".replace(",", ".")
    return speech.texts.ngettext(one, many, n).format(n=figure)


def meant(context: str, message: str) -> str:
    """Return a text that needs a hint to be translated (Open: the verb, or the state of a deal)."""
    return _now().texts.pgettext(context, message)


def _now() -> _Speech:
    return _of_document.get() or _speech
