"""Surveys as staff plan, hold and read them."""
