"""Sizes and habits that hold for every control: distances in pixels, delays, what a click does."""

from __future__ import annotations

from PySide6.QtWidgets import QStyle, QWidget

from crm_desktop.ui.theme.look import Role

_P = QStyle.StandardPixmap
_M = QStyle.PixelMetric
_H = QStyle.StyleHint

METRICS: dict[QStyle.PixelMetric, int] = {
    # Qt widens the area that can be grabbed by itself; more than one pixel shows as a stripe.
    _M.PM_SplitterWidth: 1,
    _M.PM_ScrollBarExtent: 12,
    _M.PM_ScrollBarSliderMin: 32,
    _M.PM_ScrollView_ScrollBarSpacing: 0,
    _M.PM_ScrollView_ScrollBarOverlap: 0,
    _M.PM_ButtonShiftHorizontal: 0,
    _M.PM_ButtonShiftVertical: 0,
    _M.PM_ButtonMargin: 0,
    _M.PM_LineEditIconMargin: 8,
    _M.PM_CheckBoxLabelSpacing: 8,
    _M.PM_RadioButtonLabelSpacing: 8,
    _M.PM_DefaultFrameWidth: 1,
    _M.PM_ComboBoxFrameWidth: 1,
    _M.PM_SpinBoxFrameWidth: 1,
    _M.PM_MenuPanelWidth: 1,
    _M.PM_MenuHMargin: 5,
    _M.PM_MenuVMargin: 5,
    _M.PM_MenuBarItemSpacing: 2,
    _M.PM_MenuBarHMargin: 6,
    _M.PM_MenuBarPanelWidth: 0,
    _M.PM_SubMenuOverlap: 2,
    _M.PM_HeaderMargin: 8,
    _M.PM_HeaderGripMargin: 5,
    _M.PM_HeaderMarkSize: 12,
    _M.PM_TabBarTabHSpace: 0,
    _M.PM_TabBarTabVSpace: 0,
    _M.PM_TabBarTabShiftHorizontal: 0,
    _M.PM_TabBarTabShiftVertical: 0,
    _M.PM_TabBarBaseHeight: 0,
    _M.PM_TabBarBaseOverlap: 0,
    _M.PM_ToolTipLabelFrameWidth: 5,
    _M.PM_FocusFrameHMargin: 8,
    _M.PM_TextCursorWidth: 1,
    _M.PM_LayoutHorizontalSpacing: 8,
    _M.PM_LayoutVerticalSpacing: 8,
}

#: Sizes that grow with the text.
GROWING: dict[QStyle.PixelMetric, int] = {
    _M.PM_ButtonIconSize: 16,
    _M.PM_SmallIconSize: 16,
    _M.PM_ListViewIconSize: 16,
    _M.PM_MessageBoxIconSize: 32,
    _M.PM_LineEditIconSize: 16,
    _M.PM_IndicatorWidth: 18,
    _M.PM_IndicatorHeight: 18,
    _M.PM_ExclusiveIndicatorWidth: 18,
    _M.PM_ExclusiveIndicatorHeight: 18,
}

#: Margins of layouts: none, since panes say their own; the dialogues that Qt makes get theirs here.
MARGINS: frozenset[QStyle.PixelMetric] = frozenset(
    {_M.PM_LayoutLeftMargin, _M.PM_LayoutTopMargin, _M.PM_LayoutRightMargin, _M.PM_LayoutBottomMargin}
)
DIALOGUE_MARGIN = 20

HINTS: dict[QStyle.StyleHint, int] = {
    _H.SH_ToolTip_WakeUpDelay: 700,
    _H.SH_ToolTip_FallAsleepDelay: 500,
    # Icons stand beside words in menus of this program as everywhere else.
    _H.SH_Menu_MouseTracking: 1,
    _H.SH_Menu_SupportsSections: 1,
    _H.SH_MenuBar_MouseTracking: 1,
    _H.SH_ComboBox_Popup: 0,
    _H.SH_ComboBox_ListMouseTracking: 1,
    # QFrame.StyledPanel and QFrame.Plain: an edge round the list.
    _H.SH_ComboBox_PopupFrameStyle: 22,
    _H.SH_EtchDisabledText: 0,
    _H.SH_DitherDisabledText: 0,
    _H.SH_UnderlineShortcut: 0,
    _H.SH_ItemView_ShowDecorationSelected: 1,
    _H.SH_ItemView_ActivateItemOnSingleClick: 0,
    _H.SH_ItemView_ChangeHighlightOnFocus: 0,
    _H.SH_ScrollBar_LeftClickAbsolutePosition: 0,
    _H.SH_ScrollBar_MiddleClickAbsolutePosition: 1,
    _H.SH_ScrollBar_ContextMenu: 0,
    _H.SH_ScrollView_FrameOnlyAroundContents: 0,
    _H.SH_Slider_AbsoluteSetButtons: 1,
    _H.SH_TabBar_Alignment: 1,
    _H.SH_TabBar_PreferNoArrows: 0,
    _H.SH_Splitter_OpaqueResize: 1,
    _H.SH_RichText_FullWidthSelection: 0,
    _H.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _H.SH_Widget_Animate: 0,
    _H.SH_Widget_Animation_Duration: 0,
    _H.SH_LineEdit_PasswordCharacter: 0x2022,
    _H.SH_MessageBox_TextInteractionFlags: 3,
}

ICONS: dict[QStyle.StandardPixmap, tuple[str, Role]] = {
    _P.SP_LineEditClearButton: ("x", "text3"),
    _P.SP_MessageBoxInformation: ("info", "info"),
    _P.SP_MessageBoxWarning: ("triangle-alert", "warning"),
    _P.SP_MessageBoxCritical: ("circle-x", "danger"),
    _P.SP_MessageBoxQuestion: ("circle-question-mark", "text2"),
    _P.SP_ToolBarHorizontalExtensionButton: ("ellipsis", "text2"),
}

HINT_COLOURS: dict[QStyle.StyleHint, Role] = {_H.SH_Table_GridLineColor: "line"}

#: Asked by each tip before it has its words.
TIP_BEGINS = _H.SH_ToolTipLabel_Opacity


def show_plainly(tip: QWidget) -> None:
    """Let a tip show its words as they are: people type them, and as HTML they could name files of the disk."""
    from PySide6.QtCore import Qt  # not before the first tip
    from PySide6.QtWidgets import QLabel

    if isinstance(tip, QLabel):
        tip.setTextFormat(Qt.TextFormat.PlainText)
