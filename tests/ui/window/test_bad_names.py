"""Bad input 27 of the list of 52, in the window: a name that is an image is a name, in every label and every tip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.ui.commands.workplace import Place
from tests.ui.office import Stage

IMAGE = "<img src=/etc/passwd>"


@pytest.mark.slow
def test_27_a_name_that_is_an_image_is_a_name_in_every_label_and_tip(stage: Stage) -> None:
    stage.desk.do(contacts.add_person, new=NewContact(family_name=IMAGE))
    stage.settle()
    stage.window.show()
    ref = stage.found("contact", "passwd")
    for place in (Place("today"), Place("history"), Place("contacts", "contact", ref)):
        stage.window.go(place)
        stage.settle()
        labels = stage.window.findChildren(QLabel)
        assert [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText] == []
    assert any(IMAGE in label.text() for label in stage.window.findChildren(QLabel))
    QToolTip.showText(QPoint(5, 5), f"<b>{IMAGE}</b>")
    tips = [one for one in QApplication.allWidgets() if one.objectName() == "qtooltip_label"]
    assert tips
    assert all(isinstance(tip, QLabel) and tip.textFormat() is Qt.TextFormat.PlainText for tip in tips)
    for tip in tips:
        tip.close()
