"""The signs by which a guide's text is recognised: headings, labels, enumerators, numerals and names.

`read`, `clean`, `parse` and `enrich` share them. All patterns accept the spaces that a PDF puts into the text.
"""
