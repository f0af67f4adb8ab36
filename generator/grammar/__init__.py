"""The signs by which a guide's text is recognised: headings, labels, enumerators and numerals.

`read`, `clean` and `parse` share them. All patterns accept the spaces that a PDF puts into the text.
"""
