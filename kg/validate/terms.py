"""The terms of SHACL: those that are applied here, and those that would silently do nothing."""

from __future__ import annotations

from typing import Final

APPLIED: Final = frozenset(
    """
    NodeShape PropertyShape ConstraintComponent Parameter Validator SPARQLAskValidator SPARQLSelectValidator
    SPARQLConstraint PrefixDeclaration PropertyGroup Severity Violation Warning Info NodeKind IRI BlankNode
    Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral targetClass targetNode targetSubjectsOf
    targetObjectsOf property node path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
    deactivated message severity name description order group defaultValue class datatype nodeKind minCount
    maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength pattern flags languageIn
    uniqueLang equals disjoint lessThan lessThanOrEquals not and or xone in hasValue closed ignoredProperties
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint sparql select ask
    prefixes declare prefix namespace parameter optional labelTemplate validator nodeValidator propertyValidator
    this shapesGraph suggestedShapesGraph
    """.split()
)
"""SHACL core and SHACL-SPARQL, as pySHACL applies them without its advanced part."""

_JAVASCRIPT: Final = """
    js jsFunctionName jsLibrary jsLibraryURL JSConstraint JSConstraintComponent JSExecutable JSFunction
    JSLibrary JSRule JSTarget JSTargetType JSValidator
    """.split()
_ADVANCED: Final = """
    rule Rule TripleRule SPARQLRule condition construct subject predicate object target Target SPARQLTarget
    SPARQLTargetType expression ExpressionConstraintComponent Function SPARQLFunction SPARQLExecutable
    SPARQLSelectExecutable SPARQLAskExecutable SPARQLConstructExecutable SPARQLUpdateExecutable update
    returnType filterShape nodes union intersection values entailment
    """.split()
_RDF_1_2: Final = "reifierShape reificationRequired".split()

REFUSED: Final = {
    **dict.fromkeys(_JAVASCRIPT, "JavaScript is never run"),
    **dict.fromkeys(_ADVANCED, "SHACL's advanced features are not applied"),
    **dict.fromkeys(_RDF_1_2, "RDF 1.2 is not applied"),
}
"""Terms that exist and are not applied here, with the reason; a shape that relied on one would always conform."""
