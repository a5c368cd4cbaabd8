import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.application import Application
from service.backups import back_up, restore
from service.errors import BackupRefused, DataInUse
from service.store import documents
from service.store.documents import Wanted
from tests.service.served import PASSWORD, application


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Application]:
    made = application(tmp_path / "old")
    made.open(work=False)
    made.accounts.add("root", "admin", PASSWORD, "test")
    for number in range(3):
        upload(made, number)
    yield made
    made.close()


def upload(kept: Application, number: int) -> str:
    from io import BytesIO

    return kept.intake.receive(BytesIO(b"%%PDF-1.7\n%% paper %d" % number), f"{number}.pdf", "root").document.id


def names(kept: Application) -> list[str]:
    with kept.database.reading() as connection:
        return sorted(document.name for document in documents.page(connection, Wanted(), 1000, 0)[1])


def test_what_was_backed_up_is_there_after_restoring(kept: Application, tmp_path: Path) -> None:
    kept.pictures._files.keep_made("a.png", b"made again at any time")
    told = back_up(kept, tmp_path / "backup")
    new = application(tmp_path / "new")
    assert restore(new, tmp_path / "backup") == told and told.files == 3
    assert names(new) == ["0.pdf", "1.pdf", "2.pdf"] and new.accounts.configured()
    assert new.signing_in.sign_in("root", PASSWORD, "here").user.role == "admin"
    assert new.files.get(upload(kept, 1)).endswith(b"paper 1")
    assert not (tmp_path / "backup" / "files" / "made").exists()
    new.database.close()


def test_a_backup_made_while_documents_come_in_is_whole(kept: Application, tmp_path: Path) -> None:
    ending = threading.Event()

    def keep_uploading() -> None:
        number = 10
        while not ending.is_set():
            upload(kept, number)
            number += 1

    busy = threading.Thread(target=keep_uploading)
    busy.start()
    try:
        for number in range(3):
            back_up(kept, tmp_path / f"backup-{number}")
    finally:
        ending.set()
        busy.join()
    for number in range(3):
        new = application(tmp_path / f"new-{number}")
        restore(new, tmp_path / f"backup-{number}")
        with new.database.reading() as connection:
            for document in documents.page(connection, Wanted(), 1000, 0)[1]:
                new.files.get(document.id)
        assert len(names(new)) >= 3
        new.database.close()


def test_nothing_is_written_over(kept: Application, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "backup")
    with pytest.raises(BackupRefused, match="there already"):
        back_up(kept, tmp_path / "backup")
    with pytest.raises(BackupRefused, match="holds data already"):
        restore(kept, tmp_path / "backup")
    assert names(kept) == ["0.pdf", "1.pdf", "2.pdf"]


def test_restoring_that_was_cut_short_goes_on(kept: Application, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "backup")
    new = application(tmp_path / "new")
    new.files.put(kept.files.get(upload(kept, 0)))
    restore(new, tmp_path / "backup")
    assert len(names(new)) == 3
    new.database.close()


@pytest.mark.parametrize("spoil", ["file changed", "file gone", "database changed", "no list"])
def test_a_backup_that_is_not_whole_is_refused_before_anything_is_written(kept: Application, tmp_path: Path, spoil: str) -> None:
    folder = tmp_path / "backup"
    back_up(kept, folder)
    some = next((folder / "files").glob("*/*"))
    {
        "file changed": lambda: some.write_bytes(b"other"),
        "file gone": some.unlink,
        "database changed": lambda: (folder / "mingzhang.db").write_bytes(b"other"),
        "no list": (folder / "backup.json").unlink,
    }[spoil]()
    new = application(tmp_path / "new")
    with pytest.raises(BackupRefused):
        restore(new, folder)
    assert not list(new.files.digests()) and not (tmp_path / "new" / "data" / "mingzhang.db").exists()


def test_a_damaged_file_is_told_at_backup(kept: Application, tmp_path: Path) -> None:
    digest = upload(kept, 0)
    place = Path(kept.settings.serving.files_url) / digest[:2] / digest
    place.write_bytes(b"rotten")
    with pytest.raises(BackupRefused, match=digest):
        back_up(kept, tmp_path / "backup")
    assert not list(tmp_path.glob("backup*"))


def test_a_store_in_use_is_not_restored_into(kept: Application) -> None:
    other = Application(kept.settings)
    with pytest.raises(DataInUse), other.held_alone():
        pass


def test_a_postgresql_is_backed_up_by_its_own_means(tmp_path: Path) -> None:
    served = application(tmp_path, database="postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(BackupRefused, match="pg_dump"):
        back_up(served, tmp_path / "backup")
    served.database.close()
