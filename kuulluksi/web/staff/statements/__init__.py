"""Statements on the staff pages: begun, written section by section, reviewed, and signed."""
