"""Train the attribution network on PolNeAR and export it; needs torch, which `kg` itself does not.

`python -m kg.reading.network.training --polnear DIR --out DIR` (see MODEL_CARD.md beside the model).
"""
