"""Exhibits on the screen: dragging files, the viewer, pictures that are the right way up, and nothing on the disk."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import shiboken6
from case_keeper import NOW, CaseKeeper
from exhibit_shelf import ExhibitShelf, shelf_of
from incident_bench import Bench
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import builders
import vaults
from app.domain.snapshot import CaseSnapshot
from app.errors import UnshownError
from app.i18n import Translator
from app.jobs import Job
from app.ui.ask import ReasonDialog
from app.ui.exhibit_pictures import decoded_picture, painted_page
from app.ui.exhibit_window import ExhibitWindow
from app.ui.pages.incidents import IncidentsPage
from app.ui.pages.plain_form import PlainFormView
from app.ui.pages.sources import SourcesPage
from app.ui.pages.transfer_lines import TransferLines
from app.ui.theme import Theme
from app.viewmodels.desk import InlineDesk
from app.viewmodels.sources import EXHIBIT, Sources

RED, BLUE = QColor("#ff0000"), QColor("#0000ff")


def now() -> datetime:
    return NOW


def page_of(
    say: Translator, theme: Theme, snapshot: CaseSnapshot | None = None
) -> tuple[SourcesPage, CaseKeeper, ExhibitShelf]:
    keeper = CaseKeeper(snapshot or builders.snapshot())
    shelf = shelf_of(keeper)
    services = replace(shelf.services(), picture=decoded_picture, page=painted_page)
    model = Sources(keeper.case, keeper.events_services(), services, InlineDesk(), say, now)
    model.load()
    return SourcesPage(model, say, theme), keeper, shelf


def image(kind: str, *, turned: bool = False) -> bytes:
    """Return a picture that is red at the left and blue at the right; ``turned`` by its camera."""
    drawn = QImage(60, 20, QImage.Format.Format_RGB32)
    drawn.fill(RED)
    for x in range(30, 60):
        for y in range(20):
            drawn.setPixelColor(x, y, BLUE)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(100)
    assert writer.write(drawn)
    data = bytes(buffer.data().data())
    if not turned:
        return data
    # One tag of EXIF: orientation 6, "turn a quarter to the right to see it upright".
    exif = (
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
    )
    return data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:]


def document(pages: int, width: float = 200, height: float = 300) -> bytes:
    """Return a PDF with empty pages."""
    made, buffer = pikepdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=(width, height))
    made.save(buffer)
    return buffer.getvalue()


def drop(widget: QWidget, *paths: Path) -> bool:
    """Let go of files above a widget; return whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enters.ignore()
    QApplication.sendEvent(widget, enters)
    if not enters.isAccepted():
        return False
    falls = QDropEvent(QPoint(5, 5).toPointF(), copy, data, left, none)
    QApplication.sendEvent(widget, falls)
    return falls.isAccepted()


def added(page: SourcesPage, folder: Path, name: str, data: bytes) -> ExhibitWindow:
    """Drag a file onto the page and look at the exhibit."""
    path = folder / name
    path.write_bytes(data)
    assert drop(page, path)
    page.view(page.model.opened)
    assert page.viewer is not None
    return page.viewer


def test_files_are_dragged_onto_the_page_and_their_form_opens(
    qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path
) -> None:
    page, keeper, shelf = page_of(say, theme)
    qtbot.addWidget(page)
    page.show()
    for name in ("een.txt", "twee.txt"):
        (tmp_path / name).write_text(name)

    assert drop(page, tmp_path / "een.txt", tmp_path / "twee.txt")

    assert [one.file_name for one in keeper.snapshot.exhibits] == ["een.txt", "twee.txt"]
    assert sorted(shelf.bytes.values()) == [b"een.txt", b"twee.txt"]
    assert isinstance(page.form, PlainFormView)
    assert not page.intake.isVisible()


