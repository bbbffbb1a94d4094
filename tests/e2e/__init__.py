"""Tests that drive a browser, as a person with a phone or at a desk would."""
