"""The code of an entry of the log: read back as it was printed, and a slip of the pen is noticed."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.anchor import SIGNS, anchor_code, fits, read_anchor

NUMBERS = st.integers(min_value=1, max_value=10_000_000)
HASHES = st.binary(min_size=1, max_size=8).map(lambda seed: hashlib.sha256(seed).hexdigest())


@given(NUMBERS, HASHES)
def test_a_code_names_its_entry(number: int, head: str) -> None:
    anchor = read_anchor(anchor_code(number, head))
    assert anchor.number == number
    assert fits(anchor, head)


@given(NUMBERS, HASHES, HASHES)
def test_another_entry_has_another_code(number: int, head: str, other: str) -> None:
    assume(head != other)
    assert not fits(read_anchor(anchor_code(number, head)), other)


@given(NUMBERS, HASHES)
def test_small_letters_spaces_and_look_alikes_are_read_as_meant(number: int, head: str) -> None:
    code = anchor_code(number, head)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_anchor(f" {typed} ") == read_anchor(code)


@given(NUMBERS, HASHES, st.data())
def test_one_wrong_sign_is_noticed(number: int, head: str, data: st.DataObject) -> None:
    code = anchor_code(number, head).replace("-", "")
    place = data.draw(st.integers(0, len(code) - 1))
    allowed = "0123456789" if place < len(str(number)) else SIGNS
    wrong = data.draw(st.sampled_from([sign for sign in allowed if sign != code[place]]))
    assume(place > 0 or wrong != "0")
    with pytest.raises(ValueError, match="sign of this code"):
        read_anchor(code[:place] + wrong + code[place + 1 :])


@given(NUMBERS, HASHES, st.data())
def test_two_signs_that_changed_places_are_noticed(number: int, head: str, data: st.DataObject) -> None:
    code = anchor_code(number, head).replace("-", "")
    first = data.draw(st.integers(len(str(number)), len(code) - 2))
    second = data.draw(st.integers(first + 1, len(code) - 1))
    assume(code[first] != code[second])
    signs = list(code)
    signs[first], signs[second] = signs[second], signs[first]
    with pytest.raises(ValueError, match="sign of this code"):
        read_anchor("".join(signs))


@pytest.mark.parametrize("words", ["", "214", "214-7KQ4", "x-7KQ4-M2XD-9PT3-VW8C", "214-7KQ4-M2XD-9PT3-VW8U", "²-" * 9])
def test_what_is_no_code_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="code"):
        read_anchor(words)
