"""The annual client statement as values: sheets of figures, the document that cites them, and how
both are laid out for a reader."""
