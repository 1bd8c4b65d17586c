"""How the four answers and support look: different in shape and border, never by colour alone."""

from app.ui.theme import Theme


def answer_rules(t: Theme) -> str:
    """Return the style rules of the checklist.

    Yes is filled, no is ringed heavily, unknown is underlined on a soft ground, not asked is dashed and in italics.
    """
    pad, tight = f"{t.px(4)}px {t.px(8)}px", f"{t.px(4) - 2}px {t.px(8) - 2}px"
    return f"""
QFrame[kind="answers"] {{ background: {t.card}; border: 1px solid {t.edge}; border-radius: 6px; }}
QFrame[kind="answers"][focused="true"] {{ border: 2px solid {t.focus}; }}
QPushButton[kind="answer"] {{ background: transparent; color: {t.ink}; border: none; border-radius: 4px;
  font-size: {t.px(12)}px; padding: {pad}; }}
QPushButton[kind="answer"]:hover {{ background: {t.soft}; }}
QPushButton[kind="answer"]:focus {{ text-decoration: underline; }}
QPushButton[kind="answer"]:disabled {{ color: {t.disabled}; }}
QPushButton[kind="answer"][answer="ja"]:checked {{ background: {t.primary}; color: {t.on_primary}; font-weight: 600; }}
QPushButton[kind="answer"][answer="nee"]:checked {{ background: {t.card}; color: {t.ink}; font-weight: 600;
  border: 2px solid {t.ink}; padding: {tight}; }}
QPushButton[kind="answer"][answer="onbekend"]:checked {{ background: {t.line}; color: {t.ink}; font-weight: 600;
  border: 2px dotted {t.ink}; padding: {tight}; }}
QPushButton[kind="answer"][answer="niet_gevraagd"]:checked {{ background: transparent; color: {t.muted};
  font-style: italic; border: 2px dashed {t.edge}; padding: {tight}; }}
QPushButton[kind="support"] {{ background: transparent; color: {t.link}; border: 1px dashed {t.link};
  border-radius: 4px; font-size: {t.px(11)}px; padding: 0px {t.px(6)}px {t.px(1)}px {t.px(6)}px; }}
QPushButton[kind="support"]:checked {{ background: {t.soft}; border: 1px solid {t.link}; font-weight: 600; }}
QPushButton[kind="support"]:hover {{ background: {t.soft}; }}
QPushButton[kind="support"]:focus {{ border: 2px solid {t.focus}; }}
QPushButton[kind="support"]:disabled {{ color: {t.disabled}; border-color: {t.line}; }}
QLabel[kind="wrap-link"] {{ color: {t.link}; }}
QLabel[kind="wrap-link"]:hover {{ text-decoration: underline; }}
QLabel[kind="wrap-link"]:focus {{ text-decoration: underline; background: {t.soft}; }}
QFrame[kind="line"] {{ background: transparent; border: none; border-radius: 4px; }}
QFrame[kind="line"]:hover {{ background: {t.soft}; }}
QFrame[kind="line"][chosen="true"] {{ background: {t.soft}; border-left: 3px solid {t.focus}; }}
"""
