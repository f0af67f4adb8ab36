"""build: content/ → site/: MkDocs per language side by side, landing pages, data, feeds, sources."""
