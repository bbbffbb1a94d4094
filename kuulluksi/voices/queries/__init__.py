"""Every read of voices."""

from kuulluksi.voices.queries.answering import handed_on, past_clocks
from kuulluksi.voices.queries.clocks import Clock, clocks, gone_past, marks_due
from kuulluksi.voices.queries.harm import (
    concerned_by_harm,
    contacts_to_ask,
    harm_report,
    harm_told_on,
    harm_told_to,
    harm_without_reader,
    may_hear_harm,
    told_of_harm,
    waiting_harm,
)
from kuulluksi.voices.queries.journeys import (
    Stop,
    added_on,
    first_words,
    journey,
    last_answerer,
    steps_since,
)
from kuulluksi.voices.queries.keeping import (
    checked,
    latest_check,
    owned_by,
    terms,
    without_owner,
)
from kuulluksi.voices.queries.notices import digests_due, notices_of
from kuulluksi.voices.queries.publishing import (
    Original,
    edited_in,
    original,
    publication,
    published,
    published_as,
    waiting,
)
from kuulluksi.voices.queries.routes import (
    handlers_of,
    hidden_from,
    place_of,
    routing_table,
    rules,
    rules_of_the_left,
)
from kuulluksi.voices.queries.searching import LONGEST_SEARCH, matching, words_due
from kuulluksi.voices.queries.seeing import (
    URGENT,
    by_receipt,
    can_view,
    on_duty,
    visible_to,
    ways,
    within,
)
from kuulluksi.voices.queries.writers import written_by

__all__ = [
    "LONGEST_SEARCH",
    "URGENT",
    "Clock",
    "Original",
    "Stop",
    "added_on",
    "by_receipt",
    "can_view",
    "checked",
    "clocks",
    "concerned_by_harm",
    "contacts_to_ask",
    "digests_due",
    "edited_in",
    "first_words",
    "gone_past",
    "handed_on",
    "handlers_of",
    "harm_report",
    "harm_told_on",
    "harm_told_to",
    "harm_without_reader",
    "hidden_from",
    "journey",
    "last_answerer",
    "latest_check",
    "marks_due",
    "matching",
    "may_hear_harm",
    "notices_of",
    "on_duty",
    "original",
    "owned_by",
    "past_clocks",
    "place_of",
    "publication",
    "published",
    "published_as",
    "routing_table",
    "rules",
    "rules_of_the_left",
    "steps_since",
    "terms",
    "told_of_harm",
    "visible_to",
    "waiting",
    "waiting_harm",
    "ways",
    "within",
    "without_owner",
    "words_due",
    "written_by",
]
