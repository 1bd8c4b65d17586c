"""The finished PDF: whole, numbered, marked, the same every time, and stopped when asked."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from dossier_copies import (
    MADE_AT,
    bookmarks,
    checklist,
    copy_of,
    finding,
    fonts_without_file,
    page_texts,
    picture,
    squeezed,
    stranded,
)

import builders
from app.domain.assessment import AnswerValue
from app.domain.dossier import Choice
from app.domain.exhibit import ExhibitForm, Transfer
from app.domain.finding import Outcome
from app.domain.incident import Actor, EntryKind, Move
from app.domain.record import Sensitivity
from app.domain.review import Action, Ground
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Knowledge
from app.dossier.model import KnowledgeRow
from app.dossier.render import render
from app.jobs import Cancelled, Job

HOSTILE = (
    "<b>unclosed",
    "<img src=/etc/passwd>",
    "</para><br/> & &lt; %(x)s",
    "NUL\x00 en \u202eomgekeerd",
    "x" * 3000,
    "שלום السلام 漢 😀",
)


def _many(count: int) -> CaseSnapshot:
    neighbour = builders.source("buurvrouw", number=1)
    incidents = [
        builders.incident(
            f"{2022 + index // 300}-{1 + index % 12:02}-{1 + index % 28:02}",
            number=index + 1,
            facts=f"Feit nummer {index + 1}. " + "Hij riep naar boven en bleef staan. " * (index % 5),
            quote="Ik weet waar je bent" if index % 3 else "",
            interpretation="Past in de opbouw." if index % 4 == 0 else "",
            sources=(builders.citation(neighbour, knowledge=Knowledge.TOLD),),
        )
        for index in range(count)
    ]
    return builders.snapshot(*incidents, sources=(neighbour,), case=builders.case(fictional=True))


def test_every_incident_is_printed_once_with_its_words() -> None:
    text = squeezed(render(copy_of(_many(60), choice=Choice(sections=("D3",))), Job()))
    for number in range(1, 61):
        assert text.count(f"Feitnummer{number}.") == 1


def test_what_was_looked_for_and_not_found_is_told() -> None:
    incident = builders.incident(number=1, not_found="Camerabeeld bij de buren opgevraagd: er was geen camera.")
    text = squeezed(render(copy_of(builders.snapshot(incident), choice=Choice(sections=("D4",))), Job()))
    assert "Gezochtennietgevonden:Camerabeeldbijdeburenopgevraagd:erwasgeencamera." in text


def test_every_page_says_which_one_it_is_of_how_many_and_for_whom() -> None:
    pages = page_texts(render(copy_of(_many(60)), Job()))
    assert len(pages) > 6
    for number, text in enumerate(pages, start=1):
        assert f"pagina {number} van {len(pages)}" in text
        assert "exemplaar 1 voor: Openbaar Ministerie" in text
        assert "Z-2026-001" in text
        assert "FICTIEF" in text
        assert "7-BCF0-0000-0000-000" in text


def test_a_real_case_carries_no_mark_of_fiction() -> None:
    assert "FICTIEF" not in squeezed(render(copy_of(builders.snapshot(builders.incident())), Job()))


def test_no_page_is_empty_and_tables_repeat_their_head() -> None:
    pages = page_texts(render(copy_of(_many(60)), Job()))
    assert min(len(text) for text in pages) > 250
    rows = [text for text in pages if re.search(r"I-\d+ \d+ ", text)]
    assert all("Nr Wanneer Wat is waargenomen Bron" in text for text in rows)


def test_the_sections_are_bookmarks() -> None:
    titles = bookmarks(render(copy_of(_many(3), profile="om_processtuk"), Job()))
    assert titles == [
        "Voorblad",
        "1 Samenvatting van het patroon",
        "2 Personen en verhouding",
        "3 Vier ankerincidenten",
        "4 Chronologie",
        "5 Patroonweergave",
        "6 Gevolgen voor het vermoedelijke slachtoffer",
        "7 Kinderen",
        "8 Rode vlaggen en wat niet is gevraagd",
        "9 Bewijsoverzicht",
        "10 Eerdere meldingen en beslissingen",
        "11 Maatregelen nu en hun einde",
        "12 Verklaring van de vermoedelijke pleger en tegenspraak",
        "13 Weging van de professional",
        "14 Verantwoording",
        "15 Manifest",
    ]


def test_all_fonts_are_embedded() -> None:
    snapshot = builders.snapshot(builders.incident(facts="Ελληνικά Кирилица السلام שלום → ●"))
    assert fonts_without_file(render(copy_of(snapshot), Job())) == []


def test_the_same_input_gives_the_same_bytes_whatever_was_printed_before() -> None:
    copy = copy_of(builders.snapshot(builders.incident(facts="السلام عليكم")))
    first = render(copy, Job())
    render(copy_of(builders.snapshot(builders.incident(facts="مرحبا ثم قال الله"))), Job())
    assert render(copy, Job()) == first


def test_the_file_names_the_moment_it_was_made_and_no_person() -> None:
    pdf = render(copy_of(_many(1)), Job())
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo.CreationDate) == "D:20260324140200+00'00'"
        about = opened.Root.Metadata.read_bytes().decode()
        words = " ".join(str(value) for value in opened.docinfo.values())
    assert "<xmp:CreateDate>2026-03-24T14:02:00+00:00</xmp:CreateDate>" in about
    assert "Sanne" not in about + words


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_in_every_field_prints_and_breaks_nothing(typed: str) -> None:
    source = builders.source(typed, number=1, organisation=typed, note=typed)
    incident = builders.incident(
        number=1,
        facts=typed,
        quote=typed,
        interpretation=typed,
        where=typed,
        severity_reason=typed,
        set_aside=typed,
        sources=(builders.citation(source, note=typed),),
    )
    snapshot = builders.snapshot(
        incident,
        sources=(source,),
        events=(builders.event(number=2, note=typed),),
        measures=(builders.measure(number=1, label=typed, terms=typed),),
    )
    copy = copy_of(
        snapshot,
        recipient=typed,
        author=typed,
        findings=(finding(title=typed, sentence=typed, caution=typed, missing=(typed,), incidents=("I-1",)),),
        checklists=(checklist(AnswerValue.YES, name=typed, judgement=typed),),
        picture=picture(typed),
    )
    text = squeezed(render(copy, Job()))
    for piece in typed.replace("\x00", " ").replace("\u202e", " ").replace("😀", " ").replace("漢", " ").split():
        assert piece[:60] in text


def test_a_hundred_thousand_characters_without_a_space_are_printed_whole() -> None:
    pdf = render(copy_of(builders.snapshot(builders.incident(facts="q" * 100_000))), Job())
    assert squeezed(pdf).count("q") >= 100_000


def test_a_character_without_a_glyph_is_named_in_the_manifest() -> None:
    text = squeezed(render(copy_of(builders.snapshot(builders.incident(facts="Hij stuurde 𓀀"))), Job()))
    assert "Hijstuurde[U+13000]" in text
    assert "U+13000(2×)" in text


def test_what_is_not_counted_is_printed_and_called_so() -> None:
    first = builders.incident(number=1)
    snapshot = builders.snapshot(
        first,
        builders.incident(number=2, facts="Zus vertelt hetzelfde.", duplicate_of=first.id),
        builders.incident(number=3, facts="Feest bij de buren.", set_aside="ander adres"),
        builders.incident(number=4, facts="Hij ontkent alles.", kind=EntryKind.STATEMENT),
    )
    text = squeezed(render(copy_of(snapshot), Job()))
    assert re.search(r"VertelthetvoorvalvanI-1\(p\.\d\)nogeens;teltnietdubbel", text)
    assert "Apartgezet,teltnietmee:anderadres" in text
    assert "Verklaring of tegenspraak, volledig afgedrukt".replace(" ", "") in text


def test_against_whom_it_was_and_who_began_are_printed_as_told() -> None:
    back = builders.incident("2026-01-02", actor=Actor.VICTIM, target=Actor.PERPETRATOR, move=Move.DEFENCE, number=1)
    bruise = builders.incident("2026-01-03", kind=EntryKind.EFFECT, target=Actor.PERPETRATOR, number=2)
    open_ = builders.incident("2026-01-04", number=3)
    text = squeezed(render(copy_of(builders.snapshot(back, bruise, open_)), Job()))
    assert "doorvermoedelijkslachtoffer·tegenvermoedelijkepleger·verteldalsverweer" in text
    assert text.count("trofvermoedelijkepleger") == 2  # in the chronology and with the effects
    assert text.count("tegenvermoedelijk") == 1


def test_what_was_not_asked_is_printed_and_differs_from_no() -> None:
    text = " ".join(page_texts(render(copy_of(_many(1)), Job())))
    assert "○ nee" in text
    assert "– 1 vraag niet gevraagd (kritiek): Vraag 4 over de hals" in text
    assert "? onbekend" in text
    assert "1 ja, 1 nee, 1 onbekend, 1 niet gevraagd." in text


def test_without_a_checklist_nothing_reads_as_a_no() -> None:
    text = " ".join(page_texts(render(copy_of(_many(1), checklists=()), Job())))
    assert "Niets hiervan mag als een nee worden gelezen" in text


def test_rules_without_a_signal_are_printed_as_well() -> None:
    quiet = finding(rule="R02", outcome=Outcome.NO_SIGNAL)
    text = " ".join(page_texts(render(copy_of(_many(1), findings=(quiet,)), Job())))
    assert "Dat is geen geruststelling." in text
    assert "Rekenregel R02, versie 1" in text


def test_english_is_complete() -> None:
    text = " ".join(page_texts(render(copy_of(_many(2), language="en"), Job())))
    assert "page 1 of" in text
    assert "Red flags and what was not asked" in text
    assert "Letterlijk" not in text


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    render(copy_of(_many(60)), Job(lambda fraction, _text: told.append(fraction)))
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert len(told) > 10


def test_a_job_that_is_asked_to_stop_stops_in_the_middle() -> None:
    job = Job(lambda fraction, _text: job.cancel() if fraction > 0.5 else None)
    with pytest.raises(Cancelled):
        render(copy_of(_many(60)), job)


@pytest.mark.slow
def test_two_thousand_incidents_take_seconds() -> None:
    pages = page_texts(render(copy_of(_many(2000)), Job()))
    assert 100 < len(pages) < 400
    assert "Feit nummer 2000." in " ".join(pages)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_an_outside_checker_finds_nothing_wrong(tmp_path: Path) -> None:
    target = tmp_path / "dossier.pdf"
    target.write_bytes(render(copy_of(_many(40)), Job()))
    checked = subprocess.run(["qpdf", "--check", target], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(24):
        findings = tuple(
            finding(rule=f"R{number:02}", outcome=Outcome.SIGNAL if number < count else Outcome.NO_SIGNAL)
            for number in range(24)
        )
        pdf = render(copy_of(_many(count), findings=findings), Job())
        assert stranded(pdf) == []
        last = page_texts(pdf)[-1]
        assert "Manifest Dossier-id" in last or len(last) > 900


def test_no_table_leaves_one_lonely_row_for_the_next_page() -> None:
    for count in range(20, 40):
        names = [builders.source(f"bron nummer {number}", number=number) for number in range(1, count)]
        pages = page_texts(render(copy_of(builders.snapshot(sources=tuple(names)), findings=()), Job()))
        rows = [len(re.findall(r"bron nummer \d+ ", text)) for text in pages]
        assert 1 not in rows


def test_the_head_of_a_table_stands_once_on_a_page() -> None:
    for count in range(20, 40):
        names = [builders.source(f"bron nummer {number}", number=number) for number in range(1, count)]
        tall = builders.source("de laatste bron", number=count, note="Een lange aantekening. " * 30)
        pages = page_texts(render(copy_of(builders.snapshot(sources=(*names, tall)), findings=()), Job()))
        assert max(text.count("Nr Bron Soort") for text in pages) == 1


def test_what_stands_beside_the_incidents_is_printed_without_what_never_leaves() -> None:
    threat = builders.incident(number=31)
    case = builders.snapshot(
        threat,
        fears=(builders.fear(8, number=1, words="Ik slaap niet."),),
        protections=(
            builders.protection("pf.safe-address", number=1, note="Geheimweg 12", sensitivity=Sensitivity.R0),
            builders.protection("pf.network", number=2, note="Zus belt elke dag.", sensitivity=Sensitivity.R2),
        ),
        outcomes=(builders.outcome(number=1, outcome="verhoogde zorg"),),
        retractions=(builders.retraction(number=1, incidents=(threat.id,)),),
    )
    text = squeezed(render(copy_of(case), Job()))
    for words in ("Ikslaapniet.", "8van10", "Zusbeltelkedag.", "“verhoogdezorg”", "deaangifte"):
        assert words in text
    assert "Geheimweg" not in text


def test_a_list_that_was_signed_by_somebody_who_is_not_named_says_when_only() -> None:
    used = checklist(AnswerValue.YES, signed_at=MADE_AT)
    text = " ".join(page_texts(render(copy_of(builders.snapshot(), checklists=(used,)), Job())))
    assert "begonnen op 20 mrt 2026, ondertekend op 24 mrt 2026 14:02." in text


def test_words_that_were_typed_between_quotation_marks_are_quoted_once() -> None:
    threat = builders.incident(number=31, quote="“Ik weet waar je bent”")
    case = builders.snapshot(
        threat,
        fears=(builders.fear(8, number=1, words="“Ik slaap niet.”"),),
        outcomes=(builders.outcome(number=1, outcome="'verhoogde zorg'"),),
        retractions=(builders.retraction(number=1, quote='"Laat maar."'),),
    )
    text = squeezed(render(copy_of(case), Job()))
    for words in ("“Ikweetwaarjebent”", "“Ikslaapniet.”", "“verhoogdezorg”", "“Laatmaar.”"):
        assert words in text
        assert f"“{words}" not in text


def test_the_weighing_of_a_list_and_a_medical_route_stand_behind_their_names() -> None:
    used = checklist(AnswerValue.YES, judgement="Grote zorg.", referrals=("Verwurging: forensisch arts (vandaag)",))
    text = " ".join(page_texts(render(copy_of(builders.snapshot(), checklists=(used,)), Job())))
    assert "Weging van de professional: Grote zorg." in text
    assert "Medische route — Verwurging: forensisch arts (vandaag)" in text


def test_only_a_signed_weighing_is_printed_and_by_default_only_inside() -> None:
    threat = builders.incident(number=31)
    reasons = (Ground(words="Hij dreigt.", incidents=(threat.id,), rules=("R03",)),)
    action = Action(what="Wijkagent bellen", owner="S. de Boer", due=date(2026, 3, 27))
    draft = builders.review(number=2, judgement="Nog niet af.", sensitivity=Sensitivity.R3)
    signed = builders.review(
        number=1,
        judgement="Grote zorg.",
        grounds=reasons,
        actions=(action,),
        sensitivity=Sensitivity.R1,
        signed_at=MADE_AT,
    )
    case = builders.snapshot(threat, reviews=(signed, draft))
    inside = squeezed(render(copy_of(case, profile="intern"), Job()))
    outside = squeezed(render(copy_of(case), Job()))
    assert "Grotezorg." in inside
    assert "Wijkagentbellen" in inside
    assert "Grotezorg." not in outside
    assert "Nognietaf." not in inside + outside


def test_who_knew_what_is_a_table_of_the_copy() -> None:
    row = KnowledgeRow(
        organisation="Politie",
        known=(("3 mrt 2026", ("I-31",)),),
        counts="1 incident telt mee",
        signals=("R01 · Vaker",),
    )
    copy = copy_of(builders.snapshot(builders.incident(number=31)))
    text = squeezed(render(msgspec.structs.replace(copy, knowledge=(row,)), Job()))
    assert "Wiewistwat,wanneer" in text
    assert "3mrt2026:I-31" in text


def test_the_evidence_is_listed_with_its_hash_and_the_chronology_names_it() -> None:
    photo = builders.exhibit(
        "Foto van de voordeur",
        number=3,
        file_name="Iris thuis.jpg",
        made_by="de buurvrouw",
        made_on=builders.day("2026-03-14"),
        form=ExhibitForm.COPY,
        kept_where="kluis van het team",
        release_by="de buurvrouw",
        custody=(Transfer(when=builders.day("2026-03-15"), giver="buurvrouw", receiver="S. de Boer"),),
        recorded_at=MADE_AT,
    )
    case = builders.snapshot(builders.incident(number=7, exhibits=(photo.id,)), exhibits=(photo,))

    pdf = render(copy_of(case), Job())

    told = squeezed(pdf)
    for words in (
        "Bewijs:Bijlage3",
        "Fotovandevoordeurfoto·kopie",
        "gemaaktdoor:debuurvrouw",
        "origineelligt:kluisvanhetteam",
        "vrijgevendoor:debuurvrouw",
        "vanbuurvrouwnaarS.deBoer",
        "hoortbijI-7",
        "nietveranderdsinds",
        "Hijzegtnietsoverechtheidofoverwiehetmaakte.",
        photo.sha256,
    ):
        assert words in told, words
    assert "Iristhuis" not in told


def test_a_copy_without_exhibits_says_so() -> None:
    text = " ".join(page_texts(render(copy_of(builders.snapshot(builders.incident(number=1))), Job())))
    assert "In dit exemplaar staan geen bewijsstukken." in text
