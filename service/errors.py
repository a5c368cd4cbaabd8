"""What can go wrong around an extraction. As in extractors.errors, each class's docstring is its message."""

from __future__ import annotations

from extractors.errors import InputRefused, MingzhangError


class NotAFile(InputRefused):
    """{path} is not a file but a folder or device: give the PDF files in it."""


class Unreadable(InputRefused):
    """{path} cannot be opened ({detail}): check its permissions."""


class FolderInTheWay(InputRefused):
    """The folder {folder} holds other files ({example}) and was left alone: choose another --out."""


class CannotWrite(InputRefused):
    """The result could not be written to {folder} ({detail}): free space or choose another --out."""


class Unforeseen(InputRefused):
    """This file met a fault of Mingzhang ({detail}): run it alone, and report the fault with the file."""


class WorkerWouldNotStart(MingzhangError):
    """The extraction process did not start ({detail}): run `mingzhang doctor`."""


class NothingToScore(MingzhangError):
    """There is nothing to score in {folder} ({detail}): give a folder with NAME.pdf and NAME.facts.csv."""


class GoldenRefused(MingzhangError):
    """The golden case was not made: {reason}."""


class NoSuchCase(MingzhangError):
    """There is no golden case {name} in {folder}: `mingzhang golden check` without a name runs all cases."""


class ReaderUnavailable(MingzhangError):
    """The reader `{reader}` needs a model: set MINGZHANG_MODEL with OPENAI_BASE_URL or OPENAI_API_KEY, or use --reader rules."""

    exit_code = 2


class BadSetting(MingzhangError):
    """The setting {name}={value} cannot be used ({detail}): correct it or leave it out."""

    exit_code = 2
