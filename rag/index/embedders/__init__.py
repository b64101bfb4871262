"""The embedders that exist; `rag.index.embedder.open_embedder` chooses among them."""
