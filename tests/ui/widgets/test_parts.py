"""The smaller widgets, one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QEnterEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.avatar import paint_avatar, tint_of
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.focus import focus_by_key
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import Pane, clear, column
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.radio_card import RadioCard
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.splitter import Splitter
from crm_desktop.ui.widgets.stage_glyph import paint_stage, stage_colour
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.tabs import Tabs
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from crm_desktop.ui.theme.theme import Theme


def test_a_label_elides_tells_the_rest_as_a_tip_and_never_reads_markup(qtbot: QtBot) -> None:
    label = Text("<b>Lobby conversion</b> in oak, oiled, with benches")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.resize(80, 20)
    assert label.is_cut()
    assert label.minimumSizeHint().width() < 40
    QApplication.sendEvent(label, _enter())
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    QApplication.sendEvent(label, _enter())
    assert not label.is_cut()
    assert label.toolTip() == ""


def test_the_ampersand_in_a_name_is_shown_and_takes_no_key(qtbot: QtBot) -> None:
    link, menu = Link("Demir & Voss"), Menu()
    qtbot.addWidget(link)
    qtbot.addWidget(menu)
    assert link.text() == "Demir & Voss"
    assert link.shortcut().isEmpty()
    link.setText("Fenster & Türen")
    assert QAccessible.queryAccessibleInterface(link).text(QAccessible.Text.Name) == "Fenster & Türen"
    assert link.sizeHint().width() > Link("Fenster  Türen").sizeHint().width()
    assert menu.entry("Demir & Voss").text() == "Demir && Voss"


def _enter() -> QEnterEvent:
    return QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1))


def test_a_button_becomes_its_icon_and_keeps_its_words_for_readers(qtbot: QtBot) -> None:
    button = Button("Send again", "primary", icon="send", key="Ctrl ↵")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() < wide / 2
    assert (button.toolTip(), button.text()) == ("Send again", "Send again")
    button.set_compact(False)
    assert (button.sizeHint().width(), button.toolTip()) == (wide, "")
    wordless = Button("Filter")
    qtbot.addWidget(wordless)
    wordless.set_compact(True)
    assert wordless.toolTip() == ""


def test_a_press_calls_what_was_handed_in_without_arguments(qtbot: QtBot) -> None:
    pressed: list[str] = []
    for made in (
        Button("A", on=lambda: pressed.append("a")),
        IconButton("plus", "B", on=lambda: pressed.append("b")),
        Link("C", on=lambda: pressed.append("c")),
    ):
        qtbot.addWidget(made)
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert pressed == ["a", "b", "c"]


@pytest.mark.parametrize("make", [Chips, Segmented])
def test_choices_exclude_each_other_and_arrows_move_between_them(make: type[Chips], qtbot: QtBot) -> None:
    chips = make([Choice("a", "All"), Choice("b", "Customers"), Choice("c", "Leads")], name="Filter")
    qtbot.addWidget(chips)
    with qtbot.waitActive(chips):
        chips.show()
        chips.activateWindow()
    with qtbot.assertNotEmitted(chips.chosen):
        chips.choose("b")
        chips.choose("unknown")
    assert chips.value() == "b"
    chips.button("b").setFocus()
    with qtbot.waitSignal(chips.chosen) as told:
        QTest.keyClick(chips.button("b"), Qt.Key.Key_Right)
    assert told.args == ["c"]
    assert chips.button("c").focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert chips.button("b").focusPolicy() == Qt.FocusPolicy.ClickFocus


def test_tabs_that_do_not_fit_are_reached_through_more(theme: Theme, qtbot: QtBot) -> None:
    tabs = Tabs(name="Sections")
    for key in ("overview", "deals", "offers", "products", "files"):
        tabs.add(key, key.title(), "12" if key == "files" else "")
    qtbot.addWidget(tabs)
    tabs.resize(700, 42)
    tabs.show()
    more = next(button for button in tabs.findChildren(Button) if button.text() == "More")
    assert not more.isVisible()
    tabs.resize(260, 42)
    QApplication.processEvents()
    assert more.isVisible()
    hidden = more.menu().actions()
    assert hidden[-1].text() == "Files\t12"
    with qtbot.waitSignal(tabs.chosen) as told:
        hidden[-1].trigger()
    assert told.args == ["files"]
    assert tabs.value() == "files"
    assert "Files\t12" not in [action.text() for action in more.menu().actions()]


def test_tabs_chosen_by_a_program_are_silent_and_counts_change_the_width(qtbot: QtBot) -> None:
    tabs = Tabs()
    tabs.add("a", "Deals")
    tabs.add("b", "Offers")
    qtbot.addWidget(tabs)
    before = tabs.sizeHint().width()
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.choose("b")
        tabs.set_count("a", "123")
    assert tabs.value() == "b"
    assert tabs.sizeHint().width() > before


def test_a_switch_is_read_and_turned_by_keys(qtbot: QtBot) -> None:
    switch = Switch("Single keys")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    with qtbot.waitSignal(switch.toggled) as told:
        QTest.keyClick(switch, Qt.Key.Key_Space)
    assert told.args == [True]
    assert switch.grab().toImage() != off


def test_radio_cards_of_one_parent_exclude_each_other(qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    cards = [RadioCard(words) for words in ("Light", "Dark")]
    for card in cards:
        layout.addWidget(card)
    qtbot.addWidget(page)
    for card in cards:
        card.click()
    assert [card.isChecked() for card in cards] == [False, True]


def test_a_name_keeps_its_tint_and_companies_are_square(theme: Theme) -> None:
    assert tint_of("Miriam Kessler", Look()) == tint_of("Miriam Kessler", look())
    assert len({tint_of(f"Name {number}", look())[1].name() for number in range(80)}) == 6
    disc = picture(lambda painter: paint_avatar(painter, QRectF(0, 0, 40, 40), "A B"))
    square = picture(lambda painter: paint_avatar(painter, QRectF(0, 0, 40, 40), "A B", "company"))
    assert disc.pixelColor(4, 4).alpha() == 0
    assert square.pixelColor(4, 4).alpha() == 255


def picture(draw: Callable[[QPainter], object]) -> QImage:
    made = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
    return made


def test_the_pie_of_a_stage_grows_with_its_probability(theme: Theme) -> None:
    def ink(share: float) -> int:
        made = picture(lambda painter: paint_stage(painter, QRectF(0, 0, 40, 40), share, QColor("black")))
        return sum(made.pixelColor(x, y).alpha() > 128 for x in range(40) for y in range(40))

    areas = [ink(share) for share in (0, 0.12, 0.46, 0.71, 1, 7)]
    assert areas[:5] == sorted(set(areas[:5]))
    assert areas[4] == areas[5]


@pytest.mark.parametrize("number", [1, 3, 5, 8])
def test_later_stages_are_stronger(number: int, theme: Theme) -> None:
    lights = [stage_colour(place, number).lightness() for place in range(number)]
    assert lights == sorted(lights, reverse=True)
    assert stage_colour(99, number) == stage_colour(number - 1, number)


def test_a_banner_says_all_as_one_folds_details_and_copies_them(qtbot: QtBot) -> None:
    banner = Banner("danger", "Import stopped.", "Nothing was changed.", "Try again.", details="line 7", closable=True)
    qtbot.addWidget(banner)
    banner.show()
    assert banner.accessibleName() == "Import stopped. Nothing was changed. Try again."
    details = next(label for label in banner.findChildren(QLabel) if label.text() == "line 7")
    assert not details.isVisible()
    links = {button.text(): button for button in banner.findChildren(Link)}
    links["Details"].click()
    assert details.isVisible()
    links["Copy"].click()
    assert QApplication.clipboard().text() == "line 7"
    with qtbot.waitSignal(banner.closed):
        banner.findChild(IconButton).click()  # type: ignore[union-attr]
    assert not banner.isVisible()


def test_an_empty_place_shows_its_sentence_whole_and_one_thing_to_do(qtbot: QtBot) -> None:
    released: list[bool] = []
    empty = no_hits("Nothing found for “Kessler & Sons”", "Release the filter", lambda: released.append(True))
    qtbot.addWidget(empty)
    empty.resize(300, 400)
    empty.show()
    QApplication.processEvents()
    assert not [label.text() for label in empty.findChildren(Text) if label.isVisible() and label.is_cut()]
    empty.findChild(Button).click()  # type: ignore[union-attr]
    assert released == [True]
    plain = EmptyState("inbox", "No inquiries yet")
    qtbot.addWidget(plain)
    assert not plain.grab().isNull()


def test_a_flow_breaks_like_words(qtbot: QtBot) -> None:
    page = QWidget()
    flow = FlowLayout(page, gap=6, row_gap=4)
    for _ in range(4):
        part = QWidget()
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    qtbot.addWidget(page)
    assert [flow.heightForWidth(width) for width in (430, 220, 110, 30)] == [20, 44, 92, 92]
    page.resize(220, 60)
    page.show()
    QApplication.processEvents()
    places = [item.geometry().topLeft().toTuple() for item in (flow.itemAt(at) for at in range(4)) if item]
    assert places == [(0, 0), (106, 0), (0, 24), (106, 24)]
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None


def test_a_splitter_tells_its_widths_and_takes_them_back(qtbot: QtBot) -> None:
    splitter = Splitter("contacts")
    for _ in range(2):
        splitter.put(QWidget(), least=50)
    qtbot.addWidget(splitter)
    splitter.resize(601, 100)
    splitter.show()
    splitter.restore([200, 400])
    assert splitter.sizes() == [200, 400]
    splitter.restore([1, 2, 3])
    splitter.restore([0, 600])
    assert splitter.sizes() == [200, 400]
    with qtbot.waitSignal(splitter.sized) as told:
        splitter.moveSplitter(300, 1)
    assert told.args == ["contacts", [300, 300]]


def test_a_spinner_waits_before_it_shows_and_stands_still_when_asked(theme: Theme, qtbot: QtBot) -> None:
    theme.follow(Settings(scheme="light", reduced_motion=True))
    page = QWidget()
    spinner = Spinner(parent=page)
    qtbot.addWidget(page)
    page.show()
    spinner.start("Computing the forecast")
    assert not spinner.isVisible()
    qtbot.waitUntil(spinner.isVisible, timeout=2000)
    assert spinner.accessibleName() == "Computing the forecast"
    spinner.stop()
    assert not spinner.isVisible()


def test_a_chart_asks_for_its_picture_once_and_again_when_colours_or_size_change(theme: Theme, qtbot: QtBot) -> None:
    chart = ChartView("Orders")
    asked: list[tuple[QSize, float]] = []
    chart.wanted.connect(lambda size, ratio: asked.append((size, ratio)))
    qtbot.addWidget(chart)
    chart.resize(300, 150)
    chart.show()
    chart.update()
    QApplication.processEvents()
    assert asked == [(QSize(300, 150), 1.0)]
    image = QImage(300, 150, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    chart.set_image(image, "Rising from 10 to 40.")
    assert chart.accessibleDescription() == "Rising from 10 to 40."
    assert chart.grab().toImage().pixelColor(150, 75) == QColor("green")
    theme.follow(Settings(scheme="dark"))
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=2000)
    chart.resize(400, 150)
    qtbot.waitUntil(lambda: len(asked) == 3, timeout=2000)
    with qtbot.waitSignal(chart.clicked) as told:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, chart.rect().center())
    assert told.args == pytest.approx([0.5, 0.5], abs=0.01)


class Faulty(Painted):
    """Cannot be drawn."""

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        painter.fillRect(area, now.colour("accent"))
        raise LookupError(str(area))


def test_a_widget_that_cannot_be_drawn_ends_nothing(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    faulty = Faulty()
    qtbot.addWidget(faulty)
    for _ in range(3):
        assert not faulty.grab().isNull()
    told = [record.getMessage().splitlines()[0] for record in caplog.records]
    caplog.clear()
    assert told == ["Faulty.draw could not be drawn"]


def test_the_focus_set_by_a_key_is_seen(qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    buttons = [Button("One"), Button("Two")]
    for button in buttons:
        layout.addWidget(button)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    resting = buttons[1].grab().toImage()
    focus_by_key(buttons[1])
    assert buttons[1].grab().toImage() != resting


def test_menus_show_keys_and_marks(qtbot: QtBot) -> None:
    chosen: list[str] = []
    menu = Menu()
    qtbot.addWidget(menu)
    action = menu.entry("Merge …", "merge", key="Ctrl M", on=lambda: chosen.append("merge"))
    marked = menu.entry("Compact", checked=True)
    menu.addSeparator()
    menu.addMenu("More")
    action.trigger()
    assert chosen == ["merge"]
    assert action.text() == "Merge …\tCtrl M"
    assert marked.isChecked()
    assert menu.sizeHint().width() > 100
    assert not menu.grab().isNull()


def test_cards_and_panes_hold_what_they_are_given(qtbot: QtBot) -> None:
    pane = Pane("sunken")
    card = Card("Value", detail="since 2022", bar="text2")
    card.body.addWidget(Text("148,920 €"))
    layout = column(pane, card, 8, None, margins=4)
    qtbot.addWidget(pane)
    card.set_edge("warning", "warning_tint")
    assert card.accessibleName() == "Value"
    assert not pane.grab().isNull()
    clear(layout)
    assert layout.count() == 0


def test_a_pill_without_a_word_is_not_there(qtbot: QtBot) -> None:
    page = QWidget()
    pill = Pill("Sent", "send", "info", parent=page)
    qtbot.addWidget(page)
    page.show()
    assert pill.isVisible()
    pill.show_state("")
    assert not pill.isVisible()
    pill.show_state("Draft", "pencil", "warning")
    assert pill.isVisible()
    assert pill.accessibleName() == "Draft"
