"""Keeps the hash of every prompt version in prompts/lock.toml. usage: python -m tests.asking.lock_prompts"""

from __future__ import annotations

import sys

from extractors.narrative.prompts import FOLDER, locked, prompt_for
from extractors.narrative.schemas import SCHEMAS

LOCK = FOLDER / "lock.toml"


def main() -> int:
    """Add new versions; refuse words that changed under an old number."""
    known = {kind: dict(versions) for kind, versions in locked().items()} if LOCK.exists() else {}
    for kind in SCHEMAS:
        prompt = prompt_for(kind)
        kept = known.setdefault(kind, {}).setdefault(str(prompt.version), prompt.text_hash)
        if kept != prompt.text_hash:
            print(f"prompts/{kind} changed, but is still version {prompt.version}: raise it in meta.toml and say why")
            return 1
    lines = [f"[{kind}]\n" + "".join(f'{v} = "{h}"\n' for v, h in versions.items()) for kind, versions in sorted(known.items())]
    LOCK.write_text("# The words of every prompt version. Written by `make prompts`.\n\n" + "\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
