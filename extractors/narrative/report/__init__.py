"""Performance reports: long forms whose cells hold sentences over many pages, or plain chapters."""
