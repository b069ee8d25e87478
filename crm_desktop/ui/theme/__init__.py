"""How everything looks: one `Look` (colours, text size, density) for the program, and the style that draws with it.

- `theme.Theme(app)` is made once by the composition root; `theme.follow(settings)` applies what the user chose.
- `look.look()` is the look in force. It lies in a property of the QApplication, beside Qt's own palette and font, so it
  needs no passing on and no module state; whoever paints reads it while painting and can never be out of date.
- Labels and panes take their colours from palette roles (`palette.TONES`, `palette.GROUNDS`), so that one
  `setPalette` recolours the window; nobody keeps a palette of his own.
- `fonts.font(13, 600)` and `icons.icon("phone")` are the only sources of type and icons.
"""

from __future__ import annotations
