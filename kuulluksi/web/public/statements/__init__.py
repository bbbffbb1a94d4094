"""Statements that were signed, for everybody."""