def test_what_is_no_file_is_not_taken(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, keeper, _ = page_of(say, theme)
    qtbot.addWidget(page)

    assert not drop(page)
    assert keeper.snapshot.exhibits == ()


def test_the_button_asks_for_files(qtbot: QtBot, say: Translator, theme: Theme) -> None:
    page, _, _ = page_of(say, theme)
    qtbot.addWidget(page)
    page.show()

    page.add_buttons[EXHIBIT].click()

    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.reject()


def test_custody_is_typed_line_by_line(qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path) -> None:
    page, keeper, _ = page_of(say, theme)
    qtbot.addWidget(page)
    page.show()
    added(page, tmp_path, "chat.txt", b"hoi").reject()
    assert isinstance(page.form, PlainFormView)
    lines = page.form.inputs["custody"]
    assert isinstance(lines, TransferLines)

    lines.add.click()
    for name, words in {"when": "14-3-2026", "giver": "Iris", "receiver": "politie"}.items():
        QTest.keyClicks(lines.lines[0].edits[name], words)
    page.form.save.click()

    (transfer,) = keeper.snapshot.exhibits[0].custody
    assert (transfer.giver, transfer.receiver) == ("Iris", "politie")


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp", "webp", "tiff"])
def test_pictures_are_shown_upright_and_can_be_turned(
    qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path, kind: str
) -> None:
    page, _, _ = page_of(say, theme)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    window = added(page, tmp_path, f"foto.{kind}", image(kind))

    assert window.picture.isVisible()
    assert near(window.picture.image.pixelColor(5, 10), RED)
    window.turn.click()
    assert (window.picture.image.width(), window.picture.image.height()) == (20, 60)
    assert near(window.picture.image.pixelColor(10, 5), RED)
    before = window.picture.scale
    window.larger.click()
    assert window.picture.scale > before
    window.fit.click()
    assert window.picture.scale == before


def test_the_camera_says_which_way_is_up() -> None:
    painted = decoded_picture(image("jpeg", turned=True), "image/jpeg", Job())

    assert (painted.width, painted.height) == (20, 60)
    shown = QImage(painted.pixels, 20, 60, 80, QImage.Format.Format_RGB32)
    assert near(shown.pixelColor(10, 5), RED)
    assert near(shown.pixelColor(10, 55), BLUE)


def near(one: QColor, other: QColor) -> bool:
    """Whether two colours are nearly the same: a JPEG is never exact."""
    return all(abs(a - b) < 30 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]


def test_a_document_is_leafed_through_with_buttons(qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path) -> None:
    page, _, _ = page_of(say, theme)
    qtbot.addWidget(page)
    page.show()
    window = added(page, tmp_path, "brief.pdf", document(2))

    assert window.page_words.text() == "pagina 1 van 2"
    assert not window.back.isEnabled()
    window.forth.click()
    assert window.page_words.text() == "pagina 2 van 2"
    assert not window.forth.isEnabled()


@pytest.mark.no_qt_log
@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("image/jpeg", b"\xff\xd8\xff\xe0 niets"),
        ("image/gif", b"GIF89a"),
        ("image/webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("image/tiff", b"II*\x00\x08\x00\x00\x00"),
        ("image/bmp", b"BM" + b"\xff" * 60),
    ],
)
def test_broken_pictures_give_a_sentence(media_type: str, data: bytes) -> None:
    with pytest.raises(UnshownError):
        decoded_picture(data, media_type, Job())


@pytest.mark.no_qt_log
def test_a_picture_that_would_fill_the_memory_is_not_decoded() -> None:
    def part(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    side = (60_000).to_bytes(4, "big")
    bomb = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", side + side + b"\x08\x02\x00\x00\x00")
    bomb += part(b"IDAT", zlib.compress(b"\x00" * 10_000_000)) + part(b"IEND", b"")

    with pytest.raises(UnshownError, match="too large"):
        decoded_picture(bomb, "image/png", Job())


def test_a_picture_of_a_modern_telephone_is_made_smaller_for_the_screen() -> None:
    drawn = QImage(8000, 6000, QImage.Format.Format_Grayscale8)
    drawn.fill(128)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "JPEG")  # type: ignore[call-overload]  # the stub wants a device and bytes

    painted = decoded_picture(bytes(buffer.data().data()), "image/jpeg", Job())

    assert painted.width * painted.height <= 24_000_000
    assert round(painted.width / painted.height, 2) == 1.33


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.7\n1 0 obj <<>> endobj", document(1)[:200]])
def test_broken_documents_give_a_sentence(data: bytes) -> None:
    with pytest.raises(UnshownError):
        painted_page(data, 0, Job())


