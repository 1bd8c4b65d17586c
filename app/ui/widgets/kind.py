"""Dynamic properties that the style sheet looks at."""

from PySide6.QtWidgets import QWidget


def set_kind(widget: QWidget, kind: str, **properties: str) -> None:
    """Say what a widget is (and properties such as ``weight``), and have it drawn accordingly."""
    set_look(widget, kind=kind, **properties)


def set_look(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and have the widget drawn accordingly; nothing happens when they are the same."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
