"""Codes and values → words that people read. The only place of the program that has words for the screens.

English is written here; Spanish and Portuguese stand in resources/i18n. Every sentence is asked for anew at each
render, so that a change of language needs no restart.
"""
