"""PDF files that come to the offers pane, chosen or dropped: enclosed with the draft in hand, or read as an offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models import offer_files

if TYPE_CHECKING:
    from crm_desktop.ui.panes.offers.editor import OfferEditor


class Incoming:
    """Takes files in; `draft` returns the editor while a draft is open in it, `opened` is called with a new offer."""

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget,
        draft: Callable[[], OfferEditor | None],
        opened: Callable[[int], None],
    ) -> None:
        self._workplace, self._parent, self._draft, self._opened = workplace, parent, draft, opened

    def choose_enclosures(self) -> None:
        """Ask for files, and let them follow the draft."""
        names, _kind = QFileDialog.getOpenFileNames(self._parent, _("Enclose a PDF"), "", offer_files.PDF)
        self.enclose([Path(name) for name in names])

    def enclose(self, paths: Sequence[Path]) -> None:
        """Let files follow the draft in hand."""
        editor = self._draft()
        if editor is None:
            return
        editor.settle()
        for path in paths:
            editor.saving.do(offer_files.enclose, versioned=False, then=self._tell, failed=self._fail, path=path)

    def choose_offer(self) -> None:
        """Ask for a PDF, and read the offer in it."""
        name, _kind = QFileDialog.getOpenFileName(self._parent, _("Read an offer from its PDF"), "", offer_files.PDF)
        if name:
            self.read_offer(Path(name))

    def read_offer(self, path: Path) -> None:
        """Make a draft of the offer in a PDF, and open it."""

        def done(outcome: Outcome[int]) -> None:
            self._opened(outcome.value)
            self._tell(outcome)

        self._workplace.desk.do(
            offer_files.read_in, path=path, then=done, failed=self._fail, initiator=self._parent
        )  # fmt: skip

    def take(self, paths: Sequence[Path]) -> None:
        """Take what was dropped: enclosures of a draft in hand, else offers to be read."""
        if self._draft() is not None:
            self.enclose(paths)
        else:
            for path in paths:
                self.read_offer(path)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=True))

    def _fail(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="danger"))
