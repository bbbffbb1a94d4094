"""Measures the house beside a bare view: `./dev bench` prints a table for both databases."""
