"""Comments under an entry of the history: what was added later, without changing what the entry says."""

from __future__ import annotations

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity, ActivityComment
from crm_desktop.store.unit_of_work import Writer

#: Letters of a comment at most: longer texts are entries of their own.
LONGEST = 2_000


def add_comment(writer: Writer, *, activity_id: int, text: str) -> Outcome[int]:
    """Write a comment under an entry; the value is its id.

    Raises BadInput for one that says nothing or is too long, NotFound when the entry is not there.
    """
    with writer.step(_("Write comment")) as work:
        body = _body(text)
        comment = ActivityComment(activity_id=work.get(Activity, activity_id).id, at=work.now, body=body)
        work.add(comment)
        work.flush()
        comment_id = comment.id
    return work.outcome(comment_id)


def change_comment(writer: Writer, *, comment_id: int, text: str) -> Outcome[None]:
    """Correct what a comment says; its day stays. Raises BadInput like `add_comment`, NotFound when it is not there."""
    with writer.step(_("Change comment")) as work:
        work.get(ActivityComment, comment_id).body = _body(text)
    return work.outcome(None)


def delete_comment(writer: Writer, *, comment_id: int) -> Outcome[None]:
    """Take a comment away; undo brings it back. Raises NotFound when it is not there."""
    with writer.step(_("Remove comment")) as work:
        work.delete(work.get(ActivityComment, comment_id))
    return work.outcome(None)


def _body(text: str) -> str:
    body = clean(text)
    if not body:
        raise BadInput(_("There is nothing to write down yet."), field="comment")
    if len(body) > LONGEST:
        raise BadInput(_("This is too long for a comment."), _("Write an entry of its own."), field="comment")
    return body
