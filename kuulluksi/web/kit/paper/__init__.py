"""A questionnaire as a tagged PDF to be filled in by hand, and where every box of it stands, so
that a machine may read it one day. docs/paper.md tells the form.
"""

from kuulluksi.web.kit.paper.making import Paper, paper, pdf

__all__ = ["Paper", "paper", "pdf"]
