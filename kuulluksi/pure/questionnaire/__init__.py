"""What we ask: a questionnaire is an immutable document, and an answer is checked against it in one
place.

`document` reads and writes it, `bank` finds the instruments that come with the house, `answers`
takes in what somebody chose, whether from a web form, paper, a telephone call or a machine.
"""
