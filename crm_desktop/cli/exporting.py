"""The command that writes out: lists and records as files, one contact as a card or a code, or everything there is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import LANGUAGES, _, speaking, spoken
from crm_desktop.base.times import local_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.finding import contact_named
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.store.queries import campaigns, segments
from crm_desktop.store.reading import Reader

if TYPE_CHECKING:
    from crm_desktop.operations.exports.writing import Wish

#: Records in the program's own form, which it takes in again.
RECORDS = ("contacts", "products", "deals", "stages", "sales", "activities", "leads")
#: Lists as the window shows them.
LISTS = ("companies", "offers", "orders", "tasks", "history", "cases", "campaigns", "members")
#: Everything planned; one contact; all there is.
CALENDAR, CARD, CODE, ALL = "calendar", "card", "code", "all"
_EXPORTED = (*RECORDS, *LISTS, CALENDAR, CARD, CODE, ALL)
#: Kinds of records that are no list of the window.
_NO_LIST = ("stages", "sales", "activities")


def export_files(surroundings: Surroundings, options: Namespace) -> None:
    """Write records or a list to a file, one contact as a card or a code, or everything to a folder or an archive."""
    target = Path(options.target)
    with surroundings.reading() as reader, speaking(options.language or spoken()):
        written = _write(surroundings, reader, options, target)
    surroundings.answer(
        {"files": [str(path) for path in written]},
        lambda: [_("Wrote “{path}”.").format(path=path) for path in written],
    )


def _write(surroundings: Surroundings, reader: Reader, options: Namespace, target: Path) -> Sequence[Path]:
    if options.kind == ALL:
        from crm_desktop.operations.exports import export_all

        return export_all(reader, target, now=surroundings.clock(), progress=surroundings.progress(target.name))
    if options.kind == CALENDAR:
        _write_calendar(surroundings, reader, target)
    elif options.kind in (CARD, CODE):
        _write_contact(reader, options, target)
    elif _is_list(options, target):
        from crm_desktop.operations.exports.writing import write_list

        write_list(
            reader, target=target, wish=_wish(surroundings, reader, options), now=surroundings.clock(),
            progress=surroundings.progress(target.name),
        )  # fmt: skip
    else:
        from crm_desktop.operations.exports import export

        ids = _chosen(surroundings, reader, options)
        data = export(
            reader, options.kind, target.suffix, raw=options.raw, for_excel=options.excel and not options.raw, ids=ids
        )
        write_whole(target, data)
    return [target]


def _is_list(options: Namespace, target: Path) -> bool:
    """Whether a list is meant as the window shows it, not the records behind it."""
    if options.kind in _NO_LIST:
        return False
    asked = options.list or bool(options.columns) or target.suffix.lower() == ".pdf"
    return options.kind in LISTS or (asked and target.suffix.lower() != ".vcf")


def _wish(surroundings: Surroundings, reader: Reader, options: Namespace) -> Wish:
    from crm_desktop.operations.exports.listing import Asked, ListKind
    from crm_desktop.operations.exports.writing import Wish

    words = [f"{_('Segment')}: {options.segment}"] if options.segment else []
    asked = Asked(
        kind=ListKind(options.kind),
        today=local_day(surroundings.clock()),
        ids=_chosen(surroundings, reader, options),
        columns=[key.strip() for key in options.columns.split(",") if key.strip()],
        about=_about(reader, options),
        words=words,
        lettered=options.kind == "contacts" and not options.segment,
    )
    return Wish(asked=asked, raw=options.raw, for_excel=options.excel)


def _about(reader: Reader, options: Namespace) -> int:
    """Return whose history or tasks, or which campaign's members."""
    if options.kind == "members":
        if not options.campaign:
            raise BadInput(_("Say which campaign by its name."), field="campaign")
        found = campaigns.campaign_named(reader, options.campaign)
        if found is None:
            raise NotFound(_("There is no campaign “{name}”.").format(name=options.campaign))
        return found
    if options.kind in ("history", "tasks") and options.contact:
        return contact_named(reader, options.contact)
    return 0


def _chosen(surroundings: Surroundings, reader: Reader, options: Namespace) -> list[int] | None:
    """Return the contacts of a segment; None for all."""
    if not options.segment:
        return None
    if options.kind != "contacts":
        raise BadInput(_("A segment narrows contacts, nothing else."), field="segment")
    segment_id = segments.by_name(reader, options.segment)
    if segment_id is None:
        raise NotFound(_("There is no segment “{name}”.").format(name=options.segment))
    return list(segments.members(reader, segment_id=segment_id, as_of=local_day(surroundings.clock())))


def _write_calendar(surroundings: Surroundings, reader: Reader, target: Path) -> None:
    from crm_desktop.operations.planning.calendar_files import calendar_file

    if target.suffix.lower() not in {"", ".ics"}:
        raise BadInput(_("A calendar cannot be written as “{ending}”.").format(ending=target.suffix), _("Use .ics."))
    write_whole(target, calendar_file(reader, at=surroundings.clock()))


def _write_contact(reader: Reader, options: Namespace, target: Path) -> None:
    from crm_desktop.operations.exports import cards

    if not options.contact:
        raise BadInput(_("Say which contact with --contact, by number or name."), field="contact")
    contact_id = contact_named(reader, options.contact)
    ending = target.suffix.lower()
    if options.kind == CODE:
        from crm_desktop.exchange.qr_out import picture  # rarely needed

        write_whole(target, picture(cards.code_of(reader, contact_id=contact_id).text, ending or ".png"))
        return
    if ending not in {"", ".vcf"}:
        raise BadInput(_("A card cannot be written as “{ending}”.").format(ending=target.suffix), _("Use .vcf."))
    write_whole(target, cards.card_files(reader, ids=[contact_id])[0].data)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=_EXPORTED, metavar="KIND", help=", ".join(_EXPORTED))
    parser.add_argument(
        "target",
        metavar="FILE",
        help=_("a .csv, .xlsx, .pdf, .vcf or .ics file; a code as .png or .svg; with all, a folder or a .zip file"),
    )
    parser.add_argument("--raw", action="store_true", help=_("no protection against formulas in spreadsheets"))
    parser.add_argument("--excel", action="store_true", help=_("CSV that a German Excel opens by a double click"))
    parser.add_argument("--list", action="store_true", help=_("with the columns of the window, not as records"))
    parser.add_argument("--columns", default="", metavar="A,B", help=_("which columns of the list, in this order"))
    parser.add_argument("--contact", default="", help=_("whose history, tasks, card or code: number or name"))
    parser.add_argument("--campaign", default="", help=_("the campaign of the members"))
    parser.add_argument("--segment", default="", help=_("only the contacts of a segment"))
    parser.add_argument("--language", default="", choices=("", *LANGUAGES), help=_("of headings and paper"))


EXPORT = Command(
    "export", lambda: _("write lists and records to files, or everything there is"), export_files, _arguments
)
