"""A statement as files to keep: PDF, DOCX, XLSX, open data, and how it is cited. Values come in,
bytes go out; the same values always give the same bytes.
"""
