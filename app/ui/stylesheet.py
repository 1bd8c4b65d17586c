"""The one style sheet of the program, made from a theme.

Widgets say what they are with the dynamic property ``kind`` (and ``weight`` for pills and findings); nothing else in
the program sets colours, sizes or borders.
"""

from PySide6.QtWidgets import QApplication

from app.resources import resource
from app.ui.answer_style import answer_rules
from app.ui.theme import FONT, Theme, qt_palette, register_fonts


def dress(application: QApplication, theme: Theme) -> None:
    """Give the whole application a theme."""
    register_fonts()
    application.setStyle("Fusion")
    application.setPalette(qt_palette(theme))
    application.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    return "\n".join(
        (_base(theme), _text(theme), _buttons(theme), _fields(theme), _lists(theme), _frame(theme), answer_rules(theme))
    )


def _icon(name: str) -> str:
    """Return the address of an icon in a style sheet."""
    return resource(f"icons/{name}.svg").as_posix()


def _base(t: Theme) -> str:
    """Ground, cards, windows, scroll bars."""
    return f"""
* {{ font-family: "{FONT}", "Noto Sans Arabic", "Noto Sans Hebrew", sans-serif; font-size: {t.px(13)}px; }}
QWidget {{ color: {t.ink}; }}
QMainWindow, QDialog, QWidget[kind="page"], QWidget[kind="ground"] {{ background: {t.ground}; }}
QFrame[kind="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[kind="soft"] {{ background: {t.soft}; border: none; border-radius: 4px; }}
QFrame[kind="finding"] {{ background: {t.soft}; border: none; border-left: 4px solid {t.line}; }}
QFrame[kind="finding"][weight="critical"] {{ border-left-color: {t.critical}; }}
QFrame[kind="finding"][weight="high"] {{ border-left-color: {t.high}; }}
QFrame[kind="finding"][weight="elevated"] {{ border-left-color: {t.elevated}; }}
QFrame[kind="finding"][weight="information"] {{ border-left-color: {t.information}; }}
QFrame[kind="rule"] {{ background: {t.line}; border: none; min-height: 1px; max-height: 1px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[kind="scrolled"] {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.edge}; padding: 4px 6px; }}
QMenu {{ background: {t.card}; border: 1px solid {t.edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 18px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.primary}; color: {t.on_primary}; }}
QProgressBar {{ background: {t.ground}; border: 1px solid {t.line}; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {t.primary}; border-radius: 3px; }}
QSplitter::handle {{ background: transparent; }}
"""


def _text(t: Theme) -> str:
    """Kinds of text."""
    return f"""
QLabel {{ background: transparent; }}
QLabel[kind="title"] {{ font-size: {t.px(20)}px; font-weight: 600; }}
QLabel[kind="heading"] {{ font-size: {t.px(14)}px; font-weight: 600; }}
QLabel[kind="subheading"] {{ font-size: {t.px(14)}px; color: {t.muted}; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="muted"] {{ color: {t.muted}; }}
QLabel[kind="label"] {{ font-size: {t.px(12)}px; color: {t.muted}; }}
QLabel[kind="aside"] {{ font-size: {t.px(12)}px; color: {t.muted}; font-style: italic; }}
QLabel[kind="hint"] {{ font-size: {t.px(12)}px; color: {t.muted}; }}
QLabel[kind="quote"] {{ font-style: italic; }}
QLabel[kind="figure"] {{ font-weight: 600; }}
QLabel[kind="error"] {{ color: {t.critical}; font-weight: 600; }}
QLabel[kind="alert"] {{ color: {t.critical}; font-weight: 600; }}
QLabel[kind="pill"] {{ font-size: {t.px(11)}px; color: {t.on_fill}; background: {t.fill_information};
  border-radius: {t.px(8)}px; padding: 0px {t.px(8)}px {t.px(1)}px {t.px(8)}px; }}
QLabel[kind="pill"][weight="critical"] {{ background: {t.fill_critical}; }}
QLabel[kind="pill"][weight="high"] {{ background: {t.fill_high}; }}
QLabel[kind="pill"][weight="elevated"] {{ background: {t.fill_elevated}; }}
QLabel[kind="pill"][weight="information"] {{ background: {t.fill_information}; }}
QLabel[kind="pill"][weight="neutral"] {{ background: transparent; color: {t.muted}; border: 1px solid {t.edge}; }}
"""


