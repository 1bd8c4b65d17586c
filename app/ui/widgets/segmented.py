"""One choice out of a few, side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from app.ui.widgets.choice_row import ChoiceRow
from app.ui.widgets.kind import set_kind


class Segmented(ChoiceRow):
    """Buttons that look like one field in parts."""

    def __init__(self, options: Sequence[tuple[str, str]], label: str = "") -> None:
        buttons: dict[str, QPushButton] = {}
        for index, (key, text) in enumerate(options):
            button = QPushButton(text)
            button.setAccessibleName(f"{label}: {text}" if label else text)
            place = "first" if index == 0 else "last" if index == len(options) - 1 else "middle"
            set_kind(button, "segment", place=place)
            buttons[key] = button
        super().__init__("segmented", label, buttons, margin=1)
