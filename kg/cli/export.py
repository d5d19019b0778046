"""``kg export``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import out, say, store_option, store_path

FORMATS = "turtle trig nquads jsonld nanopub graphml gexf dot cytoscape csv".split()


@click.command(epilog="Example: kg export --format graphml --about il-76 --hops 2 -o il76.graphml")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="turtle", show_default=True)
@click.option("--about", default="", help="Only what lies around this entity: an IRI, a name or a label.")
@click.option("--hops", type=click.IntRange(0), default=2, show_default=True, help="How far around it.")
@click.option("--conflicts", is_flag=True, help="Only contradictions and what they stand on.")
@click.option("--standards", is_flag=True, help="Add the same in standard vocabularies (PROV-O, schema.org …).")
@click.option("--excel-safe", is_flag=True, help="CSV: neutralise cells that a spreadsheet would run as formulas.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of stdout.")
@store_option
def command(
    format_: str,
    about: str,
    hops: int,
    conflicts: bool,
    standards: bool,
    excel_safe: bool,
    output: Path | None,
    store: Path | None,
) -> None:
    """Write the graph, or a part of it, in another format.

    A hop leads between entities, propositions, assertions and conflicts: from an aircraft one hop to the claims about
    it, two to who made them.
    """
    from kg.export import export
    from kg.store import open_store

    choices = {"conflicts": conflicts, "standards": standards, "excel_safe": excel_safe}
    with open_store(store_path(store)) as opened:
        text = export(opened, format_, about=about, hops=hops, **choices)
    if not text.strip():
        say("nothing to export: no article in the store, or nothing around it within so few hops")
    if output is None:
        out(text)
        return
    output.write_bytes(text.encode())
    say(f"{output}: {len(text.encode()):,} bytes of {format_}")
