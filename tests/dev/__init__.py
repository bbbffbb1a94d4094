"""The commands of everyday work."""
