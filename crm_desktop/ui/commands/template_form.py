"""Writing a template: its words, the fields it may have, what is wrong with it, and what somebody would get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries.templates import Sample, TemplateRow, samples
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.template_parts import FieldList, PreviewPart
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea

_WIDE, _HIGH, _ROUND, _REST = 1120, 760, 40, 300
_PARTS = ("name", "subject", "body", "reply_title", "reply_choices", "reply_question", "reply_link")


class _Read(NamedTuple):
    """What the form needs besides the template: the fields by group, whom to try it on."""

    fields: list[tuple[str, list[str]]]
    people: list[Sample]


class TemplateForm(Form):
    """`TemplateForm(workplace, kind="letter", row=None)`. Signal: `filled(words by name, kind, language)`."""

    filled = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        *,
        kind: str = "letter",
        row_: TemplateRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("New template") if row_ is None else _("Template “{name}”").format(name=row_.name), parent)
        self._workplace, self._row = workplace, row_
        room = parent.window().size() if parent is not None else QSize(_WIDE, _HIGH)
        self.resize(min(look().px(_WIDE), room.width() - _ROUND), min(look().px(_HIGH), room.height() - _ROUND))
        self.kind = Segmented([Choice("letter", _("Letter")), Choice("email", _("E-mail"))], name=_("What it is for"))
        self.language = Segmented([Choice("de", "Deutsch"), Choice("en", "English")], name=_("Language of the text"))
        self.kind.choose(row_.kind if row_ else kind)
        self.language.choose(row_.language if row_ else "de" if spoken() == "de" else "en")
        for part in (self.kind, self.language):
            part.setEnabled(row_ is None)
        self.ready = ComboField(_("Begin with"), [], hint=_("An empty text"))
        self.words: dict[str, LineField | TextArea] = {
            "name": LineField(_("Name")), "subject": LineField(_("Subject")), "body": TextArea(_("Text"), lines=3),
            "reply_title": LineField(_("Slip to be sent back: yes to what")),
            "reply_choices": TextArea(_("Boxes to tick, one a line"), lines=2),
            "reply_question": LineField(_("Line to fill in")), "reply_link": LineField(_("Link, printed as a code")),
        }  # fmt: skip
        self.fields = dict(self.words)
        self.list = FieldList()
        self.preview = PreviewPart(workplace.desk)
        self.state = Text("", 12, 400, "text3", wrap=True)
        self._target: QLineEdit | QPlainTextEdit = self._text.text
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.check)
        self._build()
        self._show_row()
        self._connect()
        self._show_kind()
        self.ask()

    @property
    def _text(self) -> TextArea:
        body = self.words["body"]
        assert isinstance(body, TextArea)  # noqa: S101 - as it was made
        return body

    # Use

    def written(self) -> dict[str, str]:
        """Return the words of the template by their names; an e-mail has no slip."""
        letter = self.kind.value() == "letter"
        return {
            name: part.value() if letter or not name.startswith("reply") else "" for name, part in self.words.items()
        }

    def insert(self, field: str) -> None:
        """Put a field into the text that was written in last."""
        self._put(f"{{{field}}}")

    def insert_condition(self) -> None:
        """Put a condition around what is marked; the field is still to be named."""
        marked = self._target.textCursor().selectedText() if isinstance(self._target, QPlainTextEdit) else ""
        field = _("field")
        self._put(f"{{{_('if')} {field}}}{marked}{{{_('end')}}}")

    def ask(self) -> None:
        """Read the fields of the language and whom to try the text on."""
        self._workplace.desk.ask(
            _read, language=self.language.value(), then=self._take, asker=self, topic="fields", lane="letters"
        )

    def check(self) -> None:
        """Try the text out as it stands."""
        if not self.preview.contact_id():
            self.preview.show_nothing(_("There is no contact with an address to try it on."))
        self._workplace.desk.ask(
            _preview, kind=self.kind.value(), language=self.language.value(), words=self.written(),
            contact_id=self.preview.contact_id(), day=self._workplace.today(), then=self._show_made, asker=self,
            topic="preview", lane="letters",
        )  # fmt: skip

    def submit(self) -> None:
        """Hand over what was written."""
        self.filled.emit((self.kind.value(), self.language.value(), self.written()))

    def done(self, result: int) -> None:
        """Go away; nothing that is asked may come back to it."""
        self._workplace.desk.forget(self)
        self._workplace.desk.forget(self.preview)
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember which text was written in last: fields go there."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit | QPlainTextEdit):
            self._target = watched
        return super().eventFilter(watched, event)

    # Inside

    def _build(self) -> None:
        self.condition = Button(_("Condition"), "secondary", icon="split", on=self.insert_condition)
        top = row(None, self.kind, self.language, None, gap=12)
        self.slip = QWidget()
        first_line = row(None, self.words["reply_title"], self.words["reply_question"], gap=12)
        second_line = row(None, self.words["reply_choices"], self.words["reply_link"], gap=12)
        column(self.slip, first_line, second_line, gap=8)
        for line in (first_line, second_line):
            line.setStretch(0, 3)
            line.setStretch(1, 2)
        first = row(None, self.words["name"], self.words["subject"], gap=12)
        for place in range(2):
            first.setStretch(place, 2 + place)
        left = column(None, top, self.ready, first, self._text, self.state, self.slip, gap=10)
        left.setStretch(3, 1)
        fields = column(None, Text(_("Fields"), 13, 600), self.list, self.condition, gap=6)
        fields.setStretch(1, 1)
        whole = row(None, left, fields, Line(upright=True), self.preview, gap=16)
        whole.setStretch(0, 3)
        whole.setStretch(3, 2)
        self.body.addLayout(whole, 1)
        self.body.addWidget(note(_("Salutation, signature and address come by themselves where the text has none.")))
        self.buttons(_("Keep"))

    def _connect(self) -> None:
        for name, part in self.words.items():
            part.edited.connect(self._rest.start)
            editor = part.text if isinstance(part, TextArea) else part.line
            if name != "name":
                editor.installEventFilter(self)
        self.list.chosen.connect(self.insert)
        self.preview.turned.connect(self.check)
        self.kind.chosen.connect(lambda _key: self._show_kind())
        self.language.chosen.connect(lambda _key: self._show_language())
        self.ready.edited.connect(self._begin_with)

    def _show_row(self) -> None:
        for name, part in self.words.items():
            part.set_value(str(getattr(self._row, name)) if self._row is not None else "")

    def _show_kind(self) -> None:
        self.slip.setVisible(self.kind.value() == "letter")
        self._show_ready()
        self._rest.start()

    def _show_language(self) -> None:
        self._show_ready()
        self.ask()

    def _show_ready(self) -> None:
        from crm_desktop.operations.serial.ready_templates import ready_templates  # SQLAlchemy

        found = ready_templates(self.kind.value(), self.language.value())
        self._ready = {words.name: words for words in found}
        self.ready.combo.fill([Choice(name, name) for name in self._ready])
        self.ready.setVisible(self._row is None)

    def _begin_with(self) -> None:
        words = self._ready.get(self.ready.value())
        if words is not None:
            for name, part in self.words.items():
                part.set_value(str(getattr(words, name)))
            self._rest.start()

    def _take(self, found: _Read) -> None:
        self.list.show_fields(found.fields)
        if not self.preview.contact_id():
            self.preview.show_people(found.people)
        self.check()

    def _show_made(self, made: Any) -> None:
        for part in self.words.values():
            part.set_error("")
        empty = not self._text.value().strip()
        self.state.set_tone("danger" if made.flaws and not empty else "text3")
        if made.flaws:
            self.state.setText(_("Write what the text is to say.") if empty else made.flaws[0].message)
            self._flaw = made.flaws[0]
            if empty:
                self.preview.show_nothing(_("What somebody would get is shown here."))
            return
        self.state.setText(_("No mistakes."))
        if self.preview.contact_id():
            self.preview.show_made(made)

    def _put(self, words: str) -> None:
        target = self._target
        if isinstance(target, QPlainTextEdit):
            target.insertPlainText(words)
            target.moveCursor(QTextCursor.MoveOperation.NoMove)
        else:
            target.insert(words)
            target.textEdited.emit(target.text())
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def write_template(
    workplace: Workplace, parent: QWidget, *, row: TemplateRow | None = None, kind: str = "letter",
    then: Callable[[Outcome[Any]], None] | None = None,
) -> TemplateForm:  # fmt: skip
    """Open the form for a new template or one that is there, and keep what was written."""
    form = TemplateForm(workplace, kind=kind, row_=row, parent=parent)

    def keep(said: tuple[str, str, dict[str, str]]) -> None:
        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            workplace.notify(Notice(outcome.label, undo=True))
            if then is not None:
                then(outcome)

        workplace.desk.do(
            _keep, template_id=row.id if row else 0, kind=said[0], language=said[1], words=said[2], then=done,
            failed=form.fail,
        )  # fmt: skip

    form.filled.connect(keep)
    form.finished.connect(form.deleteLater)
    form.open()
    return form


def _read(reader: Reader, *, language: str) -> _Read:
    from crm_desktop.operations.serial import template_fields  # SQLAlchemy
    from crm_desktop.store.queries.custom_fields import own_fields

    groups: dict[str, list[str]] = {}
    for field in template_fields.fields(own_fields(reader), language=language):
        groups.setdefault(template_fields.group_name(field.group), []).append(field.name)
    return _Read(list(groups.items()), samples(reader))


def _preview(reader: Reader, *, words: dict[str, str], **arguments: Any) -> Any:
    from crm_desktop.operations.serial.template_preview import preview  # reportlab
    from crm_desktop.operations.serial.templates import Words

    return preview(reader, words=Words(**words), **arguments)


def _keep(writer: Writer, *, template_id: int, kind: str, language: str, words: dict[str, str]) -> Outcome[Any]:
    from crm_desktop.operations.serial import templates  # SQLAlchemy

    said = templates.Words(**words)
    if template_id:
        return templates.change_template(writer, template_id=template_id, words=said)
    return templates.add_template(writer, kind="email" if kind == "email" else "letter", language=language, words=said)
