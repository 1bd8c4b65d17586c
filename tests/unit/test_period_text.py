"""Reading when something happened, and saying it back."""

from datetime import date, time

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.day_limits import EARLIEST_DAY, FAR_AWAY, LATEST_DAY
from app.domain.edtf import from_edtf, to_edtf
from app.domain.period import Period, Precision, TimeOfDay
from app.domain.period_span import month_span, season_span, year_span
from app.domain.period_text import describe, read_period
from app.i18n import LANGUAGES, Language, Translator

TODAY = date(2026, 3, 20)  # a Friday


def read(words: str, language: Language = "nl", today: date = TODAY) -> str:
    """Return how the words were read, in Dutch; alternatives are separated by "|"."""
    reading = read_period(words, today, language)
    say = Translator("nl")
    periods = (reading.period,) if reading.period else reading.alternatives
    return " | ".join(describe(period, say) for period in periods)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("half maart 2026, avond", "ca. 10–20 mrt 2026, 18–24 u"),
        ("rond Sinterklaas 2025", "ca. 2–8 dec 2025"),
        ("begin 2024", "ca. 1 jan – 30 apr 2024"),
        ("eind mei", "ca. 20–31 mei 2025"),
        ("voor 3 mei", "voor 3 mei 2025"),
        ("na de zomer van 2023", "vanaf 1 sep 2023"),
        ("sinds 1 mei", "vanaf 1 mei 2025"),
        ("vanaf half maart", "vanaf ca. 10 mrt 2026"),
        ("tot en met mei 2024", "voor 1 jun 2024"),
        ("tussen 15 en 18 maart", "15–18 mrt 2026"),
        ("van 3 tot 5 april 2025", "3–5 apr 2025"),
        ("28 dec tot 3 jan", "28 dec 2025 – 3 jan 2026"),
        ("mei of juni 2024", "1 mei – 30 jun 2024"),
        ("zomer 2023", "zomer 2023"),
        ("14-3-2026 19:30", "14 mrt 2026, 19:30 u"),
        ("14-3-2026", "14 mrt 2026"),
        ("3-3-2026", "3 mrt 2026"),
        ("14 maart 2026 om half acht 's avonds", "14 mrt 2026, 19:30 u"),
        ("14 maart 2026 rond half acht ’s avonds", "14 mrt 2026, 19:00–20:00 u"),
        ("14 maart tussen 18 en 20 uur", "14 mrt 2026, 18–20 u"),
        ("tussen 8 en 9 uur 's avonds op 14 maart 2026", "14 mrt 2026, 20–21 u"),
        ("14 maart 2026 tussen 3 en 5 uur 's nachts", "14 mrt 2026, 3–5 u"),
        ("3 mei 24", "3 mei 2024"),
        ("14 mrt '26", "14 mrt 2026"),
        ("± 10 mei 2024", "ca. 10 mei 2024"),
        ("gisteravond om tien voor half negen", "19 mrt 2026, 20:20 u"),
        ("nacht van 3 op 4 mei 2025", "3 mei 2025, 22–6 u"),
        ("vorige week dinsdag", "10 mrt 2026"),
        ("dinsdagavond", "17 mrt 2026, 18–24 u"),
        ("gisteren", "19 mrt 2026"),
        ("eergisteren", "18 mrt 2026"),
        ("drie weken geleden", "ca. 24 feb – 2 mrt 2026"),
        ("vijf dagen geleden", "15 mrt 2026"),
        ("week 12 van 2026", "16–22 mrt 2026"),
        ("jaren negentig", "1 jan 1990 – 31 dec 1999"),
        ("in mei", "mei 2025"),
        ("in maart", "mrt 2026"),
        ("Pasen 2025", "20–21 apr 2025"),
        ("pinksteren 2025", "8–9 jun 2025"),
        ("Koningsdag", "27 apr 2025"),
        ("moederdag 2025", "11 mei 2025"),
        ("oud en nieuw", "31 dec 2025 – 1 jan 2026"),
        ("suikerfeest 2025", "ca. 30 mrt – 1 apr 2025"),
        ("winter 2023/2024", "winter 2023/2024"),
        ("op een avond in mei 2023", "mei 2023, 18–24 u"),
        ("vorig jaar met kerst", "25–26 dec 2025"),
        ("29 februari", "29 feb 2024"),
        ("zaterdag 14 maart 2026", "14 mrt 2026"),
        ("de 14e", "14 mrt 2026"),
        ("datum onbekend", "datum onbekend"),
        ("zaterdagnacht", "14 mrt 2026, 22–6 u | 14 mrt 2026, 0–6 u"),
        ("14 maart 2026 's nachts", "14 mrt 2026, 22–6 u | 14 mrt 2026, 0–6 u"),
        ("zaterdagnacht om half drie", "15 mrt 2026, 02:30 u | 14 mrt 2026, 02:30 u"),
        ("zaterdagnacht om 23:15", "14 mrt 2026, 23:15 u"),
        ("14 maart 2026 om 3 uur 's nachts", "14 mrt 2026, 03:00 u"),
        ("op een nacht in mei 2023", "mei 2023, 22–6 u"),
        ("vannacht", "20 mrt 2026, 0–6 u"),
        ("14 maart 2026 rond middernacht", "14 mrt 2026, 23:30–00:30 u | 13 mrt 2026, 23:30–00:30 u"),
        ("14 maart 2026 om middernacht", "15 mrt 2026, 00:00 u | 14 mrt 2026, 00:00 u"),
        ("eerste week maart", "ca. 1–7 mrt 2026"),
        ("de laatste week van februari 2024", "ca. 23–29 feb 2024"),
        ("tweede weekend van mei 2025", "10–11 mei 2025"),
        ("de dag na koningsdag", "28 apr 2025"),
        ("de dag na koningsdag 2024 's avonds", "28 apr 2024, 18–24 u"),
        ("twee dagen voor kerst", "23 dec 2025"),
        ("drie weken na moederdag 2025", "ca. 29 mei – 4 jun 2025"),
        ("een week voor kerst 2025", "ca. 15–21 dec 2025"),
        ("de week voor kerst 2025", "18–24 dec 2025"),
        ("niet later dan mei", "voor 1 jun 2025"),
        ("niet eerder dan 3 mei 2024", "vanaf 3 mei 2024"),
        ("niet voor half maart", "vanaf ca. 10 mrt 2026"),
    ],
)
def test_dutch_is_read_as_people_say_it(words: str, expected: str) -> None:
    assert read(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mid March 2026, evening", "ca. 10–20 mrt 2026, 18–24 u"),
        ("early 2024", "ca. 1 jan – 30 apr 2024"),
        ("late May", "ca. 20–31 mei 2025"),
        ("around Christmas 2025", "ca. 22–29 dec 2025"),
        ("between 15 and 18 March", "15–18 mrt 2026"),
        ("from 3 to 5 April 2025", "3–5 apr 2025"),
        ("last Tuesday", "17 mrt 2026"),
        ("Tuesday last week", "10 mrt 2026"),
        ("Easter", "20–21 apr 2025"),
        ("March 14th, 2026 at 7 pm", "14 mrt 2026, 19:00 u"),
        ("three weeks ago", "ca. 24 feb – 2 mrt 2026"),
        ("the day before yesterday", "18 mrt 2026"),
        ("last night", "19 mrt 2026, 20–6 u"),
        ("before 3 May 2024", "voor 3 mei 2024"),
        ("since summer 2023", "vanaf 1 jun 2023"),
        ("the 1990s", "1 jan 1990 – 31 dec 1999"),
        ("Saturday night", "14 mrt 2026, 20–6 u"),
        ("first week of March", "ca. 1–7 mrt 2026"),
        ("the day after King's Day", "28 apr 2025"),
        ("two days before Christmas", "23 dec 2025"),
        ("around midnight on 14 March 2026", "14 mrt 2026, 23:30–00:30 u | 13 mrt 2026, 23:30–00:30 u"),
        ("no later than May", "voor 1 jun 2025"),
        ("not before 3 May 2024", "vanaf 3 mei 2024"),
        ("Q1 2024", "1 jan – 31 mrt 2024"),
        ("half past seven in the evening on 14 March 2026", "14 mrt 2026, 19:30 u"),
    ],
)
def test_english_is_read_as_people_say_it(words: str, expected: str) -> None:
    assert read(words, "en") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-03-14", "14 mrt 2026"),
        ("2026-03", "mrt 2026"),
        ("2026", "2026"),
        ("2025-03-1X", "10–19 mrt 2025"),
        ("2024-21~", "ca. voorjaar 2024"),
        ("201X", "1 jan 2010 – 31 dec 2019"),
        ("2024-XX", "2024"),
        ("../2024-05-02", "voor 3 mei 2024"),
        ("2024-05-02/..", "vanaf 2 mei 2024"),
        ("2024-05-02/2024-05-09", "2–9 mei 2024"),
        ("2026-03-14T19:30:00Z", "14 mrt 2026, 19:30 u"),
    ],
)
def test_edtf_is_read(words: str, expected: str) -> None:
    assert read(words) == expected


