"""SQLite as the house keeps it: a line to the file stays open from page to page."""
