"""Files that leave the house: published figures, research extracts and national rows."""
