"""Hidden streets, schools, places of work, names in small letters and initials: what stops a copy and what does not."""

import time

import pytest
from dossier_copies import copy_of, request, secrets_for

import builders
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Source, SourceKind
from app.dossier.codes import Code, codes_in
from app.dossier.everyday import is_everyday, is_made_of_everyday, is_name
from app.dossier.leakcheck import check_leaks, leaks_in
from app.dossier.look import with_rows
from app.dossier.organisations import organisations_in
from app.dossier.pieces import TEXT, Piece
from app.dossier.render import render
from app.dossier.secrets import Secrets
from app.dossier.streets import streets_in
from app.errors import LeakFoundError
from app.i18n import Translator
from app.jobs import Job

PROFILE = "zorg_straf_overleg"
HIDING = builders.incident(
    number=1,
    facts=(
        "Zij slaapt in de Vlierstraat. Haar zoon zit op basisschool De Pippeloen en haar dochter op de Brug. "
        "Zij werkt bij Kwekerij Jorissen. Zij komt in de Hoofdstraat, bij de Lindenhof en op school De Brug. "
        "Op zondag gaat zij naar de Laan van Meerburg en logeert zij aan Noordeinde 12."
    ),
    sensitivity=Sensitivity.R0,
)
WITNESS = builders.person(number=3, name="Roos van der Zwaan-Verweij", role=Role.WITNESS, sensitivity=Sensitivity.R1)
NEIGHBOUR = builders.source("Orthopedagoog Ömer Şahin", number=4, sensitivity=Sensitivity.R1)


def _case(words: str, **fields: object) -> CaseSnapshot:
    shown = builders.incident(number=9, facts=words, behaviours=())
    return builders.snapshot(HIDING, shown, **({"persons": (WITNESS,), "sources": (NEIGHBOUR,)} | fields))


def _secrets(case: CaseSnapshot, profile: str = PROFILE) -> Secrets:
    return secrets_for(case, copy_of(case, profile=profile).snapshot, request(profile=profile))


def _stops(words: str, **fields: object) -> bool:
    return leaks_in([Piece(TEXT, words, 1)], _secrets(_case(words, **fields)), Job()) != ()


@pytest.mark.parametrize(
    "words",
    [
        "Hij stond in de vlierstraat te wachten.",
        "Hij schreef: VLIER-\nSTRAAT!",
        "Hij kent de Vlierstr. goed.",
        "Hij reed door de Hoofdstraat.",
        "Hij vroeg bij de Lindenhof naar haar.",
        "Hij liep over de Laan van Meerburg.",
        "Hij zocht haar bij het Noordeinde.",
    ],
)
def test_a_hidden_street_in_what_somebody_told_stops_the_copy(words: str) -> None:
    assert _stops(words)


@pytest.mark.parametrize(
    "words",
    [
        "Hij belde naar de Pippeloen.",
        "hij wacht bij basisschool de pippeloen",
        "Hij wacht bij pippeloen op haar zoon.",
        "Hij stond om drie uur bij De Brug.",
        "Hij belde kwekerij Jorissen op.",
    ],
)
def test_a_hidden_school_or_place_of_work_in_what_somebody_told_stops_the_copy(words: str) -> None:
    assert _stops(words)


@pytest.mark.parametrize(
    "words",
    [
        "hij zei dat sahin hem had gezien",
        "Verweij deed de deur open.",
        "hij riep verweijs naam",
        "Hij schreef: R.Z. weet alles.",
        "Hij schreef: R. Z. weet alles.",
        "Hij schreef: R. van der Z.-V. weet alles.",
        "Hij appte dat r.z. alles weet.",
        "Ö.S. zag het.",
    ],
)
def test_a_part_of_a_hidden_name_in_small_letters_or_initials_stops_the_copy(words: str) -> None:
    assert _stops(words)


@pytest.mark.parametrize(
    "words",
    [
        "Hij gaf haar een roos bij een zwaan, over de brug.",
        "Hij wilde slaan en gaandeweg werd het erger op de snelweg; hij stond op het schoolplein in een hoofdstraat.",
        "De orthopedagoog van school belde, d.d. 3 maart, a.u.b. terug.",
        "Hij werkt bij een B.V., het O.M. en V.T. weten ervan, m.b.t. de N.V. ook.",
        "Hij sprak M. de Z. aan.",
        "Zij werkt bij een kwekerij en zit op basisschool.",
    ],
)
def test_words_of_every_day_and_abbreviations_stop_no_copy(words: str) -> None:
    assert not _stops(words)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Hij stond in de Vlierstraat.", {"sources": (builders.source("Camera Vlierstraat", number=8),)}),
        (
            "Hij belde Pippeloen.",
            {"sources": (builders.source("Juf", organisation="Kinderopvang Pippeloen", number=8),)},
        ),
        ("Hij stond in de Vlierstraat.", {"measures": (builders.measure(number=8, issued_by="Wijkpost Vlierstraat"),)}),
        ("Verweij deed open.", {"persons": (WITNESS, builders.person(name="Sanne Verweij", number=8))}),
        ("R.Z. deed open.", {"persons": (WITNESS, builders.person(name="Rob Zomer", number=8))}),
    ],
)
def test_what_the_copy_calls_somebody_or_something_by_is_no_secret(words: str, fields: dict[str, object]) -> None:
    assert not _stops(words, **fields)
    assert _stops(words)


