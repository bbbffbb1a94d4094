"""Figures on public pages: what was asked, what was answered, and what came of it."""
