"""The two conventions of what counts as an attribution, for the trained network.

The network was trained on PolNeAR, which merges coordinated cues ("denied … but later said …") into one
attribution and counts one only for the outermost of nested ones.  Our own convention wants each apart.  Spans
within reach of both are decoded once more readily (`own`) and once as the corpus has them (`polnear`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from kg.reading.network.linking import Settings

Convention = Literal["own", "polnear"]

OWN_CUE, OWN_CONTENT = 2.0, 2.6
"""Added to the biases of cues and contents: a merged pair splits when that costs less than their sum."""


def settings_for(convention: Convention, settings: Settings) -> Settings:
    """The decoder's settings for a convention; those in the model's folder are for `polnear`.

    >>> settings_for("polnear", Settings()) == Settings()
    True
    """
    if convention == "polnear":
        return settings
    return replace(
        settings, cue_bias=settings.cue_bias + OWN_CUE, content_bias=settings.content_bias + OWN_CONTENT, sharing=4.0
    )
