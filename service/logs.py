"""Logs: a sentence with what it is about, one JSON object a line; on a terminal, a line to read.

No document content: of exceptions the kind and the places in the code are told, never the message, which may quote what was read.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

_ORDINARY = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}
_FRAMES = 12


class JsonLines(logging.Formatter):
    """A record as one line of JSON: `at`, `level`, `logger`, `message`, then what it is about."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {
            "at": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= about(record)
        if record.exc_info and record.exc_info[0]:
            told |= {"error": record.exc_info[0].__name__, "where": places(record.exc_info[2])}
        return json.dumps(told, ensure_ascii=False, default=str)


class Readable(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        details = " ".join(f"{name}={value}" for name, value in about(record).items() if value not in (None, ""))
        error = f" {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""
        return f"{at} {record.levelname.lower():7} {record.getMessage()}{error}  {details}".rstrip()


def about(record: logging.LogRecord) -> dict[str, Any]:
    """What was given along with a record."""
    return {name: value for name, value in record.__dict__.items() if name not in _ORDINARY and not name.startswith("_")}


def places(trace: TracebackType | None) -> list[str]:
    """The innermost places in the code that an exception went through."""
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}" for frame in frames]


def set_up(level: str) -> None:
    """Write the logs of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Readable() if sys.stderr.isatty() else JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("mingzhang").setLevel(level.upper())
