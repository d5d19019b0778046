"""Train the attribution network on PolNeAR and export it; needs torch, which `kg` itself does not.

`python -m kg.reading.training --polnear DIR --out DIR` (see the model card in `kg/reading/attribution_model`).
"""
