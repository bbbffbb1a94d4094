"""What we ask: client surveys in waves, the promise of how they are handled, and the answers, which
nothing ties to a person.
"""
