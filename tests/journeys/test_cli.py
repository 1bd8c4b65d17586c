"""The command line does the same work as the window, with exit codes that a script can trust."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from certificates import PASSWORD, certificate
from dossier_copies import squeezed

from app import cli
from app.clock import SystemClock
from app.resources import resource
from app.services import cases, members, vault
from vaults import CHEAP

PASSPHRASE = "vier vrolijke vossen varen"
SHARED = (
    *("--recipient", "Veilig Thuis", "--purpose", "overleg", "--ground", "Wmo 2015, art. 5.1.6"),
    *("--reason", "anders is er geen plan te maken", "--informed", "--profile", "veilig_thuis"),
)
WHY = ("--reason", "voor de overdracht")
pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault that holds training case TC1."""
    made = tmp_path_factory.mktemp("cli")
    (made / "words.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (made / "tc1.json").write_bytes(resource("training/tc1.json").read_bytes())
    place = made / "zaak.vault"
    # Made without the command, which makes a passphrase as hard to try as this computer allows: a second each time.
    vault.create_vault(place, user="S. de Boer", passphrase=PASSPHRASE, clock=SystemClock(), cost=CHEAP).close()
    assert run(made, "import", str(made / "tc1.json")) == 0
    return made


def run(folder: Path, command: str, *rest: str) -> int:
    """Run a command on the vault of the folder."""
    words = ("--passphrase-file", str(folder / "words.txt"))
    return cli.main([command, str(folder / "zaak.vault"), *rest, *words])


def test_cases_lists_what_was_imported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Number, name and count, in words and as JSON."""
    assert run(folder, "cases") == 0
    assert "TC1-2025  Iris en Wout  (24 incidenten)" in capsys.readouterr().out
    assert run(folder, "cases", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["case"]["reference"] == "TC1-2025"


def test_export_gives_back_exactly_what_a_second_vault_can_import(folder: Path, tmp_path: Path) -> None:
    """Export, import elsewhere, export again: the same bytes."""
    assert run(folder, "export", "TC1-2025", "--to", str(tmp_path / "uit.json"), *WHY) == 0
    (tmp_path / "words.txt").write_text(PASSPHRASE, encoding="utf-8")
    assert run(tmp_path, "new", "--user", "T. Ander") == 0
    assert run(tmp_path, "import", str(tmp_path / "uit.json")) == 0
    assert run(tmp_path, "export", "TC1-2025", "--to", str(tmp_path / "weer.json"), *WHY) == 0
    assert (tmp_path / "uit.json").read_bytes() == (tmp_path / "weer.json").read_bytes()


def test_pattern_answers_in_both_languages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same figures, other words."""
    told = {}
    for language in ("nl", "en"):
        assert run(folder, "pattern", "TC1-2025", "--json", "--lang", language) == 0
        told[language] = rules_of(capsys.readouterr().out)
    assert told["nl"]["R01"]["figures"] == told["en"]["R01"]["figures"]
    assert told["nl"]["R01"]["text"] != told["en"]["R01"]["text"]


def rules_of(answer: str) -> dict[str, Any]:
    """Return the findings of an answer by rule."""
    return {finding["rule"]: finding for finding in json.loads(answer)["findings"]}


def test_pattern_returns_all_rules_with_what_their_figures_hold_and_who_knew_what(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One value with everything; the days ahead are the user's choice."""
    assert run(folder, "pattern", "TC1-2025", "--json", "--ahead", "60") == 0
    answer = capsys.readouterr().out
    told, found = json.loads(answer), rules_of(answer)
    assert sorted(found) == [f"R{number:02}" for number in range(1, 23)]
    assert all(set(one["figures"]) == set(one["figure_meanings"]) for one in found.values())
    assert (told["case"], told["at"], told["window"], told["ahead"]) == ("TC1-2025", "2025-03-14", 90, 60)
    assert found["R10"]["figures"]["ahead"] == 60
    assert sum(len(one["items"]) for one in told["support"]["checklists"]) == 117
    together = told["who_knew_what"]["together"]
    assert (len(together["incidents"]), together["highest_severity"]) == (20, 4)
    assert [one["rule"] for one in together["findings"]] == [f"R{number:02}" for number in range(1, 9)]


def test_another_reference_date_gives_other_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T and W are the user's choice."""
    assert run(folder, "pattern", "TC1-2025", "--at", "2024-12-31", "--window", "30", "--json") == 0
    found = rules_of(capsys.readouterr().out)
    assert found["R01"]["at"] == "2024-12-31"
    assert found["R01"]["window"] == 30


def test_pattern_says_for_which_day_and_window(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T and W are always printed."""
    assert run(folder, "pattern", "TC1-2025") == 0
    assert capsys.readouterr().out.startswith("Zaak TC1-2025; peildatum 14 mrt 2025, venster 90 dagen.\n")


@pytest.mark.parametrize("day", ["2025-02-30", "0001-01-01", "9999-12-31", "morgen"])
def test_a_reference_date_that_cannot_be_is_wrong_use(folder: Path, day: str) -> None:
    """Exit code 2."""
    with pytest.raises(SystemExit) as ended:
        run(folder, "pattern", "TC1-2025", "--at", day)
    assert ended.value.code == 2


def test_every_command_answers_as_json_when_asked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script reads one value from standard output."""
    (tmp_path / "words.txt").write_text(PASSPHRASE, encoding="utf-8")
    asked = ("--to", str(tmp_path / "a.pdf"), *SHARED)
    assert run(tmp_path, "new", "--user", "T. Ander", "--json") == 0
    assert json.loads(capsys.readouterr().out)["user"] == "T. Ander"
    assert run(folder, "export", "TC1-2025", "--to", str(tmp_path / "a.json"), *WHY, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(tmp_path / "a.json"), "case": "TC1-2025"}
    assert run(folder, "dossier", "TC1-2025", *asked, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["at"] == "2025-03-14"
    assert [part["rows"] for part in told["look_at"]] == [["I-22"], ["I-25"], ["I-27"]]
    assert cli.main(["demo", "--out", str(tmp_path / "demo"), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 22


@pytest.mark.parametrize(("data", "code"), [(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n", 0), (b"caf\xe9\n", 1)])
def test_the_passphrase_file_may_come_from_any_editor_but_is_utf_8(
    folder: Path, tmp_path: Path, data: bytes, code: int
) -> None:
    """A mark at the start is no part of the passphrase; other text is refused in words."""
    (tmp_path / "words.txt").write_bytes(data)
    asked = ["cases", str(folder / "zaak.vault"), "--passphrase-file", str(tmp_path / "words.txt")]
    assert cli.main(asked) == code


def test_dossier_writes_a_pdf_and_logs_it(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The copy is in the log afterwards."""
    assert run(folder, "verify", "--json") == 0
    before = json.loads(capsys.readouterr().out)["entries"]
    target = tmp_path / "dossier.pdf"
    assert run(folder, "dossier", "TC1-2025", "--to", str(target), *SHARED) == 0
    assert target.read_bytes().startswith(b"%PDF")
    told = capsys.readouterr().out
    assert "Kijk deze regels na" in told
    assert "I-22" in told
    assert run(folder, "verify", "--json") == 0
    assert json.loads(capsys.readouterr().out)["entries"] > before


def test_a_copy_that_leaves_needs_a_ground(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same rule as on the page, in the same words; a copy for the own file needs none."""
    target = tmp_path / "dossier.pdf"
    asked = ("--to", str(target), "--recipient", "Veilig Thuis", "--purpose", "overleg")
    assert run(folder, "dossier", "TC1-2025", *asked) == 1
    assert capsys.readouterr().err.strip() == "Vul in op welke grond het mag worden gedeeld."
    assert not target.exists()
    assert run(folder, "dossier", "TC1-2025", *asked, "--profile", "intern") == 0


@pytest.mark.parametrize(
    ("command", "rest"),
    [
        ("export", ("GEEN-1", "--to", "x.json", *WHY)),
        ("pattern", ("GEEN-1",)),
        ("import", ("bestaat-niet.json",)),
    ],
)
def test_a_refusal_ends_with_1_and_a_reason(
    folder: Path, command: str, rest: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is on standard error, nothing on standard output."""
    assert run(folder, command, *rest) == 1
    told = capsys.readouterr()
    assert told.err.strip()
    assert not told.out


def test_a_wrong_passphrase_is_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In plain Dutch."""
    (tmp_path / "wrong.txt").write_text("iets heel anders", encoding="utf-8")
    code = cli.main(["cases", str(folder / "zaak.vault"), "--passphrase-file", str(tmp_path / "wrong.txt")])
    assert code == 1
    assert "wachtzin" in capsys.readouterr().err


def test_a_fault_of_the_program_ends_with_70_and_tells_no_word_of_a_case(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kinds and places of the code, not what the exception says."""

    def fail(*_: object) -> None:
        """Fail as a fault in the code would, with words of a case."""
        raise ValueError("Invalid isoformat string: 'Kastanjelaan 12'")

    monkeypatch.setattr(cases, "list_cases", fail)
    assert run(folder, "cases") == 70
    told = capsys.readouterr()
    assert "Er ging iets mis in het programma" in told.err
    assert "builtins.ValueError" in told.err
    assert "app/cli/__init__.py:" in told.err
    assert "Kastanjelaan" not in told.err + told.out
    assert str(folder) not in told.err


def test_wrong_use_ends_with_2() -> None:
    """An unknown command or a missing argument."""
    for arguments in (["nonsense"], ["pattern"], []):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Dit ontbreekt: OPDRACHT."),
        (["nonsens"], "'nonsens' kan niet bij OPDRACHT."),
        (["cases"], "Dit ontbreekt: kluis."),
        (["cases", "x", "--zaak"], "Dit is hier niet bekend: --zaak."),
        (["cases", "x", "--json=ja"], "Achter --json hoort niets."),
        (["pattern", "x", "y", "--at", "morgen"], "Bij --at: morgen is geen dag. Schrijf een dag als 2026-03-14."),
        (["pattern", "x", "y", "--at", "9999-01-01"], "Bij --at: Deze datum ligt ver weg."),
        (["pattern", "x", "y", "--window", "5"], "5 kan niet bij --window. Kies uit 30, 60, 90, 180."),
        (["pattern", "x", "y", "--window", "vijf"], "'vijf' kan niet bij --window."),
        (["export", "x", "y", "--to"], "Er ontbreekt iets achter --to."),
        (["cases", "x", "--lang", "fr"], "'fr' kan niet bij --lang."),
        (["cases", "--lang", "en"], "This is missing: vault."),
    ],
)
def test_wrong_use_is_told_in_the_language_of_the_answer(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of the parser's own words, and no name out of the program."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    words = capsys.readouterr().err
    assert ended.value.code == 2
    assert told in words
    assert words.startswith("usage: " if "en" in arguments else "gebruik: ")


@pytest.mark.parametrize(
    "command", ["", "new", "cases", "import", "export", "pattern", "crosswalk", "dossier", "verify", "demo"]
)
def test_help_is_in_the_language_of_the_answer(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line of it, with one heading for what is given and one for what may be."""
    for asked, first in ((["--lang", "nl"], "gebruik: "), (["--lang=en"], "usage: ")):
        with pytest.raises(SystemExit) as ended:
            cli.main([*filter(None, [command]), "--help", *(asked if command else ())])
        words = capsys.readouterr().out
        assert ended.value.code == 0
        assert words.startswith(first if command else "gebruik: ")
        assert not {"positional", "message", "_"} & set(re.findall(r"\w+", words))
        assert words.count("argumenten:") <= 1


def test_the_same_case_is_not_imported_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused as a whole."""
    assert run(folder, "import", str(folder / "tc1.json")) == 1
    assert capsys.readouterr().err.strip()


def test_members_come_and_go(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second member is added, changes the passphrase, and is removed again."""
    first, second = tmp_path / "eerste.txt", tmp_path / "tweede.txt"
    first.write_text("zes zwarte zwanen zwemmen", encoding="utf-8")
    second.write_text("acht aardige apen aten", encoding="utf-8")
    place = str(folder / "zaak.vault")
    added = run(folder, "members", "add", "--name", "B. Smit", "--role", "reader", "--new-passphrase-file", str(first))
    assert added == 0
    assert "B. Smit  (lezer)" in capsys.readouterr().out
    words = ("--passphrase-file", str(first), "--new-passphrase-file", str(second))
    assert cli.main(["members", place, "passphrase", *words]) == 0
    assert cli.main(["cases", place, "--passphrase-file", str(first)]) == 1
    assert cli.main(["cases", place, "--passphrase-file", str(second)]) == 0
    assert run(folder, "members", "remove", "--name", "B. Smit", "--reason", "Andere baan") == 0
    capsys.readouterr()
    assert run(folder, "members", "list", "--json") == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out) if one["removed_at"]] == ["B. Smit"]


def test_recovery_words_give_a_new_passphrase(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words come from a file, as they were typed from the paper."""
    place = tmp_path / "zaak.vault"
    shutil.copytree(folder / "zaak.vault", place)
    with vault.unlock_vault(place, PASSPHRASE, SystemClock()) as store:
        words = members.new_recovery_words(store)
    (tmp_path / "papier.txt").write_text("\n".join(words).upper(), encoding="utf-8")
    (tmp_path / "words.txt").write_text("zes zwarte zwanen zwemmen", encoding="utf-8")
    papers = ("--words-file", str(tmp_path / "papier.txt"), "--new-passphrase-file", str(tmp_path / "words.txt"))
    assert cli.main(["recover", str(place), "--user", "Iemand", *papers]) == 1
    assert cli.main(["recover", str(place), "--user", "S. de Boer", *papers]) == 0
    assert "S. de Boer heeft een nieuwe wachtzin." in capsys.readouterr().out
    assert run(tmp_path, "cases") == 0


def test_a_signed_dossier_is_known_to_its_vault_and_a_changed_one_is_not(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sign, save, bring back: by itself, against the vault, and with a byte changed."""
    target = tmp_path / "dossier.pdf"
    (tmp_path / "proef.p12").write_bytes(certificate())
    (tmp_path / "word.txt").write_text(PASSWORD, encoding="utf-8")
    key = ("--seal", str(tmp_path / "proef.p12"), "--seal-passphrase-file", str(tmp_path / "word.txt"))
    assert run(folder, "dossier", "TC1-2025", "--to", str(target), *key, *SHARED) == 0
    vault_words = ("--vault", str(folder / "zaak.vault"), "--passphrase-file", str(folder / "words.txt"))
    capsys.readouterr()
    assert cli.main(["verify-dossier", str(target), *vault_words]) == 0
    told = capsys.readouterr().out
    assert "Ondertekend met het certificaat van Common Name: Anke Proef" in told
    assert "Wat is ondertekend, is niet veranderd." in told
    assert "aan Veilig Thuis op" in told
    changed = bytearray(target.read_bytes())
    changed[changed.index(b"stream\n") + 40] ^= 1
    target.write_bytes(changed)
    assert cli.main(["verify-dossier", str(target), *vault_words, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["vault"]["given"] is None
    assert not answer["file"]["seals"][0]["unchanged"]


def test_a_blank_form_is_written_without_a_vault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "leeg.pdf"
    assert cli.main(["form", "nfs", "--to", str(target), "--paper", "Letter", "--lang", "en"]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out == "Written: leeg.pdf\n"
    assert cli.main(["form", str(tmp_path / "weg.toml"), "--to", str(target)]) == 1


def test_a_copy_holds_no_more_than_the_rows_and_sections_that_were_chosen(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A period, a number and a section left out, and the other part of the standard."""
    target = tmp_path / "kort.pdf"
    chosen = ("--leave-out", "I-2,3", "--without-sections", "d5", "--until", "2025-12-31", "--part", "2a")
    assert run(folder, "dossier", "TC1-2025", "--to", str(target), *chosen, *SHARED) == 0
    told = squeezed(target.read_bytes())
    named = "weggelaten.I-2,I-3"
    assert named in told
    assert re.search(r"I-4(?!\d)", told)
    assert not re.search(r"I-[23](?!\d)", told.replace(named, ""))
    with pikepdf.open(target) as opened:
        assert b"<pdfaid:part>2</pdfaid:part>" in opened.Root.Metadata.read_bytes()
    capsys.readouterr()


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (("--leave-out", "I-999"), "geen incident van deze zaak"),
        (("--leave-out", "alles"), "geen incident van deze zaak"),
        (("--without-sections", "D0"), "geen exemplaar gaat zonder"),
        (("--without-sections", "D99"), "geen exemplaar gaat zonder"),
        (("--from", "2026-01-02", "--until", "2026-01-01"), "eindigt voordat"),
        (("--part", "2a", "--exhibits", "embedded"), "Kies PDF/A-3a"),
    ],
)
def test_what_cannot_be_left_out_is_refused_and_nothing_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], chosen: tuple[str, ...], told: str
) -> None:
    """Silently making another copy than was asked for would be worse than none."""
    target = tmp_path / "fout.pdf"
    assert run(folder, "dossier", "TC1-2025", "--to", str(target), *chosen, *SHARED) == 1
    assert told in capsys.readouterr().err
    assert not target.exists()
