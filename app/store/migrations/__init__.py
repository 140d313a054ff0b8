"""How the databases grew: numbered steps, each with a way up and a way down."""
