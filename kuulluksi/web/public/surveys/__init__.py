"""Surveys as people answer them and see what became of them."""
