"""The auditor: puts every printed total, share and change of a statement, and every number and
claim of its text, beside the figures themselves.
"""
