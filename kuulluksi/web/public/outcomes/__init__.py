"""What came of it, for everybody: you said, we did, what changed."""
