"""Kuulluksi carries a client's voice to whoever owes an answer, and the answer back."""
