"""Commands about what goes to many: letters, labels, envelopes and e-mails to a campaign, a segment or contacts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.files import with_ending, write_whole
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import fold
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import make_folder, millimetres, whole_number
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.store.queries import campaigns, segments
from crm_desktop.store.queries.templates import TemplateRow, templates
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

if TYPE_CHECKING:
    from crm_desktop.operations.serial.letters import Printed

#: No sheet has more labels.
_MOST_LABELS = 200


def letters(surroundings: Surroundings, options: Namespace) -> None:
    """Print serial letters, or those worth a look before; with --note they go into the history as well."""
    from crm_desktop.operations.serial import letters as serial_letters  # reportlab

    day = _day(surroundings, options)
    with surroundings.reading() as reader:
        campaign_id, targets = _campaign(reader, options), _targets(reader, options, day)
        template = _template(reader, options.template, "letter")
        ready = serial_letters.letters_ready(reader, targets=targets, template_id=template.id, day=day)
        made = serial_letters.letters_pdf(
            reader,
            targets=targets,
            template_id=template.id,
            day=day,
            only={odd.contact_id for odd in ready.odd} if options.test else (),
            progress=surroundings.progress(_("Letters")),
        )
    path = _written(options.out, made)
    noted = 0
    if options.note and not options.test:
        with surroundings.writing() as writer:
            noted = _note(writer, campaign_id, targets, template.id, serial_letters.note_letters)
    _answer(
        surroundings, path, made,
        {
            "template": template.name,
            "noted": noted,
            "missing": [
                {"contact": one.contact_id, "name": one.name, "fields": list(one.fields)} for one in ready.missing
            ],
            "odd": [{"contact": one.contact_id, "name": one.name, "why": one.why} for one in ready.odd],
        },
    )  # fmt: skip


def labels(surroundings: Surroundings, options: Namespace) -> None:
    """Print labels for those who have an address."""
    from crm_desktop.operations.serial import labels as serial_labels  # reportlab

    day = _day(surroundings, options)
    with surroundings.reading() as reader:
        made = serial_labels.labels_pdf(
            reader,
            targets=_targets(reader, options, day),
            day=day,
            sheet=options.sheet,
            start=options.start,
            offset=(options.right, options.down),
            frames=options.frames,
            with_sender=not options.no_sender,
            progress=surroundings.progress(_("Labels")),
        )
    _answer(surroundings, _written(options.out, made), made, {"sheet": options.sheet})


def envelopes(surroundings: Surroundings, options: Namespace) -> None:
    """Print envelopes for those who have an address."""
    from crm_desktop.operations.serial import labels as serial_labels  # reportlab

    day = _day(surroundings, options)
    with surroundings.reading() as reader:
        made = serial_labels.envelopes_pdf(
            reader,
            targets=_targets(reader, options, day),
            day=day,
            size=options.size,
            offset=(options.right, options.down),
            with_sender=not options.no_sender,
            progress=surroundings.progress(_("Envelopes")),
        )
    _answer(surroundings, _written(options.out, made), made, {"size": options.size})


def mails(surroundings: Surroundings, options: Namespace) -> None:
    """Write a draft for each reader into a folder; with --note they go into the history as well."""
    from crm_desktop.operations.serial import mails as serial_mails  # SQLAlchemy

    folder: Path = options.out
    make_folder(folder)
    with surroundings.reading() as reader:
        campaign_id = _campaign(reader, options)
        targets = _targets(reader, options, _day(surroundings, options))
        template = _template(reader, options.template, "email")
        made = serial_mails.write_mails(
            reader,
            folder=folder,
            targets=targets,
            template_id=template.id,
            now=surroundings.clock(),
            progress=surroundings.progress(_("E-mails")),
        )
    if options.note:
        with surroundings.writing() as writer:
            _note(writer, campaign_id, targets, template.id, serial_mails.note_mails)
    surroundings.answer(
        {
            "folder": str(folder),
            "written": [path.name for _contact, path in made.written],
            "left_out": _plain(made.left_out),
        },
        lambda: [
            plural("{n} e-mail written to “{{path}}”.", "{n} e-mails written to “{{path}}”.", len(made.written)).format(
                path=folder
            ),
            *_left_out(made.left_out),
        ],
    )


def list_templates(surroundings: Surroundings, _options: Namespace) -> None:
    """List the texts for letters and e-mails."""
    with surroundings.reading() as reader:
        found = templates(reader)
    surroundings.answer(
        {"templates": [{"name": one.name, "kind": one.kind, "language": one.language} for one in found]},
        lambda: (
            table(
                (_("Template"), _("Kind"), _("Language")),
                [(one.name, _kind(one.kind), _speech(one.language)) for one in found],
            )
            if found
            else [_("There is no template yet.")]
        ),
    )


def _kind(name: str) -> str:
    return {"letter": _("Letter"), "email": _("E-mail"), "offer": _("Offer")}.get(name, name)


def _speech(language: str) -> str:
    return {"de": _("German"), "en": _("English")}.get(language, language)


def _note(
    writer: Writer,
    campaign_id: int | None,
    targets: Sequence[Target],
    template_id: int,
    note: Callable[..., Outcome[int]],
) -> int:
    """Write into the histories what everybody got; of a campaign they count as sent to then. Return how many."""
    if campaign_id is None:
        return note(writer, targets=targets, template_id=template_id).value
    from crm_desktop.operations.campaigns.letters import send_letters  # SQLAlchemy

    ids = [one.contact_id for one in targets]
    return send_letters(writer, campaign_id=campaign_id, contact_ids=ids, template_id=template_id).value.sent


def _targets(reader: Reader, options: Namespace, day: date) -> Sequence[Target]:
    campaign_id = _campaign(reader, options)
    if campaign_id is not None:
        from crm_desktop.operations.campaigns.audience import targets  # SQLAlchemy

        return [one for some in targets(reader, campaign_id=campaign_id, today=day).values() for one in some]
    if options.segment:
        segment_id = segments.by_name(reader, options.segment)
        if segment_id is None:
            raise NotFound(_("There is no segment “{name}”.").format(name=options.segment))
        return [Target(one) for one in segments.members(reader, segment_id=segment_id, as_of=day)]
    if options.contact:
        return [Target(one) for one in dict.fromkeys(options.contact)]
    raise BadInput(_("Say to whom: --campaign, --segment or --contact."))


def _campaign(reader: Reader, options: Namespace) -> int | None:
    if not options.campaign:
        return None
    found = campaigns.campaign_named(reader, options.campaign)
    if found is None:
        raise NotFound(_("There is no campaign “{name}”.").format(name=options.campaign))
    return found


def _template(reader: Reader, name: str, kind: str) -> TemplateRow:
    found = [one for one in templates(reader, kind=kind) if fold(one.name) == fold(name)]
    if not found:
        raise NotFound(_("There is no template “{name}”.").format(name=name), _("“templates” lists them."))
    return found[0]


def _day(surroundings: Surroundings, options: Namespace) -> date:
    return parse_day(options.day) if options.day else local_day(surroundings.clock())


def _written(out: Path, made: Printed) -> Path:
    path = with_ending(out, ".pdf")
    write_whole(path, made.pdf)
    return path


def _answer(surroundings: Surroundings, path: Path, made: Printed, more: dict[str, Any]) -> None:
    surroundings.answer(
        {
            "file": str(path),
            "pages": made.pages,
            "number": len(made.written),
            "left_out": _plain(made.left_out),
            **more,
        },
        lambda: [
            _("{count} on {pages} written to “{path}”.").format(
                count=plural("{n} recipient", "{n} recipients", len(made.written)),
                pages=plural("{n} page", "{n} pages", made.pages),
                path=path,
            ),
            *_left_out(made.left_out),
        ],
    )


def _left_out(left_out: Sequence[LeftOut]) -> list[str]:
    return [_("Left out: {name} – {reason}").format(name=one.name, reason=one.reason) for one in left_out]


def _plain(left_out: Sequence[LeftOut]) -> list[dict[str, Any]]:
    return [{"contact": one.contact_id, "name": one.name, "reason": one.reason} for one in left_out]


def _to_whom(parser: ArgumentParser) -> None:
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument(
        "--campaign", metavar="NAME", help=_("the recipients a campaign has frozen and not written to yet")
    )
    whom.add_argument("--segment", metavar="NAME", help=_("everybody in a segment"))
    whom.add_argument(
        "--contact", type=int, action="append", metavar="NUMBER", help=_("a contact by its id, more than once for more")
    )
    parser.add_argument("--day", metavar="DAY", help=_("the day of the letters (default: today)"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("where it is written to"))


def _words(parser: ArgumentParser, note: str) -> None:
    _to_whom(parser)
    parser.add_argument("--template", required=True, metavar="NAME", help=_("the text by its name"))
    parser.add_argument("--note", action="store_true", help=note)


def _mails(parser: ArgumentParser) -> None:
    _words(parser, _("write each e-mail into the history"))


def _letters(parser: ArgumentParser) -> None:
    _words(parser, _("write each letter into the history"))
    parser.add_argument(
        "--test", action="store_true", help=_("only those worth a look before: longest, shortest, oddest")
    )


def _printing(parser: ArgumentParser) -> None:
    _to_whom(parser)
    parser.add_argument(
        "--right",
        type=millimetres,
        default=0.0,
        metavar="MM",
        help=_("move the print to the right by so many millimetres"),
    )
    parser.add_argument(
        "--down", type=millimetres, default=0.0, metavar="MM", help=_("move the print down by so many millimetres")
    )
    parser.add_argument("--no-sender", action="store_true", help=_("leave the sender out"))


def _labels(parser: ArgumentParser) -> None:
    _printing(parser)
    parser.add_argument(
        "--sheet", default="L7160", metavar="NUMBER", help=_("the number of the sheet (default: L7160)")
    )
    parser.add_argument(
        "--start", type=whole_number(1, _MOST_LABELS), default=1, metavar="N", help=_("the first free label")
    )
    parser.add_argument("--frames", action="store_true", help=_("draw the edges of the labels, for a test"))


def _envelopes(parser: ArgumentParser) -> None:
    _printing(parser)
    parser.add_argument("--size", default="DL", metavar="NAME", help=_("DL, C6, C5 or C4 (default: DL)"))


COMMANDS = (
    Command("templates", lambda: _("list the texts for letters and e-mails"), list_templates),
    Command("letters", lambda: _("print serial letters"), letters, _letters),
    Command("labels", lambda: _("print address labels"), labels, _labels),
    Command("envelopes", lambda: _("print envelopes"), envelopes, _envelopes),
    Command("mails", lambda: _("write serial e-mails as drafts"), mails, _mails),
)
