"""What a result looks like outside: files and the report page."""
