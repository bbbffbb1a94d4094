"""What came of it, for the staff: measures, effects, how results were used, circles of reply."""
