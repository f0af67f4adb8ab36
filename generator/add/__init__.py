"""add: a file as received → a guide in seeds/ and its pages in content/, and a report of what a person should check.

receive   file → Received                      its bytes, and the guide parsed from them
identify  Received, Options → Identity         its id and title: from text, file name, options, questions
admit     Received, Identity → Addition        the guide as it will be held: new, held already, or a replacement
plan      [Addition] → Plan → seeds/, content/ all files to write, made before the first is written
report    Plan → text
"""
