"""One window per file: a second start brings the first window to the front instead."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 800


class Doorbell(QObject):
    """Rings when somebody starts the program on the same file again: signal `rung()`."""

    rung = Signal()

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_name(database))
        self._server.listen(_name(database))

    def close(self) -> None:
        """Ring no more."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnectFromServer()
            socket.deleteLater()
        self.rung.emit()


def ring(database: Path) -> bool:
    """Ring at the window that has a file open; return whether somebody answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name(database))
    answered = bool(socket.waitForConnected(_PATIENCE))
    socket.close()
    return answered


def _name(database: Path) -> str:
    digest = hashlib.sha256(str(database.resolve()).encode()).hexdigest()[:16]
    return f"crm-desktop-{digest}"
