"""Characters, brackets, contacts and addresses in a text; shared by all steps."""