def test_a_document_with_a_password_gives_a_sentence() -> None:
    made, buffer = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(buffer, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))

    with pytest.raises(UnshownError, match="password"):
        painted_page(buffer.getvalue(), 0, Job())


@pytest.mark.parametrize(("width", "height"), [(14_400, 14_400), (3, 14_400), (14_400, 3)])
def test_pages_of_any_size_are_painted_within_limits(width: float, height: float) -> None:
    painted = painted_page(document(1, width, height), 5, Job())

    assert painted.index == 0
    assert painted.width * painted.height <= 24_100_000


def test_a_copy_outside_is_warned_about_and_asks_why(
    qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path
) -> None:
    page, _, shelf = page_of(say, theme)
    qtbot.addWidget(page)
    page.show()
    window = added(page, tmp_path, "chat.txt", b"hoi")

    window.copy.click()
    (asked,) = window.findChildren(ReasonDialog)
    assert "iedereen die deze computer gebruikt" in asked.words.text()
    assert not asked.go.isEnabled()
    asked.reason.setPlainText("politie vraagt erom")
    asked.go.click()
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".txt")
    dialog.fileSelected.emit(str(tmp_path / "bijlage.txt"))
    dialog.reject()

    ((_, target, reason),) = shelf.copies
    assert (target, reason) == (tmp_path / "bijlage.txt", "politie vraagt erom")


def test_looking_at_exhibits_leaves_nothing_on_the_disk(
    qtbot: QtBot,
    say: Translator,
    theme: Theme,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path_factory.mktemp("thuis")
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home))
    page, _, _ = page_of(say, theme)
    qtbot.addWidget(page)
    page.show()
    for name, data in {"a.png": image("png"), "b.pdf": document(3), "c.txt": b"woord " * 50_000}.items():
        window = added(page, tmp_path, name, data)
        qtbot.waitExposed(window)
        window.grab()
        window.reject()
        assert (window.model.state.picture, window.model.state.text) == (None, "")

    assert vaults.prints(home) == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b.pdf", "c.txt"]


def test_the_viewer_goes_with_its_page_and_its_title_tells_the_system_nothing(
    qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path
) -> None:
    page, _, _ = page_of(say, theme)
    host = QWidget()
    qtbot.addWidget(host)
    page.setParent(host)
    host.show()
    window = added(page, tmp_path, "Iris thuis.txt", b"hoi")
    assert window.windowTitle() == "Patroonzicht"

    page.deleteLater()

    qtbot.waitUntil(lambda: not shiboken6.isValid(window))


def test_the_page_with_exhibits_is_freed(
    say: Translator, theme: Theme, assert_freed: Callable[[Callable[[], QWidget]], None]
) -> None:
    assert_freed(lambda: page_of(say, theme, builders.snapshot(exhibits=(builders.exhibit(),)))[0])


def test_files_on_the_incident_form_become_chips_that_open_the_viewer(
    qtbot: QtBot, say: Translator, theme: Theme, tmp_path: Path
) -> None:
    bench = Bench()
    page = IncidentsPage(bench.page, say, theme)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    bench.new(when="14 maart 2026", facts="Hij stond voor de deur.")
    (tmp_path / "deur.jpg").write_bytes(b"\xff\xd8\xff een")
    assert page.form_view is not None

    assert drop(page.form_view, tmp_path / "deur.jpg")
    links = page.form_view.card.exhibits
    (chip,) = links.chips
    assert chip.link.text() == "Bijlage 1 · deur"
    chip.link.click()
    assert page.viewer is not None
    page.viewer.reject()

    chip.drop.click()
    assert links.chips == []
    links.known.setCurrentIndex(1)
    links.known.activated.emit(1)
    page.form_view.save.click()
    assert bench.saved.exhibits == (bench.ledger.snapshot.exhibits[0].id,)
