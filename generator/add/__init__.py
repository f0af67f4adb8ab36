"""add: a file as received → a guide that is held, and a report of what a person should look at.

receive   file → Received                  its bytes, and the guide that the rules make of them
identify  Received → Identity              year, batch, stage, title: text, file name, options, questions
admit     Received, Identity → Entry       new, held already, or to replace what is held
plan      [Entry] → Plan → seeds/, content/   every file to write, made before the first is written
report    Plan → lines of text
"""