def test_a_day_and_month_that_can_be_swapped_give_a_choice_in_the_order_of_the_language() -> None:
    assert read("3/4/2026") == "3 apr 2026 | 4 mrt 2026"
    assert read("3/4/2026", "en") == "4 mrt 2026 | 3 apr 2026"
    assert read_period("3/4/2026", TODAY, "nl").period is None


def test_half_past_seven_without_a_part_of_the_day_gives_a_choice() -> None:
    assert read("14 maart 2026 om half acht") == "14 mrt 2026, 07:30 u | 14 mrt 2026, 19:30 u"


def test_the_winter_of_one_year_gives_a_choice() -> None:
    assert read("winter 2023") == "winter 2022/2023 | winter 2023/2024"


def test_a_year_that_was_not_said_is_told() -> None:
    assert read_period("in mei", TODAY, "nl").note
    assert not read_period("mei 2025", TODAY, "nl").note


@pytest.mark.parametrize(
    "words",
    ["", "Pietje Puk", "maart maart", "na de verjaardag van Sem", "blabla 2024", "half acht", "3", "31-2-2026",
     "30 februari", "vrijdag 14 maart 2026", "week 60 van 2024", "14 maart 2026 25:00", "2026-02-30", "2026-13-01",
     "99999999999 dagen geleden", "999 jaar geleden en nog wat"],
)  # fmt: skip
def test_nonsense_gives_no_date_but_a_sentence(words: str) -> None:
    reading = read_period(words, TODAY, "nl")
    assert reading.period is None
    assert reading.alternatives == ()
    assert reading.problem


