"""Commands that take files in and write them out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _
from crm_desktop.cli.command import Command
from crm_desktop.cli.exporting import EXPORT
from crm_desktop.cli.mapping import join_of, mapping_of, split_of
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.operations.firm.places import save_before_import
from crm_desktop.store.unit_of_work import Writer

#: Columns of the answer for people.
_FIGURES = ("file", "kind", "rows", "added", "updated", "skipped", "rejected")

KINDS = ("contacts", "products", "deals", "stages", "sales", "activities", "leads")


def import_files(surroundings: Surroundings, options: Namespace) -> None:
    """Take files in, one step each; rejected rows go to a file beside the first one.

    Where one file fails, those before it stay taken in and are told all the same. A folder is a complete export.
    """
    paths = [Path(name) for name in options.files]
    _demand(paths, Path(options.rejected) if options.rejected and not options.dry_run else None)
    mapping, shapes = mapping_of(options.mapping)
    more = (*map(split_of, options.split), *map(join_of, options.join))
    intake = _Intake(surroundings, options, mapping, (*shapes, *more))
    told: list[dict[str, Any]] = []
    try:
        with surroundings.writing() as writer:
            for path in paths:
                take = intake.folder if path.is_dir() or _is_everything(path) else intake.file
                told.append(take(writer, path))
    finally:
        if told:
            _tell(surroundings, told)
    empty = [one["file"] for one in told if one["rows"] == one["rejected"] > 0]
    if empty:
        raise BadInput(
            _("Nothing could be taken from “{name}”: every row was rejected.").format(name="”, “".join(empty)),
            _("See why in the file of rejected rows, or say with --kind and --mapping what the columns hold."),
        )


@dataclass(frozen=True)
class _Intake:
    """Takes files in as the options say, and tells what came of each."""

    surroundings: Surroundings
    options: Namespace
    mapping: Mapping[str, str] | None
    shapes: Sequence[Any] = ()

    def file(self, writer: Writer, path: Path) -> dict[str, Any]:
        """Take one file in."""
        from crm_desktop.domain.privacy import Origin
        from crm_desktop.domain.records import RecordKind
        from crm_desktop.exchange.intake import look, with_shapes
        from crm_desktop.operations.imports.files import Watch, import_looked  # SQLAlchemy
        from crm_desktop.operations.imports.report import Treatment
        from crm_desktop.operations.imports.treatment import Strangers, Wishes

        options = self.options
        looked = look(path, path.name, kind=RecordKind(options.kind) if options.kind else None)
        looked = with_shapes(looked, self.shapes) if self.shapes else looked
        columns = {column.heading: column.field for column in looked.columns} | dict(self.mapping or {})
        if looked.columns and not any(columns.values()):
            raise BadInput(
                _("No column of “{name}” is one that is known.").format(name=path.name),
                _("Say with --mapping which heading fills which field."),
            )
        watch = Watch(self.surroundings.progress(path.name), before=self._save)
        wishes = Wishes(
            options.update_by, Treatment(options.known), Strangers(options.strangers), origin=options.origin,
            origin_kind=Origin(options.origin_kind),
        )  # fmt: skip
        report = import_looked(
            writer, looked, mapping=self.mapping, wishes=wishes, dry_run=options.dry_run, watch=watch
        ).value
        found = {"format": looked.format.value, "origin": looked.origin, "columns": columns}
        return _told(report) | found | _rejects(report, path, options)

    def folder(self, writer: Writer, path: Path) -> dict[str, Any]:
        """Take a complete export into an empty database."""
        from crm_desktop.operations.exports import import_all, is_complete_export  # SQLAlchemy

        if not is_complete_export(path):
            raise NotFound(
                _("“{name}” is not a complete export.").format(name=path), _("Name the files to take in one by one.")
            )
        if self.options.dry_run:
            raise Refused(
                _("A complete export cannot be tried without keeping it."), _("Take it into a new, empty database.")
            )
        self._save()
        rows = import_all(writer, path, progress=self.surroundings.progress(path.name)).value
        return {
            "file": path.name, "kind": "all", "rows": rows, "added": rows, "updated": 0, "skipped": 0, "rejected": 0,
            "also_created": {}, "problems": [], "dry_run": False,
        }  # fmt: skip

    def _save(self) -> None:
        save_before_import(self.surroundings.keeper(self.surroundings.path), self.surroundings.clock())


def _demand(paths: Sequence[Path], rejected: Path | None) -> None:
    """Raise NotFound unless everything named is there, so that no file is taken in before the missing one is met."""
    for path in paths:
        if not path.exists():
            raise NotFound(_("There is no file “{name}”.").format(name=path))
    if rejected is not None and (rejected.is_dir() or not rejected.absolute().parent.is_dir()):
        raise NotFound(_("Rejected rows cannot be written to “{path}”.").format(path=rejected))


def _is_everything(path: Path) -> bool:
    """Whether a file is an archive of everything."""
    from crm_desktop.operations.exports import is_complete_export  # SQLAlchemy

    return path.suffix.lower() == ".zip" and is_complete_export(path)


def _tell(surroundings: Surroundings, told: Sequence[Mapping[str, Any]]) -> None:
    surroundings.answer(
        {"files": told},
        lambda: table(
            (_("File"), _("Kind"), _("Rows"), _("Added"), _("Updated"), _("Skipped"), _("Rejected")),
            [tuple(one[key] for key in _FIGURES) for one in told],
            right=(2, 3, 4, 5, 6),
        ),
    )
    for one in told:
        if one.get("rejected_file"):
            surroundings.say(
                _("The rejected rows, with their reasons, are in “{path}”.").format(path=one["rejected_file"])
            )


def _told(report: Any) -> dict[str, Any]:
    return {
        "file": report.name,
        "kind": str(report.kind),
        "rows": report.rows,
        "added": report.added,
        "updated": report.updated,
        "skipped": report.skipped,
        "rejected": report.rejected,
        "also_created": dict(report.also_created),
        "problems": [problem._asdict() for problem in report.problems],
        "dry_run": report.dry_run,
    }


def _rejects(report: Any, path: Path, options: Namespace) -> dict[str, str]:
    """Write the rejected rows beside the file, unless this is a dry run."""
    if not report.rejected_csv or options.dry_run:
        return {}
    target = Path(options.rejected) if options.rejected else path.with_name(f"{path.stem}-rejected{report.ending}")
    write_whole(target, report.rejected_csv)
    return {"rejected_file": str(target)}


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("the files to take in"))
    parser.add_argument("--kind", choices=KINDS, default="", help=_("what the file holds; guessed by default"))
    parser.add_argument(
        "--mapping", default="", metavar="FILE",
        help=_("JSON object: heading to field; or with the keys columns, split and join"),
    )  # fmt: skip
    parser.add_argument(
        "--split", action="append", default=[], metavar="COLUMN=FIELD,FIELD[@SIGN]",
        help=_("take a column apart: names, streets with numbers, codes with towns by themselves, else at a sign"),
    )  # fmt: skip
    parser.add_argument(
        "--join", action="append", default=[], metavar="COLUMN+COLUMN=FIELD[@SIGN]",
        help=_("put columns together, with a blank or a sign between them"),
    )  # fmt: skip
    parser.add_argument(
        "--update-by", default="", metavar="FIELD",
        help=_(
            "field by which known records are recognised: external_id; of contacts customer_number, email, phone, "
            "name, name_place; of products number, name; of deals title, title_customer; of sales order, "
            "order_customer, date_customer; of activities at_subject; of leads email, phone, name, name_wish"
        ),
    )  # fmt: skip
    parser.add_argument(
        "--known", choices=("correct", "fill", "skip", "add", "ask"), default="correct",
        help=_(
            "what is done to records that are known: correct them, fill what is empty, skip the row, add it anyway; "
            "ask puts rows that say something else into the file of rejected ones"
        ),
    )  # fmt: skip
    parser.add_argument(
        "--strangers", choices=("add", "leave"), default="add",
        help=_("whether e-mails of people nobody knows make contacts of them, or stay outside"),
    )  # fmt: skip
    parser.add_argument(
        "--origin", default=None, metavar="WORDS",
        help=_("where the data of people come from (Art. 14 GDPR): by default the name of the file; empty for nothing"),
    )  # fmt: skip
    parser.add_argument(
        "--origin-kind", default="own",
        choices=("own", "person", "recommendation", "employer", "public", "bought", "other"),
        help=_("what kind of origin that is"),
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and keep nothing"))
    parser.add_argument("--rejected", default="", metavar="FILE", help=_("where rejected rows go"))


COMMANDS = (
    Command(
        "import",
        lambda: _("take files in: tables, workbooks, cards, calendars and e-mails"),
        import_files,
        _import_arguments,
    ),
    EXPORT,
)
