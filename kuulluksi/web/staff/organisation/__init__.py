"""The organisation in the staff pages."""
