"""The command of data protection: who is due, what is known of somebody, erasure, papers, a pseudonymised copy."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.files import with_ending, write_whole
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.finding import contact_named
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.domain.privacy import Ground

if TYPE_CHECKING:
    from crm_desktop.operations.privacy.erasing import ErasurePlan

_PAPERS = ("processing", "measures", "breach", "erasures")


def privacy(surroundings: Surroundings, options: Namespace) -> None:
    """Do what the first word says; without one, list whose data are due to be erased."""
    {
        "due": _due, "waits": _waits, "plan": _plan, "erase": _erase, "access": _access, "portable": _portable,
        "paper": _paper, "proof": _proof, "copy": _copy, "came-back": _came_back,
    }[options.does](surroundings, options)  # fmt: skip


def _due(surroundings: Surroundings, _options: Namespace) -> None:
    from crm_desktop.operations.privacy.due import due_to_go  # only here

    with surroundings.reading() as reader:
        found = due_to_go(reader, today=local_day(surroundings.clock()))
    surroundings.answer(
        {
            "due": [
                {
                    "contact": one.contact_id, "name": one.name, "since": one.since.isoformat(),
                    "class": one.kind.value,
                    "keep_until": one.keep_until.isoformat() if one.keep_until else None,
                }
                for one in found
            ]
        },
        lambda: (
            table(
                ("", _("Contact"), _("Due since"), _("Kept until")),
                [
                    (one.contact_id, one.name, day(one.since), day(one.keep_until) if one.keep_until else "")
                    for one in found
                ],
                right=(0,),
            )
            if found
            else [_("No data are due to be erased.")]
        ),
    )  # fmt: skip


def _waits(surroundings: Surroundings, _options: Namespace) -> None:
    from crm_desktop.operations.privacy import origins as privacy_origins  # only here
    from crm_desktop.operations.privacy import requests as privacy_requests  # only here

    today = local_day(surroundings.clock())
    with surroundings.reading() as reader:
        asked = [one for one in privacy_requests.requests(reader, today=today) if one.row.answered_on is None]
        inform = privacy_origins.to_inform(reader, today=today)
    rows = [(one.row.number, one.row.contact, one.row.kind.value, one.row.due_on, one.state.value) for one in asked]
    rows += [("", one.row.name, "inform", one.by, one.state.value) for one in inform]
    names = ("number", "contact", "what", "by", "state")
    surroundings.answer(
        {"waits": [dict(zip(names, map(str, row), strict=True)) for row in rows]},
        lambda: (
            table(
                (_("Number"), _("Contact"), _("What"), _("Until"), ""),
                [(number, name, what, day(by), state) for number, name, what, by, state in rows],
            )
            if rows
            else [_("Nobody waits for an answer or for information.")]
        ),
    )


def _plan(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.erasing import plan_erasure  # only here

    with surroundings.reading() as reader:
        contact_id = contact_named(reader, _needed(options))
        found = plan_erasure(reader, contact_id=contact_id, today=local_day(surroundings.clock()))
    surroundings.answer(_as_document(found), lambda: _as_lines(found))


def _erase(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.erasing import erase, plan_erasure  # only here

    if not options.yes:
        raise BadInput(
            _("An erasure cannot be undone, nor can anything that was done before."),
            _("See what it would do with “privacy plan”, then repeat it with --yes."), field="yes",
        )  # fmt: skip
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, _needed(options))
        found = plan_erasure(reader, contact_id=contact_id, today=local_day(surroundings.clock()))
    decisions = {one.key: True for one in found.places if one.sure or options.doubts}
    with surroundings.writing() as writer:
        done = erase(writer, contact_ids=[contact_id], ground=Ground(options.ground), decisions=decisions).value
    surroundings.say(_("Erased: {reference}").format(reference=done.reference))
    surroundings.answer({"reference": done.reference, "erased": done.erased, "kept": done.kept})


def _access(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.access import access_package  # reportlab
    from crm_desktop.operations.privacy.dossier import Release, dossier  # only here

    target = with_ending(Path(_file(options)), ".zip")
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, _needed(options))
        release = Release(options.others)
        decisions = {one.key: release for one in dossier(reader, contact_id=contact_id).findings}
        made = access_package(
            reader, contact_id=contact_id, now=surroundings.clock(), decisions=decisions, language=options.language
        )
    write_whole(target, made.content)
    surroundings.say(_("Held back since it names others: {n}").format(n=made.held_out))
    surroundings.answer({"contact": contact_id, "files": {"zip": str(target)}, "held_out": made.held_out})


def _portable(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.access import portable_package  # reportlab

    target = with_ending(Path(_file(options)), ".zip")
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, _needed(options))
        made = portable_package(reader, contact_id=contact_id, now=surroundings.clock(), language=options.language)
    write_whole(target, made.content)
    surroundings.answer({"contact": contact_id, "files": {"zip": str(target)}})


def _paper(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.measures import Surroundings as Around  # only here
    from crm_desktop.operations.privacy.records import PaperKind, paper_pdf  # reportlab

    kind = _needed(options)
    if kind not in _PAPERS:
        raise BadInput(
            _("There is no paper “{kind}”.").format(kind=kind), _("Use one of these: {kinds}.").format(
                kinds=", ".join(_PAPERS)), field="kind",
        )  # fmt: skip
    target = with_ending(Path(_file(options)), ".pdf")
    path = surroundings.open().path
    times = [one.made_at for one in surroundings.keeper(path).all()]
    around = Around(
        bool(surroundings.keys.fitting(path)), False, min(times, default=None), max(times, default=None), len(times)
    )
    with surroundings.reading() as reader:
        pdf = paper_pdf(
            reader, kind=PaperKind(kind), now=surroundings.clock(), language=options.language, around=around
        )
    write_whole(target, pdf)
    surroundings.answer({"files": {"pdf": str(target)}})


def _proof(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.records import proof_pdf  # reportlab

    target = with_ending(Path(_file(options)), ".pdf")
    with surroundings.reading() as reader:
        pdf = proof_pdf(reader, reference=_needed(options), now=surroundings.clock(), language=options.language)
    write_whole(target, pdf)
    surroundings.answer({"files": {"pdf": str(target)}})


def _copy(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.privacy.copy import pseudonym_key, pseudonymised_copy  # only here

    path = surroundings.open().path
    target = with_ending(Path(_needed(options)), path.suffix)
    with surroundings.writing() as writer:
        key = pseudonym_key(writer).value
    pseudonymised_copy(path, target, key=key, keys=surroundings.keys)
    surroundings.answer({"files": {"database": str(target)}})


def _came_back(surroundings: Surroundings, _options: Namespace) -> None:
    from crm_desktop.operations.privacy.again import came_back  # only here

    paths = [one.path for one in surroundings.keeper(surroundings.open().path).all()]
    with surroundings.reading() as reader:
        found = came_back(reader, backups=paths, keys=surroundings.keys)
    surroundings.answer(
        {"came_back": found},
        lambda: [str(one) for one in found] if found else [_("Nobody who was erased is in this file.")],
    )


def _as_document(found: ErasurePlan) -> dict[str, object]:
    return {
        "contact": found.who.id,
        "keep_until": found.until.isoformat() if found.until else None,
        "records": [
            {
                "kind": one.held.table, "id": one.held.record_id, "title": one.held.title, "verdict": one.verdict.value,
                "until": one.until.isoformat() if one.until else None, "basis": one.basis,
            }
            for one in found.plan.judged
        ],
        "mentions": [
            {
                "kind": one.key[0], "id": one.key[1], "where": one.where, "named": one.named, "sure": one.sure,
                "text": f"{one.before}{one.named}{one.after}",
            }
            for one in found.places
        ],
        "files_of_others": list(found.files_of_others),
        "borne_by_others": list(found.borne_by_others),
    }  # fmt: skip


def _as_lines(found: ErasurePlan) -> list[str]:
    from crm_desktop.operations.privacy.words import table_word, verdict_word  # only here

    counts = Counter((one.verdict, one.held.table, one.until, one.basis) for one in found.plan.judged)
    rows = [
        (table_word(kind, count), verdict_word(verdict), day(until) if until else "", basis)
        for (verdict, kind, until, basis), count in counts.items()
    ]
    rows += [(table_word(kind, count), "", "", "") for kind, count in found.parts.items()]
    places = [
        (one.where, f"{one.before}[{one.named}]{one.after}", _("goes") if one.sure else _("a doubt: stays"))
        for one in found.places
    ]
    named = ["", *table((_("Texts of others"), "", ""), places)] if places else []
    return [found.who.name, *table((_("Data"), "", _("Until"), _("Basis")), rows), *named]


def _needed(options: Namespace) -> str:
    if not options.about:
        raise BadInput(_("Say whom or what this is about."), field="about")
    return str(options.about)


def _file(options: Namespace) -> str:
    if not options.file:
        raise BadInput(_("Name the file to write."), field="file")
    return str(options.file)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "does", nargs="?", default="due", metavar="WHAT",
        choices=["due", "waits", "plan", "erase", "access", "portable", "paper", "proof", "copy", "came-back"],
        help=_("due (default), waits, plan CONTACT, erase CONTACT --yes, access CONTACT ZIP, portable CONTACT ZIP, "
        "paper processing|measures|breach|erasures PDF, proof REFERENCE PDF, copy FILE, came-back"),
    )  # fmt: skip
    parser.add_argument(
        "about", nargs="?", default="", metavar="ABOUT", help=_("a contact, a paper, a reference, a file")
    )
    parser.add_argument("file", nargs="?", default="", metavar="FILE", help=_("the file to write"))
    parser.add_argument(
        "--doubts", action="store_true",
        help=_("erase: also take out words that may mean something else, as “privacy plan” lists them"),
    )  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("erase; without it nothing is done"))
    parser.add_argument(
        "--ground", choices=[one.value for one in Ground], default=Ground.REQUEST.value, help=_("why it is erased")
    )
    parser.add_argument(
        "--others",
        choices=["hold", "blacken", "give"],
        default="hold",
        help=_("what becomes of what names other people"),
    )
    parser.add_argument("--language", choices=["", "de", "en"], default="", help=_("language of what is written"))


COMMANDS = (
    Command("privacy", lambda: _("data protection: due, plan, erase, access, papers, copy"), privacy, _arguments),
)
