"""The prose of a statement beside its figures: numbers and claims are read out of Finnish, Swedish
or English sentences, bound to figures and judged. In doubt a claim is unbound, never a fault.
"""

from kuulluksi.pure.audit.text.checking import check

__all__ = ["check"]