@pytest.mark.parametrize("words", ["14 maart 2090", "2090", "1 mei 2106"])
def test_a_date_far_away_is_understood_but_questioned(words: str) -> None:
    reading = read_period(words, TODAY, "nl")
    assert reading.period is not None
    assert reading.problem


def test_the_words_are_kept_as_said() -> None:
    reading = read_period("  Half  maart 2026, avond ", TODAY, "nl")
    assert reading.period is not None
    assert reading.period.words == "Half maart 2026, avond"


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_gives_a_reading(words: str, language: Language) -> None:
    reading = read_period(words, TODAY, language)
    assert reading.period is not None or reading.problem


_WORDS = (
    "half begin eind maart mei march 14 3 2026 1 31 - / : . , avond 's om u tot tussen en and van na voor week geleden "
    "rond ca. vorige dinsdag kerst pasen winter jaren 90 x XX ~ 2024 0 last tuesday in over jaar de nacht op am"
)
_VOCABULARY = _WORDS.split()


@given(st.lists(st.sampled_from(_VOCABULARY), max_size=9).map(" ".join), st.dates(), st.sampled_from(LANGUAGES))
def test_any_heap_of_date_words_gives_a_reading(words: str, today: date, language: Language) -> None:
    reading = read_period(words, today, language)
    assert reading.period is not None or reading.problem


_MOMENTS = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
_TIMES = st.none() | st.builds(TimeOfDay, _MOMENTS, _MOMENTS)
_ANY_DAY = st.dates()
_DAY_OF_A_CASE = st.dates(EARLIEST_DAY, LATEST_DAY)


