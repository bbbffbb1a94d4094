"""What we are told: instant feedback, with its kind, topics, statements and hopes."""
