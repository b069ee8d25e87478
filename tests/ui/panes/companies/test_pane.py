"""The companies pane: who is listed, what the card shows and keeps, and where its figures lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.sales import Sale
from crm_desktop.operations import trash
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.buying import CustomerFigures
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.companies.columns import Heads
from crm_desktop.ui.panes.companies.forms import GroupForm, NewCompanyForm, NewPersonForm, PlaceForm
from crm_desktop.ui.panes.companies.page import CompanyPage
from crm_desktop.ui.panes.companies.pane import CompaniesPane
from crm_desktop.ui.widgets.inline import InlineRow
from crm_desktop.ui.widgets.inline_edit import InlineEdit
from crm_desktop.ui.widgets.text import Text
from tests.ui.office import Stage

Key = Qt.Key


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def listed(stage: Stage) -> CompaniesPane:
    """Show the list and return the pane."""
    stage.window.show()
    stage.window.go(Place("companies"))
    pane = stage.window.current_pane()
    assert isinstance(pane, CompaniesPane)
    stage.settle()
    return pane


def opened(stage: Stage, text: str = "Hotel Seeblick") -> tuple[CompaniesPane, CompanyPage]:
    """Bring a company into view and return pane and page."""
    pane = listed(stage)
    stage.window.go(Place("companies", "contact", stage.found("contact", text)))
    stage.until(lambda: pane.page is not None and pane.subject() is not None)
    stage.settle()
    assert pane.page is not None
    return pane, pane.page


def do(stage: Stage, operation: Callable[..., Outcome[Any]], **arguments: Any) -> Any:
    """Have something done and return its value."""
    found: list[Outcome[Any]] = []
    stage.desk.do(operation, then=found.append, **arguments)
    stage.until(lambda: bool(found))
    stage.settle()
    return found[0].value


def sell(writer: Writer, *, account_id: int, day: date, cents: int) -> Outcome[None]:
    with writer.step("Sell") as work:
        work.add(Sale(day=day, account_id=account_id, net_cents=cents, currency="EUR"))
    return work.outcome(None)


def leave(row: InlineRow, text: str) -> None:
    """Type something into a field and leave it."""
    assert isinstance(row.edit, InlineEdit)
    row.edit.setFocus()
    row.edit.setText(text)
    row.edit.editingFinished.emit()


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def test_the_list_holds_the_companies_and_no_people(stage: Stage) -> None:
    pane = listed(stage)
    assert pane.list.model.rowCount() == one(stage, "select count(*) from contact where kind = 'company'")
    assert pane.list.view.accessibleName()
    pane.list._standings.button("prospects").click()
    stage.settle()
    wanted = one(stage, "select count(*) from contact where kind = 'company' and standing = 'prospect'")
    assert pane.list.model.rowCount() == wanted > 0


def test_a_head_that_is_pressed_orders_the_list_and_says_so_in_the_menu(stage: Stage) -> None:
    pane = listed(stage)
    heads = pane.list.findChild(Heads)
    assert heads is not None
    before = pane.list.model.id_at(0)
    place = heads._places(heads.height())["revenue"].center().toPoint()
    QTest.mouseMove(heads, place)
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    most = one(
        stage,
        "select account_id from sale where day > '2025-11-24' and deleted_at is null and account_id in"
        " (select id from contact where kind = 'company') group by account_id order by sum(net_cents) desc limit 1",
    )
    assert pane.list.model.id_at(0) == most != before
    assert "revenue" in pane.list._sorting.text().lower()
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, pos=heads._places(heads.height())["industry"].center().toPoint())
    assert "revenue" in pane.list._sorting.text().lower(), "by this column nothing is ordered"


def test_enter_opens_the_card_and_escape_leads_back_to_the_same_row(stage: Stage) -> None:
    pane = listed(stage)
    pane.list.step(3)
    wanted = pane.list.picked_id()
    pane.list.view.setFocus()
    press(pane.list.view, Key.Key_Return)
    stage.until(lambda: pane.subject() is not None)
    stage.settle()
    assert pane.subject() is not None
    assert pane.subject().ref == wanted  # type: ignore[union-attr]
    assert pane.escape()
    stage.settle()
    assert pane.subject() is None
    assert pane.list.picked_id() == wanted


def test_a_filter_nobody_fits_says_so_and_lets_go(stage: Stage) -> None:
    pane = listed(stage)
    pane.list.field.set_value("xyzxyz")
    stage.until(lambda: pane.list.model.rowCount() == 0)
    stage.settle()
    assert pane.list._empty is not None
    assert pane.escape()
    stage.settle()
    assert pane.list.model.rowCount() > 5
    assert not pane.escape()


def test_the_card_shows_who_works_there_and_a_click_goes_to_the_person(stage: Stage) -> None:
    _pane, page = opened(stage)
    people = page.overview.people.list
    assert [row.title for row in people.rows()] == ["Miriam Kessler"]
    people.opened.emit(people.rows()[0].ref)
    stage.settle()
    subject = stage.window.subject()
    assert subject is not None
    assert subject.title == "Miriam Kessler"


def test_a_bar_opens_the_orders_of_its_year(stage: Stage) -> None:
    pane, page = opened(stage)
    hotel = stage.found("contact", "Hotel Seeblick")
    do(stage, sell, account_id=hotel, day=date(2024, 5, 2), cents=12_400_00)
    do(stage, sell, account_id=hotel, day=date(2026, 5, 2), cents=2_400_00)
    bars = {bar.label: bar for bar in page.overview.hero.bars}
    assert bars["2024"].figure == "12.4"
    assert bars["2025"].accessibleName().startswith("2025: ")
    bars["2024"].click()
    stage.settle()
    assert page.tabs.value() == "orders"
    assert [row.detail for row in page.lists["orders"].list.rows()] == ["02/05/2024"]
    page.lists["orders"].filter.click()
    stage.settle()
    assert len(page.lists["orders"].list.rows()) >= 2
    assert pane.subject() is not None


def test_the_expected_bar_is_weighed_like_the_board(stage: Stage) -> None:
    _pane, page = opened(stage)
    chance = page._chance
    stages = page._card.open if page._card else ()
    assert stages
    weighted = round(sum(row.cents * chance(row.stage_id, row.probability) for row in stages))
    bar = page.overview.hero.bars[-1]
    assert bar.label == "open"
    assert f"{weighted / 100:,.0f}" in bar.accessibleName()
    assert any(chance(row.stage_id, row.probability) != row.probability / 100 for row in stages)


def test_a_class_opens_the_companies_of_it_and_alt_left_leads_back(stage: Stage) -> None:
    pane, page = opened(stage, "Albrecht Optik")
    page.heading._links["size"].click()
    stage.settle()
    assert pane.subject() is None
    wanted = one(stage, "select count(*) from contact where kind = 'company' and employees between 0 and 9")
    assert pane.list.model.rowCount() == wanted
    assert pane.list._released.text() == "up to 9 employees"
    stage.window.step_back(-1)
    stage.until(lambda: pane.subject() is not None)
    assert pane.subject().title.startswith("Albrecht Optik")  # type: ignore[union-attr]


def test_deals_and_offers_open_where_they_live(stage: Stage) -> None:
    _pane, page = opened(stage)
    deal = page.overview.deals.list.rows()[0]
    page.overview.deals.list.opened.emit(deal.ref)
    stage.settle()
    assert stage.window.current_pane().name == "board"  # type: ignore[union-attr]
    offer = page.overview.offers.list.rows()[0]
    page.overview.offers.list.opened.emit(offer.ref)
    stage.settle()
    assert stage.window.current_pane().name == "offers"  # type: ignore[union-attr]


def test_an_order_opens_its_offer(stage: Stage) -> None:
    name = one(
        stage, "select c.name from sale s join contact c on c.id = s.account_id where c.kind = 'company' limit 1"
    )
    _pane, page = opened(stage, name)
    page.overview.orders.list.opened.emit(page.overview.orders.list.rows()[0].ref)
    stage.settle()
    subject = stage.window.subject()
    assert subject is not None
    assert subject.kind == "offer"


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [("employees", "48", 48), ("founded", "1998", 1998), ("industry", " Gastro ", "Gastro"),
     ("payment_terms", "14 Tage netto", "14 Tage netto"), ("employees", "", None)],
)  # fmt: skip
def test_a_field_is_kept_when_it_is_left_and_can_be_undone(stage: Stage, field: str, typed: str, stored: Any) -> None:
    _pane, page = opened(stage)
    hotel, row = stage.found("contact", "Hotel Seeblick"), page.overview.data.fields.row(field)
    assert row is not None
    before = one(stage, f"select {field} from contact where id = ?", hotel)
    leave(row, typed)
    stage.until(lambda: one(stage, f"select {field} from contact where id = ?", hotel) == stored)
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: one(stage, f"select {field} from contact where id = ?", hotel) == before)
    stage.settle()
    assert row.edit.text() == ("" if before is None else str(before))


@pytest.mark.parametrize(("field", "typed"), [("employees", "viele"), ("founded", "2099"), ("vat_id", "DE12")])
def test_a_value_that_cannot_be_right_says_why_and_stays_to_be_mended(stage: Stage, field: str, typed: str) -> None:
    _pane, page = opened(stage)
    row = page.overview.data.fields.row(field)
    assert row is not None
    leave(row, typed)
    stage.settle()
    assert row.reason.isVisibleTo(page)
    do(stage, contacts.change_contact, contact_id=stage.found("contact", "Hotel Seeblick"), fields={"note": "x"})
    assert row.edit.text() == typed
    assert page.overview.data.fields.row(field) is row


def test_fields_nothing_is_known_of_are_shown_when_asked_for(stage: Stage) -> None:
    _pane, page = opened(stage)
    data = page.overview.data
    assert data.fields.row("iban") is None
    assert data.link is not None
    data.link.click()
    assert data.fields.row("iban") is not None


def test_tags_and_phone_numbers_are_edited_in_place(stage: Stage) -> None:
    _pane, page = opened(stage)
    hotel, data = stage.found("contact", "Hotel Seeblick"), page.overview.data
    data.tags.added.emit("See")
    stage.until(lambda: one(stage, "select count(*) from tag where contact_id = ? and name = 'See'", hotel) == 1)
    stage.settle()
    assert "See" in data.tags.chips()
    data.tags.removed.emit("See")
    stage.until(lambda: one(stage, "select count(*) from tag where contact_id = ? and name = 'See'", hotel) == 0)
    phone = one(stage, "select id from contact_point where contact_id = ? and kind = 'phone'", hotel)
    row = data.reach.row(f"point {phone}")
    assert row is not None
    leave(row, "04131 555010")
    stage.until(lambda: one(stage, "select normal from contact_point where id = ?", phone) == "+494131555010")


def test_an_address_is_edited_as_one_line_among_the_places(stage: Stage) -> None:
    _pane, page = opened(stage)
    (row,) = page.overview.places.addresses.rows()
    leave(row, "Am Kai 3, 21354 Bleckede")
    stage.until(lambda: one(stage, "select count(*) from address where city = 'Bleckede' and street = 'Am Kai 3'") == 1)
    assert all("address" not in part.fact.key for part in page.overview.data.reach.rows())


def test_p_adds_a_person_with_a_role_in_buying(stage: Stage) -> None:
    pane, page = opened(stage)
    pane.setFocus()
    pane.deeds.add_person()
    form = pane.findChild(NewPersonForm)
    assert form is not None
    for key, name in (("given_name", "Miriam"), ("family_name", "Kessler")):
        form.fields[key].set_value(name)  # type: ignore[attr-defined]
        form.fields[key].edited.emit()
    stage.until(lambda: "Miriam Kessler" in form.hint.accessibleName())
    form.fields["given_name"].set_value("")  # type: ignore[attr-defined]
    form.fields["family_name"].set_value("Pohl")  # type: ignore[attr-defined]
    form.fields["buying_role"].set_value("decider")  # type: ignore[attr-defined]
    form.submit()
    stage.until(lambda: len(page.overview.people.list.rows()) == 2)
    assert {(row.title, row.right) for row in page.overview.people.list.rows()} >= {("Pohl", "Decides")}


def test_a_form_nobody_can_be_made_of_says_so_at_the_field(stage: Stage) -> None:
    pane, _page = opened(stage)
    pane.deeds.add_person()
    form = pane.findChild(NewPersonForm)
    assert form is not None
    form.submit()
    stage.settle()
    assert form.isVisible()
    assert form.fields["family_name"].error()
    form.reject()


def test_n_makes_a_company_and_opens_it(stage: Stage) -> None:
    pane = listed(stage)
    pane.add()
    form = pane.findChild(NewCompanyForm)
    assert form is not None
    form.fields["name"].set_value("Weingut Loreley")  # type: ignore[attr-defined]
    form.fields["city"].set_value("56346 Sankt Goarshausen")  # type: ignore[attr-defined]
    form.submit()
    stage.until(lambda: pane.subject() is not None and pane.subject().title == "Weingut Loreley")  # type: ignore[union-attr]
    stage.settle()
    assert one(stage, "select city from address order by id desc limit 1") == "Sankt Goarshausen"


def test_a_new_company_says_what_is_missing_in_one_line_each(stage: Stage) -> None:
    made = contacts.add_company
    pane = listed(stage)
    ref = do(stage, made, new=NewContact(name="Leer & Neu"))
    pane.open_company(ref)
    stage.until(lambda: pane.subject() is not None)
    stage.settle()
    assert pane.page is not None
    over = pane.page.overview
    assert all(part.is_shrunk() for part in (over.people, over.places, over.deals, over.offers, over.orders))
    assert over.hero.bars == []
    assert over.people.link is not None
    words = [label.text() for label in over.hero.findChildren(QWidget) if hasattr(label, "text")]
    assert any("Known since" in str(text) for text in words)


def test_a_place_is_added_and_becomes_the_first_one(stage: Stage) -> None:
    pane = listed(stage)
    ref = do(stage, contacts.add_company, new=NewContact(name="Leer & Neu"))
    pane.open_company(ref)
    stage.until(lambda: pane.subject() is not None)
    pane.deeds.add_place()
    form = pane.findChild(PlaceForm)
    assert form is not None
    form.submit()
    assert form.fields["city"].error()
    form.fields["city"].set_value("21335 Lüneburg")  # type: ignore[attr-defined]
    form.submit()
    stage.until(lambda: one(stage, "select is_primary from address where contact_id = ?", ref) == 1)


def test_a_note_goes_into_the_history_and_stays_typed_while_another_company_is_seen(stage: Stage) -> None:
    pane, page = opened(stage)
    before = one(stage, "select count(*) from activity")
    page.write_note()
    page.overview.recent.composer.edit.setPlainText("Angerufen.")
    page.overview.recent.composer.submit()
    assert page.overview.recent.composer.edit.toPlainText() == ""
    stage.until(lambda: one(stage, "select count(*) from activity") == before + 1)
    stage.until(lambda: page.overview.recent.list.rows()[0].detail == "Angerufen.")
    page.overview.recent.composer.edit.setPlainText("halb")
    pane.open_company(stage.found("contact", "Albrecht Optik"))
    stage.until(lambda: pane.subject() is not None and pane.subject().title.startswith("Albrecht"))  # type: ignore[union-attr]
    assert page.overview.recent.composer.edit.toPlainText() == ""
    pane.open_company(stage.found("contact", "Hotel Seeblick"))
    stage.until(lambda: page.overview.recent.composer.edit.toPlainText() == "halb")


def test_a_group_is_linked_upwards_and_counted_with_its_daughters(stage: Stage) -> None:
    pane, page = opened(stage)
    hotel = stage.found("contact", "Hotel Seeblick")
    low = do(stage, contacts.add_company, new=NewContact(name="Strandhaus", company_id=hotel))
    do(stage, sell, account_id=low, day=date(2026, 5, 2), cents=31_900_00)
    assert page.heading.switch.isVisibleTo(page)
    before = page._card.worth.revenue_cents if page._card else 0
    page.heading.switch.click()
    stage.until(lambda: page._card is not None and page._card.with_daughters)
    assert page._card is not None
    assert page._card.worth.revenue_cents == before + 31_900_00
    pane.open_company(low)
    stage.until(lambda: pane.subject() is not None and pane.subject().title == "Strandhaus")  # type: ignore[union-attr]
    page.heading._parent.click()
    stage.until(lambda: pane.subject() is not None and pane.subject().ref == hotel)  # type: ignore[union-attr]


def test_a_company_is_given_a_parent_and_never_itself(stage: Stage) -> None:
    pane, page = opened(stage)
    hotel, other = stage.found("contact", "Hotel Seeblick"), stage.found("contact", "Albrecht Optik")
    pane.deeds.choose_parent()
    form = pane.findChild(GroupForm)
    assert form is not None
    form.company.show_contact(hotel, "Hotel Seeblick GmbH")
    form.submit()
    stage.settle()
    assert form.company.error() or form._reason.text()
    form.company.show_contact(other, "Albrecht Optik e. K.")
    form.submit()
    stage.until(lambda: one(stage, "select company_id from contact where id = ?", hotel) == other)
    stage.settle()
    assert page.heading._parent.text().startswith("Albrecht")


def test_a_private_customer_is_shown_where_people_are(stage: Stage) -> None:
    listed(stage)
    stage.window.go(Place("companies", "contact", stage.found("contact", "Katrin Behrens")))
    stage.settle()
    assert stage.window.current_pane().name == "contacts"  # type: ignore[union-attr]


def test_the_bin_takes_the_company_gives_it_back_and_the_list_follows(stage: Stage) -> None:
    pane, _page = opened(stage)
    hotel, before = stage.found("contact", "Hotel Seeblick"), pane.list.model.rowCount()
    pane.deeds.bin()
    stage.until(lambda: pane.list.model.rowCount() == before - 1)
    stage.settle()
    assert pane.subject() is None
    do(stage, trash.restore, kind="contact", ids=[hotel])
    stage.until(lambda: pane.list.model.rowCount() == before)


def test_brackets_walk_through_the_filtered_list(stage: Stage) -> None:
    pane = listed(stage)
    first, second = pane.list.model.id_at(0), pane.list.model.id_at(1)
    assert first is not None
    pane.open_company(first)
    stage.until(lambda: pane.subject() is not None)
    pane.step(1)
    stage.until(lambda: pane.subject() is not None and pane.subject().ref == second)  # type: ignore[union-attr]
    pane.step(-1)
    stage.until(lambda: pane.subject() is not None and pane.subject().ref == first)  # type: ignore[union-attr]
    pane.step(-1)
    stage.settle()
    assert pane.subject().ref == first  # type: ignore[union-attr]


def test_figures_choose_tabs_by_key(stage: Stage) -> None:
    pane, page = opened(stage)
    page.overview.setFocus()
    press(page.overview, Key.Key_3)
    stage.settle()
    assert page.tabs.value() == "deals"
    assert len(page.lists["deals"].list.rows()) == one(
        stage, "select count(*) from deal where account_id = ?", stage.found("contact", "Hotel Seeblick")
    )
    press(pane, Key.Key_1)
    assert page.tabs.value() == "overview"


def test_the_history_of_the_company_is_a_tab_and_keeps_what_is_half_written(stage: Stage) -> None:
    pane, page = opened(stage)
    page.choose_number(1)
    stage.settle()
    assert page.history is not None
    stage.until(lambda: page.history is not None and page.history.model.rowCount() > 0)
    page.history.composer.edit.setPlainText("halb")
    pane.open_company(stage.found("contact", "Albrecht Optik"))
    stage.until(lambda: pane.subject() is not None and pane.subject().title.startswith("Albrecht"))  # type: ignore[union-attr]
    page.choose_number(1)
    stage.settle()
    assert page.history.composer.draft().text == ""
    pane.open_company(stage.found("contact", "Hotel Seeblick"))
    stage.until(lambda: pane.subject() is not None and pane.subject().title.startswith("Hotel"))  # type: ignore[union-attr]
    page.choose_number(1)
    stage.settle()
    assert page.history.composer.draft().text == "halb"


def test_a_rebuild_keeps_the_company_the_tab_and_what_was_typed(stage: Stage) -> None:
    pane, page = opened(stage)
    page.overview.recent.composer.edit.setPlainText("halb")
    page.choose("orders")
    kept = pane.keep()
    other = CompaniesPane(pane.workplace)
    stage.qtbot.addWidget(other)
    other.restore(kept)
    stage.settle()
    assert other.subject() is not None
    assert other.page is not None
    assert other.page.tabs.value() == "orders"
    assert other.page.overview.recent.composer.edit.toPlainText() == "halb"
    other.leave()


def test_every_control_of_the_card_has_a_name(stage: Stage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit  # noqa: PLC0415

    _pane, page = opened(stage)
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    found = [part for kind in kinds for part in page.findChildren(kind) if part.isVisibleTo(page)]
    bare = [
        part for part in found if not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())
    ]
    assert len(found) > 30
    assert bare == []


def test_several_companies_are_changed_in_one_step_and_let_go_by_esc(stage: Stage) -> None:
    pane = listed(stage)
    view = pane.list.view
    view.setFocus()
    view.setCurrentIndex(pane.list.model.index(0))
    for _ in range(2):
        QTest.keyClick(view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    panel = pane.list.bulk()
    assert panel.isVisible()
    assert pane.list.many == 3
    chosen = pane.list.selected_ids()
    steps = one(stage, "select count(*) from step")
    menu = panel.button("standing").menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Partner").trigger()
    stage.settle()
    marks = ",".join("?" * len(chosen))
    assert one(stage, f"select count(*) from contact where standing = 'partner' and id in ({marks})", *chosen) == 3
    assert one(stage, "select count(*) from step") == steps + 1
    assert sorted(pane.list.selected_ids()) == sorted(chosen)
    assert pane.escape()
    assert not panel.isVisible()
    assert pane.list.picked_id()


def test_the_card_says_what_a_customer_will_bring_and_forgets_it_with_the_next_company(stage: Stage) -> None:
    pane, page = opened(stage)
    company = pane.subject()
    assert company is not None
    for month in range(1, 11):
        do(stage, sell, account_id=company.ref, day=date(2026, month, 3), cents=200_000)
    worth = page.overview.worth

    def said() -> list[str]:
        return [text.text() for text in worth.findChildren(Text)]

    stage.until(lambda: any(words.startswith("about €") for words in said()))
    assert not worth.isHidden()
    worth.show_figures(company.ref + 1, CustomerFigures(None, "", 0, (), "EUR"))
    assert not worth.isHidden(), "figures of another company change nothing"
    worth.begin(company.ref + 1)
    assert worth.isHidden()
    worth.show_figures(company.ref + 1, CustomerFigures(None, "", 0, (), "EUR"))
    assert worth.isHidden(), "nothing to say, nothing to see"