def test_a_hidden_witness_who_is_a_shown_source_as_well_stops_the_copy() -> None:
    assert _stops("Iets anders: Verweij zag het.", sources=(builders.source("Verweij, buurvrouw", number=8),))


def test_a_street_that_is_the_place_of_a_shown_row_is_named_to_be_looked_at_and_stops_nothing() -> None:
    words = "Hij stond weer in de vlierstraat."
    known = builders.incident(number=8, where="Vlierstraat 80", behaviours=())
    case = builders.snapshot(HIDING, known, builders.incident(number=9, facts=words, behaviours=()))
    assert leaks_in([Piece(TEXT, words, 1)], _secrets(case), Job()) == ()
    assert "vlierstraat" in {one.letters for one in _secrets(case).doubts}
    hidden = builders.incident(number=8, where="Vlierstraat 80", field_sensitivity={"where": Sensitivity.R0})
    case = builders.snapshot(HIDING, hidden, builders.incident(number=9, facts=words, behaviours=()))
    assert leaks_in([Piece(TEXT, words, 1)], _secrets(case), Job()) != ()


def test_an_account_or_a_title_of_a_shown_row_excuses_no_hidden_street() -> None:
    measure = builders.measure(number=8, label="Gebiedsverbod Vlierstraat", terms="Niet in de Vlierstraat.")
    exhibit = builders.exhibit("Camera Vlierstraat", number=7, file_name="vlierstraat.jpg")
    case = _case("Hij stond voor de deur.", measures=(measure,), exhibits=(exhibit,))
    with pytest.raises(LeakFoundError) as caught:
        check_leaks(render(copy_of(case, profile=PROFILE), Job()), _secrets(case), Job())
    assert {leak.record for leak in caught.value.leaks} == {"I-1"}


def test_the_place_and_the_row_are_told_and_the_street_is_not() -> None:
    case = _case("Hij stond in de Vlierstraat te wachten.")
    pdf = render(copy_of(case, profile=PROFILE), Job())
    with pytest.raises(LeakFoundError) as caught:
        check_leaks(pdf, _secrets(case), Job())
    assert {(leak.place, leak.record) for leak in caught.value.leaks} == {(TEXT, "I-1")}
    assert all(leak.page for leak in caught.value.leaks)
    seen = copy_of(case, profile=PROFILE).snapshot
    leaks = with_rows(caught.value.leaks, seen, _secrets(case), Translator("nl"))
    assert {leak.rows for leak in leaks} == {("I-9",)}
    assert "vlier" not in str(caught.value).lower()


def test_a_street_that_partners_may_know_stops_the_copy_that_is_not_for_them() -> None:
    care = builders.incident(number=1, facts="Dat was in de Elzenlaan.", sensitivity=Sensitivity.R2)
    shown = builders.incident(number=9, facts="Hij liep door de elzenlaan.")
    case = builders.snapshot(care, shown)
    assert leaks_in([Piece(TEXT, shown.facts, 1)], _secrets(case, "om_processtuk"), Job()) != ()
    assert leaks_in([Piece(TEXT, shown.facts, 1)], _secrets(case, "overdracht"), Job()) == ()


def test_a_town_in_a_hidden_account_is_only_looked_at_where_a_shown_row_has_it() -> None:
    hidden = builders.incident(number=1, facts="Zij woont nu in Kwarteldorp bij kennissen.", sensitivity=Sensitivity.R0)
    plain = builders.incident(number=9, facts="Hij reed naar Kwarteldorp.")
    told, silent = builders.snapshot(hidden, plain), builders.snapshot(hidden)
    assert leaks_in([Piece(TEXT, "in kwarteldorp", 1)], _secrets(told), Job()) == ()
    assert "kwarteldorp" in {one.letters for one in _secrets(told).doubts}
    assert leaks_in([Piece(TEXT, "in kwarteldorp", 1)], _secrets(silent), Job()) != ()


def test_the_figures_of_a_hidden_postcode_in_a_shown_row_are_named_to_be_looked_at() -> None:
    hidden = builders.incident(number=1, facts="Zij is op 6543 XY.", sensitivity=Sensitivity.R0)
    case = builders.snapshot(hidden, builders.incident(number=9, facts="Hij schreef 6543 op de muur."))
    assert "6543" in {one.letters for one in _secrets(case).doubts}
    assert "6543" not in {one.letters for one in _secrets(case).stops}


