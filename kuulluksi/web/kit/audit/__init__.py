"""What an audit found, in the words of its reader."""
