"""The rules, without any machinery: standard library only."""
