"""Promises that people forget, kept by the machine."""
