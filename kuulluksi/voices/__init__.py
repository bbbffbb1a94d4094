"""What every voice shares: its journey, its receipt, whose turn it is, and by when."""