@st.composite
def periods(draw: st.DrawFn, days: st.SearchStrategy[date] = _ANY_DAY) -> Period:
    """Draw every kind of period that words can say."""
    precision = draw(st.sampled_from(Precision))
    first: date | None
    last: date | None
    if precision is Precision.UNKNOWN:
        return Period()
    if precision is Precision.DAY:
        first = last = draw(days)
    elif precision is Precision.RANGE:
        first, last = sorted((draw(days), draw(days)))
    elif precision is Precision.BEFORE:
        first, last = None, draw(days)
    elif precision is Precision.AFTER:
        first, last = draw(days), None
    else:
        year, part = min(draw(days).year, date.max.year - 1), draw(st.integers(1, 12))
        year -= year == LATEST_DAY.year
        makes = {
            Precision.MONTH: month_span(year, part),
            Precision.SEASON: season_span(year, part % 4 + 1),
            Precision.YEAR: year_span(year),
        }
        first, last = makes[precision].first, makes[precision].last
    approximate = draw(st.booleans())
    return Period(
        first=first, last=last, precision=precision, approximate=approximate, time_of_day=draw(_TIMES),
    )  # fmt: skip


@given(periods(_DAY_OF_A_CASE), st.sampled_from(LANGUAGES))
def test_what_is_said_of_a_period_reads_back_as_that_period(period: Period, language: Language) -> None:
    said = describe(period, Translator(language))
    reading = read_period(said, TODAY, language)
    assert reading.period is not None, (said, reading)
    assert msgspec.structs.replace(reading.period, words="") == period


@pytest.mark.parametrize("words", ["14-3-1899", "0203-05-04", "31-12-9999", "voor 1-1-1900", "1066", "na 2200"])
def test_a_day_far_away_is_no_reading(words: str) -> None:
    reading = read_period(words, TODAY, "nl")
    assert reading.period is None
    assert reading.problem == FAR_AWAY


@given(periods())
def test_what_is_written_as_edtf_reads_back_as_that_period(period: Period) -> None:
    timed = period.time_of_day is not None
    assume(not timed or (period.precision is Precision.DAY and not period.approximate))
    assume(period.time_of_day is None or period.time_of_day.start == period.time_of_day.end)
    back = from_edtf(to_edtf(period))
    assert msgspec.structs.replace(back, words="") == period


@given(periods())
def test_edtf_keeps_the_days_of_every_period(period: Period) -> None:
    back = from_edtf(to_edtf(period))
    assert (back.first, back.last, back.precision) == (period.first, period.last, period.precision)


@pytest.mark.parametrize("text", ["", "x", "2026-13", "2026-02-30", "Y17E7", "-0001", "2024-05-02/2024-05-01"])
def test_what_is_not_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_edtf(text)


def test_a_band_of_the_day_is_left_out_of_edtf() -> None:
    evening = TimeOfDay(time(18), time(23, 59))
    day = date(2026, 3, 14)
    assert to_edtf(Period(first=day, last=day, precision=Precision.DAY, time_of_day=evening)) == "2026-03-14"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("nacht van 3 op 4 mei 2025", "nl"),
        ("in de nacht van 3 op 4 mei 2025", "nl"),
        ("the night of 3 to 4 May 2025", "en"),
        ("in the night of 3 to 4 May 2025", "en"),
    ],
)
def test_a_night_between_two_days_is_the_night_that_begins_on_the_first(words: str, language: Language) -> None:
    read = read_period(words, date(2026, 1, 1), language).period
    assert read is not None
    assert (read.exact, read.time_of_day) == (date(2025, 5, 3), TimeOfDay(time(22), time(5, 59)))


def test_a_time_zone_is_never_left_out_in_silence() -> None:
    noted = read_period("2025-03-14T23:30:00Z", date(2026, 1, 1), "nl")
    assert noted.note.startswith("The time is kept as written")
    assert read_period("2025-03-14T23:30:00", date(2026, 1, 1), "nl").note == ""
