"""`mingzhang backup`, `mingzhang restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.application import Application
from service.backups import Backup, back_up
from service.backups import restore as restored
from service.console import say
from service.settings import current_settings


def backup(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that does not exist yet.")]) -> None:
    """Copy the embedded store, database and files, each checked by its digest; the service may be running."""
    application = Application(current_settings())
    try:
        say(f"{_told(back_up(application, folder))} are in {folder}")
    finally:
        application.database.close()


def restore(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `mingzhang backup` made.")]) -> None:
    """Fill an empty data folder (MINGZHANG_DATA) from a backup, after checking that it is whole."""
    application = Application(current_settings())
    with application.held_alone():
        try:
            say(f"{_told(restored(application, folder))} are in {application.settings.serving.data}")
        finally:
            application.database.close()


def _told(told: Backup) -> str:
    return f"{told.files} files ({told.bytes / 2**20:.1f} MB) and the database of {told.made_at:%Y-%m-%d %H:%M} UTC"
