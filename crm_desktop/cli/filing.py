"""Commands about the files kept with records: list them, write all of a customer's, read their text for the search."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.finding import contact_named
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.store.queries import contact_card, file_texts, files
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.reading import Reader


def show_files(surroundings: Surroundings, options: Namespace) -> None:
    """List the files of a customer, write them somewhere, or read the text of all files."""
    if options.read_texts:
        _read_texts(surroundings)
    elif not options.contact:
        raise BadInput(_("Say whose files, or give --read-texts."), field="contact")
    elif options.to:
        _write(surroundings, options)
    else:
        _list(surroundings, options.contact)


def _list(surroundings: Surroundings, contact: str) -> None:
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, contact)
        found = _files(reader, contact_id)
        also = {file.sha256: files.with_content(reader, sha256=file.sha256) for file in found}
        read = {file.sha256: file_texts.text(reader, sha256=file.sha256) for file in found}
    surroundings.answer(
        {
            "contact": contact_id,
            "files": [
                {
                    "id": file.id, "name": file.name, "size": file.size, "sha256": file.sha256,
                    "added": local_day(file.added_at).isoformat(), "belongs_to": _belongs_to(file),
                    "also_at": [_belongs_to(one) for one in also[file.sha256] if one.id != file.id],
                    "text": state.state.value if (state := read[file.sha256]) else "waiting",
                }
                for file in found
            ],
        },
        lambda: table(
            (_("Number"), _("Name"), _("Bytes"), _("Added on"), _("Belongs to")),
            [
                (file.id, file.name, file.size, local_day(file.added_at).isoformat(), _belongs_to(file))
                for file in found
            ],
            right=(0, 2),
        )
        if found
        else [_("Nothing found.")],
    )  # fmt: skip


def _write(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.history.customer_files import write_folder, write_zip  # only here

    target = Path(options.to)
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, options.contact)
        if target.suffix.lower() == ".zip":
            written = write_zip(reader, contact_id=contact_id, path=target)
        else:
            written = write_folder(reader, contact_id=contact_id, folder=target)
    surroundings.say(_("Wrote “{path}”.").format(path=target))
    surroundings.answer(
        {"contact": contact_id, "files": written.files, "bytes": written.size, "written": str(target)},
        lambda: [plural("{n} file of {{name}}", "{n} files of {{name}}", written.files).format(name=written.name)],
    )


def _read_texts(surroundings: Surroundings) -> None:
    from crm_desktop.operations.history.file_texts import read_all  # SQLAlchemy

    with surroundings.writing() as writer, surroundings.reading() as reader:
        count = read_all(reader, writer)
    surroundings.answer({"read": count}, lambda: [plural("{n} file read", "{n} files read", count)])


def _files(reader: Reader, contact_id: int) -> list[AttachedFile]:
    facts = contact_card.facts(reader, contact_id=contact_id)
    if facts is not None and facts.kind is ContactKind.COMPANY:
        return files.of_company(reader, company_id=contact_id)
    return files.of_contact(reader, contact_id=contact_id)


def _belongs_to(file: AttachedFile) -> str:
    return file.deal or file.offer or file.subject or file.contact or str(file.kind or "")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("contact", nargs="?", default="", metavar="CONTACT", help=_("number or name of a contact"))
    parser.add_argument("--to", default="", metavar="PATH", help=_("write them all: into a folder, or a .zip"))
    parser.add_argument("--read-texts", action="store_true", help=_("read the text of all files for the search, now"))


COMMANDS = (Command("files", lambda: _("list or write the files of a customer"), show_files, _arguments),)