def test_a_year_before_a_short_word_is_no_postcode() -> None:
    assert list(codes_in("In 2025 is hij verhuisd naar 2025 AB.")) == [Code("2025ab")]
    assert list(codes_in("naar 2025 - AB")) == [Code("2025ab")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in de Prins Hendrikkade en op Het Singel", {"hendrikkade"}),
        ("onderweg, verreweg, zij slaan, hij uitsteeg, de kapelaan, Milaan", set()),
        ("op 5 Mill Lane, near the High Street", {"milllane", "highstreet"}),
        ("Lange Voorhout 5a, 2514 AB", {"langevoorhout"}),
        ("op adres Korte Poten 5", {"kortepoten"}),
        ("Nieuwe Gracht 12, op het Oosteinde, in het Paspoort", {"nieuwegracht"}),
        ("zij wachtte aan tafel 12 en aan Perron 12", set()),
        ("een supermarkt, een pretpark, het Vondelpark", {"vondelpark"}),
        ("de Vlierstr.", {"vlierstr", "vlierstraat"}),
    ],
)
def test_streets_are_told_from_other_words(text: str, found: set[str]) -> None:
    assert {one.letters for one in streets_in(text) if not one.usual} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zij zit op school in Utrecht", set()),
        ("kinderopvang Pippeloen Noord", {"kinderopvangpippeloennoord", "pippeloennoord", "pippeloen"}),
        ("in ziekenhuis Utrecht", {"ziekenhuisutrecht"}),
        ("hij werkt nu bij de Pippeloen", {"pippeloen"}),
        ("at Rainbow School", {"rainbowschool"}),
        ("at Greenfield Primary School", {"greenfield", "greenfieldprimaryschool"}),
        ("op obs De Kwartel, de school heet Het Kompas", {"kwartel", "kompas"}),
        ("in het Oranjehuis", {"oranjehuis"}),
        ("de opvang Moeder en kind, werkt voor Vader", {"opvangmoeder"}),
        ("she works at Pippeloen", {"pippeloen"}),
        ("in opvanghuis De Kwartel", {"opvanghuisdekwartel"}),
    ],
)
def test_organisations_are_told_from_other_words(text: str, found: set[str]) -> None:
    assert found <= {one.letters for one in organisations_in(text)}
    assert found or not list(organisations_in(text))


@pytest.mark.parametrize("word", ["roos", "zwaan", "bakker", "mark", "hope", "deur", "visser"])
def test_names_that_are_words_are_words_of_every_day(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["sarah", "sahin", "jansen", "fatima", "verweij", "samira", "petra"])
def test_names_that_are_no_words_are_not(word: str) -> None:
    assert not is_everyday(word)


def test_two_words_of_every_day_in_one_are_told_from_a_name() -> None:
    assert is_made_of_everyday("wijkagent")
    assert is_made_of_everyday("schoolmaatschappelijk")
    assert not is_made_of_everyday("pippeloen")
    assert is_name("bosman")


@pytest.mark.parametrize("part", ["a", "1", "straat", "school ", "Aa ", "A.", "werkt ", "Laan van ", "de Aa "])
def test_a_text_without_end_is_looked_through_in_no_time(part: str) -> None:
    text = part * (60_000 // len(part))
    began = time.process_time()
    for _ in (*streets_in(text), *organisations_in(text)):
        pass
    assert time.process_time() - began < 2


def _told_in(language: str, words: str, who: Source) -> Secrets:
    case = _case(words, sources=(who,))
    asked = request(profile=PROFILE, language=language)
    return secrets_for(case, copy_of(case, profile=PROFILE, language=language).snapshot, asked)


@pytest.mark.parametrize(("language", "word"), [("en", "Politie"), ("nl", "Politie"), ("en", "Ziekenhuis")])
def test_a_hidden_organisation_that_is_a_word_of_every_day_is_looked_at(language: str, word: str) -> None:
    who = builders.source("melding", number=4, organisation=word, kind=SourceKind.DOCUMENT, sensitivity=Sensitivity.R1)
    words = f"Zij belde naar de {word.lower()} en wachtte."
    assert leaks_in([Piece(TEXT, words, 1)], _told_in(language, words, who), Job()) == ()
    assert leaks_in([Piece(TEXT, word, 1)], _told_in("en", "Zij wachtte.", who), Job()) != ()


def test_a_hidden_neighbour_is_no_word_of_every_day() -> None:
    who = builders.source("Buurvrouw", number=4, sensitivity=Sensitivity.R1)
    assert _stops("Zij riep de buurvrouw.", sources=(who,))
