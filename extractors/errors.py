"""What can go wrong before there is a result. Each class's docstring is its message: what, which, what to do."""

from __future__ import annotations

import inspect


class MingzhangError(Exception):
    """Mingzhang could not do this."""

    exit_code = 1

    def __init__(self, **which: object) -> None:
        self.which = which
        template = inspect.cleandoc(type(self).__doc__ or "").replace("\n", " ")
        super().__init__(template.format(**which))


class InputRefused(MingzhangError):
    """The input was refused: {reason}."""

    exit_code = 2


class FileMissing(InputRefused):
    """There is no file {path}: check the path."""


class NotAPdf(InputRefused):
    """This is not a PDF file (it looks like {looks_like}): give the PDF as the department published it."""


class EmptyFile(InputRefused):
    """This file is empty (0 bytes): download it again."""


class Damaged(InputRefused):
    """This PDF is damaged and cannot be read ({detail}): download it again from its publisher."""


class Encrypted(InputRefused):
    """This PDF asks for a password: save a copy without one and give that."""


class BlankTemplate(InputRefused):
    """This is a template that was not filled in (it says {says}): give the document that the department published."""


class TooLarge(InputRefused):
    """This file has {size_mb:.0f} MB, the limit is {limit_mb:.0f} MB: raise --max-mb or split the file."""


class TooManyPages(InputRefused):
    """This PDF has {pages} pages, the limit is {limit}: raise --max-pages or split the file."""


class TooSlow(InputRefused):
    """Reading this PDF took longer than {seconds:g} seconds and was stopped: raise --max-seconds or split the file."""


class TooMuchMemory(InputRefused):
    """Reading this PDF needed more than {limit_mb:.0f} MB of memory and was stopped: split the file."""


class ReaderDied(InputRefused):
    """Reading this PDF crashed the reader ({detail}): the file is probably damaged, download it again."""


class NotADisclosure(MingzhangError):
    """This is not a budget, final-accounts or performance disclosure: it looks like {looks_like}."""

    exit_code = 3
