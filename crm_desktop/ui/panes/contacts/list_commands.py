"""What can be done with the list of contacts by key, menu or palette."""

from __future__ import annotations

from collections.abc import Callable

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.contacts.list_beside import Beside
from crm_desktop.ui.panes.contacts.listing import ContactList
from crm_desktop.ui.panes.contacts.view_chips import KEYS


def list_commands(listing: ContactList) -> list[Command]:
    """Return the commands of the list itself."""
    head = listing.head
    return [
        _command("filter", lambda: _("Filter the list"), listing.filter_now, "/", "search"),
        _command("filter_by", lambda: _("Filter by …"), head.open_sheet, "F", "list-filter"),
        _command("segments", lambda: _("Segments …"), head.open_segments, "Shift+F", "target"),
        _command("clear_filter", lambda: _("Clear filter"), listing.release, "", "funnel-x"),
        _command("previous", lambda: _("Previous contact"), lambda: listing.step(-1), "[", "arrow-up"),
        _command("next", lambda: _("Next contact"), lambda: listing.step(1), "]", "arrow-down"),
        _command("favourites", lambda: _("Favourites only"), head.toggle_favourites, "Shift+S", "star"),
        _command("table", lambda: _("List or table"), head.switch_form, "T", "table"),
        _command("select_all", lambda: _("Select the whole list"), listing.views.select_all, "", "list-checks"),
        _command("save_view", lambda: _("Save as a view …"), head.save_view, "", "bookmark"),
        *(_view_command(listing, place) for place in range(KEYS)),
        Command(
            "contacts.confirm", lambda: _("All of it is still right"), _confirm, "B", "circle-check", "contact",
            "contacts", lambda workplace: workplace.subject() is not None,
        ),
    ]  # fmt: skip


def _confirm(workplace: Workplace) -> None:
    """Note that what is known of the contact in view was confirmed today."""
    from crm_desktop.operations.quality import quality  # after the first picture

    subject = workplace.subject()
    if subject is not None and subject.kind == "contact":
        workplace.desk.do(
            quality.confirm, contact_ids=[subject.ref],
            then=lambda outcome: workplace.notify(Notice(outcome.label, undo=outcome.step is not None)),
        )  # fmt: skip


def bulk_commands(beside: Beside) -> list[Command]:
    """Return what can be done with several contacts at once."""

    def several(_workplace: Workplace) -> bool:
        return beside.many > 1

    def command(name: str, words: Callable[[], str], icon: str, keys: str = "") -> Command:
        def run() -> None:
            getattr(beside.bulk(), name)()

        return _command(name, words, run, keys, icon, when=several, menu="contact")

    return [
        command("tag", lambda: _("Add tag …"), "tag"),
        command("untag", lambda: _("Remove tag …"), "tags"),
        command("categorise", lambda: _("Set category …"), "folder"),
        command("change_many", lambda: _("Find and change …"), "replace", "Ctrl+H"),
        command("put_on_segment", lambda: _("Add to segment …"), "target"),
        command("export", lambda: _("Export selected contacts …"), "upload"),
        command("merge", lambda: _("Merge …"), "merge", "M"),
    ]


def _view_command(listing: ContactList, place: int) -> Command:
    head = listing.head

    def words() -> str:
        if head.has_view(place):
            return _("View “{name}”").format(name=head.views.views[place].name)
        return _("Saved view {n}").format(n=place + 1)

    return _command(
        f"view_{place + 1}", words, lambda: head.show_view(place), f"Alt+{place + 1}", "bookmark",
        when=lambda _workplace: head.has_view(place),
    )  # fmt: skip


def _command(
    name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str, *,
    when: Callable[[Workplace], bool] = lambda _workplace: True, menu: str = "view",
) -> Command:  # fmt: skip
    def run(_workplace: Workplace) -> None:
        on()

    return Command(f"contacts.{name}", words, run, keys, icon, menu, "contacts", when)
