"""A headless Chromium spoken to over a pair of pipes (DevTools protocol): no port, no driver, no package."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, Any

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_MOST_SECONDS = 300
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--window-size=1400,900",
)


def _working() -> str | None:
    """The first browser that starts: some systems have a command of that name which only tells how to install it."""
    for path in filter(None, map(shutil.which, _NAMES)):
        try:
            subprocess.run([path, "--version"], check=True, capture_output=True, timeout=30)
        except (OSError, subprocess.SubprocessError):
            continue
        return path
    return None


CHROMIUM = _working()
_KEYS: dict[str, dict[str, Any]] = {
    "Enter": {"text": "\r", "windowsVirtualKeyCode": 13},
    "Escape": {"windowsVirtualKeyCode": 27},
    "Tab": {"windowsVirtualKeyCode": 9},
}


class Page:
    """One tab."""

    def __init__(self, commands: int, answers: IO[bytes]) -> None:
        self._commands, self._answers, self._count, self._session = commands, answers, 0, ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """A command and its answer; events in between are dropped."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": params} | (
            {"sessionId": self._session} if self._session else {}
        )
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while (answer := json.loads(self._message())).get("id") != self._count:
            pass
        assert "error" not in answer, answer
        found: dict[str, Any] = answer["result"]
        return found

    def _message(self) -> bytes:
        parts = []
        while (byte := self._answers.read(1)) not in (b"\0", b""):
            parts.append(byte)
        return b"".join(parts)

    def open(self, file: Path) -> None:
        """Show a file; returns when it is loaded."""
        self.send("Page.navigate", url=file.as_uri())
        self.ask("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))")

    def visit(self, url: str) -> None:
        """Show a page of a server; returns when it is loaded."""
        self.ask("window.left = true")
        self.send("Page.navigate", url=url)
        self.wait("!window.left && document.readyState === 'complete'")

    def wait(self, script: str, seconds: float = 60.0) -> Any:
        """The value of an expression once it is true."""
        until = time.monotonic() + seconds
        asked = f"(() => {{ try {{ const it = {script}; return it instanceof Node || it; }} catch {{ return null; }} }})()"
        while not (found := self.ask(asked)):
            assert time.monotonic() < until, f"{script} never came true: {self.ask('document.body.innerText')[:2000]}"
            time.sleep(0.05)
        return found

    def press(self, key: str) -> None:
        """Press a key."""
        more = _KEYS.get(key, {"text": key})
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, **more)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def type(self, text: str) -> None:
        """Enter text where the cursor is."""
        self.send("Input.insertText", text=text)

    def give(self, selector: str, file: Path) -> None:
        """Choose a file in a field."""
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        field = self.send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.send("DOM.setFileInputFiles", nodeId=field, files=[str(file)])

    def picture(self, file: Path) -> None:
        """What is seen, as PNG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def ask(self, script: str) -> Any:
        """The value of an expression, promises awaited."""
        told = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def click(self, selector: str) -> None:
        """Press and release the mouse over the middle of an element, scrolled into view."""
        where = f"""(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: "center"}});
            const b = e.getClientRects()[0]; return [b.left + b.width / 2, b.top + b.height / 2]; }})()"""
        x, y = self.ask(where)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A browser of its own, ended with the block; one that stops answering is ended too."""
    assert CHROMIUM
    take_commands, commands = os.pipe()
    answers, give_answers = os.pipe()
    pipes = f'exec {CHROMIUM} "$@" 3<&{take_commands} 4>&{give_answers}'
    command = [
        "bash",
        "-c",
        pipes,
        "chromium",
        *_FLAGS,
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
        "about:blank",
    ]
    with subprocess.Popen(command, pass_fds=(take_commands, give_answers), stderr=subprocess.DEVNULL) as browser:
        os.close(take_commands)
        os.close(give_answers)
        patience = Timer(_MOST_SECONDS, browser.kill)
        patience.start()
        try:
            with os.fdopen(answers, "rb") as heard:
                yield Page(commands, heard)
        finally:
            patience.cancel()
            browser.terminate()
            os.close(commands)
