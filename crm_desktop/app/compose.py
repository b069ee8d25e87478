"""Puts a window together: settings, language, theme, the file, the desk over it."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QSettings, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from crm_desktop.base import i18n, settings
from crm_desktop.base.errors import CrmError
from crm_desktop.base.paths import Places
from crm_desktop.base.settings import Settings
from crm_desktop.base.times import Clock
from crm_desktop.store.database import Database
from crm_desktop.store.lock import FileLock
from crm_desktop.store.queries.steps import redo_label, undo_label
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk, Reads, Writes
from crm_desktop.ui.theme.icons import icon
from crm_desktop.ui.theme.theme import Theme

_log = logging.getLogger("crm_desktop.settings")


def application(folders: Places, arguments: list[str]) -> QApplication:
    """Return the one QApplication, named so that systems show the right name and keep the window's shape."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([arguments[0] if arguments else "crm-desktop"])
    QCoreApplication.setApplicationName("CRM Desktop")
    QCoreApplication.setOrganizationName("CRM Desktop")
    app.setDesktopFileName("crm-desktop")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folders.state))
    return app


@dataclass
class Preferences:
    """The settings in force; a change is saved, applied, and told to those who must build anew."""

    folder: Path
    theme: Theme
    system_language: str
    now: Settings
    speak: Callable[[str], None]

    def change(self, wanted: Settings) -> None:
        """Keep and apply new settings."""
        before, self.now = self.now, wanted
        keep(self.folder, wanted)
        language_changed = before.language != wanted.language
        if language_changed:
            self.speak(wanted.language or self.system_language)
        self.theme.follow(wanted)
        if language_changed:
            self.theme.rebuild.emit()


class QtTexts:
    """Qt's own texts (OK, Cancel, copy and paste) in the language in use."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translator = QTranslator(app)

    def speak(self, language: str) -> None:
        """Use a language for our texts and Qt's."""
        i18n.speak(language)
        self._app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and self._translator.load(f"qtbase_{language}", folder):
            self._app.installTranslator(self._translator)


def preferences(app: QApplication, folders: Places, language: str, given: Settings | None = None) -> Preferences:
    """Return the settings, applied to language and look; `language` is the system's."""
    now = given or settings.load(folders.config)
    texts = QtTexts(app)
    texts.speak(now.language or language)
    theme = Theme(app, now)
    app.setWindowIcon(QIcon(icon("contact")))
    return Preferences(folders.config, theme, language, now, texts.speak)


def labels(reader: Reader) -> tuple[str | None, str | None]:
    """Read what undo and redo would turn."""
    return undo_label(reader), redo_label(reader)


def desk_over(database: Database, clock: Clock, claimed: FileLock | None = None) -> Desk:
    """Return a desk whose lanes open the database on their own threads; `claimed` is the file's lock, if taken."""

    def reader() -> Reads:
        return database.reader()

    def writer() -> Writes:
        from crm_desktop.operations.rules.effects import Follower  # after the first picture

        return database.writer(clock, claimed=claimed, follow=Follower())

    return Desk(reader, writer, labels)


def remember(chosen: Preferences, **changes: Any) -> None:
    """Keep something about the session (last file, last pane) without telling anybody."""
    before, chosen.now = chosen.now, dataclasses.replace(chosen.now, **changes)
    if chosen.now != before:
        keep(chosen.folder, chosen.now)


def keep(folder: Path, wanted: Settings) -> None:
    """Save the settings; where that cannot be, they hold for this session and the log says why."""
    try:
        settings.save(folder, wanted)
    except (CrmError, OSError):
        _log.exception("settings not saved")
