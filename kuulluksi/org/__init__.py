"""Who we are: the authority, its places, its people and what each of them answers for."""
