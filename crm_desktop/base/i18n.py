"""The program's language, and texts in other languages for documents.

Texts are marked in English with `_`; catalogues are gettext's and lie in resources/locale. The language of the window
is the one piece of state a program of translated texts cannot pass as an argument to every label; it lives in one
object here and is set by the composition root. A document says its language itself: `catalogue("de").gettext`.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
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


def speak(language: str) -> None:
    """Use a language ("de", "en") for every text asked for from now on; an unknown one means English."""
    _speech.language = language if language in LANGUAGES else "en"
    _speech.texts = catalogue(_speech.language)


def spoken() -> str:
    """Return the code of the language in use."""
    return _speech.language


def _(message: str) -> str:
    """Return a text in the language in use."""
    return _speech.texts.gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """Return the form of a text for n things, in the language in use, with {n} filled in."""
    return _speech.texts.ngettext(one, many, n).format(n=n)


def meant(context: str, message: str) -> str:
    """Return a text that needs a hint to be translated (Open: the verb, or the state of a deal)."""
    return _speech.texts.pgettext(context, message)
