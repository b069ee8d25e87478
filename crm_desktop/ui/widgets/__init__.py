"""Parts that know no customer. Import each from its own module; this page lists them.

Words and ground
- `text.Text(words, size, weight, tone)`, `text.title`, `text.h2`, `text.caption` …: labels that elide
- `panes.Pane(ground)`, `panes.column/row` layouts, `panes.Line`: plain areas and hairlines
- `card.Card(title)`, `section.SectionTitle(words)`, `section.DayTitle(words)`, `key_hints.KeyHints`

Things to press
- `buttons.Button(words, role, icon=…, key=…, on=…)`, `buttons.IconButton(icon, name)`, `buttons.Link(words)`
- `chips.Chips`, `segmented.Segmented`, `tabs.Tabs`, `switch.Switch`, `radio_card.RadioCard`, `menus.Menu`

Fields (all: `value()`, `set_value()`; signals `edited` on each change by the user, `left` on leaving a changed field)
- `fields.LineField`, `fields.SearchField`, `text_area.TextArea`, `combo_field.ComboField`, `date_field.DateField`,
  `number_fields.MoneyField`, `number_fields.NumberField`; `line_edit.LineEdit(bare=True)` for editing in place

Marks
- `avatar.Avatar`, `pill.Pill(word, icon, tone)`, `stage_glyph.StageGlyph`, `spinner.Spinner`; each has a `paint_…` twin
  for delegates

Lists
- `delegates.DelegateBase`, `two_line.TwoLineDelegate` with rows of `two_line.TwoLine`, `lists.LongListView` (any number
  of rows of one height) or `lists.RowListView` (other heights),
  `tables.RowTableView` with a `cells.CellDelegate`, `short_list.ShortList` for a few rows inside a card,
  `header.ElidingHeader`

Whole parts
- `rail.Rail`, `palette_frame.PaletteFrame`, `toast.Toasts`, `banner.Banner`, `empty.EmptyState`,
  `splitter.Splitter`, `flow.FlowLayout`, `columns.Columns`, `bar_button.BarButton`,
  `chart_view.ChartView`, `pdf_view.PdfView` with `pdf_pages.render_page`
"""

from __future__ import annotations
