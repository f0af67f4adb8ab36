"""The genre's surface: headings, labels and enumerators, as `clean` and `parse` both see them.

All patterns tolerate spaces where a PDF puts them.
"""
