"""How measures and their effects are said: to the public, to givers and to the staff alike."""
