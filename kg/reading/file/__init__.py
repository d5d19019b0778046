"""The Reading file (YAML): read strictly into a Reading, every fault with file, line, column and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import structs

from kg.articles import MAX_BYTES, Metadata, checked_metadata, load_article, open_regular
from kg.errors import InputError, KgError, LimitError
from kg.model import Article, Reader, Reading
from kg.reading.file.check import check_reading
from kg.reading.file.records import Records
from kg.reading.file.schema import ArticleForm
from kg.reading.file.shape import Shaper
from kg.yamltree import Fault, Tree, parse_yaml

_MOST_SHOWN = 100
_HINT = "Correct the Reading file; `kg check FILE` tells when it is right, `kg schema` what may stand in it."


def load_reading(path: Path | str, *, max_bytes: int = MAX_BYTES) -> Reading:
    """The Reading in a file, with the article that it names, which lies in the same folder.

    A person's Reading with any fault is refused whole. Of a machine's or a model's, assertions whose words are not
    in the text are dropped and listed in ``Reading.dropped``; other faults refuse it too.

    Raises:
        InputError: with every fault of the file, one a line.
        LimitError: the file or the article is too long.
    """
    path = Path(path)
    tree = parse_yaml(_file_text(path, max_bytes))
    shaper = _shaped(tree, str(path))
    form = shaper.sections.get("article")
    article = _article_of(shaper, form, path.parent, max_bytes) if form is not None else None
    return _reading(shaper, article, str(path))


def parse_reading(text: str, article: Article, file: str = "<reading>") -> Reading:
    """The Reading in a text, of an article that is already at hand; what it says of the article counts.

    Raises:
        InputError: with every fault of the text, one a line.
    """
    shaper = _shaped(parse_yaml(text), file)
    form = shaper.sections.get("article")
    known = _described(shaper, form, article) if form is not None else None
    return _reading(shaper, known, file)


def looks_like_reading(path: Path) -> bool:
    """Whether a file is a Reading rather than an article, by its name."""
    return path.suffix.lower() in {".yaml", ".yml"}


def _file_text(path: Path, max_bytes: int) -> str:
    with open_regular(path) as stream:
        raw = stream.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise LimitError(f"is longer than {max_bytes:,} bytes", file=str(path), hint="Raise --max-bytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8", file=str(path), line=line, hint="Save the Reading file as UTF-8.") from error


def _shaped(tree: Tree, file: str) -> Shaper:
    """The file's forms; stops here when it is no YAML, since every later fault would be a consequence."""
    if tree.faults:
        raise _refusal(tree.faults, file)
    shaper = Shaper(tree)
    if shaper.read():
        check_reading(shaper)
    return shaper


def _reading(shaper: Shaper, article: Article | None, file: str) -> Reading:
    reader = shaper.sections.get("reader")
    by_person = reader is None or reader.kind == "person"
    records = Records(shaper, article.text if article else None, drop=not by_person)
    made = records.make()
    if shaper.tree.faults or article is None or reader is None:
        raise _refusal(shaper.tree.faults, file)
    return Reading(
        article=article,
        reader=Reader(kind=reader.kind, name=reader.name, version=reader.version),
        dropped=tuple(records.dropped),
        **made,
    )


def _refusal(faults: list[Fault], file: str) -> InputError:
    """One error that holds every fault, in the order of the file."""
    ordered = sorted(set(faults))
    lines = [f"{file}:{fault.place.line}:{fault.place.column}: {fault.message}" for fault in ordered[1:_MOST_SHOWN]]
    if len(ordered) > _MOST_SHOWN:
        lines.append(f"{file}: and {len(ordered) - _MOST_SHOWN} more")
    first = ordered[0]
    message = "\n".join([first.message, *lines])
    return InputError(message, file=file, line=first.place.line, column=first.place.column, hint=_HINT)


def _article_of(shaper: Shaper, form: ArticleForm, folder: Path, max_bytes: int) -> Article | None:
    """The article that the Reading names, described as it says; None and a fault when there is none such."""
    path = (folder / form.file).resolve()
    if Path(form.file).is_absolute() or not path.is_relative_to(folder.resolve()):
        shaper.fault(("article", "file"), f"{form.file!r} lies outside the Reading's folder; put the article beside it")
        return None
    try:
        article = load_article(path, max_bytes=max_bytes)
    except LimitError:
        raise
    except KgError as error:
        shaper.fault(("article", "file"), f"{form.file!r} {error.message}. {error.hint}".rstrip())
        return None
    return _described(shaper, form, article)


def _described(shaper: Shaper, form: ArticleForm, article: Article) -> Article | None:
    if form.sha256 and form.sha256 != article.sha256:
        shaper.fault(
            ("article", "sha256"),
            f"the text in {form.file!r} is not the one that was read: its hash is {article.sha256}; "
            "restore that text, or read the new one and correct the hash",
        )
    return _with_metadata(form, article)


def _with_metadata(form: ArticleForm, article: Article) -> Article | None:
    """The article with what the Reading says of it before what its own front matter says."""
    authors = [form.author] if isinstance(form.author, str) and form.author else form.author
    said: dict[str, Any] = {
        "publisher": form.publisher,
        "published": form.published,
        "url": form.url,
        "title": form.title,
        "language": form.language,
        "authors": tuple(authors),
    }
    given = {name: value for name, value in said.items() if value}
    notes = tuple(dict.fromkeys([*article.notes, *form.notes]))
    try:
        checked = structs.asdict(checked_metadata(Metadata(**given)))
    except InputError:
        return article  # the check of the Reading has said so already
    return structs.replace(article, notes=notes, **{name: checked[name] for name in given})
