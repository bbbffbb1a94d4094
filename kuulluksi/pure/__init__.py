"""Arithmetic and grammar of being heard: days, words, codes, questionnaires.

Nothing here knows a database, a request or a clock. What goes in is a plain value, what comes out
is a plain value, and whatever cannot be right is refused where it arrives.
"""
