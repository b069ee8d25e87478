"""Advertising and consent on the card: what is allowed by which way and why, the records, objections in two clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.privacy_keeper import PrivacyKeeper
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.contacts.privacy_menu import fill_privacy, privacy_line
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, note

if TYPE_CHECKING:
    from crm_desktop.operations.capture import NewFile
    from crm_desktop.operations.privacy.consents import ChannelState
    from crm_desktop.store.queries.consents import ConsentRow
    from crm_desktop.store.queries.privacy_lists import OriginRow

_ICONS = {Channel.POST: "mail", Channel.EMAIL: "at-sign", Channel.PHONE: "phone", Channel.MESSENGER: "smartphone"}
_ORDER = (Channel.POST, Channel.EMAIL, Channel.PHONE, Channel.MESSENGER)


class Consents(NamedTuple):
    """What holds for a contact by each way, and everything that was recorded, the newest first."""

    contact_id: int
    states: tuple[ChannelState, ...]
    rows: tuple[ConsentRow, ...]
    restricted: bool
    #: What is known of the data themselves; None for a contact that is gone.
    origin: OriginRow | None = None


def read_consents(reader: Reader, *, contact_id: int, today: date) -> Consents:
    """Return what is to be shown."""
    from crm_desktop.operations.privacy.consents import state_of  # after the first picture
    from crm_desktop.store.queries import consents, privacy_lists

    who = consents.reach(reader, contact_id=contact_id)
    if who is None:
        return Consents(contact_id, (), (), restricted=False)
    states = state_of(reader, contact_id=contact_id, today=today)
    rows = tuple(consents.consents_of(reader, contact_id=contact_id))
    return Consents(contact_id, states, rows, who.restricted, privacy_lists.origin(reader, contact_id=contact_id))


class ConsentKeeper:
    """Reads and changes the consents of the contact in view; lives as long as the pane."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        self.workplace, self._parent = workplace, parent
        self.privacy = PrivacyKeeper(workplace, parent)

    def ask(self, contact_id: int, then: Callable[[Consents], None]) -> None:
        """Have `then` called with the consents of a contact."""
        self.workplace.desk.ask(
            read_consents, contact_id=contact_id, today=self.workplace.today(), then=then, asker=self,
            topic="consents", lane="card",
        )  # fmt: skip

    def leave(self) -> None:
        """Drop the open question."""
        self.workplace.desk.forget(self)
        self.privacy.leave()

    def object(self, contact_id: int, channel: Channel | None) -> None:
        """Note an objection against one way of advertising, or against all."""
        from crm_desktop.operations.privacy.consents import object_to  # rarely needed

        self.workplace.desk.do(object_to, contact_id=contact_id, channel=channel, then=self._tell)

    def restrict(self, contact_id: int, *, on: bool) -> None:
        """Keep the data without using them, or use them again."""
        from crm_desktop.operations.privacy.consents import restrict  # rarely needed

        self.workplace.desk.do(restrict, contact_id=contact_id, on=on, then=self._tell)

    def confirm(self, contact_id: int, channel: Channel) -> None:
        """Note that a consent that was asked for was confirmed."""
        from crm_desktop.operations.privacy.consents import confirm_double_opt_in  # rarely needed

        self.workplace.desk.do(confirm_double_opt_in, contact_id=contact_id, channel=channel, then=self._tell)

    def add(self, contact_id: int) -> None:
        """Ask what was stated, and record it."""
        from crm_desktop.operations.capture import NewFile  # rarely needed
        from crm_desktop.operations.privacy.consents import add_consent  # rarely needed
        from crm_desktop.ui.panes.contacts.consent_form import ConsentForm, Stated  # rarely needed

        form = ConsentForm(self.workplace.today(), self._parent.window())

        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            self._tell(outcome)

        def save(stated: Stated) -> None:
            proof: NewFile | None = _file(stated.proof, NewFile) if stated.proof else None
            self.workplace.desk.do(
                add_consent, contact_id=contact_id, channel=stated.channel, status=stated.status,
                source=stated.source, wording=stated.wording, given_at=stated.given_at,
                valid_until=stated.valid_until, proof=proof, conditions=stated.conditions, then=done,
                failed=form.fail,
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=True))


