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


class NoDatabase(MingzhangError):
    """The database {url} cannot be opened ({detail}): correct MINGZHANG_DATABASE or leave it out for the embedded one."""


class DatabaseAway(MingzhangError):
    """The database does not answer ({detail}): try again in a moment."""


class FileGone(MingzhangError):
    """The stored file {digest} cannot be read ({detail}): restore it from a backup."""


class NotFound(MingzhangError):
    """There is no {what} {id}: check the address, or look in the list."""


class Conflict(MingzhangError):
    """{reason}."""


class Impossible(MingzhangError):
    """{reason}."""


class DataInUse(MingzhangError):
    """Another `mingzhang serve` works with the folder {folder}: stop it, or set MINGZHANG_DATA to another folder."""


class NotSignedIn(MingzhangError):
    """This needs a user: sign in, or send an API token as `Authorization: Bearer …`."""


class Forbidden(MingzhangError):
    """{what} needs the role {role}: ask an administrator."""


class TooMuch(MingzhangError):
    """{who} has sent {what} within a day, the limit is {limit}: go on tomorrow, or ask an administrator for more."""


class NoWorkersHere(MingzhangError):
    """Workers need a PostgreSQL, the embedded store is read by `mingzhang serve` itself: set MINGZHANG_DATABASE=postgresql://…."""

    exit_code = 2


class WrongPassword(NotSignedIn):
    """The name or the password is wrong: try again, or ask an administrator for a new password."""


class BadKey(NotSignedIn):
    """This {what} is unknown, expired or revoked: sign in again, or ask for a new one."""


class TooManyGuesses(MingzhangError):
    """There were too many wrong passwords: wait {minutes} minutes and try again."""


class HostRefused(Forbidden):
    """The host name {host} is not one that this service answers to: use its own address, or list it in MINGZHANG_HOSTS."""


class CrossSite(Forbidden):
    """This request was made by a page of another site ({origin}) and was refused: use the pages of this service, or a script."""


class BadCsrf(Forbidden):
    """This page is out of date, or its token was not sent (header X-CSRF-Token or form field csrf): load the page again."""


class Unusable(MingzhangError):
    """The {what} cannot be used ({detail}): give another one."""

    exit_code = 2


class ServeRefused(MingzhangError):
    """Others reach {host} and no user is configured: `mingzhang users add NAME --role admin` first, or serve on 127.0.0.1."""

    exit_code = 2


class BackupRefused(MingzhangError):
    """{reason}."""

    exit_code = 2


class NothingChosen(InputRefused):
    """No document answers to this choice: ask for less, or upload documents first."""


class GoldenWorse(Conflict):
    """Golden gets worse and the new runs stay aside: {reason}. An administrator may override this with a reason."""


class StillRunning(Conflict):
    """The batch is still reading ({left} documents or more are left): wait for it, or cancel it."""


class MovedOn(Conflict):
    """{count} documents show other figures than those that were compared ({names}): start a new batch for them."""


class NoReason(InputRefused):
    """An override needs a reason, which the history keeps: say why golden may get worse."""


class ServerAway(MingzhangError):
    """The service at {server} does not answer ({detail}): start it with `mingzhang serve`, or name another with --server."""


class ServerRefused(MingzhangError):
    """{detail}"""

    @property
    def status(self) -> int:
        """The HTTP status of the refusal."""
        return int(str(self.which["status"]))

    @property
    def kind(self) -> str:
        """The name of the problem, such as GoldenWorse."""
        return str(self.which["kind"])


class TooLong(MingzhangError):
    """The {what} has not ended within {seconds} seconds: look again later."""


class CannotListen(MingzhangError):
    """Nothing can listen on {host}, port {port} ({detail}): stop what does already, or give another --host or --port."""

    exit_code = 2
