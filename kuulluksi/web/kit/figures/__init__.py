"""Figures as people read them: what they are called, how they are written, how they are drawn."""
