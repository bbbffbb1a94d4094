"""What we ask: a questionnaire is an immutable document, and an answer is checked against it in one
place, whether it comes from a web form, staff, paper, a letter or a machine.

`document` is the value and `parsing` reads it, `flow` finds the way through it, `answers` takes in
what somebody chose, `checker` warns, `bank` holds the instruments. docs/instruments.md tells more.
"""
