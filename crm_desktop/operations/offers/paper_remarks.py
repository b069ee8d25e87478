"""What is to be remarked on a file that was printed: signs no face has, enclosures no archive takes."""

from __future__ import annotations

from crm_desktop.base.i18n import _
from crm_desktop.documents.offer import RenderedPdf

#: More are counted, not named.
_MOST_NAMED = 4


def paper_remarks(rendered: RenderedPdf) -> tuple[str, ...]:
    """Return what the user should know about a file before it goes out, a sentence each; nothing for a good one."""
    found = []
    lost = rendered.missing_characters
    if lost:
        named = ", ".join(lost[:_MOST_NAMED]) + (", …" if len(lost) > _MOST_NAMED else "")
        found.append(_("These characters cannot be printed and show as □: {names}.").format(names=named))
    found += [
        _("“{title}” lacks its fonts or has the inks of a press: the file is none for long-term archives.").format(
            title=title
        )
        for title in rendered.unfit_enclosures
    ]
    return tuple(found)
