"""Golden cases: documents whose every figure a named person has checked against the printed page."""