class ConsentPart(QWidget):
    """`part.show_consents(found)`; the keeper does what is asked for."""

    def __init__(self, keeper: ConsentKeeper | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._shown: Consents | None = None
        self._all = False
        self._lines = column(None, gap=6)
        self._records = QWidget()
        self._rows = column(self._records, gap=8)
        self._records.hide()
        self.more = Link(_("Records ({n})").format(n=0), on=self._toggle)
        self.objection = Button(_("Objection"), "secondary", icon="ban")
        self.objection.setToolTip(_("Note that this contact wants no advertising"))
        self._menu = Menu(self.objection)
        self.objection.set_menu(self._menu)
        self.data = Button(_("Data protection"), "secondary", icon="shield")
        self.data.setToolTip(_("Origin, information, erasure"))
        self._data_menu = Menu(self.data)
        self.data.set_menu(self._data_menu)
        foot = row(None, self.more, None, self.objection, gap=10)
        self._origin = note("", "text3")
        column(self, self._lines, self._records, foot, self._origin, row(None, None, self.data), gap=8)
        self.hide()

    def show_consents(self, found: Consents) -> None:
        """Show what holds, and what it rests on."""
        if found == self._shown:
            return
        self._shown = found
        clear(self._lines)
        for state in sorted(found.states, key=lambda one: _ORDER.index(one.channel)):
            if state.channel is not Channel.MESSENGER or state.status is not None:
                self._lines.addWidget(self._line(found.contact_id, state))
        self._fill_menu(found)
        self._origin.setText(privacy_line(found.origin))
        self._origin.setVisible(bool(self._origin.text()))
        if self._keeper is not None:
            fill_privacy(self._data_menu, self._keeper.privacy, found.origin)
        clear(self._rows)
        for one in found.rows:
            self._rows.addWidget(_record(one))
        self._follow()
        self.setVisible(bool(found.states))

    def add(self) -> None:
        """Record something."""
        if self._keeper is not None and self._shown is not None:
            self._keeper.add(self._shown.contact_id)

    def objections(self) -> Menu:
        """Return the menu of objections: the second of the two clicks."""
        return self._menu

    def _line(self, contact_id: int, state: ChannelState) -> QWidget:
        from crm_desktop.operations.privacy.consent_words import channel_word  # there by now

        holder = QWidget()
        allowed = _("allowed") if state.allowed else _("not allowed")
        mark = Glyph("circle-check" if state.allowed else "circle-x", 14, tone="success" if state.allowed else "danger")
        words = Text(channel_word(state.channel), 13, 500)
        why = Text(state.sentence, 12, 400, "text3")
        line = row(holder, Glyph(_ICONS[state.channel], 14), words, mark, why, gap=8)
        line.setStretch(3, 1)
        holder.setAccessibleName(f"{words.text()}: {allowed}, {state.sentence}")
        holder.setToolTip(holder.accessibleName())
        if state.status is ConsentStatus.PENDING and self._keeper is not None:
            confirm = partial(self._keeper.confirm, contact_id, state.channel)
            line.addWidget(Link(_("Confirmed"), on=confirm))
        return holder

    def _fill_menu(self, found: Consents) -> None:
        from crm_desktop.operations.privacy.consent_words import channel_word  # there by now

        self._menu.clear()
        keeper, contact_id = self._keeper, found.contact_id
        if keeper is None:
            return
        self._menu.entry(_("No advertising at all"), "ban", on=lambda: keeper.object(contact_id, None))
        self._menu.addSeparator()
        for channel in _ORDER:
            words = _("Not by {channel}").format(channel=channel_word(channel))
            self._menu.entry(words, _ICONS[channel], on=partial(keeper.object, contact_id, channel))
        self._menu.addSeparator()
        restricting = _("Use the data again") if found.restricted else _("Only keep the data, do not use them")
        turn = partial(keeper.restrict, contact_id, on=not found.restricted)
        self._menu.entry(restricting, "lock-open" if found.restricted else "lock", on=turn)

    def _toggle(self) -> None:
        self._all = not self._all
        self._follow()

    def _follow(self) -> None:
        count = len(self._shown.rows) if self._shown is not None else 0
        self._records.setVisible(self._all and bool(count))
        self.more.setVisible(bool(count))
        self.more.setText(_("Hide the records") if self._all else _("Records ({n})").format(n=count))


def _record(one: ConsentRow) -> QWidget:
    """Return one record: what, since when, where from, its wording and proof."""
    from crm_desktop.operations.privacy.consent_words import channel_word, status_word  # there by now

    title = f"{day_words(local_day(one.given_at))} · {channel_word(one.channel)} · {status_word(one.status)}"
    parts: Sequence[str] = (
        one.source, _("“{words}”").format(words=one.wording) if one.wording else "", one.attachment,
        _("valid until {day}").format(day=day_words(one.valid_until)) if one.valid_until else "",
        _("used last on {day}").format(day=day_words(local_day(one.last_used_at))) if one.last_used_at else "",
    )  # fmt: skip
    holder = QWidget()
    about = note(" · ".join(part for part in parts if part), "text3")
    column(holder, Text(title, 12, 500), about, gap=0)
    about.setVisible(bool(about.text()))
    holder.setAccessibleName(f"{title}, {about.text()}")
    return holder


def _file(path: Path, make: type[NewFile]) -> NewFile:
    return make(path.name, path.read_bytes())
