"""The figures of being heard, for everybody."""
