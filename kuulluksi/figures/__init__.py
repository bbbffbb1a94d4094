"""What it adds up to: counts, releases, protected and printed figures, themes of own words."""
