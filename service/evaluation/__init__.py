"""Scores results against truth files. The definitions: every figure by its key and exact value, every claim by its best
match, every known contradiction by place or amounts; `wrong accepted` counts whatever was accepted and is not so."""
