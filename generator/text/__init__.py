"""Characters, brackets and addresses in a text, for any step."""
