"""The staff pages: the inbox, one voice and what is done with it, and the organisation."""
