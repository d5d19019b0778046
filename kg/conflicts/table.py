"""RULES: every rule by name, with what a person should know about it. A new rule is a function and an entry here."""

from __future__ import annotations

from kg.conflicts.contraries import find_incompatible_contraries, find_opposed_contraries, find_turned_contraries
from kg.conflicts.evidence import find_attributed_contrary, find_undercut
from kg.conflicts.findings import Rule
from kg.conflicts.opposition import find_instances_of_denied, find_opposed, find_reversals
from kg.conflicts.silence import find_open_questions, find_unanswered
from kg.conflicts.values import find_incompatible_counts, find_incompatible_objects, find_wrong_sums

UNRESOLVED = "unresolved"

RULES: tuple[Rule, ...] = (
    Rule(
        name="opposed-same-proposition",
        type="opposed",
        find=find_opposed,
        template="X affirms that P; Y denies that P.",
        says="Two different speakers are bound to the same claim with opposite signs: one affirms it (by itself or "
        "as a part of what it affirms), the other denies it, or affirms its negation.",
        ends="One of the two withdraws, or the two propositions turn out to be two claims (kg judge --different).",
        silent_on="who is right.",
    ),
    Rule(
        name="opposed-contraries",
        type="opposed",
        find=find_opposed_contraries,
        template="X affirms that P; Y affirms that Q. By the Reading both cannot hold.",
        says="Two different speakers hold two claims of which the Reading says that they exclude each other, and they "
        "are not two figures: one of them gives no number, or rules something out.",
        ends="The Reading is corrected (excludes), or one of the two withdraws.",
        silent_on="who is right; both may be wrong.",
    ),
    Rule(
        name="incompatible-contraries",
        type="incompatible",
        find=find_incompatible_contraries,
        template="X affirms that P; Y affirms that Q. By the Reading both cannot hold.",
        says="Two different speakers affirm two claims of which the Reading says that they exclude each other, and "
        "each gives a number: a count, a sum, a time.",
        ends="The Reading is corrected (excludes), or one of the two withdraws.",
        silent_on="who is right; both may be wrong.",
    ),
    Rule(
        name="incompatible-count",
        type="incompatible",
        find=find_incompatible_counts,
        template="X affirms that P; Y affirms that Q; m and n cannot both be right.",
        says="Both count the same thing in the same matter, at no different time or place, and no number lies within "
        "the bounds of both. “More than 40” and 45 do not clash.",
        ends="A bound is widened, or the two counts turn out to be of two things, times or places.",
        silent_on="which number is right, or whether one is only older than the other.",
    ),
    Rule(
        name="incompatible-object",
        type="incompatible",
        find=find_incompatible_objects,
        template="X affirms that P; Y affirms that Q; only one of the two can be right.",
        says="Both give the same subject and the same predicate, of which the Reading says that it takes one object "
        "only, with two objects of which neither is part of the other.",
        ends="The two objects are judged to be the same (kg judge --same), or the predicate may have several objects.",
        silent_on="which object is right.",
    ),
    Rule(
        name="reversal-in-time",
        type="reversal",
        find=find_reversals,
        template="X denies that P, and later the same speaker affirms that P: how the order is known.",
        says="One speaker affirms and denies the same claim, or denies a general claim and affirms an instance of it, "
        "and something tells which came first: the Reading (revises), two dates, or words such as “initially … later”; "
        "or the Reading says that one saying takes back what its speaker had undertaken to do.",
        ends="The two sayings turn out to be of two speakers, or nothing tells their order.",
        silent_on="why the speaker changed position, or which of the two is true.",
    ),
    Rule(
        name="reversal-contraries",
        type="reversal",
        find=find_turned_contraries,
        template="X affirms that P; X affirms that Q: how the order is known. By the Reading both cannot hold.",
        says="One speaker holds two claims of which the Reading says that they exclude each other, and something "
        "tells which came first: the Reading (revises), two dates, or words such as “initially … later”.",
        ends="The two sayings turn out to be of two speakers, or nothing tells their order.",
        silent_on="why the speaker changed position, or which of the two is true.",
    ),
    Rule(
        name="arithmetic-sum",
        type="arithmetic",
        find=find_wrong_sums,
        template="X counts m, but the parts make n.",
        says="One assertion gives a total and the parts that make it up, and no numbers within their bounds add up.",
        ends="A number is corrected, or the parts are not meant to make up the whole.",
        silent_on="which of the numbers is wrong.",
    ),
    Rule(
        name="undercut-no-evidence",
        type="undercut",
        find=find_undercut,
        template="X affirms that P; Y affirms that X gave no evidence for P, which undercuts it without denying it.",
        says="Someone affirms that no evidence was given for exactly this claim, by this speaker or by whoever it "
        "speaks for.",
        ends="Evidence is offered, or the remark turns out to mean another claim.",
        silent_on="that the claim is false: a claim without evidence may be true.",
    ),
    Rule(
        name="evidence-against-denial",
        type="attributed-contrary",
        find=find_attributed_contrary,
        template="X denies that P; the publisher, in its own words, affirms that there is evidence for P.",
        says="The publisher itself, not somebody it quotes, affirms that there is evidence for what is denied.",
        ends="The remark turns out to be a source's, or to mean another claim.",
        silent_on="what the evidence is worth.",
    ),
    Rule(
        name="instance-of-denied",
        type="instance-against-denial",
        find=find_instances_of_denied,
        template="X denies that P; Y affirms that Q, which would be an instance of what is ruled out.",
        says="One speaker denies a general claim, and another affirms something that the Reading calls an instance "
        "of it, directly or by steps.",
        ends="The report is withdrawn, or the case turns out not to be an instance of what was denied.",
        silent_on="whether the case happened, or was meant to be what the denial speaks of.",
    ),
    Rule(
        name="unresolved-no-answer",
        type=UNRESOLVED,
        find=find_unanswered,
        template="X affirms that P; Y neither confirms nor denies it.",
        says="One speaker affirms or denies a claim, and another, asked or writing about that claim, does neither.",
        ends="The other speaker affirms or denies the claim.",
        silent_on="that the two disagree: no answer is not a denial.",
    ),
    Rule(
        name="unresolved-open-question",
        type=UNRESOLVED,
        find=find_open_questions,
        template="X affirms that P; Y could not verify “who did it”.",
        says="One speaker affirms or denies a claim that would answer a question, and another leaves it open.",
        ends="The other speaker answers the question.",
        silent_on="that the two disagree: no answer is not a denial.",
    ),
)
CONFLICT_TYPES: tuple[str, ...] = tuple(dict.fromkeys(rule.type for rule in RULES if rule.type != UNRESOLVED))
RULE_BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
