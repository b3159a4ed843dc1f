"""The opened folder and its texts: nothing outside is touched, nothing that was written is lost."""

from pathlib import Path

import pytest

from gdcore.studio.document import Document
from gdcore.studio.folder import STATE, Folder, FolderError


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "open").mkdir()
    (tmp_path / "secret.yaml").write_text("function: x^2\n")
    (tmp_path / "open" / "bowl.yaml").write_text("function: x^2 + y^2\n")
    return Folder(tmp_path / "open")


def test_a_name_that_leads_out_is_refused(folder: Folder, tmp_path: Path) -> None:
    (folder.root / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder.root / "up").symlink_to(tmp_path)
    for name in ("../secret.yaml", "link.yaml", "up/secret.yaml", str(tmp_path / "secret.yaml")):
        with pytest.raises(FolderError, match="outside the opened folder"):
            folder.read(name)
        with pytest.raises(FolderError, match="outside the opened folder"):
            folder.write(name, "function: 1\n")
    for name in ("notes.txt", "bowl.yaml/../notes.txt", "a\0b.yaml", f"{STATE}/x.yaml"):
        with pytest.raises(FolderError):
            folder.path(name)
    assert folder.lessons() == ["bowl.yaml"]
    assert (tmp_path / "secret.yaml").read_text() == "function: x^2\n"


def test_a_write_that_fails_leaves_the_file(folder: Folder, monkeypatch) -> None:
    document = Document(folder, "bowl.yaml")
    document.change("function: x^4 + y^4\n")
    for broken in ("replace", "chmod"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, broken, lambda *_: (_ for _ in ()).throw(OSError(28, "disk full")))
            with pytest.raises(FolderError, match="disk full"):
                document.save()
        assert folder.read("bowl.yaml") == "function: x^2 + y^2\n"
        assert document.is_changed
        left = [p.name for p in folder.root.iterdir() if p.name.startswith(".bowl")]
        assert left == []
    document.save()
    assert folder.read("bowl.yaml") == "function: x^4 + y^4\n"
    assert not document.is_changed


def test_a_file_keeps_its_line_ends_and_permissions(folder: Folder) -> None:
    path = folder.root / "bowl.yaml"
    path.write_bytes(b"function: x^2\r\nsteps: 3\r\n")
    path.chmod(0o640)
    document = Document(folder, "bowl.yaml")
    assert "\r" not in document.text
    document.change(document.text.replace("3", "4"))
    document.save()
    assert path.read_bytes() == b"function: x^2\r\nsteps: 4\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_unsaved_text_outlives_the_server(folder: Folder) -> None:
    Document(folder, "bowl.yaml").change("function: x^2 + 5*y^2\n")
    again = Document(folder, "bowl.yaml")
    assert again.text == "function: x^2 + 5*y^2\n"
    assert again.is_changed
    assert again.theirs is None
    (folder.root / "bowl.yaml").write_text("function: x^2 + 7*y^2\n")
    third = Document(folder, "bowl.yaml")
    assert third.theirs == "function: x^2 + 7*y^2\n"
    third.settle(ours=True)
    third.save()
    assert folder.read("bowl.yaml") == "function: x^2 + 5*y^2\n"
    assert folder.draft("bowl.yaml") is None


def test_an_outside_change_is_taken_over_or_asked_about(folder: Folder) -> None:
    document, path = Document(folder, "bowl.yaml"), folder.root / "bowl.yaml"
    path.write_text("function: x^2\n")
    document.notice()
    assert (document.text, document.is_changed) == ("function: x^2\n", False)
    document.undo()  # even a text that was taken over can be gone back from
    assert document.text == "function: x^2 + y^2\n"
    path.write_text("function: x^6\n")
    document.notice()
    assert document.theirs == "function: x^6\n"
    assert "-function: x^6" in document.difference()
    assert "+function: x^2 + y^2" in document.difference()
    with pytest.raises(FolderError, match="another program"):
        document.save()
    assert path.read_text() == "function: x^6\n"
    document.settle(ours=False)
    assert (document.text, document.is_changed) == ("function: x^6\n", False)
    document.undo()
    assert document.text == "function: x^2 + y^2\n"


def test_strokes_in_a_row_are_undone_together(folder: Folder) -> None:
    document = Document(folder, "bowl.yaml")
    for text in ("a", "ab", "abc"):
        document.change(text, typed=True)
    document.change("set by a slider")
    document.undo()
    assert document.text == "abc"
    document.undo()
    assert document.text == "function: x^2 + y^2\n"
    document.redo()
    document.redo()
    assert document.text == "set by a slider"
    assert not document.can_redo


def test_a_file_that_is_deleted_and_comes_back_is_taken_over_unless_ours_has_changed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("function: x^2\n")
    document = Document(Folder(tmp_path), "a.yaml")
    path.unlink()
    document.notice()
    assert document.is_changed
    assert document.text == "function: x^2\n"
    path.write_text("function: x^4\n")  # saved by a program that deletes the old file first
    document.notice()
    assert (document.text, document.theirs, document.is_changed) == ("function: x^4\n", None, False)
    path.unlink()
    document.notice()
    document.change("function: x^6\n")
    path.write_text("function: x^8\n")
    document.notice()
    assert (document.text, document.theirs) == ("function: x^6\n", "function: x^8\n")
    path.unlink()
    document.settle(ours=True)
    document.notice()
    path.write_text("function: x^8\n")  # as it was: the folder had only been away
    document.notice()
    assert (document.text, document.theirs) == ("function: x^6\n", None)
    assert document.is_changed
