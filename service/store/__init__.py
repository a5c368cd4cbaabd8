"""Everything that is kept: rows in SQLite or PostgreSQL, files by their content. The only importer of SQLAlchemy and fsspec."""
