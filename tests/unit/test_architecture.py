"""House rules that no linter knows: they are read from the source itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import app
from app import errors

APP = Path(app.__file__).parent
WORDS = APP.parent / "resources" / "i18n" / "nl"
FILES = sorted(APP.rglob("*.py"))
BANNED_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py"}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(APP.parent)}:{getattr(node, 'lineno', 0)}"


@cache
def _calls(path: Path) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(node: ast.expr) -> list[str]:
    """Return the sentences that an argument can be: a literal, or one of two in a conditional expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return []


def _said() -> Iterator[tuple[str, str]]:
    """Yield (place, sentence) for every literal that is said anywhere, one form of a plural included."""
    for path in FILES:
        for call in _calls(path):
            function = call.func
            named = _name(function).lstrip("_")
            if named == "n" and isinstance(function, ast.Attribute):
                named = _name(function.value).lstrip("_")
            if named == "say" and call.args:
                yield from ((_place(path, call), sentence) for sentence in _literals(call.args[0]))


def _reasons() -> Iterator[tuple[str, str]]:
    """Yield (place, sentence) for every literal reason of an error."""
    for path in FILES:
        for call in _calls(path):
            if _name(call.func).endswith("Error"):
                for keyword in call.keywords:
                    if keyword.arg == "reason":
                        yield from ((_place(path, call), sentence) for sentence in _literals(keyword.value))


@cache
def _messages() -> tuple[tuple[str, Message], ...]:
    """Return (file, message) of every Dutch sentence."""
    found = []
    for path in sorted(WORDS.glob("*.po")):
        with path.open("rb") as file:
            catalogue: Catalog = read_po(file, locale="nl")
        found += [(path.name, message) for message in catalogue if message.id]
    return tuple(found)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(sentence: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else tuple(sentence or ())


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path.relative_to(APP.parent)) for path in FILES if not ast.get_docstring(_tree(path))]
    assert silent == []


def test_no_file_is_named_after_nothing() -> None:
    assert [path.name for path in FILES if path.name in BANNED_NAMES] == []


def test_no_signal_is_connected_to_a_lambda_that_holds_self() -> None:
    held = [
        _place(path, call)
        for path in FILES
        for call in _calls(path)
        if _name(call.func) == "connect"
        for argument in call.args
        if isinstance(argument, ast.Lambda)
        and any(isinstance(node, ast.Name) and node.id == "self" for node in ast.walk(argument))
    ]
    assert held == []


def test_only_the_style_sheet_sets_looks() -> None:
    own = [
        _place(path, call)
        for path in FILES
        for call in _calls(path)
        if _name(call.func) == "setStyleSheet" and path.name != "stylesheet.py"
    ]
    assert own == []


def test_the_wheel_of_the_mouse_changes_no_field() -> None:
    """Combo boxes, days and numbers come from the one module where the wheel is left to the page."""
    turning = {"QComboBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSpinBox", "QDoubleSpinBox", "QSlider", "QDial"}
    made = [
        _place(path, node)
        for path in FILES
        if path.name != "steady.py"
        for node in ast.walk(_tree(path))
        if (isinstance(node, ast.Call) and _name(node.func) in turning)
        or (isinstance(node, ast.ClassDef) and any(_name(base) in turning for base in node.bases))
    ]
    assert made == []


def test_every_sentence_that_is_said_has_dutch_words() -> None:
    known = {_key(message) for _, message in _messages() if message.string and all(_forms(message.string))}
    missing = sorted({f"{place}: {sentence}" for place, sentence in _said() if sentence not in known})
    assert missing == []


def test_every_error_and_every_reason_has_dutch_words() -> None:
    known = {_key(message) for _, message in _messages()}
    told = [
        (name, kind.message)
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.AppError)
    ]
    missing = {f"{place}: {words}" for place, words in [*told, *_reasons()] if words not in known}
    assert sorted(place for place in missing if not place.endswith(": {reason}")) == []


def test_dutch_sentences_fill_the_same_fields() -> None:
    differing = []
    for file, message in _messages():
        wanted = [_fields(sentence) for sentence in _forms(message.id)]
        for sentence in _forms(message.string):
            allowed = set.union(*wanted)
            missing = min(wanted, key=len) - _fields(sentence) - {"n"}
            if not _fields(sentence) <= allowed or missing:
                differing.append(f"{file}: {_key(message)}")
    assert differing == []


def test_one_sentence_has_one_translation() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    twice = []
    for file, message in _messages():
        forms = _forms(message.string)
        if seen.setdefault(_key(message), forms) != forms:
            twice.append(f"{file}: {_key(message)}")
    assert twice == []


def test_every_plural_has_both_forms() -> None:
    said_as_plural = {
        sentence
        for path in FILES
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "n" and len(call.args) >= 3
        for sentence in _literals(call.args[0])
    }
    single = [_key(message) for _, message in _messages() if isinstance(message.id, str)]
    assert sorted(said_as_plural & set(single)) == []


@pytest.mark.parametrize("word", [r"!", r"\blaag\b", r"\bveilig\b", r"\bscore\b"])
def test_dutch_words_stay_calm_and_give_no_verdict(word: str) -> None:
    """No exclamation marks, no "laag", no "veilig", no score, except to say that there is none."""
    loud = [
        f"{file}: {form}"
        for file, message in _messages()
        for form in _forms(message.string)
        if re.search(word, form) and not re.search(r"\b(geen|nooit|niet)\b", form)
    ]
    assert loud == []


def test_every_icon_of_the_style_sheet_exists() -> None:
    icons = APP.parent / "resources" / "icons"
    names = {
        sentence
        for call in _calls(APP / "ui" / "stylesheet.py")
        if _name(call.func) == "_icon"
        for sentence in _literals(call.args[0])
    }
    assert names
    assert [name for name in names if not (icons / f"{name}.svg").exists()] == []
