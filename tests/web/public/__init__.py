"""The public pages through the test client."""
