"""Questions to a store: named queries, parameters bound through the engine, and a worker that can be stopped.

``named`` finds queries, ``binding`` fills their parameters, ``guard`` refuses what must not run, ``answers`` runs the
rest. Nothing is imported here: the worker is a fresh interpreter that has to start at once.
"""
