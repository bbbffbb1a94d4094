"""The public pages: give a voice, keep the receipt, follow the journey. No login, no cookie."""
