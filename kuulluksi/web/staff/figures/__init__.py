"""The staff pages of figures."""
