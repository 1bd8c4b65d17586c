"""A copy for one person holds what is about that person, and nobody else can be recognised in it."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

import builders
from app.domain.incident import Actor, Breach, EntryKind
from app.domain.person import Person, Role
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.access import Access, only_about
from app.dossier.naming import masks_of
from app.dossier.select import select
from app.i18n import Translator
from app.risk.profiles import load_profiles

SAY = Translator("nl")
SANNE = Person(name="Sanne Dijkgraaf", role=Role.VICTIM, note="woont bij haar zus Ilse")
DAAN = Person(name="Daan Vermeer", role=Role.PERPETRATOR)
MILA = Person(name="Mila Vermeer", role=Role.CHILD)
ILSE = Person(name="Ilse Dijkgraaf", role=Role.WITNESS)
PEOPLE = (SANNE, DAAN, MILA, ILSE)


def copy_for(person: Person, snapshot: CaseSnapshot) -> Access:
    """Return the copy of somebody."""
    profile = load_profiles()["inzage_pleger" if person.role is Role.PERPETRATOR else "inzage_slachtoffer"]
    return only_about(select(snapshot, profile=profile, say=SAY), person, snapshot, SAY)


def words_of(access: Access) -> str:
    """Return everything in a copy as text."""
    return str(access.selection.snapshot)


def facts(access: Access) -> list[str]:
    return [one.facts for one in access.selection.snapshot.incidents]


def test_the_alleged_perpetrator_sees_acts_of_his_and_nobody_by_name() -> None:
    mine = builders.incident(
        facts="Daan stond bij Sanne voor de deur; Ilse zag het.",
        interpretation="Hij is boos.",
        not_found="Geen camera in de straat.",
    )
    hers = builders.incident(facts="Sanne sliep niet door Daan.", kind=EntryKind.EFFECT)
    told = builders.incident(facts="Sanne vertelt over Daan.", kind=EntryKind.STATEMENT, actor=Actor.VICTIM)
    other = builders.incident(facts="De buurman belde.", actor=Actor.THIRD)
    own = builders.incident(facts="Ik heb niets gedaan.", kind=EntryKind.STATEMENT)
    access = copy_for(DAAN, builders.snapshot(mine, hers, told, other, own, persons=PEOPLE))
    assert facts(access) == ["Daan stond bij persoon A voor de deur; persoon C zag het.", "Ik heb niets gedaan."]
    assert "boos" not in words_of(access)
    assert "Sanne" not in words_of(access)
    assert "Ilse" not in words_of(access)
    assert [(one.name, one.role) for one in access.selection.snapshot.persons] == [
        ("Daan Vermeer", Role.PERPETRATOR),
        ("persoon A", Role.VICTIM),
        ("persoon C", Role.OTHER),
    ]
    assert access.look_at[0].rows == (f"I-{mine.number}",)


def test_sources_weighing_and_classes_stay_out_for_him() -> None:
    source = builders.source("wijkagent")
    open_ = builders.incident(sources=(builders.citation(source),))
    partners = builders.incident(facts="zorgdetail", sensitivity=Sensitivity.R2)
    snapshot = builders.snapshot(open_, partners, persons=PEOPLE, sources=(source,), reviews=(builders.review(),))
    seen = copy_for(DAAN, snapshot).selection.snapshot
    assert (seen.sources, seen.reviews, len(seen.incidents)) == ((), (), 1)
    assert seen.incidents[0].sources == ()


def test_how_much_was_left_out_is_not_told() -> None:
    few = copy_for(DAAN, builders.snapshot(persons=PEOPLE)).selection.left_out
    many = copy_for(
        DAAN, builders.snapshot(*(builders.incident(actor=Actor.THIRD) for _ in range(9)), persons=PEOPLE)
    ).selection.left_out
    assert few == many
    assert few[0].count == 0


def test_the_alleged_victim_sees_what_befell_her_with_the_meaning_given_to_it() -> None:
    row = builders.incident(facts="Daan stond bij Sannes deur.", interpretation="Dit past bij stalking.")
    access = copy_for(SANNE, builders.snapshot(row, persons=PEOPLE, fears=(builders.fear(),)))
    assert facts(access) == ["persoon A stond bij Sannes deur."]
    assert access.selection.snapshot.incidents[0].interpretation == "Dit past bij stalking."
    assert len(access.selection.snapshot.fears) == 1
    assert "bij haar zus persoon C" in words_of(access)


def test_a_child_sees_where_it_was_and_where_it_is_named() -> None:
    there = builders.incident(facts="Hij schreeuwde.", children_present=(MILA.id,))
    named = builders.incident(facts="Hij haalde Mila van school.")
    apart = builders.incident(facts="Hij belde 's nachts.")
    access = copy_for(MILA, builders.snapshot(there, named, apart, persons=PEOPLE))
    assert facts(access) == ["Hij schreeuwde.", "Hij haalde Mila van school."]


def test_with_two_people_in_one_role_only_the_name_tells_whose_a_row_is() -> None:
    second = Person(name="Noor Proef", role=Role.VICTIM)
    hers = builders.incident(facts="Daan volgde Noor.")
    unclear = builders.incident(facts="Hij stond voor de deur.")
    snapshot = builders.snapshot(hers, unclear, persons=(*PEOPLE, second))
    assert facts(copy_for(second, snapshot)) == ["persoon B volgde Noor."]
    assert facts(copy_for(SANNE, snapshot)) == []


def test_a_family_name_that_is_shared_stays_and_a_first_name_goes() -> None:
    masks = masks_of(DAAN, [MILA], SAY)
    assert masks.words("Daan Vermeer en Mila Vermeer") == "Daan Vermeer en persoon A"
    assert masks.words("familie Vermeer") == "familie Vermeer"


def test_accents_capitals_and_an_s_do_not_hide_a_name() -> None:
    zoe = Person(name="Zoë van den Bérg", role=Role.RELATIVE)
    masks = masks_of(DAAN, [zoe], SAY)
    assert masks.words("ZOE, Zoë’s fiets, mevrouw Berg en zoë van  den berg") == (
        "persoon A, persoon A fiets, mevrouw persoon A en persoon A"
    )
    assert masks.words("vandaag bergt hij het op") == "vandaag bergt hij het op"


NAMES = st.sampled_from(["Zilla", "Quirijn", "Wubbo", "Xanthe", "Ybeltje", "Oeds"])
LASTS = st.sampled_from(["Kwakkel", "Zeekoe", "Puttershoek", "Vlokhoven", "Windhond"])


@given(st.data())
def test_no_copy_ever_names_anybody_else(data: st.DataObject) -> None:
    first = data.draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    last = data.draw(st.lists(LASTS, min_size=len(first), max_size=len(first), unique=True))
    roles = [Role.VICTIM, Role.PERPETRATOR, Role.CHILD, Role.WITNESS, Role.PROFESSIONAL]
    people = tuple(Person(name=f"{one} {two}", role=role) for one, two, role in zip(first, last, roles, strict=False))
    text = st.lists(
        st.sampled_from([*first, *last, *(name.upper() for name in first), "liep", "belde", "naar", "Jans", ".", "–"]),
        min_size=1,
        max_size=9,
    ).map(" ".join)
    rows = tuple(
        builders.incident(
            facts=f"Rij {data.draw(text)}",
            quote=data.draw(text),
            interpretation=data.draw(text),
            where=data.draw(text),
            actor=data.draw(st.sampled_from(Actor)),
            kind=data.draw(st.sampled_from(EntryKind)),
            children_present=tuple(one.id for one in people if one.role is Role.CHILD),
        )
        for _ in range(3)
    )
    snapshot = builders.snapshot(
        *rows,
        persons=people,
        events=(builders.event(note=data.draw(text)),),
        measures=(builders.measure(label=data.draw(text), terms=data.draw(text)),),
        retractions=(builders.retraction(what=data.draw(text)),),
    )
    person = data.draw(st.sampled_from(people))
    access = copy_for(person, snapshot)
    told = str([_bare(record) for record in access.selection.snapshot.records()]).casefold()
    for other in people:
        if other.id != person.id:
            assert not [part for part in other.name.casefold().split() if part in told]


def _bare(record: Record) -> str:
    return str(record)


def test_what_only_a_protected_source_told_betrays_that_source_and_stays_out_of_his_copy() -> None:
    told = builders.source("Ilse", sensitivity=Sensitivity.R1)
    neighbour = builders.source("buurvrouw")
    alone = builders.incident(facts="Volgende week is alles opgelost, zei hij.", sources=(builders.citation(told),))
    both = builders.incident(facts="Hij bonsde.", sources=(builders.citation(told), builders.citation(neighbour)))
    again = builders.incident(
        facts="Zus hoorde het ook.", duplicate_of=both.id, sources=(builders.citation(neighbour),)
    )
    snapshot = builders.snapshot(alone, both, again, persons=PEOPLE, sources=(told, neighbour))
    assert facts(copy_for(DAAN, snapshot)) == ["Hij bonsde."]
    assert facts(copy_for(SANNE, snapshot)) == [alone.facts, both.facts, again.facts]


def test_he_does_not_read_what_was_done_about_a_breach() -> None:
    measure = builders.measure()
    seen = builders.incident(breaches=(Breach(measure=measure.id, reaction="aanhouding op donderdag"),))
    snapshot = builders.snapshot(seen, persons=PEOPLE, measures=(measure,))
    assert "donderdag" not in words_of(copy_for(DAAN, snapshot))
    assert "donderdag" in words_of(copy_for(SANNE, snapshot))


def test_her_copy_keeps_the_source_of_every_row_by_its_number() -> None:
    source = builders.source("wijkagent")
    event = builders.event(sources=(builders.citation(source),))
    seen = copy_for(SANNE, builders.snapshot(persons=PEOPLE, sources=(source,), events=(event,))).selection.snapshot
    assert [one.source for one in seen.events[0].sources] == [source.id]
    assert [one.id for one in seen.sources] == [source.id]


def test_a_capital_with_a_point_is_masked_where_it_is_the_initial_of_somebody_else() -> None:
    seen = builders.incident(facts="I. zag hoe D. en S. ruzie hadden, punt A. daarbij.")
    text = facts(copy_for(DAAN, builders.snapshot(seen, persons=PEOPLE)))[0]
    assert text == "persoon C zag hoe D. en persoon A ruzie hadden, punt A. daarbij."


def test_what_is_hidden_of_the_person_who_asks_stays_hidden_in_that_copy_too() -> None:
    sanne = msgspec.structs.replace(
        SANNE, relation="ex van Daan", field_sensitivity={"note": Sensitivity.R0, "relation": Sensitivity.R1}
    )
    daan = msgspec.structs.replace(DAAN, note="nieuw nummer 06 5550 1234", sensitivity=Sensitivity.R2)
    case = builders.snapshot(builders.incident(), persons=(sanne, daan))
    (hers, *_) = copy_for(sanne, case).selection.snapshot.persons
    (his, *_) = copy_for(daan, case).selection.snapshot.persons
    assert (hers.name, hers.note, hers.relation) == ("Sanne Dijkgraaf", "", "")
    assert (his.name, his.note, his.role) == ("", "", Role.PERPETRATOR)


def test_an_act_of_which_nobody_recorded_the_two_sides_is_in_her_copy_and_not_in_his() -> None:
    tyres = builders.incident(facts="De banden waren lek.", actor=Actor.UNKNOWN)
    stranger = builders.incident(facts="Een vreemde riep iets.", actor=Actor.UNKNOWN, target=Actor.THIRD)
    snapshot = builders.snapshot(tyres, stranger, persons=PEOPLE)
    assert facts(copy_for(SANNE, snapshot)) == ["De banden waren lek."]
    assert facts(copy_for(DAAN, snapshot)) == []


def test_her_copy_tells_whether_she_consented_to_a_source() -> None:
    doctor = builders.source("huisarts", consent=True)
    hidden = builders.source("therapeut", consent=True, sensitivity=Sensitivity.R1)
    told = builders.incident(sources=(builders.citation(doctor), builders.citation(hidden)))
    sources = copy_for(
        SANNE, builders.snapshot(told, persons=PEOPLE, sources=(doctor, hidden))
    ).selection.snapshot.sources
    assert [one.consent for one in sources] == [True, None]
