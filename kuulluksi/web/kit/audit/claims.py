"""The sentences of what an audit finds in a text, one for each rule."""

from collections.abc import Mapping

from django.utils.functional import Promise

RULES: Mapping[str, str | Promise] = {}
CODES: Mapping[str, str | Promise] = {}
REASONS: Mapping[str, str | Promise] = {}
