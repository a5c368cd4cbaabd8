"""Everything with state: command line, files, sandbox, scoring, golden cases, benches."""
