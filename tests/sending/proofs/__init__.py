"""Proofs that nobody is called twice and no lead is lost; `make prove` runs them at length."""
