"""Notes of printed figures in the reader's language: those of the files that come with the house;
any other stands as it was written."""

from django.utils.translation import gettext, gettext_noop

KNOWN = (
    gettext_noop("other places of the same report print 653"),
    gettext_noop("printed in column 2011; counted in 2010"),
    gettext_noop("printed in column 2010; counted in 2009"),
    gettext_noop("printed in column 2009; counted in 2008"),
    gettext_noop("estimate; persons in 2010, matters in 2011"),
    gettext_noop("persons (2010)"),
    gettext_noop("matters (2011)"),
    gettext_noop("printed as about"),
    gettext_noop("printed total"),
    gettext_noop("printed total, about"),
    gettext_noop("of 653"),
    gettext_noop("base: those who chose a unit"),
    gettext_noop("scale 1-5"),
    gettext_noop("about"),
    gettext_noop("over"),
    gettext_noop("multiple choice; 2009 covers 1.10.-31.12. only"),
    gettext_noop("2009 unit figures not printed: too few answers"),
    gettext_noop("302 respondents in all"),
    gettext_noop("6263 respondents in Helsinki"),
    gettext_noop("780 respondents in 2011"),
    gettext_noop("asked of the whole population"),
    gettext_noop("at most; worked out of the share that could not, asked of the whole population"),
    gettext_noop("the year is when it was read"),
    gettext_noop("about; the year is when it was read"),
    gettext_noop("August 2024"),
)


def note_of(note: str) -> str:
    return gettext(note) if note in KNOWN else note
