"""The usual sources and channels of inquiries and the reasons to decline one, as texts; the user may write others."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.text import fold
from crm_desktop.domain.kinds import ActivityKind

#: Words that mean a way in which an inquiry can come, folded; the first that stands in a channel's name counts.
_KINDS = (
    (("formular", "form", "website", "webseite", "web", "online", "chat"), ActivityKind.NOTE),
    (("mail",), ActivityKind.EMAIL),
    (("anruf", "telefon", "telephon", "call", "phone"), ActivityKind.CALL),
    (("brief", "letter", "post"), ActivityKind.LETTER),
    (("besuch", "visit", "laden", "shop", "ausstellung", "showroom"), ActivityKind.VISIT),
)


def entry_kind(channel: str) -> ActivityKind:
    """Return as what an inquiry that came through a channel stands in the history."""
    said = fold(channel)
    return next((kind for words, kind in _KINDS if any(word in said for word in words)), ActivityKind.NOTE)


def usual_channels() -> tuple[str, ...]:
    """Return how inquiries usually come."""
    return _("E-mail"), _("Contact form"), _("Website"), _("Phone call"), _("Visit"), _("Letter")


def usual_sources() -> tuple[str, ...]:
    """Return where inquiries usually come from."""
    return (
        _("Website"), meant("source of an inquiry", "Recommendation"), _("Trade fair"), _("Advertisement"),
        _("Search engine"), _("Social media"), _("Existing customer"), meant("source of an inquiry", "Other"),
    )  # fmt: skip


def reasons() -> tuple[str, ...]:
    """Return the usual reasons to decline an inquiry, in the order of the keys 1 to 6."""
    return (
        _("Not our offer"), _("Budget too small"), _("Too far away"), _("No capacity"), _("Not reachable"),
        _("Advertising or spam"),
    )  # fmt: skip
