"""The hallway: settings, addresses and the doors to the outside."""
