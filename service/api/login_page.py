"""The page where one signs in: it stands alone, in Chinese and English at once, since nobody's language is known yet."""

from __future__ import annotations

from html import escape
from importlib.resources import files

_SAID = {
    "WrongPassword": "用户名或密码不正确，请重试，或请管理员重设密码。 The name or the password is wrong.",
    "TooManyGuesses": "密码错误次数过多，请十五分钟后再试。 Too many wrong passwords: wait fifteen minutes.",
    "NoTls": "此地址未使用 https，浏览器不会保留登录状态。 Open this by https: a browser keeps no session here.",
}


def login_page(go_on: str, wrong: str, unsafe: bool) -> str:
    """HTML. `wrong`: the name of the error that the last attempt met, or empty; `unsafe`: the address is not https."""
    said = [_SAID[key] for key in (wrong, "NoTls" if unsafe else "") if key]
    message = "".join(f'<p role="alert">{escape(line)}</p>' for line in said)
    page = files("service.api").joinpath("login.html").read_text(encoding="utf-8")
    return page.replace("{{message}}", message).replace("{{next}}", escape(go_on, quote=True))
