"""What both faces are made of: the form's nonce, the journey as a picture, dates, codes."""
