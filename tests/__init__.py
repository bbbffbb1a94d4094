"""Everything that is proved about Kuulluksi, room by room."""
