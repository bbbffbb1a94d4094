"""Every write to surveys."""

from kuulluksi.surveys.actions.answering import NewAnswers, break_off, give
from kuulluksi.surveys.actions.closing import close, close_due
from kuulluksi.surveys.actions.shuffling import shuffle

__all__ = ["NewAnswers", "break_off", "close", "close_due", "give", "shuffle"]
