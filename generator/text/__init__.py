"""text: what any step may ask of the characters, brackets and addresses in a text."""
