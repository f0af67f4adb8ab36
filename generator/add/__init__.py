"""add: a file as received → a guide in seeds/, and a report of what a person should check.

receive   file → Received                     its bytes, and the guide parsed from them
identify  Received → Identity                 year, batch, stage, title: from text, file name, options, questions
admit     Received, Identity → Entry          a new guide, one that is held already, or a replacement
plan      [Entry] → Plan → seeds/, content/   all files to write, made before the first is written
report    Plan → lines of text
"""
