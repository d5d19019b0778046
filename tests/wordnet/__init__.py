"""Derives ``seeds/families.tsv`` from the files of WordNet 3.0; not needed to read articles or to run the tests."""
