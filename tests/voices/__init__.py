"""The journey of a voice, on SQLite and on PostgreSQL."""
