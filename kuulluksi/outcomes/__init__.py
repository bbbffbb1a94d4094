"""What came of it: measures and trials, whether they helped, whether those who spoke were told."""