def _buttons(t: Theme) -> str:
    """Kinds of buttons; the focus ring is drawn in the same place for all."""
    pad = f"{t.px(6)}px {t.px(12)}px"
    dark = t.on_primary != "#FFFFFF"
    check = _icon("check-dark" if dark else "check-light")
    dot = _icon("dot-dark" if dark else "dot-light")
    return f"""
QPushButton, QToolButton, QCheckBox, QRadioButton {{ outline: none; }}
QPushButton, QToolButton {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: 6px;
  padding: {pad}; }}
QPushButton:hover, QToolButton:hover {{ border-color: {t.accent}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.focus}; padding: {t.px(6) - 1}px {t.px(12) - 1}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.disabled}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.primary}; color: {t.on_primary}; border: 1px solid {t.primary};
  font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {t.primary_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.focus}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.line}; color: {t.disabled}; border-color: {t.line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; color: {t.link};
  padding: {t.px(3)}px {t.px(6)}px; }}
QPushButton[kind="quiet"]:hover {{ text-decoration: underline; }}
QPushButton[kind="quiet"]:focus {{ border: 1px solid {t.focus}; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.disabled}; }}
QPushButton[kind="record"] {{ background: {t.card}; color: {t.link}; border: 1px solid {t.edge}; border-radius: 4px;
  font-size: {t.px(11)}px; padding: 0px {t.px(6)}px {t.px(1)}px {t.px(6)}px; }}
QPushButton[kind="record"]:hover {{ border-color: {t.link}; text-decoration: underline; }}
QPushButton[kind="record"]:focus {{ border: 1px solid {t.focus}; background: {t.soft}; }}
QPushButton[kind="segment"] {{ background: {t.card}; border: none; border-radius: 0px; font-size: {t.px(12)}px;
  padding: {t.px(4)}px {t.px(9)}px; }}
QPushButton[kind="segment"]:hover {{ background: {t.soft}; }}
QPushButton[kind="segment"]:checked {{ background: {t.primary}; color: {t.on_primary}; }}
QPushButton[kind="segment"]:focus {{ border: none; text-decoration: underline; padding: {t.px(4)}px {t.px(9)}px; }}
QPushButton[kind="segment"]:disabled {{ color: {t.disabled}; }}
QPushButton[kind="segment"]:checked:disabled {{ color: {t.on_primary}; background: {t.muted}; }}
QPushButton[kind="segment"][place="first"] {{ border-top-left-radius: 5px; border-bottom-left-radius: 5px; }}
QPushButton[kind="segment"][place="last"] {{ border-top-right-radius: 5px; border-bottom-right-radius: 5px; }}
QFrame[kind="segmented"] {{ background: {t.card}; border: 1px solid {t.edge}; border-radius: 6px; }}
QFrame[kind="segmented"][focused="true"] {{ border: 1px solid {t.focus}; }}
QCheckBox, QRadioButton {{ background: transparent; spacing: {t.px(7)}px; }}
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator, QListView::indicator {{ width: {t.px(14)}px;
  height: {t.px(14)}px; background: {t.card}; border: 1px solid {t.muted}; border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: {t.px(14) // 2 + 1}px; }}
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {{
  background: {t.primary}; border-color: {t.primary}; image: url({check}); }}
QRadioButton::indicator:checked {{ background: {t.primary}; border-color: {t.primary}; image: url({dot}); }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {t.focus}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {t.line}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.accent}; text-decoration: underline; }}
QToolButton[kind="mark"] {{ border: 1px solid transparent; border-radius: 4px; background: transparent;
  color: {t.muted}; font-size: {t.px(11)}px; font-weight: 600; padding: 0px {t.px(4)}px;
  min-height: {t.px(14)}px; max-height: {t.px(14)}px; }}
QToolButton[kind="mark"]:hover {{ border-color: {t.edge}; color: {t.ink}; }}
QToolButton[kind="mark"][marked="yes"] {{ border-color: {t.edge}; color: {t.ink}; }}
QToolButton[kind="mark"]:focus {{ border: 1px solid {t.focus}; padding: 0px {t.px(4)}px; }}
QToolButton[kind="close"] {{ border: none; background: transparent; padding: 0px {t.px(2)}px; color: {t.muted}; }}
"""


def _fields(t: Theme) -> str:
    """Fields that are typed into or chosen from."""
    inputs = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit"
    focused = ", ".join(f"{name.strip()}:focus" for name in inputs.split(","))
    disabled = ", ".join(f"{name.strip()}:disabled" for name in inputs.split(","))
    return f"""
{inputs} {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: 5px;
  padding: {t.px(5)}px {t.px(9)}px; selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
{focused} {{ border: 2px solid {t.focus}; padding: {t.px(5) - 1}px {t.px(9) - 1}px; }}
{disabled} {{ color: {t.disabled}; background: {t.ground}; }}
QLineEdit[held="yes"], QPlainTextEdit[held="yes"] {{ background: {t.ground}; border-color: {t.line}; }}
QLineEdit[held="yes"]:focus, QPlainTextEdit[held="yes"]:focus {{ border-color: {t.focus}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {{
  border: 2px solid {t.critical}; }}
QPlainTextEdit, QTextEdit {{ padding: {t.px(4)}px {t.px(6)}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {t.px(4) - 1}px {t.px(6) - 1}px; }}
QTextEdit[kind="guide"], QTextEdit[kind="guide"]:focus {{ border: 1px solid transparent; background: transparent;
  padding: 0px; }}
QTextEdit[kind="guide"]:focus {{ border-color: {t.focus}; }}
QPushButton[kind="choice"] {{ padding: {t.px(2)}px {t.px(8)}px; font-size: {t.px(12)}px; }}
QPushButton[kind="choice"]:checked {{ background: {t.primary}; color: {t.on_primary}; border-color: {t.primary}; }}
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus {{ border: none; background: transparent; padding: {t.px(2)}px; }}
QFrame[kind="fieldlike"] {{ background: {t.card}; border: 1px solid {t.edge}; border-radius: 5px; }}
QFrame[kind="fieldlike"][focused="true"] {{ border: 2px solid {t.focus}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {t.px(22)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({_icon("chevron-down")}); width: {t.px(12)}px;
  height: {t.px(12)}px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ border: none;
  background: transparent; width: {t.px(18)}px; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url({_icon("chevron-up")}); width: {t.px(10)}px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url({_icon("chevron-down")}); width: {t.px(10)}px; }}
QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.edge}; outline: none; padding: 2px;
  selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
"""


