"""The theme: turns the user's settings and the system's wishes into the look in force, and tells who must follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmapCache

from crm_desktop.base.settings import Settings
from crm_desktop.base.tokens import DARK, LIGHT, high_contrast
from crm_desktop.ui.theme.fonts import font, load_fonts
from crm_desktop.ui.theme.look import PROPERTY, Density, Look
from crm_desktop.ui.theme.palette import palette_from
from crm_desktop.ui.theme.style import Style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

#: Classes whose type differs from the plain 13 pixels: (class, size, weight).
_CLASS_FONTS = (
    ("QPushButton", 13, 500),
    ("QTabBar", 13, 500),
    ("QHeaderView", 12, 500),
    ("QToolTip", 12, 400),
    ("QMenu", 13, 400),
    ("QMenuBar", 13, 400),
)
_DENSITIES: dict[str, Density] = {"compact": "compact", "normal": "normal", "relaxed": "relaxed"}
#: Kilobytes of icons and other pixels that Qt may keep.
_CACHE = 20_480


class Theme(QObject):
    """The one theme of the program, made by the composition root and handed to the settings pane.

    Signals: `changed` after colours or contrast changed (everything repaints by itself; only pictures made elsewhere,
    such as charts, must be made again); `rebuild` when text size or density changed, which the window answers by
    building its content anew; `followed` after any change of the user's settings.
    """

    changed = Signal()
    rebuild = Signal()
    followed = Signal()

    def __init__(self, app: QApplication, settings: Settings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings or Settings()
        self._look = Look()
        load_fonts()
        QPixmapCache.setCacheLimit(_CACHE)
        app.setStyle(Style())
        self._apply(first=True)
        self._hints = hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @property
    def look(self) -> Look:
        """The look in force."""
        return self._look

    def follow(self, settings: Settings) -> None:
        """Apply the user's settings: scheme, text size, density, contrast and motion."""
        before = self._settings
        self._settings = settings
        if before.scheme != settings.scheme:
            _tell_system(settings.scheme)
        self._apply()
        self.followed.emit()

    def _system_changed(self) -> None:
        self._apply()

    def _apply(self, *, first: bool = False) -> None:
        before, now = self._look, wanted_look(self._settings)
        self._look = now
        self._app.setProperty(PROPERTY, now)
        if first or before.scale != now.scale:
            self._set_fonts()
        if first or before.tokens != now.tokens:
            self._app.setPalette(palette_from(now.tokens))
            self.changed.emit()
        if (before.scale, before.density) != (now.scale, now.density):
            self.rebuild.emit()

    def _set_fonts(self) -> None:
        self._app.setFont(font())
        for name, size, weight in _CLASS_FONTS:
            self._app.setFont(font(size, weight), name)  # type: ignore[arg-type]  # the stub says bytes


def wanted_look(settings: Settings) -> Look:
    """Return the look that settings and system ask for together."""
    tokens = DARK if _wants_dark(settings.scheme) else LIGHT
    if settings.high_contrast or _system_wants_contrast():
        tokens = high_contrast(tokens)
    return Look(
        tokens=tokens,
        scale=settings.text_size / 100,
        density=_DENSITIES.get(settings.density, "normal"),
        still=settings.reduced_motion,
    )


def _wants_dark(scheme: str) -> bool:
    if scheme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return scheme == "dark"


def _system_wants_contrast() -> bool:
    # The hints must be held by a name: their accessibility dies with the last Python reference to them.
    hints = QGuiApplication.styleHints()
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _tell_system(scheme: str) -> None:
    """Ask the system for fitting title bars and file dialogues; platforms that cannot ignore it."""
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
