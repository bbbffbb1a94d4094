"""Feedback: given whole, listed completely, answered in own words."""