def _lists(t: Theme) -> str:
    """Tables, lists and trees."""
    return f"""
QTableView, QListView, QTreeView {{ background: {t.card}; alternate-background-color: {t.soft}; border: none;
  gridline-color: {t.line}; outline: none; selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
QTableView::item, QListView::item, QTreeView::item {{ padding: {t.px(5)}px {t.px(6)}px;
  border-bottom: 1px solid {t.line}; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{ background: {t.primary};
  color: {t.on_primary}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 1px solid {t.focus}; }}
QHeaderView {{ background: {t.card}; border: none; }}
QHeaderView::section {{ background: {t.card}; color: {t.muted}; border: none; border-bottom: 1px solid {t.edge};
  padding: {t.px(5)}px {t.px(6)}px {t.px(5)}px {t.px(6) + 3}px; font-size: {t.px(12)}px; }}
QTableCornerButton::section {{ background: {t.card}; border: none; }}
"""


def _frame(t: Theme) -> str:
    """The rail, the head of a case, the message bar and the fiction band."""
    return f"""
QWidget[kind="rail"] {{ background: {t.rail}; border-right: 1px solid {t.rail_current}; }}
QWidget[kind="rail"] QLabel {{ color: {t.rail_muted}; font-size: {t.px(12)}px; }}
QWidget[kind="rail"] QLabel[kind="brand"] {{ color: {t.rail_ink}; font-size: {t.px(15)}px; font-weight: 600; }}
QWidget[kind="rail"] QPushButton {{ background: transparent; color: {t.rail_ink}; border: none; border-radius: 0px;
  border-left: 3px solid transparent; text-align: left; padding: {t.px(8)}px {t.px(12)}px {t.px(8)}px 15px; }}
QWidget[kind="rail"] QPushButton:hover {{ background: {t.rail_deep}; }}
QWidget[kind="rail"] QPushButton:checked {{ background: {t.rail_current}; border-left: 3px solid {t.focus}; }}
QWidget[kind="rail"] QPushButton:focus {{ border: 2px solid {t.focus};
  padding: {t.px(8) - 2}px {t.px(12) - 2}px {t.px(8) - 2}px 16px; }}
QWidget[kind="rail"] QPushButton[kind="foot"] {{ color: {t.rail_muted}; font-size: {t.px(12)}px;
  padding: {t.px(4)}px {t.px(12)}px {t.px(4)}px 15px; }}
QWidget[kind="rail"] QPushButton[kind="search"] {{ background: {t.rail_deep}; color: {t.rail_muted};
  border: 1px solid {t.rail_current}; border-radius: 6px; padding: {t.px(6)}px {t.px(10)}px; }}
QWidget[kind="rail"] QPushButton[kind="search"]:hover {{ color: {t.rail_ink}; }}
QWidget[kind="rail"] QPushButton[kind="search"]:focus {{ border: 2px solid {t.focus};
  padding: {t.px(6) - 1}px {t.px(10) - 1}px; }}
QWidget[kind="rail"] QScrollArea, QWidget[kind="rail"] QWidget[kind="scrolled"] {{ background: {t.rail}; }}
QPushButton[kind="fact"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {t.px(11)}px;
  padding: {t.px(3)}px {t.px(12)}px; }}
QPushButton[kind="fact"]:hover {{ border-color: {t.accent}; }}
QPushButton[kind="fact"]:focus {{ border: 2px solid {t.focus}; padding: {t.px(3) - 1}px {t.px(12) - 1}px; }}
QFrame[kind="fiction"] {{ background: {t.fiction}; border: none; }}
QFrame[kind="fiction"] QLabel {{ color: {t.on_fiction}; font-size: {t.px(12)}px; font-weight: 600; }}
QFrame[kind="notice"] {{ background: {t.soft}; border: none; border-left: 5px solid {t.critical}; }}
QFrame[kind="notice"] QLabel {{ color: {t.ink}; font-size: {t.px(12)}px; font-weight: 600; }}
QFrame[kind="message"] {{ background: {t.card}; border: 1px solid {t.edge}; border-left: 4px solid {t.information};
  border-radius: 6px; }}
QFrame[kind="message"][weight="critical"] {{ border-left: 4px solid {t.critical}; }}
QFrame[kind="message"][weight="done"] {{ border-left: 4px solid {t.accent}; }}
QWidget[kind="hidden"] {{ background: {t.ground}; }}
"""
