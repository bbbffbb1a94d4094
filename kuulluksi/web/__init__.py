"""Faces for people: the public pages, the staff pages, and the kit that both are made of."""
