"""From the paths of a call to what is to be read: articles, and the Readings made of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from kg.articles import MAX_BYTES, Metadata, checked_metadata, load_article
from kg.errors import InputError, KgError, StoreError
from kg.model import Article, Reading
from kg.reading.file import load_reading, looks_like_reading

ARTICLE_ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".txt.gz", ".md.gz")
_NAMES_ARTICLE = re.compile(rb"^article:", re.MULTILINE)


class Job(Struct, frozen=True, kw_only=True):
    """One input: an article to be read by machine, a Reading to be built as it stands, or why it is neither."""

    file: str
    article: Article | None = None
    reading: Reading | None = None
    error: KgError | None = None
    better: str = ""  # another input of the same call with the same text, which is built instead


def find_jobs(paths: Iterable[Path | str], metadata: Metadata, max_bytes: int = MAX_BYTES) -> list[Job]:
    """What the paths hold, each file once; a file that cannot be read is a job with an error and stops no other."""
    files = dict.fromkeys(file for path in paths for file in _files(path))
    return [_job(file, metadata, max_bytes) for file in files]


def _files(path: Path | str) -> Iterator[str]:
    """The path itself, or the inputs in the folder that it names; ``-`` is stdin."""
    if str(path) != "-" and Path(path).is_dir():
        yield from _inside(Path(path))
    else:
        yield str(path)


def _inside(folder: Path) -> Iterator[str]:
    """Articles without a Reading beside them, and Readings; sorted, hidden files and links to folders left out."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = {name for name in names if not name.startswith(".") and (Path(where) / name).is_file()}
        found += [str(Path(where) / name) for name in here if _is_input(Path(where) / name, here)]
    if not found:
        kinds = ", ".join(ARTICLE_ENDINGS)
        raise InputError(
            "no article and no Reading in this folder", file=str(folder), hint=f"Looked for {kinds}, .yaml"
        )
    yield from sorted(found)


def _is_input(path: Path, here: set[str]) -> bool:
    if looks_like_reading(path):
        return _is_reading(path, here)
    return path.name.lower().endswith(ARTICLE_ENDINGS) and not (readings_beside(path.name) & here)


def readings_beside(name: str) -> set[str]:
    """The names that a Reading of an article file can have beside it.

    >>> sorted(readings_beside("article.txt"))
    ['article.reading.yaml', 'article.reading.yml', 'article.yaml', 'article.yml', 'reading.yaml', 'reading.yml']
    """
    stem = name.split(".", maxsplit=1)[0]
    stems = [stem, f"{stem}.reading", *(["reading"] if stem == "article" else [])]
    return {f"{stem}{ending}" for stem in stems for ending in (".yaml", ".yml")}


def _is_reading(path: Path, here: set[str]) -> bool:
    """Whether a YAML file of a folder is a Reading: by its name, by the article beside it, or by what it holds."""
    if path.stem == "reading" or path.stem.endswith(".reading"):
        return True
    if any(path.name in readings_beside(name) for name in here if name.lower().endswith(ARTICLE_ENDINGS)):
        return True
    with path.open("rb") as stream:
        return bool(_NAMES_ARTICLE.search(stream.read(100_000)))


def _job(file: str, metadata: Metadata, max_bytes: int) -> Job:
    try:
        if file != "-" and looks_like_reading(Path(file)):
            reading = load_reading(file, max_bytes=max_bytes)
            article = _described(reading.article, metadata)
            return Job(file=file, article=article, reading=structs.replace(reading, article=article))
        return Job(file=file, article=load_article(file, metadata, max_bytes=max_bytes))
    except StoreError:
        raise
    except KgError as error:
        return Job(file=file, error=error)


def _described(article: Article, metadata: Metadata) -> Article:
    """The article of a Reading, with what the call says of it in place of what its file says."""
    given = structs.asdict(checked_metadata(metadata))
    return structs.replace(article, **{key: value for key, value in given.items() if value and key != "encoding"})
